package import Basics
package import Markdown
import Redline

/// One Markdown file of the content, read as far as it can be without the other files.
final class Record: Sendable {
  /// What the file is a record of.
  enum Content: Sendable {
    /// An edition, with the name of its code's file or folder.
    case edition(Edition, code: String)
    case topic(Topic)
    case lesson(Lesson)
    case glossary(Glossary)
    case page(StandalonePage)
  }

  /// `nil` for a file that can't be read as a record.
  let content: Content?
  /// What references could name the record of a file that can't be read: as a citation and as a path.
  let unreadableNames: [String]
  /// What is wrong with the file's text.
  let textDiagnostics: [Diagnostic]
  /// What is wrong with the record.
  let recordDiagnostics: [Diagnostic]
  /// What other documents' pages may show of the record; `nil` if that may be all of it.
  let outline: DocumentOutline?

  /// - Parameters:
  ///   - parsed: The file, with its text as readers will have it.
  ///   - source: The file as it is.
  ///   - textDiagnostics: What was wrong with the text when it was parsed.
  ///   - hasOutline: Whether the outline is needed.
  convenience init(
    _ parsed: ParsedDocument, of source: SourceFile, textDiagnostics: [Diagnostic], hasOutline: Bool
  ) {
    let (content, diagnostics) = Self.read(parsed)
    self.init(
      content, diagnostics, textDiagnostics: textDiagnostics, hasOutline: hasOutline,
      unreadableNames: content == nil ? Self.names(of: source) : [])
  }

  /// The record of a translation.
  ///
  /// - Parameters:
  ///   - parsed: The translation, with its text as readers will have it.
  ///   - original: The record of the file that it translates, which counts if the translation can't be read.
  convenience init(
    _ parsed: ParsedDocument, of original: Record, textDiagnostics: [Diagnostic], hasOutline: Bool
  ) {
    let (translated, diagnostics) =
      original.content.map { $0.kind.row.translate(parsed, $0) } ?? (nil, [])
    self.init(
      translated ?? original.content, diagnostics, textDiagnostics: textDiagnostics, hasOutline: hasOutline,
      unreadableNames: original.unreadableNames)
  }

  private init(
    _ content: Content?, _ diagnostics: [Diagnostic], textDiagnostics: [Diagnostic], hasOutline: Bool,
    unreadableNames: [String]
  ) {
    self.content = content
    recordDiagnostics = diagnostics
    // Marks that don't belong on a page aren't judged as marks too.
    let isMisplaced = diagnostics.contains { $0.rule == .redlineOutsideCode }
    self.textDiagnostics =
      isMisplaced ? textDiagnostics.filter { $0.rule != .redlineSpacing } : textDiagnostics
    self.unreadableNames = unreadableNames
    outline =
      switch content {
      case .lesson(let lesson) where hasOutline: DocumentOutline(lesson)
      case .page(let page) where hasOutline: DocumentOutline(page)
      default: nil
      }
  }

  /// What references could name a record that can't be read.
  private static func names(of source: SourceFile) -> [String] {
    guard case .record(let kind, let name) = SourceRole(path: source.path) else { return [] }
    if let folder = kind.row.folder, kind.row.isNamedByFolder {
      return ["\(folder)/\(name.slug)", source.path]
    }
    guard kind == .code else { return [DocumentKey.glossary.citation, source.path] }
    // The line says the abbreviation, whatever is wrong with the lines around it.
    let text = String(decoding: source.bytes, as: UTF8.self)
    let abbreviation = text.firstMatch(of: /(?m)^abbreviation:[ \t]*["']?([^\s"'#]+)/)?.1
    return [abbreviation.map(String.init) ?? Manuscript.unknownCode, source.path]
  }

  /// Reads a parsed file as the kind of record that its place says it is.
  static func read(_ parsed: ParsedDocument) -> (content: Content?, diagnostics: [Diagnostic]) {
    guard case .record(let kind, let name) = SourceRole(path: parsed.path) else {
      let folders = RecordKind.allCases.compactMap(\.row.folder)
      let unplaced = Diagnostic(
        .error, .unplacedFile, "Markdown file is not in a folder of the handbook", path: parsed.path,
        help: NearestMatch.of(folder(of: parsed.path), among: folders).map {
          "did you mean the folder '\($0.text)'?"
        }
          ?? "move it to \(folders.dropLast().joined(separator: ", ")), or \(folders.last ?? "")")
      return (nil, [unplaced])
    }
    return kind.row.read(parsed, name)
  }
}

extension Record {
  /// The name of the folder below `Content` that a file is in; empty if it is in none.
  private static func folder(of path: String) -> String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }
}

extension Record.Content {
  var kind: RecordKind {
    switch self {
    case .edition: .code
    case .topic: .topic
    case .lesson: .lesson
    case .glossary: .glossary
    case .page: .page
    }
  }

  /// What the front matter of every record says.
  var metadata: any RecordMetadata {
    switch self {
    case .edition(let edition, _): edition.metadata
    case .topic(let topic): topic.metadata
    case .lesson(let lesson): lesson.metadata
    case .glossary(let glossary): glossary.metadata
    case .page(let page): page.metadata
    }
  }

  /// What references name the record by: as a citation and as a path.
  var names: [String] {
    switch self {
    case .edition(let edition, _): [edition.metadata.abbreviation.value, edition.path]
    case .topic(let topic): [DocumentKey.topic(topic.id).citation, topic.path]
    case .lesson(let lesson): [DocumentKey.lesson(lesson.id).citation, lesson.path]
    case .glossary(let glossary): [DocumentKey.glossary.citation, glossary.path]
    case .page(let page): [DocumentKey.page(page.id).citation, page.path]
    }
  }

  /// Whether an edition of the handbook has the record.
  func isFor(_ edition: HandbookEdition) -> Bool {
    guard case .lesson(let lesson) = self, edition == .learner else { return true }
    return lesson.metadata.audience != .facilitator
  }
}

/// The keys that the front matter of every kind of record has.
package protocol RecordMetadata: FrontMatterRecord, Sendable {
  var title: Located<String> { get }
  /// Former addresses of the page.
  var aliases: [Located<String>] { get }
  /// Whether the page is published.
  var publish: Bool { get }
}

extension CodeMetadata: RecordMetadata {}
extension LessonMetadata: RecordMetadata {}
extension TopicMetadata: RecordMetadata {}
extension PageMetadata: RecordMetadata {}

// MARK: Readers

/// Reads a topic.
enum TopicReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    let (metadata, diagnostics) = parsed.metadata(as: TopicMetadata.self)
    let topic = metadata.map {
      Topic(id: TopicID(name.slug), path: parsed.path, metadata: $0, document: parsed.document)
    }
    return (topic.map(Record.Content.topic), diagnostics + MisplacedMarks.diagnostics(in: parsed))
  }
}

/// Reads a page that is neither code, lesson nor topic.
enum PageReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    let (metadata, diagnostics) = parsed.metadata(as: PageMetadata.self)
    let page = metadata.map {
      StandalonePage(id: PageID(name.slug), path: parsed.path, metadata: $0, document: parsed.document)
    }
    return (page.map(Record.Content.page), diagnostics + MisplacedMarks.diagnostics(in: parsed))
  }
}

extension ParsedDocument {
  /// The front matter as a record.
  ///
  /// - Parameter isOptional: Whether a document may omit it, and omit its required keys.
  /// - Returns: `nil` if the document's YAML can't be read, which was reported when it was parsed.
  func metadata<Metadata: FrontMatterRecord>(
    as type: Metadata.Type, isOptional: Bool = false
  ) -> (Metadata?, [Diagnostic]) {
    if let frontMatter {
      let (record, diagnostics) = frontMatter.decode(as: type, path: path)
      return (record, isOptional ? diagnostics.filter { $0.rule != .missingKey } : diagnostics)
    }
    guard !hasUnreadableFrontMatter else { return (nil, []) }
    if isOptional { return (Metadata(), []) }
    let empty = FrontMatter(entries: [], range: SourceRange(line: 1, column: 1))
    var diagnostics = empty.decode(as: type, path: path).diagnostics
    // The file has no front matter at all.
    if !diagnostics.isEmpty {
      diagnostics[0].help = "begin the file with three lines: '---', 'title: …', '---'"
    }
    return (nil, diagnostics)
  }
}

/// Reports the marks of a redline where readers have no views to choose from: everywhere but in the text and the
/// title of a code.
enum MisplacedMarks {
  static func diagnostics(in parsed: ParsedDocument) -> [Diagnostic] {
    var ranges = parsed.redlined?.marks.map(\.range) ?? []
    if case .scalar(let title)? = parsed.frontMatter?["title"],
      RedlineScanner.mayHoldMarks(Array(title.value.utf8)[...])
    {
      ranges.append(title.range)
    }
    return ranges.map { range in
      Diagnostic(
        .error, .redlineOutsideCode,
        "Redline marks are only for the text and title of a code",
        path: parsed.path, range: range,
        help: "write the text as readers should see it, or write '\\{' to print a brace")
    }
  }
}

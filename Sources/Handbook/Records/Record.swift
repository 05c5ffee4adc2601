package import Basics
package import Markdown
import Redline

/// One Markdown file of the content, read as far as possible without the other files.
final class Record: Sendable {
  /// The thing that the file describes.
  enum Content: Sendable {
    /// An edition, with the name of its code's file or folder.
    case edition(Edition, code: String)
    case topic(Topic)
    case lesson(Lesson)
    case glossary(Glossary)
    case page(StandalonePage)
  }

  /// The content, or `nil` for a file that can't be read as a record.
  let content: Content?
  /// The names that references may use for a file that can't be read: its citation and its path.
  let unreadableNames: [String]
  /// The problems with the file's text.
  let textDiagnostics: [Diagnostic]
  /// The problems with the record.
  let recordDiagnostics: [Diagnostic]
  /// The parts of the record that other documents' pages may show, or `nil` if they may show all of it.
  let outline: DocumentOutline?

  /// - Parameters:
  ///   - parsed: The parsed file, with its text as readers will see it.
  ///   - source: The file itself.
  ///   - textDiagnostics: The problems that parsing the text reported.
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

  /// Returns the names that references may use for a record that can't be read.
  private static func names(of source: SourceFile) -> [String] {
    guard case .record(let kind, let name) = SourceRole(path: source.path) else { return [] }
    if let folder = kind.row.folder, kind.row.isNamedByFolder {
      return ["\(folder)/\(name.slug)", source.path]
    }
    guard kind == .code else { return [DocumentKey.glossary.citation, source.path] }
    // The line with the abbreviation can be found even if the lines around it are invalid.
    let text = String(decoding: source.bytes, as: UTF8.self)
    let abbreviation = text.firstMatch(of: /(?m)^abbreviation:[ \t]*["']?([^\s"'#]+)/)?.1
    return [abbreviation.map(String.init) ?? Manuscript.unknownCode, source.path]
  }

  /// Reads a parsed file as the kind of record that its path implies.
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
  /// Returns the name of the folder below `Content` that contains a file, or an empty string if there is
  /// none.
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

  /// The front matter that every record has.
  var metadata: any RecordMetadata {
    switch self {
    case .edition(let edition, _): edition.metadata
    case .topic(let topic): topic.metadata
    case .lesson(let lesson): lesson.metadata
    case .glossary(let glossary): glossary.metadata
    case .page(let page): page.metadata
    }
  }

  /// The names that references use for the record: its citation and its path.
  var names: [String] {
    switch self {
    case .edition(let edition, _): [edition.metadata.abbreviation.value, edition.path]
    case .topic(let topic): [DocumentKey.topic(topic.id).citation, topic.path]
    case .lesson(let lesson): [DocumentKey.lesson(lesson.id).citation, lesson.path]
    case .glossary(let glossary): [DocumentKey.glossary.citation, glossary.path]
    case .page(let page): [DocumentKey.page(page.id).citation, page.path]
    }
  }

  /// Returns whether an edition of the handbook includes the record.
  func isFor(_ edition: HandbookEdition) -> Bool {
    guard case .lesson(let lesson) = self, edition == .learner else { return true }
    return lesson.metadata.audience != .facilitator
  }
}

/// The keys that all kinds of records have in their front matter.
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

/// Reads a page that isn't a code, a lesson, or a topic.
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
  /// Returns the front matter as a record.
  ///
  /// - Parameter isOptional: Whether a document may omit the front matter and its required keys.
  /// - Returns: The record, or `nil` if the document's YAML can't be read, which was reported during parsing.
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

/// Reports redline marks outside the text and the title of a code, where readers have no views to choose
/// from.
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

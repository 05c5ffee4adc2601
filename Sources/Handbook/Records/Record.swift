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

  /// The path of the record's file.
  var path: String {
    switch self {
    case .edition(let edition, _): edition.path
    case .topic(let topic): topic.path
    case .lesson(let lesson): lesson.path
    case .glossary(let glossary): glossary.path
    case .page(let page): page.path
    }
  }

  /// The names that references use for the record: its citation and its path.
  var names: [String] {
    let citation =
      switch self {
      case .edition(let edition, _): edition.metadata.abbreviation.value
      case .topic(let topic): DocumentKey.topic(topic.id).citation
      case .lesson(let lesson): DocumentKey.lesson(lesson.id).citation
      case .glossary: DocumentKey.glossary.citation
      case .page(let page): DocumentKey.page(page.id).citation
      }
    return [citation, path]
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

/// A kind of document that authors write.
///
/// Everything that distinguishes the kinds before their pages are generated is in one row of a table. A new
/// kind needs a case, a row with a reader, and a page of the site.
package enum RecordKind: String, Sendable, CaseIterable {
  case code, lesson, topic, glossary, page

  var row: RecordRow {
    switch self {
    case .code: .code
    case .lesson: .lesson
    case .topic: .topic
    case .glossary: .glossary
    case .page: .page
    }
  }

  /// Returns the kind of the documents in a folder of the content.
  init?(folder: String) {
    guard let kind = Self.allCases.first(where: { $0.row.folder == folder }) else { return nil }
    self = kind
  }
}

/// A row of the table of kinds.
struct RecordRow: Sendable {
  /// The folder below the content folder, or `nil` for a kind with only one file per handbook.
  let folder: String?
  /// The allowed number of path components below that folder, including the file's name.
  let depth: ClosedRange<Int>
  /// Whether references use the folder and the path below it for a record, as in `topics/gifts`.
  let isNamedByFolder: Bool
  /// The rule for a reference to a missing record, and the noun for the record in its report.
  let missing: (rule: Rule, noun: String)
  /// Whether terms of the glossary in the running text become links.
  let linksTerms: Bool
  /// The shape of the front matter, and the title of its schema.
  let schema: (shape: FrontMatterShape, title: String)
  /// Reads a parsed file of the kind.
  ///
  /// - Parameter name: The path below the folder without its extension; for an edition of a code, its code's
  ///   name.
  let read: @Sendable (_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic])
  /// The keys that the front matter of a translation can have.
  let translationShape: FrontMatterShape
  /// Reads a parsed translation of a record; `nil` if it can't be read, which was reported.
  let translate:
    @Sendable (_ parsed: ParsedDocument, _ original: Record.Content) -> (Record.Content?, [Diagnostic])
}

/// The name of a record, which comes from its file's path.
package struct RecordName: Sendable, Hashable {
  /// The path below the folder without the file's extension, or the folder of an edition.
  let slug: String
  /// The name of an edition's file without its extension, if the edition is in a folder of its code.
  let edition: String?
}

extension RecordRow {
  static let code = RecordRow(
    folder: "codes", depth: 1...2, isNamedByFolder: false, missing: (.unknownCode, "Code"), linksTerms: false,
    schema: (CodeMetadata.shape, "The front matter of a code of ethics"), read: CodeReader.read,
    translationShape: TranslatedCode.shape, translate: CodeTranslation.read)

  static let lesson = RecordRow(
    folder: "lessons", depth: 1...Int.max, isNamedByFolder: true, missing: (.unknownLesson, "Lesson"),
    linksTerms: true, schema: (LessonMetadata.shape, "The front matter of a lesson"), read: LessonReader.read,
    translationShape: TranslatedLesson.shape, translate: RecordTranslation.lesson)

  static let topic = RecordRow(
    folder: "topics", depth: 1...1, isNamedByFolder: true, missing: (.unknownTopic, "Topic"),
    linksTerms: true,
    schema: (TopicMetadata.shape, "The front matter of a topic"), read: TopicReader.read,
    translationShape: TranslatedTopic.shape, translate: RecordTranslation.topic)

  static let glossary = RecordRow(
    folder: nil, depth: 1...1, isNamedByFolder: false, missing: (.unknownTerm, "Glossary"), linksTerms: false,
    schema: (PageMetadata.shape, "The front matter of the glossary"), read: GlossaryReader.read,
    translationShape: TranslatedPage.shape, translate: RecordTranslation.glossary)

  static let page = RecordRow(
    folder: "pages", depth: 1...Int.max, isNamedByFolder: true, missing: (.unknownPage, "Page"),
    linksTerms: true,
    schema: (PageMetadata.shape, "The front matter of a page"), read: PageReader.read,
    translationShape: TranslatedPage.shape, translate: RecordTranslation.page)
}

/// The parts of a lesson or a plain page that other pages may show, which exclude blocks without references.
///
/// If the outlines of two versions of a document are equal, the pages of other documents are the same for
/// both.
struct DocumentOutline: Sendable, Equatable {
  private enum Metadata: Sendable, Equatable {
    case lesson(LessonMetadata)
    case page(PageMetadata)
  }

  private let metadata: Metadata
  private let digest: OutlineDigest

  init(_ lesson: Lesson) {
    metadata = .lesson(lesson.metadata)
    digest = OutlineDigest(lesson.document)
  }

  init(_ page: StandalonePage) {
    metadata = .page(page.metadata)
    digest = OutlineDigest(page.document)
  }
}

/// The parts of a tree that are in an outline.
private struct OutlineDigest: Sendable, Equatable {
  private struct Part: Sendable, Equatable {
    let kind: Node.Kind
    let flags: Node.Flags
    let number: Int32
    let attributes: Attributes?
  }

  private var parts: [Part] = []
  private var text: [UInt8] = []
  private let references: [String]

  init(_ document: MarkdownDocument) {
    references = document.references.map(\.target)
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      let end = Int(node.end)
      switch node.kind {
      case .paragraph, .tableCell, .codeBlock:
        if document.nodes[index..<end].contains(where: Self.refers) {
          append(index..<end, of: document)
        } else {
          appendAttributes(of: index, document)
        }
        index = end
      case .callout, .question, .heading:
        append(index..<end, of: document)
        index = end
      default:
        appendAttributes(of: index, document)
        index += 1
      }
    }
  }

  /// Returns whether another page may show the sentence around a node, and with it the block.
  private static func refers(_ node: Node) -> Bool {
    switch node.kind {
    case .reference, .quotation, .legalCitation, .footnoteReference: true
    case .link, .image: node.flags.contains(.internal)
    default: false
    }
  }

  private mutating func append(_ range: Range<MarkdownDocument.Index>, of document: MarkdownDocument) {
    for index in range {
      let node = document.nodes[index]
      parts.append(
        Part(
          kind: node.kind, flags: node.flags, number: node.content.number,
          attributes: document.attributes(of: index)))
      append(node.content.first, of: document)
      if let anchor = document.anchor(of: index) { text += anchor.utf8 }
      text.append(0)
    }
  }

  /// Appends the attributes of a block that isn't otherwise shown on other pages.
  private mutating func appendAttributes(of index: MarkdownDocument.Index, _ document: MarkdownDocument) {
    guard let attributes = document.attributes(of: index) else { return }
    parts.append(Part(kind: document.nodes[index].kind, flags: [], number: 0, attributes: attributes))
  }

  private mutating func append(_ slice: Node.Slice, of document: MarkdownDocument) {
    text += document.literals[Int(slice.start)..<Int(slice.start) + Int(slice.count)]
    text.append(0)
  }
}

extension MarkdownDocument {
  /// Returns the nodes from a heading to the next heading of the same or a higher level.
  package func section(from heading: Index) -> Range<Index> {
    let level = nodes[heading].level
    var index = Int(nodes[heading].end)
    while index < nodes.count {
      if nodes[index].kind == .heading, nodes[index].level <= level { break }
      index += 1
    }
    return heading..<index
  }

  /// The names of all anchors that links can use: headings, and blocks with an id.
  package var anchorNames: Set<String> {
    var names = Set(attributes.compactMap { $0.value.id?.value })
    for index in nodes.indices where nodes[index].kind == .heading {
      if let anchor = anchor(of: index) { names.insert(anchor) }
    }
    return names
  }

  /// Returns the heading with an anchor.
  package func heading(named anchor: String) -> Index? {
    nodes.indices.first { nodes[$0].kind == .heading && self.anchor(of: $0) == anchor }
  }
}

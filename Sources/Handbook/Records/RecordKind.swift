import Basics
import Markdown
import Redline

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

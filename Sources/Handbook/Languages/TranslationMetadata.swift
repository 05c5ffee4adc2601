package import Basics
package import Markdown
import Redline

/// The front matter of a translation: text for readers, all of it optional.
///
/// Everything else comes from the original, so that each fact is in only one file.
protocol TranslatedMetadata: FrontMatterRecord {
  associatedtype Original: FrontMatterRecord

  /// Returns the front matter of the original with these texts.
  func applied(to original: Original) -> Original
}

/// The front matter of a translated topic.
struct TranslatedTopic: Equatable, TranslatedMetadata {
  var title: Located<String>?
  var synonyms: [String]?
  var situations: [String]?
  var searches: [String] = []
  var urgent: Located<String>?

  static let fields: [FrontMatterField<TranslatedTopic>] = [
    .init("title", \.title, "The topic's name."),
    .init("synonyms", \.synonyms, "Other words that a trainee might search for."),
    .init("situations", \.situations, "Situations that readers are in."),
    .init("searches", \.searches, "What else readers type into the search; no page shows it."),
    .init("urgent", \.urgent, "What to do first when someone may be in danger, in plain text."),
  ]

  func applied(to original: TopicMetadata) -> TopicMetadata {
    var result = original
    if let title { result.title = title }
    if let synonyms { result.synonyms = synonyms }
    if let situations { result.situations = situations }
    result.searches = searches
    if let urgent { result.urgent = urgent }
    return result
  }
}

/// The front matter of a translated page or glossary.
struct TranslatedPage: Equatable, TranslatedMetadata {
  var title: Located<String>?
  var description: String?

  static let fields: [FrontMatterField<TranslatedPage>] = [
    .init("title", \.title, "The page's title."),
    .init("description", \.description, "A one-sentence description of the page."),
  ]

  func applied(to original: PageMetadata) -> PageMetadata {
    var result = original
    if let title { result.title = title }
    if let description { result.description = description }
    return result
  }
}

/// An objective or an exam domain in another language.
struct TranslatedText: Equatable, FrontMatterRecord {
  var id = Located("", SourceRange(line: 1, column: 1))
  var text = Located("", SourceRange(line: 1, column: 1))

  static let fields: [FrontMatterField<TranslatedText>] = [
    .init("id", \.id, isRequired: true, "The objective's id in the original."),
    .init("text", \.text, isRequired: true, "The objective."),
  ]
}

/// The front matter of a translated lesson.
struct TranslatedLesson: Equatable, TranslatedMetadata {
  var title: Located<String>?
  var description: String?
  var objectives: [TranslatedText] = []
  var references: [String]?

  static let fields: [FrontMatterField<TranslatedLesson>] = [
    .init("title", \.title, "The lesson's title."),
    .init("description", \.description, "A one-sentence description of the lesson."),
    .init("objectives", \.objectives, "The objectives, with their ids from the original."),
    .init("references", \.references, "Sources for further reading."),
  ]

  func applied(to original: LessonMetadata) -> LessonMetadata {
    var result = original
    if let title { result.title = title }
    if let description { result.description = description }
    if let references { result.references = references }
    for (place, objective) in result.objectives.enumerated() {
      guard let found = objectives.first(where: { $0.id.value == objective.id.value.rawValue }) else {
        continue
      }
      result.objectives[place].text = found.text
    }
    return result
  }
}

/// The front matter of a translated code.
struct TranslatedCode: Equatable, TranslatedMetadata {
  var title: Located<String>?
  var translation = TranslationFacts()

  static let fields: [FrontMatterField<TranslatedCode>] = [
    .init("title", \.title, "The code's title (default: the original's)."),
    .init(
      "translation", \.translation, isRequired: true,
      "Which text was translated, by whom, and whether officially."),
  ]

  func applied(to original: CodeMetadata) -> CodeMetadata {
    var result = original
    if let title { result.title = title }
    return result
  }
}

/// The facts about a code's translation: who made it, from which text, and whether it's official.
package struct TranslationFacts: Sendable, Equatable, FrontMatterRecord {
  /// Whether the issuer of the code published the translation.
  package var official = false
  package var by: String?
  /// The version check code of the text that was translated.
  package var of: Located<CheckCode>?
  package var on: CalendarDate?

  package init() {}

  package static let fields: [FrontMatterField<TranslationFacts>] = [
    .init("official", \.official, isRequired: true, "Whether the issuer published the translation."),
    .init("by", \.by, "The name of the translator."),
    .init("of", \.of, isRequired: true, "The version check code of the text that was translated."),
    .init("on", \.on, "The date of the translation."),
  ]
}

extension CheckCode: FrontMatterScalar {
  package static var shape: FrontMatterShape {
    .pattern("^[0-9a-f]{16}$", "a version check code: 16 hexadecimal digits")
  }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    (nil, "'handbook list translations' prints it, and the page of the original has it at its end")
  }
}

/// The contents of `handbook.es.yml`: the texts of the configuration in another language.
struct TranslatedConfiguration: Equatable, TranslatedMetadata {
  var title: Located<String>?
  var shortTitle: String?
  var description: String?
  var footer: String?
  var exam: TranslatedExam?

  static let fields: [FrontMatterField<TranslatedConfiguration>] = [
    .init("title", \.title, "The handbook's title."),
    .init("short-title", \.shortTitle, "A shorter title, for the top of the page on phones."),
    .init("description", \.description, "A one-sentence description of the handbook."),
    .init("footer", \.footer, "A sentence at the bottom of every page."),
    .init("exam", \.exam, "The name of the exam and its domains."),
  ]

  func applied(to original: HandbookConfiguration) -> HandbookConfiguration {
    var result = original
    if let title {
      result.title = title
      // A short name in another language would be stranger than a long one.
      result.shortTitle = shortTitle
    } else if let shortTitle {
      result.shortTitle = shortTitle
    }
    if let description { result.description = description }
    if let footer { result.footer = footer }
    if let name = exam?.name { result.exam?.name = name }
    for domain in exam?.domains ?? [] {
      guard let place = result.exam?.domains.firstIndex(where: { $0.id.value == domain.id.value }) else {
        continue
      }
      result.exam?.domains[place].name = domain.name
    }
    return result
  }
}

/// The names of an exam's domains in another language.
struct TranslatedExam: Equatable, FrontMatterRecord {
  var name: String?
  var domains: [ExamDomain] = []

  static let fields: [FrontMatterField<TranslatedExam>] = [
    .init("name", \.name, "The name of the exam."),
    .init("domains", \.domains, "The domains of the exam, with their ids from handbook.yml."),
  ]
}

// MARK: Reading

extension TranslatedMetadata {
  /// Reads the keys of a translation, and reports keys that only an original can have.
  static func read(
    _ entries: [YAMLValue.Entry], range: SourceRange, path: String
  ) -> (metadata: Self, diagnostics: [Diagnostic]) {
    let own = Set(fields.map(\.key.name))
    let inherited = Set(Original.fields.map(\.key.name)).subtracting(own)
    var decoder = FrontMatterDecoder(path: path)
    for entry in entries where inherited.contains(entry.key.value) {
      decoder.report(
        .inheritedKey, "Key '\(entry.key.value)' comes from the original", at: entry.key.range,
        help: "remove it; a translation has only \(fields.map(\.key.name).joined(separator: ", "))")
    }
    let metadata = decode(entries.filter { !inherited.contains($0.key.value) }, range: range, &decoder)
    return (metadata, decoder.diagnostics)
  }
}

extension ParsedDocument {
  /// Reads the front matter of a translation.
  ///
  /// - Returns: `nil` if the document's YAML can't be read, which was reported when it was parsed.
  func translation<Metadata: TranslatedMetadata>(
    as type: Metadata.Type
  ) -> (metadata: Metadata?, diagnostics: [Diagnostic]) {
    guard !hasUnreadableFrontMatter else { return (nil, []) }
    return Metadata.read(
      frontMatter?.entries ?? [], range: frontMatter?.range ?? SourceRange(line: 1, column: 1), path: path)
  }
}

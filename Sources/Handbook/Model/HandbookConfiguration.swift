package import Basics
package import Markdown

/// The settings in `handbook.yml` for the whole handbook.
package struct HandbookConfiguration: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  /// A name of one or two words for narrow screens, or `nil` if the title is short enough.
  package var shortTitle: String?
  package var description: String?
  /// A BCP 47 language tag.
  package var language = "en"
  /// The languages of the handbook, the default one first; empty for a handbook in one language.
  package var languages: [Located<LanguageTag>] = []
  package var baseURL: Located<WebAddress>?
  package var footer: String?
  /// Where readers report errors, or `nil` if the handbook doesn't say.
  package var report: ReportAddress?
  package var citationSeries: [LegalCitationSeries] = []
  package var staleness = StalenessPolicy()
  package var navigation: [Located<String>] = []
  /// The certification exam that the lessons prepare for.
  package var exam: Exam?
  /// The pairs of codes that have a page for people who move from one to the other.
  package var moving: [Move] = []
  package var unsafeHTML = false
  /// Whether the site includes data files for other programs.
  package var data = true
  package var offline = true

  package init() {}

  /// The language of text that isn't translated.
  package var defaultLanguage: LanguageTag { LanguageTag(language) ?? .english }

  /// The languages that the content is translated into.
  package var otherLanguages: [LanguageTag] { languages.dropFirst().map(\.value) }

  package static let fields: [FrontMatterField<HandbookConfiguration>] = [
    .init("title", \.title, isRequired: true, "The handbook's title."),
    .init("short-title", \.shortTitle, "A shorter title, for the top of the page on phones."),
    .init("description", \.description, "A one-sentence description of the handbook."),
    .init("language", \.language, "The language of the handbook, as a BCP 47 tag."),
    .init("languages", \.languages, "The languages of the handbook as BCP 47 tags, the default first."),
    .init("base-url", \.baseURL, "The address where the site is published."),
    .init("footer", \.footer, "A sentence at the bottom of every page."),
    .init("report", \.report, "Where readers report errors: an email address, or a repository with issues."),
    .init("citation-series", \.citationSeries, "The series of laws that the text cites."),
    .init("staleness", \.staleness, "The limit after which a code's verification is too old."),
    .init("navigation", \.navigation, "The entries in the navigation: sections or paths of pages."),
    .init("exam", \.exam, "The certification exam that the lessons prepare for, with its domains."),
    .init("moving", \.moving, "The pairs of codes that have a page for people who move."),
    .init("unsafe-html", \.unsafeHTML, "Whether raw HTML is allowed in content."),
    .init("data", \.data, "Whether the site has files for programs: JSON, XML, feeds, a calendar."),
    .init("offline", \.offline, "Whether readers can keep the site on their devices."),
  ]
}

/// Two codes, for people who move from one state to the other.
package struct Move: Sendable, Equatable, FrontMatterRecord {
  package var from = Located("", SourceRange(line: 1, column: 1))
  package var to = Located("", SourceRange(line: 1, column: 1))

  package init() {}

  package static let fields: [FrontMatterField<Move>] = [
    .init("from", \.from, isRequired: true, "The abbreviation of the code that applied before the move."),
    .init("to", \.to, isRequired: true, "The abbreviation of the code that applies after the move."),
  ]
}

/// A series of law, such as the Revised Code of Washington, and how it is cited.
package struct LegalCitationSeries: Sendable, Equatable, FrontMatterRecord {
  package var name = ""
  package var abbreviation = Located("", SourceRange(line: 1, column: 1))
  /// The forms of a citation, with `{n}` in place of the number.
  package var forms: [Located<String>] = []
  /// A regular expression for the number.
  package var number = Located("", SourceRange(line: 1, column: 1))
  /// The address of a cited text, with `{n}` in place of the number.
  package var address: Located<String>?

  package init() {}

  package static let fields: [FrontMatterField<LegalCitationSeries>] = [
    .init("name", \.name, isRequired: true, "The full name of the series."),
    .init("abbreviation", \.abbreviation, isRequired: true, "The short name of the series."),
    .init("forms", \.forms, isRequired: true, "The forms of a citation, with {n} for the number."),
    .init("number", \.number, isRequired: true, "A regular expression for the number."),
    .init("address", \.address, "The address of a cited text, with {n} for the number."),
  ]

  /// Returns the address of a cited law, or `nil` if the series has no addresses.
  package func address(of citation: LegalCitation) -> String? {
    address?.value.replacing("{n}", with: citation.number)
  }
}

/// A certification exam, or a board's list of competencies.
package struct Exam: Sendable, Equatable, FrontMatterRecord {
  package var name = ""
  package var domains: [ExamDomain] = []

  package init() {}

  package static let fields: [FrontMatterField<Exam>] = [
    .init("name", \.name, isRequired: true, "The name of the exam."),
    .init("domains", \.domains, isRequired: true, "The domains of the exam, in order."),
  ]
}

/// One of the domains that an exam asks about.
package struct ExamDomain: Sendable, Equatable, FrontMatterRecord {
  package var id = Located("", SourceRange(line: 1, column: 1))
  package var name = ""

  package init() {}

  package static let fields: [FrontMatterField<ExamDomain>] = [
    .init("id", \.id, isRequired: true, "The id of the domain in objectives and questions."),
    .init("name", \.name, isRequired: true, "The name of the domain, as in the exam."),
  ]
}

/// When a code's verification is too old.
package struct StalenessPolicy: Sendable, Equatable, FrontMatterRecord {
  package var verifiedWithinDays: Int?

  package init() {}

  package static let fields: [FrontMatterField<StalenessPolicy>] = [
    .init(
      "verified-within-days", \.verifiedWithinDays,
      "The number of days after which a verification is out of date.")
  ]
}

/// The audience that a handbook is built for.
package enum HandbookEdition: String, Sendable, Hashable, CaseIterable {
  /// Without any content for facilitators.
  case learner
  case facilitator
}

/// The parts of a handbook that have their own entry page.
package enum SiteSection: String, Sendable, Hashable, CaseIterable {
  case codes, topics, compare, lessons, glossary, indexes
}

/// Reads `handbook.yml`.
package enum ConfigurationReader {
  /// Reads the configuration of a handbook.
  ///
  /// - Parameter file: `nil` if the content has no such file, which is an error.
  package static func read(
    _ file: SourceFile?, folder: String = SourceRole.contentFolder
  ) -> (configuration: HandbookConfiguration, diagnostics: [Diagnostic]) {
    guard let file else {
      let missing = Diagnostic(
        .error, .missingConfiguration, "A handbook needs the file \(folder)/handbook.yml",
        path: "\(folder)/handbook.yml", help: "create it with 'title: …'")
      return (HandbookConfiguration(), [missing])
    }
    let text = TextCheck(file)
    guard text.isReadable else { return (HandbookConfiguration(), text.diagnostics) }
    let (value, unreadable) = YAMLReader(path: file.path).read(file.bytes[...])
    guard unreadable.isEmpty else {
      return (HandbookConfiguration(), text.diagnostics + text.withoutRepetitions(unreadable))
    }
    var decoder = FrontMatterDecoder(path: file.path)
    let place = SourceRange(line: 1, column: 1)
    var configuration = HandbookConfiguration.decode(value ?? .mapping([], place), &decoder)
    var diagnostics = text.diagnostics + decoder.diagnostics
    if let read = configuration {
      diagnostics += check(read, path: file.path)
      if let first = read.languages.first { configuration?.language = first.value.rawValue }
    }
    return (configuration ?? HandbookConfiguration(), diagnostics)
  }

  private static func check(_ configuration: HandbookConfiguration, path: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    func report(_ rule: Rule, _ summary: String, _ range: SourceRange, _ help: String) {
      diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
    }
    if let base = configuration.baseURL, SiteAddress(base.value.rawValue) == nil {
      report(
        .wrongType, "Base address '\(base.value.rawValue)' is not the address of a site", base.range,
        "write 'https://example.org/handbook/', without '?' and '#'")
    }
    if let first = configuration.languages.first, configuration.language != first.value.rawValue,
      configuration.language != HandbookConfiguration().language
    {
      report(
        .wrongType,
        "The first of 'languages' is '\(first.value)', and 'language' is '\(configuration.language)'",
        first.range, "remove 'language', or write the default language first in 'languages'")
    }
    for (place, language) in configuration.languages.enumerated()
    where configuration.languages[..<place].contains(where: { $0.value == language.value }) {
      report(
        .wrongType, "Language '\(language.value)' is listed twice", language.range, "remove one of the two")
    }
    for series in configuration.citationSeries {
      for form in series.forms where !form.value.contains("{n}") {
        report(
          .citationForm, "Form '\(form.value)' has no place for the number", form.range,
          "write {n} where the number goes")
      }
      if LegalCitationPattern(series) == nil {
        report(
          .citationNumber, "Pattern '\(series.number.value)' is not a regular expression",
          series.number.range, "write a pattern such as '\\d+\\.\\d+'")
      }
      if let address = series.address, WebAddress(address.value.replacing("{n}", with: "1")) == nil {
        report(
          .unsafeAddress, "Address '\(address.value)' isn't one that readers can be sent to",
          address.range, "write 'https://…{n}'")
      }
    }
    return diagnostics
  }
}

import Basics
import Handbook
import Markdown

/// The index of codes.
struct CodesPage: PageContext {
  static let template = "codes"

  var shell: PageShell
  var grid: StateGrid
  var sections: [CodesSection] = []

  static let fields = TemplateFields<CodesPage>([
    .object("grid", \.grid, "The states, as a map or as a list."),
    .list("sections", \.sections, "The codes whose text is included, then the codes that are only linked."),
  ])
}

/// The codes whose text is included, or those that are only linked.
struct CodesSection: TemplateContext {
  var title: String
  var codes: [CodeRow]

  static let fields = TemplateFields<CodesSection>([
    .text("title", \.title, "The heading, with the number of codes: \"Read here (2)\"."),
    .list("codes", \.codes, "The codes, by state."),
  ])
}

/// A code in the index of codes.
struct CodeRow: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  var title: String
  var address: Address
  var status: StatusContext
  var version: String?
  var effective: String?
  /// The kind of instrument, such as "statute", "rule", or "guideline".
  var instrument: String?
  /// The number of provisions, as text, or `nil` if the code's text isn't included.
  var provisionCount: String?
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<CodeRow>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .text("title", \.title, "The code's title."),
    .address("address", \.address, "The code's page."),
    .object("status", \.status, "The code's status."),
    .text("version", optional: \.version, "The name of the version."),
    .text("effective", optional: \.effective, "The date when it took effect."),
    .text("instrument", optional: \.instrument, "The kind of document, such as a statute."),
    .text(
      "provisionCount", optional: \.provisionCount, "The number of provisions in the handbook, in words."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

extension PageKind {
  static let codes = generated(
    CodesPage.self, .codes, at: { $0.codes.isEmpty ? nil : "codes/index.html" }, name: .codes,
    growsWithHandbook: true, section: .codes, outline: .codes, isIndexed: true,
    build: { page, site in
      var context = CodesPage(
        shell: site.shell(of: page, title: site.words[.codes]), grid: StateGrid(site: site, route: page.route)
      )
      let parts = [
        (ThemePhrase.codesHeld, site.handbook.codesWithText), (.codesLinked, site.handbook.codesWithoutText),
      ]
      context.sections = parts.filter { !$0.1.isEmpty }.map { phrase, codes in
        CodesSection(
          title: site.words.counted(phrase, codes.count),
          codes: codes.map { CodeRow($0, in: site, from: page.route) })
      }
      return context
    })
}

extension CodeRow {
  fileprivate init(_ code: CodeOfEthics, in site: SiteContext, from route: Route) {
    let edition = code.current
    let metadata = edition.metadata
    self.init(
      jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      title: metadata.title.value,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: route),
      status: site.status(of: edition))
    let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
    titleLanguage = site.foreignLanguage(of: key)?.rawValue
    version = metadata.version
    effective = metadata.effective.map(site.printed)
    instrument = site.instrument(of: metadata)
    if metadata.text == .full {
      provisionCount = site.words.counted(.provisionCount, edition.text.provisions.count)
    }
  }
}

extension SiteContext {
  /// Returns the name of a code's kind of instrument, or `nil` if it's unknown.
  func instrument(of metadata: CodeMetadata) -> String? {
    switch metadata.instrument {
    case .statute: words[.instrumentStatute]
    case .rule: words[.instrumentRule]
    case .guideline: words[.instrumentGuideline]
    case .boardCode: words[.instrumentBoardCode]
    case .unknown: nil
    }
  }
}

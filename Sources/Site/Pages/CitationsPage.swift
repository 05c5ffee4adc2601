import Basics
import Handbook
import Markdown

/// The index of legal citations.
struct CitationsPage: PageContext {
  static let template = "citations"

  var shell: PageShell
  var series: [CitationSeries] = []

  static let fields = TemplateFields<CitationsPage>([
    .list("series", \.series, "The series, such as a state's statutes.")
  ])
}

/// The citations of a series, such as the Revised Code of Washington.
struct CitationSeries: TemplateContext {
  var name: String
  var abbreviation: String?
  /// The id of the series' section.
  var anchor: String
  var citations: [CitationEntry]

  static let fields = TemplateFields<CitationSeries>([
    .text("name", \.name, "The series."),
    .text("abbreviation", optional: \.abbreviation, "Its abbreviation."),
    .text("anchor", \.anchor, "The id of the series' section."),
    .list("citations", \.citations, "The citations, in order."),
  ])
}

/// A legal citation, and the places that contain it.
struct CitationEntry: TemplateContext {
  var text: String
  /// The address of the law.
  var address: Address?
  var anchor: String
  var places: [MentionContext]

  static let fields = TemplateFields<CitationEntry>([
    .text("text", \.text, "The citation."),
    .address("address", optional: \.address, "The address of the law's text."),
    .text("anchor", \.anchor, "The id of the entry."),
    .list("places", \.places, "The places that cite it."),
  ])
}

/// Builds the index of legal citations: series, numbers, and places.
struct CitationsPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> CitationsPage {
    var context = CitationsPage(shell: site.shell(of: page, title: site.words[.citations], trail: []))
    let bySeries = Dictionary(grouping: site.handbook.citations.keys.sorted(), by: \.series)
    context.series = site.handbook.configuration.citationSeries.compactMap { series in
      guard let citations = bySeries[series.abbreviation.value] else { return nil }
      return CitationSeries(
        name: series.name, abbreviation: series.abbreviation.value,
        anchor: Self.anchor(series.abbreviation.value),
        citations: citations.map { entry(for: $0, of: series) })
    }
    return context
  }

  private func entry(for citation: LegalCitation, of series: LegalCitationSeries) -> CitationEntry {
    let address = series.address(of: citation).flatMap { Address($0) }
    return CitationEntry(
      text: "\(citation.series) \(citation.number)", address: address,
      anchor: Self.anchor("\(citation.series) \(citation.number)"),
      places: (site.handbook.citations[citation] ?? []).map { site.mention($0, from: page.route) })
  }

  /// Returns the anchor of a series or a citation: its letters and digits in lowercase, separated by hyphens.
  static func anchor(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return "cite-" + words.joined(separator: "-")
  }
}

extension PageKind {
  static let citationIndex = generated(
    CitationsPage.self, .citationIndex, at: { $0.citations.isEmpty ? nil : "citations.html" },
    name: .citations, growsWithHandbook: true, section: nil, outline: .indexes, isIndexed: true,
    build: { CitationsPageBuilder(site: $1, page: $0).build() })
}

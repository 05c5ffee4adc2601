import Handbook
import Markup

/// Builds the index of legal citations: series, number, places.
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
    let address = LegalCitationPattern(series)?.address(of: citation).flatMap { Address($0) }
    return CitationEntry(
      text: "\(citation.series) \(citation.number)", address: address,
      anchor: Self.anchor("\(citation.series) \(citation.number)"),
      places: (site.handbook.citations[citation] ?? []).map { site.mention($0, from: page.route) })
  }

  /// The anchor of a series or a citation: its letters and digits in lower case, hyphens for the rest.
  static func anchor(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return "cite-" + words.joined(separator: "-")
  }
}

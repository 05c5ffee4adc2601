import Handbook
import Markup

/// Writes the citation of a provision, as a reader copies it.
struct CitationText {
  let site: SiteContext
  let code: CodeOfEthics
  let editionIndex: Int

  /// "Washington draft, Code of Ethics and Professional Conduct, Professional conduct, item 5 (2025 draft), as
  /// captured 2026-11-21".
  func full(_ provision: Provision, of text: CodeText) -> String {
    full(place: site.text.placeInCode(provision, of: text))
  }

  /// The citation of a place.
  ///
  /// - Parameter place: Within the code, as in "Professional conduct".
  func full(place: String) -> String {
    let metadata = code.editions[editionIndex].metadata
    let words = site.words
    let base = words.filled(
      .citation,
      [
        "code": site.text.codeName(code.id, edition: editionIndex), "title": metadata.title.value,
        "place": place,
      ])
    let version = metadata.version.map { words.filled(.citationVersion, ["version": $0]) }
    let captured = metadata.source?.captured.map {
      words.filled(.citationCaptured, ["date": site.printed($0)])
    }
    return [[base, version].compactMap(\.self).joined(separator: " "), captured].compactMap(\.self)
      .joined(separator: ", ")
  }
}

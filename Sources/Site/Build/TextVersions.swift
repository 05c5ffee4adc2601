import Handbook
import Markup

extension SiteContext {
  /// Which texts of codes a document cites or quotes, each once, in the order of the codes.
  func textVersions(
    citedBy document: MarkdownDocument, _ key: DocumentKey, from route: Route
  ) -> [TextVersionContext] {
    let targets = handbook.targets[key] ?? []
    let cited = Set(
      document.shownReferences.compactMap { targets[$0]?.isOfCode == true ? targets[$0]?.document : nil })
    return cited.sorted().compactMap { document in
      guard case .code(let id, let edition, _) = document, let code = handbook.code(id),
        code.editions[edition].metadata.text == .full
      else { return nil }
      let metadata = code.editions[edition].metadata
      return TextVersionContext(
        name: text.codeName(id, edition: edition),
        address: address(of: .code(id, edition: edition), from: route), version: metadata.version,
        captured: metadata.source?.captured.map(printed),
        fingerprint: fingerprint(of: id, edition: edition))
    }
  }
}

extension CodeText {
  /// The text without its markup, as UTF-8, a line for each block.
  var words: [UInt8] {
    Array(document.children(of: 0).map { document.plainText(of: $0) }.joined(separator: "\n").utf8)
  }
}

import Handbook
import Markup

/// Builds the page on which a code is printed and signed: its exact version, its provisions, a place to sign.
struct SignPageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics

  func build() -> SignPage {
    let edition = code.current
    let metadata = edition.metadata
    let renderer = DocumentRenderer(
      site: site, key: .code(code.id, edition: code.currentIndex, view: .proposed),
      document: edition.text.document, route: page.route)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: code.currentIndex, text: edition.text,
      renderer: renderer)
    let title = site.words.filled(
      .signTitle, ["title": "\(metadata.jurisdiction.value), \(metadata.title.value)"])
    var context = SignPage(
      shell: site.shell(of: page, title: title, trail: [.codes]), codeTitle: metadata.title.value,
      jurisdiction: metadata.jurisdiction.value, status: site.status(of: edition),
      fingerprint: site.fingerprint(of: code.id, edition: code.currentIndex),
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route))
    context.version = metadata.version
    context.captured = metadata.source?.captured.map(site.printed)
    context.groups = groups.plainGroups
    let footnotes = renderer.footnotes
    if !footnotes.isEmpty { context.conclusion = footnotes }
    return context
  }
}

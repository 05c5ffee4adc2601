import Handbook
import Markup

/// Builds a page of prose.
struct StandalonePageBuilder {
  let site: SiteContext
  let page: Page
  let record: StandalonePage

  func build() -> PlainPage {
    let renderer = DocumentRenderer(
      site: site, key: .page(record.id), document: record.document, route: page.route)
    var shell = site.shell(
      of: page, title: record.metadata.title.value, description: record.metadata.description)
    shell.contents = renderer.contents
    return PlainPage(shell: shell, content: renderer.html(ofChildrenOf: 0))
  }
}

import Basics
import Handbook
import Markdown

/// A page of prose, such as "About".
struct PlainPage: PageContext {
  static let template = "page"

  var shell: PageShell
  var content: HTML

  static let fields = TemplateFields<PlainPage>([
    .html("content", \.content, "The text.")
  ])
}

/// Builds a page of prose.
struct StandalonePageBuilder {
  let site: SiteContext
  let page: Page
  let record: StandalonePage

  func build() -> PlainPage {
    let renderer = DocumentRenderer(
      site: site, key: .page(record.id), document: record.document, route: page.route,
      sourcePath: site.sourcePath(record.path))
    var shell = site.shell(
      of: page, title: record.metadata.title.value, description: record.metadata.description)
    shell.contents = renderer.contents
    return PlainPage(shell: shell, content: renderer.html(ofChildrenOf: 0))
  }
}

extension PageKind {
  static let plain = PageKind(
    roots: [PlainPage.self],
    pages: { handbook in handbook.manuscript.pages.map { Page(.plain($0.id), at: "pages/\($0.id).html") } },
    name: { subject, names in names.text.text(for: .page(subject.pageID, anchor: nil)) },
    record: { subject, handbook in
      handbook.page(subject.pageID).map { PageRecord(.page($0.id), $0.path, $0.metadata.publish) }
    },
    source: .record(showsOthers: { subject, handbook in
      // Quotations include information from other documents.
      handbook.page(subject.pageID)?.document.references.contains { $0.form == .quotation } == true
    }), growsWithHandbook: false, section: nil,
    outlineSection: .alone, outlineKind: .page, outlineTitle: { $1.name(of: $0) },
    isIndexed: { _, _ in true },
    render: { page, site in
      let record = required(site.handbook.page(page.subject.pageID), page.subject)
      return site.theme.render(StandalonePageBuilder(site: site, page: page, record: record).build())
    })
}

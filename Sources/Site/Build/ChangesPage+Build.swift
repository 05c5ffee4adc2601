import Handbook

/// Builds the page of all changes: what each draft's marks change, in words.
struct ChangesPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ChangesPage {
    var context = ChangesPage(shell: site.shell(of: page, title: site.words[.changes], trail: []))
    context.codes = site.handbook.codes.flatMap { code in
      code.editions.indices.filter { code.editions[$0].redline != nil }.map { changes(of: code, edition: $0) }
    }
    context.shell.contents = context.codes.map { code in
      ContentsEntry(title: code.title, address: Address(internal: "#" + Route.encoded(code.anchor)))
    }
    return context
  }

  private func changes(of code: CodeOfEthics, edition: Int) -> CodeChanges {
    let builder = RedlineBuilder(site: site, route: page.route, code: code, editionIndex: edition)
    return CodeChanges(
      title: site.text.codeName(code.id, edition: edition),
      anchor: "code-\(code.id.rawValue.lowercased())\(edition == code.currentIndex ? "" : "-\(edition)")",
      address: site.address(of: .code(code.id, edition: edition), from: page.route),
      status: site.status(of: code.editions[edition]), counts: builder.counts(), changes: builder.list())
  }
}

/// The page that lists search results.
///
/// Its script fills in the results.
struct SearchPage: PageContext {
  static let template = "search"

  var shell: PageShell

  static let fields = TemplateFields<SearchPage>([])
}

extension PageKind {
  static let search = generated(
    SearchPage.self, .search, at: { _ in "search.html" }, name: .search, growsWithHandbook: false,
    section: nil, outline: nil, isIndexed: false,
    build: { SearchPage(shell: $1.shell(of: $0, title: $1.words[.search])) })
}

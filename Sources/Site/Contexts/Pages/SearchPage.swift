/// The page that lists what a search finds.
///
/// Its script fills it.
struct SearchPage: PageContext {
  static let template = "search"

  var shell: PageShell

  static let fields = TemplateFields<SearchPage>([], including: \.shell)
}

/// The page that a web host shows for an address that doesn't exist.
///
/// It can appear at any depth, so if the handbook has a base address, its links start at the root of the
/// host; otherwise, it's only opened through its own address.
struct NotFoundPage: PageContext {
  static let template = "not-found"

  var shell: PageShell
  /// The pages that readers were most likely looking for.
  var suggestions: [LinkContext] = []

  static let fields = TemplateFields<NotFoundPage>([
    .list("suggestions", \.suggestions, "The pages that readers were most likely looking for.")
  ])
}

extension PageKind {
  static let notFound = generated(
    NotFoundPage.self, .notFound, at: { _ in "404.html" }, name: .notFound, growsWithHandbook: false,
    section: nil, outline: nil, isIndexed: false,
    build: { page, site in
      let subjects: [Page.Subject] = [.home, .search, .codes, .topics, .lessons, .glossary, .subjectIndex]
      return NotFoundPage(
        shell: site.shell(of: page, title: site.words[.notFound]),
        suggestions: subjects.filter(site.map.has).map { subject in
          site.link(to: subject, from: page.route)
        })
    })
}

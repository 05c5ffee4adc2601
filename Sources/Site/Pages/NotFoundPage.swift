import Handbook

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

/// A page at an old address that redirects to the new one.
struct RedirectPage: TemplateRoot {
  static let template = "redirect"

  var language: String
  /// The path to the root of the site, which the theme's files are relative to.
  var root: Address
  /// The title of the target page.
  var title: String
  var address: Address
  /// The full address of the target page, or `nil` if the site has no address.
  var canonical: Address?
  var contentSecurityPolicy = PageShell.contentSecurityPolicy

  static let fields = TemplateFields<RedirectPage>([
    .text("language", \.language, "The language of the page."),
    .address("root", \.root, "The path to the root of the site."),
    .text("title", \.title, "The title of the page that it redirects to."),
    .address("address", \.address, "The address that it leads to."),
    .address("canonical", optional: \.canonical, "The full address of that page."),
    .text("contentSecurityPolicy", \.contentSecurityPolicy, "The page's Content Security Policy."),
  ])
}

extension SiteContext {
  /// Returns the file at a former address, which redirects to a page.
  func render(redirect subject: Page.Subject, at route: Route) -> OutputFile {
    var context = RedirectPage(
      language: handbook.configuration.language,
      root: Address(internal: wayToSharedRoot(from: route)), title: name(of: subject),
      address: address(of: subject, from: route))
    context.canonical = canonicalAddress(of: map.route(of: subject))
    return OutputFile(path: route.path, bytes: theme.render(context))
  }
}

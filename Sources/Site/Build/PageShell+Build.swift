import Handbook
import Markup

extension SiteContext {
  /// The shell of a page.
  ///
  /// - Parameters:
  ///   - title: What the page's `h1` says.
  ///   - trail: The pages above it, from the one below home down.
  func shell(
    of page: Page, title: String, description: String? = nil, trail: [Page.Subject] = [],
    documentTitle: String? = nil
  ) -> PageShell {
    let siteTitle = handbook.configuration.title.value
    var shell = PageShell(
      title: title,
      documentTitle: page.subject == .home ? siteTitle : "\(documentTitle ?? title) – \(siteTitle)",
      siteTitle: siteTitle, root: Address(internal: wayToRoot(from: page.route)))
    shell.language = handbook.configuration.language
    shell.description = description
    shell.searchPage = address(of: .search, from: page.route)
    if map.has(.subjectIndex) { shell.subjectIndex = address(of: .subjectIndex, from: page.route) }
    if page.subject != .notFound { shell.canonical = canonicalAddress(of: page.route) }
    if Feed(site: self).exists {
      shell.feed = Address(internal: wayToRoot(from: page.route) + Feed.route.path)
    }
    shell.navigation = navigation(for: page)
    if page.subject != .home {
      shell.breadcrumbs = ([.home] + trail).filter(map.has).map { subject in
        LinkContext(title: name(of: subject), address: address(of: subject, from: page.route))
      }
    }
    if options.edition == .facilitator { shell.edition = words[.facilitatorEdition] }
    shell.footer = handbook.configuration.footer.map { HTML(escaping: $0) }
    if let script = options.previewScript {
      shell.scripts = [ScriptContext(address: Address(internal: script))]
      shell.contentSecurityPolicy = PageShell.previewSecurityPolicy
    }
    return shell
  }

  /// The full address of a page, where the site has one.
  func canonicalAddress(of route: Route) -> Address? {
    siteAddress.map { Address(internal: $0.text + Route.encoded(route.path)) }
  }

  /// The address that the site is published at.
  var siteAddress: SiteAddress? {
    guard options.hasAddress else { return nil }
    return options.baseURL ?? handbook.configuration.baseURL.flatMap { SiteAddress($0.value.rawValue) }
  }

  /// The name of a generated page.
  func name(of subject: Page.Subject) -> String {
    switch subject {
    case .home: words[.home]
    case .codes: words[.codes]
    case .code(let id, let edition, _): text.codeName(id, edition: edition)
    case .difference(let id, let edition): text.codeName(id, edition: edition)
    case .signing(let id): text.codeName(id, edition: 0)
    case .topics: words[.topics]
    case .topic(let id): text.text(for: .topic(id, anchor: nil))
    case .comparison: words[.compare]
    case .sideBySide: words[.sideBySide]
    case .lessons: words[.lessons]
    case .lesson(let id): text.text(for: .lesson(id, anchor: nil))
    case .glossary: text.text(for: .glossary)
    case .plain(let id): text.text(for: .page(id, anchor: nil))
    case .subjectIndex: words[.subjectIndex]
    case .subjectLetter(let letter): "\(words[.subjectIndex]): \(letter)"
    case .citationIndex: words[.citations]
    case .objectiveIndex: words[.objectives]
    case .changes: words[.changes]
    case .search: words[.search]
    case .print: words[.printAll]
    case .notFound: words[.notFound]
    }
  }
}

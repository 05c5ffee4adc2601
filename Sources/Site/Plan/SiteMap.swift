package import Handbook
package import Markup

/// All pages of the site, each with a route of its own.
package struct SiteMap: Sendable {
  /// In the order of their routes.
  package let pages: [Page]
  /// The former addresses that lead to pages, in the order of their routes.
  package let redirects: [(route: Route, subject: Page.Subject)]
  /// The files that pages refer to: the path in the source and the place in the site.
  package let assets: [(source: String, route: Route)]
  /// The letters of the A–Z index that have pages of their own, from A to Z; none where one page holds all.
  let subjectLetters: [String]
  private let routes: [Page.Subject: Route]

  /// Plans the site of a handbook.
  ///
  /// - Returns: The map, and a diagnostic for every two pages that would have one address.
  package static func plan(_ handbook: Handbook) -> (map: SiteMap, diagnostics: [Diagnostic]) {
    let pages = SitePlanner(handbook: handbook).pages
    let (redirects, refused) = RedirectPlanner(handbook: handbook).redirects
    var first: [String: Page] = [:]
    var diagnostics = refused
    for page in pages where first.updateValue(page, forKey: page.route.path.lowercased()) != nil {
      diagnostics.append(
        Diagnostic(
          .error, "colliding-address", "Two pages would have the address '\(page.route.path)'",
          path: SitePlanner.source(of: page.subject, in: handbook), help: "rename one of the files"))
    }
    for redirect in redirects {
      let page = Page(subject: redirect.subject, route: redirect.route)
      guard let other = first.updateValue(page, forKey: redirect.route.path.lowercased()) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, "colliding-address", "Two pages would have the address '\(redirect.route.path)'",
          path: redirect.path, range: redirect.range, help: "remove the alias, or rename the page",
          notes: [
            Diagnostic.Note(
              "the other page comes from here", path: SitePlanner.source(of: other.subject, in: handbook))
          ]))
    }
    let assets = handbook.usedAssets.sorted().map { path in
      (source: path, route: Route("files" + path.dropFirst(SourceRole.contentFolder.count)))
    }
    let map = SiteMap(
      pages: pages, redirects: redirects.map { (route: $0.route, subject: $0.subject) }, assets: assets)
    return (map, diagnostics)
  }

  init(
    pages: [Page], redirects: [(route: Route, subject: Page.Subject)],
    assets: [(source: String, route: Route)]
  ) {
    self.pages = pages.sorted { $0.route < $1.route }
    self.redirects = redirects
    self.assets = assets
    subjectLetters = pages.compactMap { page in
      if case .subjectLetter(let letter) = page.subject { letter } else { nil }
    }.alphabetized { $0 }
    routes = Dictionary(pages.map { ($0.subject, $0.route) }) { first, _ in first }
  }

  /// The route of a page.
  ///
  /// - Precondition: The site has the page.
  func route(of subject: Page.Subject) -> Route {
    guard let route = routes[subject] else { preconditionFailure("the plan has no page for \(subject)") }
    return route
  }

  /// Whether the site has a page.
  func has(_ subject: Page.Subject) -> Bool { routes[subject] != nil }

  /// The page that readers get when they ask for a code's edition.
  func route(ofCode id: CodeID, edition: Int) -> Route {
    route(of: mainSubject(ofCode: id, edition: edition))
  }

  /// The page that readers get when they ask for a code's edition.
  func mainSubject(ofCode id: CodeID, edition: Int) -> Page.Subject {
    mainSubject(of: .code(id, edition: edition, view: .proposed))
  }

  /// The page that a document is shown on; for a code with marks, the page that readers get first.
  func mainSubject(of key: DocumentKey) -> Page.Subject {
    if case .code(let id, let edition, _) = key, has(.code(id, edition: edition, view: .redline)) {
      return .code(id, edition: edition, view: .redline)
    }
    return Page.Subject(key)
  }

  /// Where a reference leads: the page or file, and the place on it.
  func destination(of target: ReferenceTarget) -> (route: Route, anchor: String?) {
    switch target {
    case .code(let id, let edition): (route(ofCode: id, edition: edition), nil)
    case .group(let id, let edition, let anchor): (route(ofCode: id, edition: edition), anchor)
    case .provision(let id, let edition, let provision):
      (route(ofCode: id, edition: edition), provision.rawValue)
    case .topic(let id, let anchor): (route(of: .topic(id)), anchor)
    case .lesson(let id, let anchor): (route(of: .lesson(id)), anchor)
    case .glossary: (route(of: .glossary), nil)
    case .term(let id): (route(of: .glossary), id.rawValue)
    case .page(let id, let anchor): (route(of: .plain(id)), anchor)
    case .anchor(let key, let anchor): (route(of: Page.Subject(key)), anchor)
    case .asset(let path): (Route("files" + path.dropFirst(SourceRole.contentFolder.count)), nil)
    }
  }
}

extension Page.Subject {
  /// The page that a document is shown on.
  init(_ key: DocumentKey) {
    switch key {
    case .code(let id, let edition, let view): self = .code(id, edition: edition, view: view)
    case .topic(let id): self = .topic(id)
    case .lesson(let id): self = .lesson(id)
    case .glossary: self = .glossary
    case .page(let id): self = .plain(id)
    }
  }
}

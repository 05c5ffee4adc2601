package import Basics
package import Handbook

/// All pages of the site, each with its own route.
package struct SiteMap: Sendable {
  /// The pages in the order of their routes.
  package let pages: [Page]
  /// The pages in reading order.
  let planned: [Page]
  /// The former addresses of pages, in the order of their routes.
  package let redirects: [(route: Route, subject: Page.Subject)]
  /// The files that pages refer to: the path in the source and the route in the site.
  package let assets: [(source: String, route: Route)]
  /// The letters of the A–Z index that have their own pages, from A to Z; empty if one page has all subjects.
  let subjectLetters: [String]
  private let routes: [Page.Subject: Route]

  /// Plans the site of a handbook.
  ///
  /// - Parameter themeAssets: The paths of the theme's assets in the site, each with its file's path in the
  ///   source.
  /// - Returns: The map, and a diagnostic for each invalid path and each published page that's gone.
  package static func plan(
    _ handbook: Handbook, themeAssets: [(path: String, source: String)] = []
  ) -> (map: SiteMap, diagnostics: [Diagnostic]) {
    let pages = PageKind.all.flatMap { $0.pages(handbook) }
    let (redirects, refused) = RedirectPlanner(handbook: handbook).redirects
    let assets = handbook.usedAssets.sorted().map { path in
      (source: path, route: Route("files" + path.dropFirst(SourceRole.contentFolder.count)))
    }
    let map = SiteMap(
      pages: pages, redirects: redirects.map { (route: $0.route, subject: $0.subject) }, assets: assets)
    var claims = pages.map { page in
      OutputPaths.Claim(
        path: page.route.path, kind: .page, source: source(of: page.subject, in: handbook))
    }
    claims += assets.map { OutputPaths.Claim(path: $0.route.path, kind: .file, source: $0.source) }
    claims += DataFiles.paths(for: handbook).map {
      OutputPaths.Claim(path: $0.path, kind: .file, source: $0.source)
    }
    claims += themeAssets.map { OutputPaths.Claim(path: $0.path, kind: .file, source: $0.source) }
    claims += redirects.map {
      OutputPaths.Claim(path: $0.route.path, kind: .alias, source: $0.path, range: $0.range)
    }
    let wrongPaths = OutputPaths.diagnostics(
      for: claims, configuration: handbook.manuscript.configurationPath)
    return (map, refused + wrongPaths + PublishedPages(map, handbook).diagnostics)
  }

  /// Returns a diagnostic for each former address in the folder of a language.
  static func aliasesInLanguageFolders(of handbook: Handbook, _ map: SiteMap) -> [Diagnostic] {
    let folders = handbook.translations.compactMap(\.language?.tag.folder)
    guard !folders.isEmpty else { return [] }
    return RedirectPlanner(handbook: handbook).redirects.redirects.filter { redirect in
      folders.contains { redirect.route.path.hasPrefix($0) }
    }.map { redirect in
      Diagnostic(
        .error, .collidingAddress, "Alias '\(redirect.route.path)' is in the folder of a language",
        path: redirect.path, range: redirect.range, help: "remove the alias; it is created for each language")
    }
  }

  /// Returns the content file that a page comes from, which is the configuration for generated pages.
  private static func source(of subject: Page.Subject, in handbook: Handbook) -> String {
    subject.kind.record(subject, handbook)?.path ?? handbook.manuscript.configurationPath
  }

  init(
    pages: [Page], redirects: [(route: Route, subject: Page.Subject)],
    assets: [(source: String, route: Route)]
  ) {
    planned = pages
    self.pages = pages.sorted { $0.route < $1.route }
    self.redirects = redirects
    self.assets = assets
    // The pages are planned in the order of their alphabet.
    subjectLetters = pages.compactMap { page in
      if case .subjectLetter(let letter) = page.subject { letter } else { nil }
    }
    routes = Dictionary(pages.map { ($0.subject, $0.route) }) { first, _ in first }
  }

  /// Returns the route of a page.
  ///
  /// - Precondition: The site has the page.
  func route(of subject: Page.Subject) -> Route {
    guard let route = routes[subject] else { preconditionFailure("the plan has no page for \(subject)") }
    return route
  }

  /// Returns whether the site has a page.
  func has(_ subject: Page.Subject) -> Bool { routes[subject] != nil }

  /// Returns the route of the page that opens when readers select a code's edition.
  func route(ofCode id: CodeID, edition: Int) -> Route {
    route(of: mainSubject(ofCode: id, edition: edition))
  }

  /// Returns the page that opens when readers select a code's edition.
  func mainSubject(ofCode id: CodeID, edition: Int) -> Page.Subject {
    mainSubject(of: .code(id, edition: edition, view: .proposed))
  }

  /// Returns the page that shows a document; for a code with marks, the page that opens first.
  func mainSubject(of key: DocumentKey) -> Page.Subject {
    if case .code(let id, let edition, _) = key, has(.code(id, edition: edition, view: .redline)) {
      return .code(id, edition: edition, view: .redline)
    }
    return Page.Subject(key)
  }

  /// Returns the page or file that a reference links to, and the anchor on it.
  func destination(of target: ReferenceTarget) -> (route: Route, anchor: String?) {
    switch target {
    case .asset(let path, let fragment):
      return (Route("files" + path.dropFirst(SourceRole.contentFolder.count)), fragment)
    case .anchor(let key, let anchor): return (route(of: Page.Subject(key)), anchor)
    default:
      guard let key = target.document else { preconditionFailure("only an asset is in no document") }
      return (route(of: mainSubject(of: key)), target.anchor)
    }
  }
}

extension Page.Subject {
  /// The page that shows a document.
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

/// The pages whose addresses are recorded when they're published, and a check that they still exist.
///
/// Only pages that come from a content file are recorded, because their authors choose the addresses, and
/// renaming the file breaks them.
package struct PublishedPages {
  private let map: SiteMap
  private let handbook: Handbook

  package init(_ map: SiteMap, _ handbook: Handbook) {
    self.map = map
    self.handbook = handbook
  }

  /// The addresses to record, from the root of the site.
  package var addresses: [String] {
    map.pages.filter { page in
      // The sheet for comments is there only as long as the code is a draft.
      if case .sheet(_, .comments) = page.subject { return false }
      return page.subject.kind.record(page.subject, handbook) != nil
    }.map(\.route.path)
  }

  /// A diagnostic for each recorded page that is neither a page of the site nor an alias of one.
  var diagnostics: [Diagnostic] {
    let recorded = handbook.manuscript.publishedPages
    guard !recorded.isEmpty else { return [] }
    var known = Set(map.pages.map(\.route.path) + map.redirects.map(\.route.path))
    for lesson in handbook.manuscript.facilitatorLessons {
      known.insert(LessonPage.path(of: lesson.id))
      known.formUnion(lesson.metadata.aliases.map(\.value))
    }
    return recorded.filter { !known.contains($0.address) }.map { page in
      Diagnostic(
        .error, .vanishedPage, "Published page '\(page.address)' no longer exists", path: page.path,
        range: page.range,
        help: "add it to the aliases of the page that took its place: aliases: [\(page.address)]")
    }
  }
}

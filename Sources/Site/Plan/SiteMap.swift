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
    let newest = handbook.codes.flatMap(CodePages.newest)
    let assets = handbook.usedAssets.sorted().map { path in
      (source: path, route: Route("files" + path.dropFirst(SourceRole.contentFolder.count)))
    }
    let map = SiteMap(
      pages: pages,
      redirects: (redirects.map { (route: $0.route, subject: $0.subject) }
        + newest.map { (route: $0.route, subject: $0.subject) }).sorted { $0.route < $1.route },
      assets: assets)
    var claims = (pages + newest).map { page in
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
      if case .sheet(_, _, .comments) = page.subject { return false }
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
        help: renamedEdition(at: page.address).map {
          "it was the address of an edition: give the edition's file the name \($0)"
        } ?? "add it to the aliases of the page that took its place: aliases: [\(page.address)]")
    }
  }

  /// Returns the name that the file of an edition needs to have an address again, such as `undated.md`.
  ///
  /// - Returns: `nil` if the address doesn't belong to an edition of a code in the handbook.
  private func renamedEdition(at address: String) -> String? {
    let parts = address.split(separator: "/")
    guard parts.count == 3, parts[0] == "codes", let name = parts[2].split(separator: ".").first,
      let code = handbook.codes.first(where: { $0.slug == parts[1] }),
      !code.editions.contains(where: { $0.name == name })
    else { return nil }
    return "\(SourceRole.contentFolder)/codes/\(code.slug)/\(name).md"
  }
}

/// Checks the path of every file of a site.
///
/// This check sees all paths: those of pages and their views, aliases, and the files of the content and the
/// theme, because any two of them can collide. A problem is reported where the source sets the name, and only
/// once for all views of a page.
struct OutputPaths {
  /// A path, and the position in the source that claims it.
  struct Claim {
    enum Kind { case page, alias, file }

    let path: String
    let kind: Kind
    let source: String
    var range: SourceRange?
  }

  /// The longest path, in bytes of UTF-8: the limit of operating systems, minus room for the site's folder.
  private static let longestPath = 900

  /// The files whose names don't depend on the content.
  private static let fixed = [
    "search/root.js", "sitemap.xml", "robots.txt", "feed.xml", DeadlineCalendar.path,
    WebAppManifest.path, "sw.js", "offline/facts.js",
  ]

  private var diagnostics: [Diagnostic] = []
  /// The keys of past reports, so that the views of a page are reported only once.
  private var reported: Set<[String]> = []

  /// Returns the diagnostics for paths.
  ///
  /// - Parameters:
  ///   - claims: If two collide, the later one is reported.
  ///   - configuration: The path of the configuration, which is the source of the files that every site has.
  static func diagnostics(for claims: [Claim], configuration: String) -> [Diagnostic] {
    var check = Self()
    for claim in claims { check.checkNames(of: claim) }
    check.checkPlaces(of: fixed.map { Claim(path: $0, kind: .file, source: configuration) } + claims)
    return check.diagnostics
  }

  // MARK: Names

  private mutating func checkNames(of claim: Claim) {
    if claim.path.utf8.count > Self.longestPath {
      report(
        .reservedName, claim, "path",
        "Path '\(NameProblem.printed(claim.path))' is \(claim.path.utf8.count) bytes long, and \(Self.longestPath) "
          + "are allowed", help: "choose shorter names")
    }
    for name in claim.path.split(separator: "/") {
      guard let problem = NameProblem(name) else { continue }
      // The views of a page have names of different lengths.
      let key = if case .length = problem { "length" } else { "\(problem)" }
      report(
        .reservedName, claim, key, "Name '\(NameProblem.printed(name))' \(problem.explanation)",
        help: claim.kind == .alias ? "remove the alias" : "choose another name")
    }
  }

  // MARK: Places

  /// Reports paths that differ only by case or accent encoding, and paths below another file.
  private mutating func checkPlaces(of claims: [Claim]) {
    var owners: [String: Claim] = [:]
    owners.reserveCapacity(claims.count)
    for claim in claims {
      // Swift treats strings that differ only by accent encoding as equal.
      guard let other = owners.updateValue(claim, forKey: claim.path.lowercased()) else { continue }
      let thing = claim.kind == .file ? "files" : "pages"
      let summary =
        claim.path == other.path && claim.path.utf8.elementsEqual(other.path.utf8)
        ? "Two \(thing) would have the address '\(NameProblem.printed(claim.path))'"
        : "'\(NameProblem.printed(claim.path))' and '\(NameProblem.printed(other.path))' differ only by case or accents"
      report(.collidingAddress, claim, other.source, summary, help: help(for: claim), other: other)
    }
    for claim in claims where claim.kind != .page || Array(claim.path.utf8).holds(Array(".html/".utf8)) {
      for slash in claim.path.indices where claim.path[slash] == "/" {
        guard let other = owners[claim.path[..<slash].lowercased()] else { continue }
        report(
          .collidingAddress, claim, other.source,
          "'\(NameProblem.printed(claim.path))' would be below '\(NameProblem.printed(other.path))', which is a file",
          help: help(for: claim), other: other)
      }
    }
  }

  private func help(for claim: Claim) -> String {
    switch claim.kind {
    case .alias: "remove the alias, or rename the page"
    case .page: "rename one of the files"
    case .file: "rename one"
    }
  }

  // MARK: Reports

  /// - Parameter key: Distinguishes the report from others about the same position in the source.
  private mutating func report(
    _ rule: Rule, _ claim: Claim, _ key: String, _ summary: String, help: String, other: Claim? = nil
  ) {
    let place = claim.range.map { "\($0.start.line):\($0.start.column)" } ?? ""
    guard reported.insert([rule.rawValue, claim.source, place, key]).inserted else { return }
    let notes = other.map { other in
      [
        Diagnostic.Note(
          "the other \(other.kind == .file ? "file" : "page") comes from here", path: other.source,
          range: other.range)
      ]
    }
    diagnostics.append(
      Diagnostic(
        .error, rule, summary, path: claim.source, range: claim.range, help: help, notes: notes ?? []))
  }
}

/// Finds the former addresses of pages, which authors list as `aliases`.
struct RedirectPlanner {
  let handbook: Handbook

  /// A former address, and where it's listed.
  struct Redirect {
    let route: Route
    let subject: Page.Subject
    let path: String
    let range: SourceRange
  }

  var redirects: (redirects: [Redirect], diagnostics: [Diagnostic]) {
    var redirects: [Redirect] = []
    var diagnostics: [Diagnostic] = []
    for (subject, path, aliases) in aliases {
      for alias in aliases {
        if let route = Self.route(alias.value) {
          redirects.append(Redirect(route: route, subject: subject, path: path, range: alias.range))
        } else {
          diagnostics.append(
            Diagnostic(
              .error, .invalidAlias, "Alias '\(alias.value)' is not the address of a page", path: path,
              range: alias.range, help: "write a path from the root of the site such as 'old/address.html'"))
        }
      }
    }
    return (redirects.sorted { $0.route < $1.route }, diagnostics)
  }

  /// The aliases of each document, with the page that they redirect to and the file that lists them.
  private var aliases: [(Page.Subject, String, [Located<String>])] {
    handbook.documents.filter { !$0.isOtherView }.map { document in
      (page(of: document.key), document.path, handbook.metadata(of: document.key)?.aliases ?? [])
    }
  }

  /// Returns the page that opens when readers select a document.
  private func page(of key: DocumentKey) -> Page.Subject {
    guard case .code(let id, let edition, _) = key, let code = handbook.code(id) else {
      return Page.Subject(key)
    }
    return .code(id, edition: edition, view: code.editions[edition].mainView)
  }

  /// Returns the route of a path, or `nil` if it isn't the path of a page inside the site.
  ///
  /// ``OutputPaths`` checks the names in the path.
  private static func route(_ path: String) -> Route? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    return isPlain && path.hasSuffix(".html") ? Route(path) : nil
  }
}

import Basics
import Handbook

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
    for claim in claims where claim.kind != .page || claim.path.contains(".html/") {
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

import Handbook
import Markup

/// Finds the former addresses of pages, which authors list as `aliases`.
struct RedirectPlanner {
  let handbook: Handbook

  /// A former address, and where it is written.
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

  private var aliases: [(Page.Subject, String, [Located<String>])] {
    var aliases: [(Page.Subject, String, [Located<String>])] = []
    for code in handbook.codes {
      for (place, edition) in code.editions.enumerated() {
        aliases.append(
          (.code(code.id, edition: place, view: edition.mainView), edition.path, edition.metadata.aliases))
      }
    }
    aliases += handbook.topics.map { (.topic($0.id), $0.path, $0.metadata.aliases) }
    aliases += handbook.lessons.map { (.lesson($0.id), $0.path, $0.metadata.aliases) }
    aliases += handbook.manuscript.pages.map { (.plain($0.id), $0.path, $0.metadata.aliases) }
    if let glossary = handbook.manuscript.glossary {
      aliases.append((.glossary, glossary.path, glossary.metadata.aliases))
    }
    return aliases
  }

  /// The route of a path that stays inside the site and names a page; ``OutputPaths`` checks the names in it.
  private static func route(_ path: String) -> Route? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    return isPlain && path.hasSuffix(".html") ? Route(path) : nil
  }
}

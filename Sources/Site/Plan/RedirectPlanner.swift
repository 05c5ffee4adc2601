import Basics
import Handbook

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

  /// The aliases of each document, with the page that they lead to and the file that lists them.
  private var aliases: [(Page.Subject, String, [Located<String>])] {
    handbook.documents.filter { !$0.isOtherView }.map { document in
      (page(of: document.key), document.path, handbook.metadata(of: document.key)?.aliases ?? [])
    }
  }

  /// The page that readers get when they ask for a document.
  private func page(of key: DocumentKey) -> Page.Subject {
    guard case .code(let id, let edition, _) = key, let code = handbook.code(id) else {
      return Page.Subject(key)
    }
    return .code(id, edition: edition, view: code.editions[edition].mainView)
  }

  /// The route of a path that stays inside the site and names a page; ``OutputPaths`` checks the names in it.
  private static func route(_ path: String) -> Route? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    return isPlain && path.hasSuffix(".html") ? Route(path) : nil
  }
}

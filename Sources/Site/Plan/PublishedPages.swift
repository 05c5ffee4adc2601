import Basics
package import Handbook

/// The pages of a site whose addresses are recorded once they are published, and whether those recorded still exist.
///
/// Only pages that come from a file of the content are recorded: the author decides their addresses, and renaming the
/// file breaks them.
package struct PublishedPages {
  private let map: SiteMap
  private let handbook: Handbook

  package init(_ map: SiteMap, _ handbook: Handbook) {
    self.map = map
    self.handbook = handbook
  }

  /// The addresses to record, from the root of the site.
  package var addresses: [String] {
    map.pages.filter { $0.subject.kind.record($0.subject, handbook) != nil }.map(\.route.path)
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

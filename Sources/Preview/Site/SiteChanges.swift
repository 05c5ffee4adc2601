/// What a rebuild changed in the site.
package struct SiteChanges: Sendable, Hashable {
  /// Pages that are new, gone or other than they were, but for the names of style sheets.
  package var pages = 0
  /// Style sheets.
  package var styleSheets = 0
  /// All other files, but for those of the search index.
  package var others = 0

  package init() {}

  mutating func count(_ path: String) {
    if path.hasSuffix(".html") {
      pages += 1
    } else if path.hasSuffix(".css") {
      styleSheets += 1
    } else {
      others += 1
    }
  }
}

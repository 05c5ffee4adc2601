import Markup

/// An entry of the navigation must be a section of the site or a page that exists.
enum NavigationCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let pages = handbook.manuscript.pages.map { "pages/\($0.id).md" }
    let known = SiteSection.allCases.map(\.rawValue) + pages
    return handbook.configuration.navigation.filter { !known.contains($0.value) }.map { entry in
      let nearest = NearestMatch.of(entry.value, among: known)
      let question = nearest.map { "; did you mean '\($0)'?" } ?? ""
      return Diagnostic(
        .error, "unknown-navigation-entry", "Navigation entry '\(entry.value)' does not exist\(question)",
        path: handbook.manuscript.configurationPath, range: entry.range,
        help:
          "name a section (\(SiteSection.allCases.map(\.rawValue).joined(separator: ", "))) or a page's path")
    }
  }
}

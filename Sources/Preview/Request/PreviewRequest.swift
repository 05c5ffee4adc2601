/// A request that may be answered.
package struct PreviewRequest: Sendable, Hashable {
  /// What is asked for.
  package enum Resource: Sendable, Hashable {
    /// A file of the site, or one that the site does not have.
    case file(RequestPath)
    /// The script that the preview adds to every page.
    case script
    /// The style sheet of the preview's own panel.
    case styleSheet
    /// The style sheet of the badges on what is not published.
    case badges
    /// The stream of what happens to the page at a path.
    case events(page: RequestPath)
  }

  package let resource: Resource
  /// Whether the reply has no body.
  package let isHead: Bool
  /// Whether another request may follow on the connection.
  package let keepsConnection: Bool
}

import Handbook

extension PreparedSite {
  /// The paths of the pages that say `publish: false`, with their views; nothing where they are left out.
  var unpublishedPaths: [String] {
    guard context.options.includesUnpublished else { return [] }
    return context.map.pages.filter { !context.handbook.publishes($0.subject) }.map(\.route.path)
  }
}

extension Handbook {
  /// Whether a page may be published: it shows no document that says `publish: false` as its own.
  fileprivate func publishes(_ subject: Page.Subject) -> Bool {
    switch subject {
    case .code(let id, let edition, _): code(id)?.editions[edition].metadata.publish ?? true
    case .difference(let id, let edition): code(id)?.editions[edition].metadata.publish ?? true
    case .signing(let id): code(id)?.current.metadata.publish ?? true
    case .topic(let id): topic(id)?.metadata.publish ?? true
    case .lesson(let id): lesson(id)?.metadata.publish ?? true
    case .glossary: manuscript.glossary?.metadata.publish ?? true
    case .plain(let id): page(id)?.metadata.publish ?? true
    default: true
    }
  }
}

/// The navigation beside every page.
///
/// It is rendered once for all the pages that share it.
struct NavigationBlock: TemplateRoot {
  static let template = "navigation"

  var groups: [NavigationGroup]

  static let fields = TemplateFields<NavigationBlock>([
    .list("groups", \.groups, "The groups of links.")
  ])
}

/// Links of the navigation that stand together.
struct NavigationGroup: TemplateContext {
  /// Nothing for links that stand by themselves.
  var title: String?
  var entries: [LinkContext]

  static let fields = TemplateFields<NavigationGroup>([
    .text("title", optional: \.title, "The group's name."),
    .list("entries", \.entries, "The links."),
  ])
}

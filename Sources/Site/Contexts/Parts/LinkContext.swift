/// A link with its text.
struct LinkContext: TemplateContext {
  var title: String
  var address: Address
  /// Whether it is the page, or the part of the site, that the reader is in.
  var isCurrent = false

  static let fields = TemplateFields<LinkContext>([
    .text("title", \.title, "The text of the link."),
    .address("address", \.address, "Where it leads."),
    .flag("isCurrent", \.isCurrent, "Whether it leads to where the reader is."),
  ])
}

/// An entry of a page's table of contents.
struct ContentsEntry: TemplateContext {
  var title: String
  /// The anchor, with its `#`.
  var address: Address
  /// The entries below; those of the second level have none.
  var entries: [ContentsEntry] = []

  static let fields = TemplateFields<ContentsEntry>([
    .text("title", \.title, "The heading."),
    .address("address", \.address, "The heading's anchor."),
    .flag("hasEntries", { !$0.entries.isEmpty }, "Whether headings are below this one."),
    .list("entries", \.entries, "The headings below this one."),
  ])
}

/// Everything on one page, for print.
struct PrintPage: PageContext {
  static let template = "print"

  var shell: PageShell
  var introduction: HTML?
  var sections: [PrintSection] = []

  static let fields = TemplateFields<PrintPage>(
    [
      .html("introduction", optional: \.introduction, "What the page holds."),
      .list("sections", \.sections, "The pages of the handbook, in order."),
    ], including: \.shell)
}

/// A page of the handbook within the page for print.
struct PrintSection: TemplateContext {
  var title: String
  /// The id of the section; ids in ``content`` begin with it.
  var anchor: String
  var status: StatusContext?
  var version: String?
  /// The page's content, with headings from the third level down.
  var content: HTML

  static let fields = TemplateFields<PrintSection>([
    .text("title", \.title, "The page's title."),
    .text("anchor", \.anchor, "The section's id."),
    .object("status", optional: \.status, "The standing, where the page is a code."),
    .text("version", optional: \.version, "The version, where the page is a code."),
    .html("content", \.content, "The page's content."),
  ])
}

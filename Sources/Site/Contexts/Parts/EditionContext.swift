/// A row of the editions of a code.
struct EditionContext: TemplateContext {
  var version: String
  var address: Address
  var status: StatusContext
  var adopted: String?
  var effective: String?
  /// The page that shows what it changes in the edition before it.
  var difference: Address?
  var isCurrent = false

  static let fields = TemplateFields<EditionContext>([
    .text("version", \.version, "The name of the version."),
    .address("address", \.address, "Its page."),
    .object("status", \.status, "Its standing."),
    .text("adopted", optional: \.adopted, "When it was adopted."),
    .text("effective", optional: \.effective, "Since when it is in effect."),
    .address("difference", optional: \.difference, "What it changes in the edition before."),
    .flag("isCurrent", \.isCurrent, "Whether it is the one on the page."),
  ])
}

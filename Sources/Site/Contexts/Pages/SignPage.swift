/// A page to print and sign: an exact version of a code.
struct SignPage: PageContext {
  static let template = "sign"

  var shell: PageShell
  var codeTitle: String
  var jurisdiction: String
  var status: StatusContext
  var version: String?
  /// When the text was captured.
  var captured: String?
  /// A fingerprint of the text, by which the version can be told.
  var fingerprint: String
  /// The code's page.
  var address: Address
  var groups: [GroupContext] = []
  var introduction: HTML?
  var conclusion: HTML?

  static let fields = TemplateFields<SignPage>(
    [
      .text("codeTitle", \.codeTitle, "The code's title."),
      .text("jurisdiction", \.jurisdiction, "The state."),
      .object("status", \.status, "The code's standing."),
      .text("version", optional: \.version, "The name of the version."),
      .text("captured", optional: \.captured, "When the text was captured."),
      .text("fingerprint", \.fingerprint, "A fingerprint of the text."),
      .address("address", \.address, "The code's page."),
      .html("introduction", optional: \.introduction, "Prose before the first group."),
      .list("groups", \.groups, "The groups, in order."),
      .html("conclusion", optional: \.conclusion, "What stands after the last group: the footnotes."),
    ], including: \.shell)
}

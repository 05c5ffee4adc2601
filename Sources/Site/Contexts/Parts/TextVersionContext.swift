/// Which text of a code a record is about, so exactly that another text can't be taken for it.
struct TextVersionContext: TemplateContext {
  /// The code: "Washington draft".
  var name: String
  var address: Address
  var version: String?
  /// When the text was taken from its source.
  var captured: String?
  /// What tells this text from every other.
  var fingerprint: String

  static let fields = TemplateFields<TextVersionContext>([
    .text("name", \.name, "The code."),
    .address("address", \.address, "The code's page."),
    .text("version", optional: \.version, "The name of the version."),
    .text("captured", optional: \.captured, "When the text was taken from its source."),
    .text("fingerprint", \.fingerprint, "What tells the text from every other."),
  ])
}

/// A row of the facts about a code.
struct FactContext: TemplateContext {
  var name: String
  /// What the source states, or nothing: the page then prints that the source doesn't state it.
  var value: HTML?
  /// Whether readers should see it before the text of the code: who issued it, where it is from, who compared it.
  var isKey = false

  static let fields = TemplateFields<FactContext>([
    .text("name", \.name, "What the fact is about."),
    .html("value", optional: \.value, "What the source states."),
    .flag("isKey", \.isKey, "Whether readers should see it before the text: issuer, source, verification."),
  ])
}

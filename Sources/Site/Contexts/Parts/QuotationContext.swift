/// A provision, a group or a code quoted away from its page.
struct QuotationContext: TemplateContext {
  /// The text, exactly as its code has it.
  var html: HTML
  var leadIn: HTML?
  var label: String?
  /// Where it comes from, as a citation.
  var attribution: String
  /// The provision on its code's page.
  var address: Address
  var status: StatusContext
  /// Which view of a redline it quotes, in words.
  var view: String?
  /// Whether a draft removes it.
  var isRemoved = false

  static let fields = TemplateFields<QuotationContext>([
    .html("html", \.html, "The text, exactly as its code has it."),
    .html("leadIn", optional: \.leadIn, "The paragraph that leads in to it."),
    .text("label", optional: \.label, "The label that the source prints."),
    .text("attribution", \.attribution, "Where it comes from."),
    .address("address", \.address, "The provision on the page of its code."),
    .object("status", \.status, "The standing of its code."),
    .text("view", optional: \.view, "Which view of a redline it quotes, in words."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes it."),
  ])
}

/// A question that readers bring, and where it is answered.
struct SituationContext: TemplateContext {
  /// Such as "A client offers me a gift".
  var question: String
  /// The topic that answers it.
  var title: String
  var address: Address

  static let fields = TemplateFields<SituationContext>([
    .text("question", \.question, "What readers ask, in their words."),
    .text("title", \.title, "The topic that answers."),
    .address("address", \.address, "The topic's page."),
  ])
}

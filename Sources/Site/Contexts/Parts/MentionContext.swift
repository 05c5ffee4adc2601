/// A place that refers to something, with the sentence that does.
struct MentionContext: TemplateContext {
  /// The page, and the section where there is one.
  var title: String
  var address: Address
  var sentence: HTML?

  static let fields = TemplateFields<MentionContext>([
    .text("title", \.title, "The page and section."),
    .address("address", \.address, "The place."),
    .html("sentence", optional: \.sentence, "The sentence that refers to it."),
  ])
}

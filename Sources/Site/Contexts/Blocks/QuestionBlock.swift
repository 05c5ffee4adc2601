/// A self-check: a question with answers, each with its rationale.
struct QuestionBlock: TemplateRoot {
  static let template = "question"

  /// The id of the question, unique in its page.
  var anchor: String
  /// The question's name: "Question 2".
  var name: String
  var stem: HTML
  var choices: [ChoiceContext]
  /// The objective that it assesses.
  var objective: LinkContext?

  /// Whether more than one answer is right.
  var isMultiple: Bool { choices.count { $0.isCorrect } > 1 }

  static let fields = TemplateFields<QuestionBlock>([
    .text("anchor", \.anchor, "The question's id."),
    .text("name", \.name, "The question's name."),
    .html("stem", \.stem, "The question."),
    .flag("isMultiple", \.isMultiple, "Whether more than one answer is right."),
    .list("choices", \.choices, "The answers to choose from."),
    .object("objective", optional: \.objective, "The objective that it assesses."),
  ])
}

/// An answer of a self-check.
struct ChoiceContext: TemplateContext {
  /// A letter or number that names it.
  var label: String
  var html: HTML
  /// Why it is right or wrong, where the author says.
  var rationale: HTML?
  var isCorrect: Bool

  static let fields = TemplateFields<ChoiceContext>([
    .text("label", \.label, "A letter that names the answer."),
    .html("html", \.html, "The answer."),
    .html("rationale", optional: \.rationale, "Why it is right or wrong."),
    .flag("isCorrect", \.isCorrect, "Whether it is right."),
  ])
}

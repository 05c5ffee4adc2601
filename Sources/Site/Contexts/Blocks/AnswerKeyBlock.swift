/// The answers to the self-checks of a lesson, with the reasons.
struct AnswerKeyBlock: TemplateRoot {
  static let template = "answer-key"

  /// The id of the section's heading.
  var anchor: String
  /// Whether it stands within the page that holds everything, where headings are a level lower.
  var isInward = false
  var answers: [AnswerContext]

  static let fields = TemplateFields<AnswerKeyBlock>([
    .text("anchor", \.anchor, "The id of the heading."),
    .flag("isInward", \.isInward, "Whether headings are a level lower."),
    .list("answers", \.answers, "The answers, in the order of the questions."),
  ])
}

/// The answer to one self-check.
struct AnswerContext: TemplateContext {
  /// The question's name: "Question 2".
  var question: String
  var address: Address
  /// The letters of the right choices: "A, C".
  var right: String
  var choices: [ChoiceContext]

  static let fields = TemplateFields<AnswerContext>([
    .text("question", \.question, "The question's name."),
    .address("address", \.address, "The question."),
    .text("right", \.right, "The letters of the right choices."),
    .list("choices", \.choices, "The choices, each with its rationale."),
  ])
}

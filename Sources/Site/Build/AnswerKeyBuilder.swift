import Handbook
import Markup

/// Builds the answers to a lesson's self-checks.
struct AnswerKeyBuilder {
  let lesson: Lesson
  /// The renderer of the page that the key stands on.
  let renderer: DocumentRenderer

  /// The key; nothing for a lesson without self-checks.
  func html() -> HTML? {
    guard !lesson.questions.isEmpty else { return nil }
    var repetition = renderer
    repetition.isRepetition = true
    let answers = lesson.questions.enumerated().map { offset, question in
      let block = QuestionBuilder(renderer: repetition).question(at: question.node)
      return AnswerContext(
        question: renderer.site.words.filled(.question, ["number": String(offset + 1)]),
        address: Address(internal: "#" + Route.encoded(block.anchor)),
        right: block.choices.filter(\.isCorrect).map(\.label).joined(separator: ", "),
        choices: block.choices)
    }
    let block = AnswerKeyBlock(
      anchor: renderer.idPrefix + "_answers", isInward: renderer.isInward, answers: answers)
    return HTML(bytes: renderer.site.theme.render(block))
  }
}

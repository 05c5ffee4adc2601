import Basics
import Handbook
import Markdown

/// A self-check: a question with answers, each with its rationale.
struct QuestionBlock: TemplateRoot {
  static let template = "question"

  /// The id of the question, unique in its page.
  var anchor: String
  /// The lesson that it's in.
  var lesson = ""
  /// Its permanent id, unique in its lesson.
  var id = ""
  /// A digest that changes with the question and its choices.
  var digest = ""
  /// The question's name, such as "Question 2 of 7".
  var name: String
  var stem: HTML
  var choices: [ChoiceContext]
  /// The objective that it assesses, which only facilitators see.
  var objective: LinkContext?
  /// A warning that rules have changed since the question was reviewed.
  var suspect: HTML?

  /// Whether more than one answer is correct.
  var isMultiple: Bool { choices.count { $0.isCorrect } > 1 }

  static let fields = TemplateFields<QuestionBlock>([
    .text("anchor", \.anchor, "The id of the question's element."),
    .text("lesson", \.lesson, "The lesson that the question is in, for the reader's record."),
    .text("id", \.id, "The question's permanent id in its lesson, for the reader's record."),
    .text("digest", \.digest, "A digest of the question and its choices, for the reader's record."),
    .text("name", \.name, "The question's name."),
    .html("stem", \.stem, "The question."),
    .flag("isMultiple", \.isMultiple, "Whether more than one answer is right."),
    .list("choices", \.choices, "The answers to choose from."),
    .object("objective", optional: \.objective, "The objective that it assesses, for facilitators."),
    .html("suspect", optional: \.suspect, "A note that rules have changed since the question was reviewed."),
  ])
}

/// An answer of a self-check.
struct ChoiceContext: TemplateContext {
  /// An id that distinguishes it from the question's other answers, regardless of its position.
  var id = ""
  /// The letter that identifies it.
  var label: String
  var html: HTML
  /// The author's explanation of why it's right or wrong.
  var rationale: HTML?
  var isCorrect: Bool

  static let fields = TemplateFields<ChoiceContext>([
    .text("id", \.id, "The answer's id in its question, for the reader's record."),
    .text("label", \.label, "The letter in front of the answer."),
    .html("html", \.html, "The answer."),
    .html("rationale", optional: \.rationale, "The explanation of why it's right or wrong."),
    .flag("isCorrect", \.isCorrect, "Whether it's right."),
  ])
}

/// The answers to the self-checks of a lesson, with explanations.
struct AnswerKeyBlock: TemplateRoot {
  static let template = "answer-key"

  /// The id of the section's heading.
  var anchor: String
  /// Whether it's on the print page, where headings are one level lower.
  var isInward = false
  var answers: [AnswerContext]

  static let fields = TemplateFields<AnswerKeyBlock>([
    .text("anchor", \.anchor, "The id of the heading."),
    .flag("isInward", \.isInward, "Whether headings are one level lower."),
    .list("answers", \.answers, "The answers, in the order of the questions."),
  ])
}

/// The answer to one self-check.
struct AnswerContext: TemplateContext {
  /// The question's name, such as "Question 2".
  var question: String
  var address: Address
  /// The letters of the correct choices, such as "A, C".
  var right: String
  var choices: [ChoiceContext]

  static let fields = TemplateFields<AnswerContext>([
    .text("question", \.question, "The question's name."),
    .address("address", \.address, "The question."),
    .text("right", \.right, "The letters of the right choices."),
    .list("choices", \.choices, "The choices, each with its rationale."),
  ])
}

/// Builds a self-check of a lesson.
struct QuestionBuilder {
  let renderer: DocumentRenderer

  private var document: MarkdownDocument { renderer.document }

  func question(at node: MarkdownDocument.Index) -> QuestionBlock {
    let place = document.nodes[..<node].count { $0.kind == .question }
    let choices = document.children(of: node).filter { document.nodes[$0].kind == .choice }
    let stemEnd = choices.first ?? Int(document.nodes[node].end)
    var block = QuestionBlock(
      anchor: renderer.idPrefix + SelfCheck.anchor(place + 1),
      name: renderer.site.words.filled(.question, ["number": String(place + 1)]),
      stem: renderer.html(of: (node + 1)..<stemEnd),
      choices: choices.enumerated().map { choice(at: $0.element, place: $0.offset) })
    block.suspect = renderer.suspectBlock(part: document.questionName(of: node))
    if case .lesson(let id) = renderer.key,
      let lesson = renderer.site.handbook.lesson(id)
    {
      let identity = lesson.questions[place].identity
      block.lesson = id.rawValue
      block.id = identity.name
      block.digest = identity.digest
      for (place, name) in identity.choices.enumerated() { block.choices[place].id = name }
      block.name = renderer.site.words.filled(
        .questionOf, ["number": String(place + 1), "count": String(lesson.questions.count)])
      guard renderer.site.options.edition == .facilitator else { return block }
      let wanted = ObjectiveID(document.string(document.nodes[node].objective))
      block.objective = lesson.metadata.objectives.first { $0.id.value == wanted }.map {
        LinkContext(
          title: $0.text.value,
          address: Address(internal: "#" + Route.encoded(renderer.idPrefix + $0.id.value.rawValue)))
      }
    }
    return block
  }

  private func choice(at node: MarkdownDocument.Index, place: Int) -> ChoiceContext {
    let text = ChoiceText(node, of: document)
    return ChoiceContext(
      label: Self.letter(place),
      html: HTML(
        bytes: renderer.sourceMark(of: node).bytes
          + trimmed(text.statement, of: text, keeping: .statement).bytes),
      rationale: trimmed(text.rationale, of: text, keeping: .rationale),
      isCorrect: document.nodes[node].flags.contains(.correct))
  }

  private enum Part { case statement, rationale }

  /// Returns a part of a choice; text that contains both parts is split at the end of the sentence.
  private func trimmed(
    _ range: Range<MarkdownDocument.Index>, of choice: ChoiceText, keeping part: Part
  ) -> HTML {
    guard let offset = choice.splitOffset else { return renderer.html(of: range) }
    return switch part {
    case .statement: renderer.html(of: range, upTo: offset)
    case .rationale: renderer.html(of: range, from: offset)
    }
  }

  /// Returns the label of a choice: `A` for the first, and `AA` after `Z`.
  private static func letter(_ place: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String(repeating: letters[place % 26], count: place / 26 + 1)
  }
}

/// Builds the answers to a lesson's self-checks.
struct AnswerKeyBuilder {
  let lesson: Lesson
  /// The renderer of the page with the answer key.
  let renderer: DocumentRenderer

  /// Returns the answer key, or `nil` for a lesson without self-checks.
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
      anchor: renderer.idPrefix + "_answers", isInward: renderer.headingShift > 0, answers: answers)
    let theme = renderer.site.theme
    return HTML(
      bytes: renderer.isForBook ? theme.render(BookAnswerKeyBlock(answerKey: block)) : theme.render(block))
  }
}

import Handbook
import Markup

/// Builds a self-check of a lesson.
struct QuestionBuilder {
  let renderer: DocumentRenderer

  private var document: MarkdownDocument { renderer.document }

  func question(at node: MarkdownDocument.Index) -> QuestionBlock {
    let number = document.nodes[..<node].count { $0.kind == .question } + 1
    let choices = document.children(of: node).filter { document.nodes[$0].kind == .choice }
    let stemEnd = choices.first ?? Int(document.nodes[node].end)
    var block = QuestionBlock(
      anchor: renderer.idPrefix + SelfCheck.anchor(number),
      name: renderer.site.words.filled(.question, ["number": String(number)]),
      stem: renderer.html(of: (node + 1)..<stemEnd),
      choices: choices.enumerated().map { choice(at: $0.element, place: $0.offset) })
    if case .lesson(let id) = renderer.key,
      let lesson = renderer.site.handbook.lesson(id)
    {
      let wanted = document.string(document.nodes[node].literal)
      block.objective = lesson.metadata.objectives.first { $0.id.value == wanted }.map {
        LinkContext(
          title: $0.text.value,
          address: Address(internal: "#" + Route.encoded(renderer.idPrefix + $0.id.value)))
      }
    }
    return block
  }

  private func choice(at node: MarkdownDocument.Index, place: Int) -> ChoiceContext {
    let text = ChoiceText(node, of: document)
    return ChoiceContext(
      label: Self.letter(place), html: trimmed(text.statement, of: text, keeping: .statement),
      rationale: trimmed(text.rationale, of: text, keeping: .rationale),
      isCorrect: document.nodes[node].flags.contains(.correct))
  }

  private enum Part { case statement, rationale }

  /// A part of a choice, where the text that both parts share is cut at the end of the sentence.
  private func trimmed(
    _ range: Range<MarkdownDocument.Index>, of choice: ChoiceText, keeping part: Part
  ) -> HTML {
    guard let offset = choice.splitOffset else { return renderer.html(of: range) }
    return switch part {
    case .statement: renderer.html(of: range, upTo: offset)
    case .rationale: renderer.html(of: range, from: offset)
    }
  }

  /// `A` for the first, `AA` after `Z`.
  private static func letter(_ place: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String(repeating: letters[place % 26], count: place / 26 + 1)
  }
}

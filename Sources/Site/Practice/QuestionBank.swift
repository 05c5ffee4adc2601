import Basics
import Handbook
import Markdown

/// The self-checks of all lessons and the glossary, as plain text for quiz programs.
package struct QuestionBank: Sendable {
  /// A lesson with its questions.
  package struct Lesson: Sendable {
    package let id: String
    package let title: String
    package let questions: [Question]
  }

  /// A question with its choices.
  package struct Question: Sendable {
    /// The question's permanent id, which is unique in its lesson.
    package let id: String
    package let stem: String
    package let choices: [Choice]

    /// Whether more than one choice is correct; an answer must then select all of them and no others.
    package var isMultiple: Bool { choices.count(where: \.isRight) > 1 }
  }

  /// A choice with its rationale.
  package struct Choice: Sendable {
    package let text: String
    package let rationale: String
    package let isRight: Bool
  }

  /// A glossary term with its definition.
  package struct Term: Sendable {
    package let id: String
    package let title: String
    package let definition: String
  }

  package let title: String
  /// A BCP 47 language tag.
  package let language: String
  /// The lessons with questions, in order.
  package let lessons: [Lesson]
  package let terms: [Term]
}

extension PreparedSite {
  /// The self-checks of all lessons and the glossary.
  package var questionBank: QuestionBank {
    let handbook = context.handbook
    let lessons = handbook.lessons.filter { !$0.questions.isEmpty }.map { lesson in
      let words = PlainWords(document: lesson.document, key: .lesson(lesson.id), site: context)
      return QuestionBank.Lesson(
        id: lesson.id.rawValue, title: lesson.metadata.title.value,
        questions: lesson.questions.map(words.question))
    }
    let glossary = handbook.manuscript.glossary
    let terms = glossary.map { glossary -> [QuestionBank.Term] in
      let words = PlainWords(document: glossary.document, key: .glossary, site: context)
      return glossary.terms.map { term in
        QuestionBank.Term(
          id: term.id.value.rawValue, title: term.title, definition: words.text(of: term.body))
      }
    }
    return QuestionBank(
      title: handbook.configuration.title.value, language: handbook.configuration.language, lessons: lessons,
      terms: terms ?? [])
  }
}

/// Extracts the text of a document as readers see it, including the text of its references.
private struct PlainWords {
  let document: MarkdownDocument
  let key: DocumentKey
  let site: SiteContext

  func question(_ question: SelfCheck) -> QuestionBank.Question {
    let stem = document.children(of: question.node).filter { document.nodes[$0].kind != .choice }
    return QuestionBank.Question(
      id: question.identity.name,
      stem: stem.map { text(of: document.subtree(of: $0)) }.joined(separator: " "),
      choices: question.choices.map(choice))
  }

  private func choice(_ node: MarkdownDocument.Index) -> QuestionBank.Choice {
    let parts = ChoiceText(node, of: document)
    return QuestionBank.Choice(
      text: text(of: parts.statement, upTo: parts.splitOffset),
      rationale: text(of: parts.rationale, from: parts.splitOffset),
      isRight: document.nodes[node].flags.contains(.correct))
  }

  /// Returns the text of consecutive sibling nodes, on one line.
  ///
  /// - Parameters:
  ///   - end: The offset where the last node's literal ends, or `nil` to include all of it.
  ///   - start: The offset where the first node's literal begins, or `nil` to include all of it.
  func text(of siblings: Range<MarkdownDocument.Index>, upTo end: Int? = nil, from start: Int? = nil)
    -> String
  {
    let targets = site.handbook.targets[key] ?? []
    var text: [UInt8] = []
    var index = siblings.lowerBound
    while index < siblings.upperBound {
      let next = document.subtree(of: index).upperBound
      let count = text.count
      document.appendPlainText(of: index, to: &text) { node in
        document.nodes[node].referenceIndex.flatMap { reference in
          targets[reference].map {
            site.text.text(for: $0, of: document.references[reference])
              + (AdjacentCitations.isFollowed(node, in: document.nodes, bytes: document.bytes) ? ";" : "")
          }
        }
      }
      if let start, index == siblings.lowerBound { text.removeFirst(min(start, text.count)) }
      if let end, next == siblings.upperBound { text.removeLast(max(0, text.count - count - end)) }
      index = next
      if index < siblings.upperBound, document.nodes[index].kind.isBlock { text.append(UInt8(ascii: " ")) }
    }
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

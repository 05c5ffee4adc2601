import Basics
import Markdown

/// Finds the references of one document, with their targets and the sentences around them.
struct BackReferences {
  /// The references and citations of one document, both in document order.
  struct Found: Sendable {
    var references: [(target: ReferenceTarget, reference: CrossReference)] = []
    var citations: [(citation: LegalCitation, reference: CrossReference)] = []
  }

  let document: HandbookDocument
  let targets: [ReferenceTarget?]
  let text: ReferenceText
  /// The abbreviations of the legal series.
  let series: [String]

  /// Returns the references and citations of the document.
  func collect() -> Found {
    var found = Found()
    guard
      targets.contains(where: { $0 != nil })
        || document.document.nodes.contains(where: { $0.kind == .legalCitation })
    else { return found }
    var anchor: String?
    var question: Range<MarkdownDocument.Index>?
    let tree = document.document
    var blocks: [MarkdownDocument.Index] = []
    var blockText = BlockText()
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      while let last = blocks.last, Int(tree.nodes[last].end) <= index { blocks.removeLast() }
      if node.kind.holdsSentences { blocks.append(index) }
      if let own = tree.anchor(of: index) ?? tree.attributes(of: index)?.id?.value { anchor = own }
      switch node.kind {
      case .question: question = tree.subtree(of: index)
      case .reference, .quotation:
        guard let reference = node.referenceIndex, let target = targets[reference] else { continue }
        let relation: CrossReference.Relation =
          if node.flags.contains(.found) {
            .uses
          } else if question?.contains(index) == true {
            .assesses
          } else {
            node.kind == .quotation ? .quotes : .discusses
          }
        found.references.append(
          (
            target,
            crossReference(
              at: index, in: blocks.last, &blockText, anchor: anchor, relation)
          ))
      case .link:
        guard let reference = node.referenceIndex, let target = targets[reference] else { continue }
        found.references.append(
          (
            target,
            crossReference(
              at: index, in: blocks.last, &blockText, anchor: anchor, .discusses)
          ))
      case .legalCitation where series.indices.contains(node.citationSeries):
        let citation = LegalCitation(
          series: series[node.citationSeries], number: tree.string(node.citationNumber))
        found.citations.append(
          (
            citation,
            crossReference(
              at: index, in: blocks.last, &blockText, anchor: anchor, .cites)
          ))
      default: break
      }
    }
    return found
  }

  private func crossReference(
    at index: MarkdownDocument.Index, in block: MarkdownDocument.Index?, _ blockText: inout BlockText,
    anchor: String?, _ relation: CrossReference.Relation
  ) -> CrossReference {
    var sentence = ""
    if let block, document.document.nodes[index].kind != .quotation {
      if blockText.block != block { blockText = self.blockText(of: block) }
      sentence = self.sentence(around: index, in: blockText)
    }
    return CrossReference(source: document.key, anchor: anchor, relation: relation, sentence: sentence)
  }

  /// The text of a block, kept while references in the block are collected.
  private struct BlockText {
    var block: MarkdownDocument.Index?
    /// The text in UTF-8.
    var bytes: [UInt8] = []
    /// The range of bytes of each node in the block, by its offset from the block.
    var ranges: [Range<Int>] = []
  }

  /// Returns the text of a block, with the generated text of every reference in it.
  private func blockText(of block: MarkdownDocument.Index) -> BlockText {
    let tree = document.document
    var result = BlockText(block: block)
    var inline = block + 1
    let end = Int(tree.nodes[block].end)
    result.ranges.reserveCapacity(end - inline)
    while inline < end {
      let node = tree.nodes[inline]
      let start = result.bytes.count
      switch node.kind {
      case .text, .inlineCode:
        result.bytes += tree.bytes(node.text)
      case .softBreak, .lineBreak:
        result.bytes.append(UInt8(ascii: " "))
      case .reference where Int(node.end) == inline + 1:
        if let reference = node.referenceIndex, let target = targets[reference] {
          result.bytes += text.text(for: target, of: tree.references[reference]).utf8
        }
      case .list, .paragraph:
        // A block inside an item isn't part of a sentence in the item's first paragraph.
        while inline < Int(node.end) {
          result.ranges.append(start..<start)
          inline += 1
        }
        continue
      default: break
      }
      result.ranges.append(start..<result.bytes.count)
      inline += 1
    }
    return result
  }

  /// Returns the sentence around an inline.
  private func sentence(around index: MarkdownDocument.Index, in text: BlockText) -> String {
    let tree = document.document
    var focus = text.ranges[index - (text.block ?? 0) - 1]
    if Int(tree.nodes[index].end) > index + 1 {
      focus = focus.lowerBound..<(focus.lowerBound + tree.plainText(of: index).utf8.count)
    }
    return Sentence.around(focus.lowerBound..<min(focus.upperBound, text.bytes.count), in: text.bytes)
  }
}

extension Node.Kind {
  /// Whether the inlines in a node are its own text.
  fileprivate var holdsSentences: Bool {
    switch self {
    case .paragraph, .heading, .tableCell, .choice: true
    default: false
    }
  }
}

/// The sections that teach one objective and the questions that assess it.
package struct ObjectiveTrace: Sendable {
  /// The sections whose headings say that they teach it.
  package let sections: [LessonSection]
  /// The distinct provisions that those sections cite or quote, in the order of the text.
  package let provisions: [ReferenceTarget]
  /// The numbers of the lesson's questions that assess it, from 1.
  package let questions: [Int]

  package init(of objective: LearningObjective, in lesson: Lesson, handbook: Handbook) {
    let id = objective.id.value
    let teaching = lesson.sections.filter { section in section.teaches.contains { $0.value == id } }
    sections = teaching
    questions = lesson.questions.enumerated().filter { $0.element.objective?.value == id }.map {
      $0.offset + 1
    }
    let targets = handbook.targets[.lesson(lesson.id)] ?? []
    var found: [ReferenceTarget] = []
    for section in teaching {
      for index in lesson.document.section(from: section.heading) {
        let node = lesson.document.nodes[index]
        guard node.kind == .reference || node.kind == .quotation, let reference = node.referenceIndex,
          let target = targets[reference], target.isOfCode, !found.contains(target)
        else { continue }
        found.append(target)
      }
    }
    provisions = found
  }
}

extension SelfCheck {
  /// Returns the anchor of a question in a lesson.
  ///
  /// - Parameter number: The number of the question, from 1.
  package static func anchor(_ number: Int) -> String { "question-\(number)" }
}

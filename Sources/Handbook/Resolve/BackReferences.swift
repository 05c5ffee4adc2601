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
    var question: (range: Range<MarkdownDocument.Index>, number: Int)?
    let tree = document.document
    var blocks: [MarkdownDocument.Index] = []
    var blockText = BlockText()
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      while let last = blocks.last, Int(tree.nodes[last].end) <= index { blocks.removeLast() }
      if node.kind.holdsSentences { blocks.append(index) }
      if let own = tree.anchor(of: index) ?? tree.attributes(of: index)?.id?.value { anchor = own }
      let number = question.flatMap { $0.range.contains(index) ? $0.number : nil }
      switch node.kind {
      case .question: question = (tree.subtree(of: index), (question?.number ?? 0) + 1)
      case .reference, .quotation:
        guard let reference = node.referenceIndex, let target = targets[reference] else { continue }
        let relation: CrossReference.Relation =
          if node.flags.contains(.found) {
            .uses
          } else if number != nil {
            .assesses
          } else {
            node.kind == .quotation ? .quotes : .discusses
          }
        found.references.append(
          (target, crossReference(at: index, in: blocks.last, &blockText, anchor: anchor, number, relation)))
      case .link:
        guard let reference = node.referenceIndex, let target = targets[reference] else { continue }
        let relation: CrossReference.Relation = number == nil ? .discusses : .assesses
        found.references.append(
          (target, crossReference(at: index, in: blocks.last, &blockText, anchor: anchor, number, relation)))
      case .legalCitation where series.indices.contains(node.citationSeries):
        let citation = LegalCitation(
          series: series[node.citationSeries], number: tree.string(node.citationNumber))
        found.citations.append(
          (citation, crossReference(at: index, in: blocks.last, &blockText, anchor: anchor, number, .cites)))
      default: break
      }
    }
    return found
  }

  private func crossReference(
    at index: MarkdownDocument.Index, in block: MarkdownDocument.Index?, _ blockText: inout BlockText,
    anchor: String?, _ question: Int?, _ relation: CrossReference.Relation
  ) -> CrossReference {
    var sentence = ""
    var isInList = false
    if let block, document.document.nodes[index].kind != .quotation {
      if blockText.block != block { blockText = self.blockText(of: block) }
      let range = self.sentence(around: index, in: blockText)
      isInList = relation != .cites && !blockText.hasOwnWords(in: 0..<blockText.bytes.count)
      if relation == .cites || blockText.hasOwnWords(in: range) {
        sentence = Sentence.shown(range, around: focus(of: index, in: blockText), in: blockText.bytes)
      }
    }
    return CrossReference(
      source: document.key, anchor: anchor, relation: relation,
      sentence: sentence, isInListOfCitations: isInList, question: question)
  }

  /// The text of a block, kept while references in the block are collected.
  private struct BlockText {
    var block: MarkdownDocument.Index?
    /// The text in UTF-8.
    var bytes: [UInt8] = []
    /// The range of bytes of each node in the block, by its offset from the block.
    var ranges: [Range<Int>] = []
    /// The ranges of bytes in citations and links, in the order of the text.
    var citations: [Range<Int>] = []

    /// Words that only connect citations: "See also … and …", "Related topics: …".
    private static let connectives: Set<String> = [
      "see", "also", "and", "or", "in", "of", "the", "compare", "with", "related", "topic", "topics", "rule",
      "rules", "source", "sources", "more", "cf", "vea", "véase", "véanse", "también", "y", "e", "o", "u",
      "en",
      "de", "del", "el", "la", "los", "las", "compare", "con", "tema", "temas", "regla", "reglas", "fuente",
      "fuentes", "relacionado", "relacionados", "relacionada", "relacionadas", "más",
    ]

    private static let longestConnective = connectives.map(\.utf8.count).max() ?? 0

    /// Returns whether a part of the text has words that are neither in citations nor only connect them.
    func hasOwnWords(in part: Range<Int>) -> Bool {
      var start = part.lowerBound
      for gap in citations.filter(part.overlaps) + [part.upperBound..<part.upperBound] {
        if start < gap.lowerBound, Self.hasOwnWords(bytes[start..<gap.lowerBound]) { return true }
        start = max(start, gap.upperBound)
      }
      return false
    }

    private static func hasOwnWords(_ text: ArraySlice<UInt8>) -> Bool {
      // Nearly every sentence has a word of its own that consists of ASCII letters, which is found without reading the
      // sentence as characters.
      var isASCII = true
      var rest = text
      while let first = rest.first {
        guard first.isASCIILetterOrDigit else {
          if first >= 0x80 { isASCII = false }
          rest.removeFirst()
          continue
        }
        let word = rest.prefix(while: \.isASCIILetterOrDigit)
        rest = rest[word.endIndex...]
        // A letter next to one that isn't ASCII is a part of a longer word.
        let isWhole =
          (rest.first.map { $0 < 0x80 } ?? true)
          && (word.startIndex == text.startIndex || text[word.startIndex - 1] < 0x80)
        if isWhole, !isConnective(word) { return true }
      }
      if isASCII { return false }
      let words = String(decoding: text, as: UTF8.self).lowercased().split { !($0.isLetter || $0.isNumber) }
      return words.contains { !connectives.contains(String($0)) }
    }

    private static func isConnective(_ word: ArraySlice<UInt8>) -> Bool {
      guard word.count <= longestConnective else { return false }
      return connectives.contains(String(decoding: word, as: UTF8.self).lowercased())
    }
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
    for index in (block + 1)..<end {
      let node = tree.nodes[index]
      // A term that the text contains is part of the text.
      guard node.kind == .reference || node.kind == .link, node.referenceIndex != nil,
        !node.flags.contains(.found)
      else { continue }
      let last = Int(node.end) - block - 2
      let offset = index - block - 1
      result.citations.append(
        result.ranges[offset]
          .lowerBound..<max(result.ranges[offset].upperBound, result.ranges[last].upperBound))
    }
    return result
  }

  /// Returns the range of the sentence around an inline.
  private func sentence(around index: MarkdownDocument.Index, in text: BlockText) -> Range<Int> {
    Sentence.range(around: focus(of: index, in: text), in: text.bytes)
  }

  /// Returns the range of an inline.
  private func focus(of index: MarkdownDocument.Index, in text: BlockText) -> Range<Int> {
    let tree = document.document
    var focus = text.ranges[index - (text.block ?? 0) - 1]
    if Int(tree.nodes[index].end) > index + 1 {
      focus = focus.lowerBound..<(focus.lowerBound + tree.plainText(of: index).utf8.count)
    }
    return focus.lowerBound..<min(focus.upperBound, text.bytes.count)
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
    let document = lesson.document
    // Key points are about the whole lesson, whatever heading is above them.
    let keyPoints = document.nodes.indices.filter { document.nodes[$0].calloutKind == .keypoints }
      .map { document.subtree(of: $0) }
    for section in teaching {
      for index in document.section(from: section.heading) where !keyPoints.contains(where: { $0 ~= index }) {
        let node = document.nodes[index]
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

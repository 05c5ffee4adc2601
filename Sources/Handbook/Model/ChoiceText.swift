import Basics
package import Markdown

/// The two parts of a self-check's choice: the answer it offers, and why that answer is right or wrong.
///
/// A hard line break divides them if the author wrote one. Otherwise the first sentence is the choice, and
/// everything after it, in the same paragraph or below, is the rationale; a reference after the first
/// sentence belongs to the rationale. Emphasis, links, and code are never divided.
///
/// A soft line break doesn't divide them, because authors wrap long lines. Neither does a second paragraph,
/// because it usually continues the rationale.
package struct ChoiceText: Sendable {
  /// The nodes of the choice itself; the last may be cut at ``splitOffset``.
  package let statement: Range<MarkdownDocument.Index>
  /// The nodes of the rationale; the first may begin at ``splitOffset``.
  package let rationale: Range<MarkdownDocument.Index>
  /// The end of the choice in the text node that both parts share, in bytes of its literal, or `nil` if they
  /// don't share a node.
  package let splitOffset: Int?

  package init(_ choice: MarkdownDocument.Index, of tree: MarkdownDocument) {
    let end = Int(tree.nodes[choice].end)
    let inlines = Inlines(of: choice, in: tree)
    if let lineBreak = inlines.lineBreak {
      self.init(statement: (choice + 1)..<lineBreak, rationale: (lineBreak + 1)..<end)
      return
    }
    var parts = inlines.parts[...]
    var sentence = 0
    while let sentenceEnd = SentenceEnds.english.first(from: sentence, in: inlines.text) {
      sentence = sentenceEnd
      parts = parts.drop { $0.text.upperBound < sentenceEnd }
      guard let part = parts.first else { break }
      let next = Int(tree.nodes[part.node].end)
      if part.text.upperBound == sentenceEnd {
        self.init(statement: (choice + 1)..<next, rationale: next..<end)
        return
      }
      if tree.nodes[part.node].kind == .text {
        self.init(
          statement: (choice + 1)..<next, rationale: part.node..<end,
          splitOffset: sentenceEnd - part.text.lowerBound)
        return
      }
    }
    self.init(statement: (choice + 1)..<inlines.end, rationale: inlines.end..<end)
  }

  private init(
    statement: Range<MarkdownDocument.Index>, rationale: Range<MarkdownDocument.Index>,
    splitOffset: Int? = nil
  ) {
    self.statement = statement
    self.rationale = rationale
    self.splitOffset = splitOffset
  }

  /// The inlines of a choice's first paragraph, as one text.
  private struct Inlines {
    var text: [UInt8] = []
    /// The inlines directly inside the choice, each with its range of bytes in the text.
    var parts: [(node: MarkdownDocument.Index, text: Range<Int>)] = []
    /// The first hard line break.
    var lineBreak: MarkdownDocument.Index?
    /// The first block below the paragraph, or the end of the choice.
    var end: MarkdownDocument.Index

    init(of choice: MarkdownDocument.Index, in tree: MarkdownDocument) {
      end = Int(tree.nodes[choice].end)
      for child in tree.children(of: choice) {
        let node = tree.nodes[child]
        if node.kind.isBlock {
          end = child
          break
        }
        if node.kind == .lineBreak, lineBreak == nil { lineBreak = child }
        let start = text.count
        if node.kind == .reference, Int(node.end) == child + 1 {
          text += SentenceEnds.unknownText
        } else {
          tree.appendPlainText(of: child, to: &text)
        }
        parts.append((child, start..<text.count))
      }
    }
  }
}

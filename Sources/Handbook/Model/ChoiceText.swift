package import Markup

/// The two parts of a self-check's choice: what it says, and why it is right or wrong.
///
/// The first sentence is the choice. All that follows it is the rationale, in the same paragraph or after it; a
/// reference that follows the first sentence is of the rationale. Emphasis, links and code are never divided.
package struct ChoiceText: Sendable {
  /// The nodes of the choice's own sentence; the last may be cut at ``splitOffset``.
  package let statement: Range<MarkdownDocument.Index>
  /// The nodes after it.
  package let rationale: Range<MarkdownDocument.Index>
  /// Where the sentence ends inside the text node that both parts share, in bytes of its literal; nothing where
  /// it ends with a node.
  package let splitOffset: Int?

  package init(_ choice: MarkdownDocument.Index, of tree: MarkdownDocument) {
    let end = Int(tree.nodes[choice].end)
    for child in tree.children(of: choice) {
      let next = Int(tree.nodes[child].end)
      guard !tree.nodes[child].kind.isBlock else {
        // What stands in a block of its own is the rationale, be the sentence at its end or not.
        self.init(statement: (choice + 1)..<child, rationale: child..<end)
        return
      }
      if tree.nodes[child].kind == .text {
        guard let offset = Self.endOfSentence(in: tree.bytes(tree.nodes[child].literal)) else { continue }
        let isWhole = offset == Int(tree.nodes[child].literal.count)
        self.init(
          statement: (choice + 1)..<next, rationale: (isWhole ? next : child)..<end,
          splitOffset: isWhole ? nil : offset)
        return
      }
      guard let last = tree.plainText(of: child).utf8.last, Self.endsSentence(last),
        next == end || Self.beginsWithSpace(next, of: tree)
      else { continue }
      self.init(statement: (choice + 1)..<next, rationale: next..<end)
      return
    }
    self.init(statement: (choice + 1)..<end, rationale: end..<end)
  }

  private init(
    statement: Range<MarkdownDocument.Index>, rationale: Range<MarkdownDocument.Index>,
    splitOffset: Int? = nil
  ) {
    self.statement = statement
    self.rationale = rationale
    self.splitOffset = splitOffset
  }

  /// Whether a node parts two sentences: an end of a line, or text that begins with a space.
  private static func beginsWithSpace(_ index: MarkdownDocument.Index, of tree: MarkdownDocument) -> Bool {
    let node = tree.nodes[index]
    guard node.kind == .text else { return true }
    return tree.bytes(node.literal).first == UInt8(ascii: " ")
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  /// The offset after a full stop, question or exclamation mark that a space or the end follows.
  ///
  /// A full stop before a small letter ends a short form such as "e.g.", and a quotation mark or a parenthesis
  /// after the mark is of the sentence.
  private static func endOfSentence(in bytes: ArraySlice<UInt8>) -> Int? {
    for index in bytes.indices where endsSentence(bytes[index]) {
      var next = index + 1
      next += lengthOfClosers(in: bytes[next...])
      guard next < bytes.endIndex else { return next - bytes.startIndex }
      guard bytes[next] == UInt8(ascii: " ") else { continue }
      let following = bytes[next...].first { $0 != UInt8(ascii: " ") }
      let isSmallLetter = following.map { (0x61...0x7A).contains($0) } ?? false
      if bytes[index] != UInt8(ascii: ".") || !isSmallLetter { return next - bytes.startIndex }
    }
    return nil
  }

  /// The bytes of the quotation marks and parentheses that close at a place.
  private static func lengthOfClosers(in bytes: ArraySlice<UInt8>) -> Int {
    var rest = bytes
    while true {
      if let first = rest.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: ")") {
        rest = rest.dropFirst()
      } else if rest.starts(with: "”".utf8) || rest.starts(with: "’".utf8) {
        rest = rest.dropFirst(3)
      } else {
        return rest.startIndex - bytes.startIndex
      }
    }
  }
}

extension Node.Kind {
  /// Whether the kind is one of blocks.
  fileprivate var isBlock: Bool {
    switch self {
    case .document, .blockQuote, .list, .listItem, .codeBlock, .htmlBlock, .paragraph, .heading,
      .thematicBreak,
      .callout, .question, .choice, .table, .tableRow, .tableCell, .footnoteDefinition, .quotation:
      true
    default: false
    }
  }
}

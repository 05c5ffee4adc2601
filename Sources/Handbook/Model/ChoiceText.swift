package import Markup

/// The two parts of a self-check's choice: what it says, and why it is right or wrong.
///
/// The first sentence is the choice. All that follows it is the rationale, in the same paragraph or after it; a
/// reference that follows the first sentence is of the rationale.
package struct ChoiceText: Sendable {
  /// The nodes of the choice's own sentence; the last may be cut at ``splitOffset``.
  package let statement: Range<MarkdownDocument.Index>
  /// The nodes after it.
  package let rationale: Range<MarkdownDocument.Index>
  /// Where the sentence ends inside the last text node of ``statement``, in bytes of its literal; nothing where
  /// it ends with the node.
  package let splitOffset: Int?

  package init(_ choice: MarkdownDocument.Index, of tree: MarkdownDocument) {
    let end = Int(tree.nodes[choice].end)
    let first = choice + 1
    var index = first
    while index < end {
      let node = tree.nodes[index]
      if node.kind == .text, let offset = Self.endOfSentence(in: tree.bytes(node.literal)) {
        let isWhole = offset == Int(node.literal.count)
        statement = first..<(index + 1)
        rationale = (isWhole ? index + 1 : index)..<end
        splitOffset = isWhole ? nil : offset
        return
      }
      index += 1
    }
    statement = first..<end
    rationale = end..<end
    splitOffset = nil
  }

  /// The offset after a full stop, question or exclamation mark that a space or the end follows.
  private static func endOfSentence(in bytes: ArraySlice<UInt8>) -> Int? {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
        let next = index + 1
        if next == bytes.endIndex || bytes[next] == UInt8(ascii: " ") { return next - bytes.startIndex }
      default: break
      }
    }
    return nil
  }
}

/// Finds the places in the source of ascending bytes of one text node.
///
/// Where the text stands in the source word for word, that is a sum; where it has escapes, both are walked
/// side by side, once for all the places.
package struct TextCursor {
  private let literals: UnsafeBufferPointer<UInt8>
  private let start: Int
  private var alignment: EscapeAlignment?
  /// Whether a walk has failed: nothing is known of later places then.
  private var isLost = false

  /// Begins at the start of a text node.
  ///
  /// - Parameter literals: The document's ``MarkdownDocument/literals``, valid as long as the cursor is used.
  package init(
    _ index: Int, of document: borrowing MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>
  ) {
    self.literals = literals
    let node = document.nodes[index]
    start = Int(node.literal.start)
    guard start >= document.sourceCount else { return }
    guard let offset = document.sourceOffset(of: node) else {
      isLost = true
      return
    }
    alignment = EscapeAlignment(
      source: UnsafeBufferPointer(rebasing: literals[..<document.sourceCount]), at: offset,
      text: UnsafeBufferPointer(rebasing: literals[node.literal.range]))
  }

  /// The byte of the source that a byte of the text came from: the first of an escape; nothing where that
  /// is not known.
  ///
  /// - Parameter byte: From 0, in the text, and not before the one asked for last; one past the end is allowed.
  package mutating func sourceOffset(ofByte byte: Int) -> Int? {
    guard !isLost else { return nil }
    guard alignment != nil else { return start + byte }
    isLost = alignment?.advance(to: byte) != true
    return isLost ? nil : alignment?.sourceOffset
  }
}

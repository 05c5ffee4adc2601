extension MarkdownDocument {
  /// Makes changes inside of text, copying the tree once.
  ///
  /// Attributes and anchors stay with their nodes. Text that nothing is left of goes; the rest knows its place
  /// in the source as before.
  ///
  /// - Parameter edits: In document order, none overlapping another, each node opened and closed between
  ///   children of one parent.
  package mutating func apply(_ edits: [InlineEdit]) {
    guard !edits.isEmpty else { return }
    var copier = TreeCopier(of: self)
    var next = 0
    var index = 0
    while index < nodes.count {
      if next < edits.count, edits[next].node == index {
        let first = next
        while next < edits.count, edits[next].node == index { next += 1 }
        if nodes[index].kind == .text {
          copier.copyText(index, of: self, edits[first..<next])
        } else {
          copier.skip(index, of: self)
          index = Int(nodes[index].end)
          continue
        }
      } else {
        copier.copy(index, of: self)
      }
      index += 1
    }
    copier.finish(&self)
  }
}

extension TreeCopier {
  /// Copies a text node with changes to it.
  fileprivate mutating func copyText(
    _ index: Int, of document: borrowing MarkdownDocument, _ edits: ArraySlice<InlineEdit>
  ) {
    closeEnded(at: index)
    let text = document.nodes[index]
    document.literals.withUnsafeBufferPointer { literals in
      var cursor = TextCursor(index, of: document, literals)
      var copied = 0
      for edit in edits {
        copyPart(of: text, copied..<edit.bytes.lowerBound, document, &cursor)
        copied = edit.bytes.upperBound
        switch edit.action {
        case .remove: break
        case .insert(let node): append(node)
        case .open(let node): open(node)
        case .close: close()
        }
      }
      copyPart(of: text, copied..<Int(text.literal.count), document, &cursor)
    }
  }

  /// Copies what a text node has from a byte on.
  mutating func copyText(
    _ index: Int, of document: borrowing MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    from byte: Int
  ) {
    closeEnded(at: index)
    var cursor = TextCursor(index, of: document, literals)
    let text = document.nodes[index]
    copyPart(of: text, byte..<Int(text.literal.count), document, &cursor)
  }

  private mutating func copyPart(
    of text: Node, _ bytes: Range<Int>, _ document: borrowing MarkdownDocument, _ cursor: inout TextCursor
  ) {
    guard !bytes.isEmpty else { return }
    var part = text
    part.literal = Node.Slice(
      start: text.literal.start + UInt32(bytes.lowerBound), count: UInt32(bytes.count))
    if let start = cursor.sourceOffset(ofByte: bytes.lowerBound),
      let end = cursor.sourceOffset(ofByte: bytes.upperBound)
    {
      document.setPlace(of: &part, start..<end)
    } else {
      part.startColumn = 0
    }
    append(part)
  }
}

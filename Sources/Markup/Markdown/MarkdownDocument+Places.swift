extension MarkdownDocument {
  /// The byte of the source, from 0, that a node begins at, where that is known.
  package func sourceOffset(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.startLine), column: Int(node.startColumn)))
  }

  /// The byte of the source after a node's last one, where that is known.
  package func sourceEnd(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.endLine), column: Int(node.endColumn) + 1))
  }

  /// The place in the file of a node; where it has none of its own, that of the nearest one before or around it.
  package func place(of index: Index) -> SourceRange {
    var index = index
    while index > 0, nodes[index].startColumn == 0 { index -= 1 }
    return nodes[index].range
  }

  /// The place in the file of a literal; nothing where it is written otherwise in the source.
  package func place(of literal: Node.Slice) -> SourceRange? {
    guard !literal.isEmpty, literal.range.upperBound <= sourceCount else { return nil }
    return lines.range(literal.range)
  }

  /// The place in the file of a part of a text node, exact where the text was written with escapes, too.
  ///
  /// - Parameter bytes: Offsets from 0 in the node's literal.
  /// - Returns: The node's own place where nothing more is known.
  package func place(of bytes: Range<Int>, in index: Index) -> SourceRange {
    literals.withUnsafeBufferPointer { literals in
      var cursor = TextCursor(index, of: self, literals)
      guard let start = cursor.sourceOffset(ofByte: bytes.lowerBound),
        let end = cursor.sourceOffset(ofByte: bytes.upperBound)
      else { return place(of: index) }
      return lines.range(start..<end, near: nodes[index].startLine)
    }
  }

  /// Puts a node's place where the given bytes of the source are.
  ///
  /// - Parameter line: A line of the file that they are probably on; that of the node itself if none is given.
  package func setPlace(of node: inout Node, _ bytes: Range<Int>, near line: UInt32? = nil) {
    let range = lines.range(bytes, near: line ?? node.startLine)
    node.startLine = UInt32(truncatingIfNeeded: range.start.line)
    node.startColumn = UInt32(truncatingIfNeeded: range.start.column)
    node.endLine = UInt32(truncatingIfNeeded: range.end.line)
    node.endColumn = UInt32(truncatingIfNeeded: range.end.column - 1)
  }
}

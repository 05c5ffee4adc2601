private import Ccmark

/// The places of inlines. Offsets are bytes of the source from 0.
extension TreeConverter {
  /// Begins the inlines of a paragraph or heading, which was opened just before.
  mutating func beginInlines(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    block = InlineBlock(line: line, column: Int(cmark_node_get_start_column(node)) - 1)
    let start = Int(lineStarts[line]) + block.column
    inlineEnd = start
    guard hasDefinitions, start < source.count, source[start] == UInt8(ascii: "[") else { return }
    // Definitions before the text are gone; the text begins on the first line where it is found.
    var leaf = cmark_node_first_child(node)
    while let child = leaf, cmark_node_get_literal(child) == nil { leaf = cmark_node_first_child(child) }
    guard let leaf, let literal = cmark_node_get_literal(leaf) else { return }
    for shift in 0...max(0, Int(cmark_node_get_end_line(node)) - 1 - line) {
      block.shift = shift
      let offset = offset(
        line: Int(cmark_node_get_start_line(leaf)) - 1, column: cmark_node_get_start_column(leaf))
      guard alignedEnd(of: bytes(literal), at: offset) != nil else { continue }
      inlineEnd = min(offset, contentStart(ofLine: line + shift))
      return
    }
    block.shift = 0
  }

  mutating func appendText(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let literal = bytes(cmark_node_get_literal(node))
    // Where emphasis has taken marks from the left of a run, libcmark still says where the run began.
    let start = max(inlineEnd, offset(line: line, column: cmark_node_get_start_column(node)))
    var text = Node(kind: .text)
    if isVerbatim(literal, at: start) {
      text.literal = Node.Slice(
        start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: literal.count))
      inlineEnd = start + literal.count
      setPlace(of: &text, start, inlineEnd)
    } else {
      text.literal = slice(literal, at: nil)
      if let end = alignedEnd(of: literal, at: start) {
        inlineEnd = end
        setPlace(of: &text, start, end)
      }
    }
    appendLeaf(text)
  }

  mutating func appendBreak(_ kind: Node.Kind) {
    var node = Node(kind: kind)
    setPlace(of: &node, inlineEnd, inlineEnd)
    line += 1
    appendLeaf(node)
  }

  /// Takes in a code span; its place includes the backticks.
  mutating func appendCode(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let content = offset(line: line, column: cmark_node_get_start_column(node))
    line = Int(cmark_node_get_end_line(node)) - 1
    let contentEnd = offset(line: line, column: cmark_node_get_end_column(node)) + 1
    let literal = bytes(cmark_node_get_literal(node))
    var code = Node(kind: .inlineCode)
    code.literal = slice(literal, at: isVerbatim(literal, at: content) ? content : content + 1)
    var start = min(content, source.count)
    while start > 0, source[start - 1] == UInt8(ascii: "`") { start -= 1 }
    var end = min(contentEnd, source.count)
    while end < source.count, source[end] == UInt8(ascii: "`") { end += 1 }
    if start < end {
      inlineEnd = end
      setPlace(of: &code, start, end)
    }
    appendLeaf(code)
  }

  mutating func appendInlineHTML(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let start = offset(line: line, column: cmark_node_get_start_column(node))
    line = Int(cmark_node_get_end_line(node)) - 1
    let end = offset(line: line, column: cmark_node_get_end_column(node)) + 1
    var html = Node(kind: .inlineHTML)
    html.literal = slice(bytes(cmark_node_get_literal(node)), at: start)
    if start < end, end <= source.count {
      inlineEnd = end
      setPlace(of: &html, start, end)
    }
    appendLeaf(html)
  }

  /// Closes emphasis: it begins and ends as many bytes outside of its children as its mark is wide.
  mutating func closeEmphasis(_ index: Int, width: Int) {
    inlineEnd += width
    let first = nodes[index + 1]
    guard first.startColumn > width else { return }
    var emphasis = nodes[index]
    emphasis.startLine = first.startLine
    emphasis.startColumn = first.startColumn - UInt32(width)
    setEnd(of: &emphasis, inlineEnd)
    nodes[index] = emphasis
  }

  mutating func openLink(_ kind: Node.Kind, _ node: OpaquePointer) {
    var link = Node(kind: kind)
    let start = offset(line: line, column: cmark_node_get_start_column(node))
    if start < source.count, source[start] == (kind == .link ? UInt8(ascii: "[") : UInt8(ascii: "!")) {
      inlineEnd = start + (kind == .link ? 1 : 2)
      setPlace(of: &link, start, inlineEnd)
    }
    openNode(link)
  }

  mutating func closeLink(_ index: Int, _ node: OpaquePointer) {
    let url = bytes(cmark_node_get_url(node))
    var link = nodes[index]
    defer { nodes[index] = link }
    link.secondary = slice(bytes(cmark_node_get_title(node)), at: nil)
    if nodes.count == index + 2, inlineEnd < source.count, source[inlineEnd] == UInt8(ascii: ">"),
      let start = offset(of: nodes[index + 1]), start > 0, source[start - 1] == UInt8(ascii: "<")
    {
      link.literal = slice(url, at: start)
      inlineEnd += 1
      setPlace(of: &link, start - 1, inlineEnd)
      return
    }
    line = Int(cmark_node_get_end_line(node)) - 1
    // After the children stand `](` and the address, perhaps in `<>`.
    var destination = inlineEnd + 2
    while destination < source.count, source[destination].isASCIIWhitespace { destination += 1 }
    if destination < source.count, source[destination] == UInt8(ascii: "<") { destination += 1 }
    link.literal = slice(url, at: destination)
    let end = offset(line: line, column: cmark_node_get_end_column(node)) + 1
    guard end > inlineEnd, end <= source.count else { return }
    inlineEnd = end
    setEnd(of: &link, end)
  }

  /// The byte at a place in the inlines of the present block: a line from 0 and a column from 1, as libcmark
  /// counts them.
  private mutating func offset(line: Int, column: CInt) -> Int {
    if line == block.line, block.shift == 0 {
      let offset = Int(lineStarts[line]) + Int(column) - 1
      if line + 1 == lineStarts.count || offset < Int(lineStarts[line + 1]) { return offset }
    }
    // libcmark does not count the lines that the address and title of a link stand on, but goes on counting
    // columns past the end of the line; and its columns are those of the block as it began.
    var actual = min(line + block.shift, lineStarts.count - 1)
    var column = max(0, Int(column) - 1 - block.column)
    while actual + 1 < lineStarts.count {
      let start = contentStart(ofLine: actual)
      let length = Int(lineStarts[actual + 1]) - start
      if column < length { return start + column }
      column -= length
      actual += 1
    }
    return contentStart(ofLine: actual) + column
  }

  /// The first byte of a line that belongs to the present block, after the marks of its containers.
  private mutating func contentStart(ofLine line: Int) -> Int {
    if line == block.knownLine { return block.knownStart }
    var start = Int(lineStarts[line])
    if line == block.line {
      start += block.column
    } else {
      for _ in 0..<openQuotes {
        var mark = start
        while mark < source.count, source[mark].isSpaceOrTab { mark += 1 }
        guard mark < source.count, source[mark] == UInt8(ascii: ">") else { break }
        start = mark + 1
      }
      while start < source.count, source[start].isSpaceOrTab { start += 1 }
    }
    block.knownLine = line
    block.knownStart = start
    return start
  }

  /// The byte that a node begins at, where its place is known.
  func offset(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return Int(lineStarts[Int(node.startLine) - firstLine]) + Int(node.startColumn) - 1
  }

  private mutating func setPlace(of node: inout Node, _ start: Int, _ end: Int) {
    let line = lineOfPlace(at: start)
    node.startLine = UInt32(truncatingIfNeeded: firstLine + line)
    node.startColumn = UInt32(truncatingIfNeeded: start - Int(lineStarts[line]) + 1)
    setEnd(of: &node, end)
  }

  private mutating func setEnd(of node: inout Node, _ end: Int) {
    let last = max(0, end - 1)
    let line = lineOfPlace(at: last)
    node.endLine = UInt32(truncatingIfNeeded: firstLine + line)
    node.endColumn = UInt32(truncatingIfNeeded: last - Int(lineStarts[line]) + 1)
  }

  /// The line, from 0, that a byte is on; it is never far from the one before.
  private mutating func lineOfPlace(at offset: Int) -> Int {
    while placeLine > 0, offset < Int(lineStarts[placeLine]) { placeLine -= 1 }
    while placeLine + 1 < lineStarts.count, offset >= Int(lineStarts[placeLine + 1]) { placeLine += 1 }
    return placeLine
  }
}

import Basics
private import Ccmark

/// The source ranges of inlines. Offsets are bytes of the source, from 0.
extension TreeConverter {
  /// Begins the inlines of the paragraph or heading that was just opened.
  mutating func beginInlines(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    block = InlineBlock(line: line, column: Int(cmark_node_get_start_column(node)) - 1)
    var start = Int(lineStarts[line]) + block.column
    let text = source[start...].firstIndex { $0 != UInt8(ascii: "#") } ?? start
    if text > start, text < source.count, source[text].isSpaceOrTab { start = text }
    inlineEnd = start
    if hasDefinitions, start < source.count, source[start] == UInt8(ascii: "[") { passDefinitions(in: node) }
  }

  /// Finds the line where a paragraph's text begins, after any definitions that libcmark removed: the first
  /// line on which the paragraph's first text is at the position that libcmark reports.
  private mutating func passDefinitions(in node: OpaquePointer) {
    let start = inlineEnd
    var leaf = cmark_node_first_child(node)
    while let child = leaf, cmark_node_get_literal(child) == nil {
      leaf = cmark_node_first_child(child) ?? cmark_node_next(child)
    }
    guard let leaf, let literal = cmark_node_get_literal(leaf) else { return }
    let isInside = cmark_node_parent(leaf) != node
    let isCode = cmark_node_get_type(leaf) == CMARK_NODE_CODE
    for shift in 0...max(0, Int(cmark_node_get_end_line(node)) - 1 - line) {
      block.shift = shift
      inlineEnd = contentStart(ofLine: line + shift)
      let literal = bytes(literal)
      let offset = startOfBackticks(
        literal,
        before: offset(
          line: Int(cmark_node_get_start_line(leaf)) - 1, column: cmark_node_get_start_column(leaf)))
      if isCode {
        if begins(withCode: literal, at: offset) || begins(withCode: literal, at: offset + 1) { return }
        continue
      }
      guard let end = alignedEnd(of: literal, at: offset) else { continue }
      if !isInside || (offset > 0 && isInlineMark(source[offset - 1]) && !isLabel(endingAt: end, of: node)) {
        return
      }
    }
    block.shift = 0
    inlineEnd = start
  }

  /// Returns whether the source, at an offset, has the beginning of a code span up to its first space, which
  /// can be a line break in the source.
  private func begins(withCode literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    let word = literal.prefix { $0 != 0x20 }
    return isVerbatim(UnsafeBufferPointer(rebasing: word), at: offset)
  }

  /// Returns whether the text that ends at an offset is the label of a definition, and not a link before a
  /// colon.
  private func isLabel(endingAt end: Int, of paragraph: OpaquePointer) -> Bool {
    var end = end
    while end < source.count, isInlineMark(source[end]) { end += 1 }
    guard end + 1 < source.count, source[end] == UInt8(ascii: "]"), source[end + 1] == UInt8(ascii: ":")
    else { return false }
    let next = cmark_node_next(cmark_node_first_child(paragraph))
    return bytes(next.flatMap { cmark_node_get_literal($0) }).first != UInt8(ascii: ":")
  }

  private func isEmphasisMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
  }

  private func isInlineMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "<"): true
    default: false
    }
  }

  mutating func appendText(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let literal = bytes(cmark_node_get_literal(node))
    // libcmark leaves an empty node for spaces at the end of a line.
    guard !literal.isEmpty else { return }
    let column = cmark_node_get_start_column(node)
    // If emphasis has taken marks from the left of a run, libcmark still reports where the run began.
    let start = startOfBackticks(literal, before: max(inlineEnd, offset(line: line, column: column)))
    var text = Node(kind: .text)
    if isUnescaped(literal, at: start) {
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
    builder.append(text)
  }

  /// Returns the start of a text that begins with unclosed backticks, of which libcmark reports the end.
  private func startOfBackticks(_ literal: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
    guard literal.first == UInt8(ascii: "`") else { return end }
    var start = min(end, source.count)
    while start > inlineEnd, source[start - 1] == UInt8(ascii: "`") { start -= 1 }
    return start >= inlineEnd && alignedEnd(of: literal, at: start) != nil ? start : end
  }

  mutating func appendBreak(_ kind: Node.Kind) {
    while inlineEnd < source.count, isEmphasisMark(source[inlineEnd]) { inlineEnd += 1 }
    var node = Node(kind: kind)
    setPlace(of: &node, inlineEnd, inlineEnd)
    builder.append(node)
    let next = lineOfPlace(at: inlineEnd) + 1
    // libcmark doesn't count the end of a line after a backslash.
    if kind == .softBreak || inlineEnd >= source.count || source[inlineEnd] != UInt8(ascii: "\\") {
      line += 1
      block.shift = max(block.shift, next - line)
    }
    if next < lineStarts.count { inlineEnd = contentStart(ofLine: next) }
  }

  /// Appends a code span.
  ///
  /// Its range includes the backticks.
  mutating func appendCode(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let content = offset(line: line, column: cmark_node_get_start_column(node))
    let contentEnd = endOffset(of: node, from: content)
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
    builder.append(code)
  }

  mutating func appendInlineHTML(_ node: OpaquePointer) {
    line = Int(cmark_node_get_start_line(node)) - 1
    let start = offset(line: line, column: cmark_node_get_start_column(node))
    var end = endOffset(of: node, from: start)
    // On a later line, libcmark stops one byte short.
    if end < source.count, source[end] == UInt8(ascii: ">"), source[end - 1] != source[end] { end += 1 }
    var html = Node(kind: .inlineHTML)
    html.literal = slice(bytes(cmark_node_get_literal(node)), at: start)
    if start < end, end <= source.count {
      inlineEnd = end
      setPlace(of: &html, start, end)
    }
    builder.append(html)
  }

  /// Returns the end of a code span or raw HTML.
  ///
  /// If that is on a later line than the start, libcmark counts its last column from the start of that line's
  /// own text.
  private mutating func endOffset(of node: OpaquePointer, from start: Int) -> Int {
    let end = Int(cmark_node_get_end_line(node)) - 1
    let column = cmark_node_get_end_column(node)
    guard end > line else { return offset(line: end, column: column) + 1 }
    block.shift = max(block.shift, lineOfPlace(at: start) - line)
    line = end
    return offset(line: end, column: column + CInt(truncatingIfNeeded: block.column)) + 1
  }

  /// Closes emphasis, which extends past its children by the width of its marks on both sides.
  mutating func closeEmphasis(_ index: Int, width: Int) {
    inlineEnd += width
    let first = builder.nodes[index + 1]
    guard first.startColumn > width else { return }
    var emphasis = builder.nodes[index]
    emphasis.startLine = first.startLine
    emphasis.startColumn = first.startColumn - UInt32(width)
    setEnd(of: &emphasis, inlineEnd)
    builder.nodes[index] = emphasis
  }

  mutating func openLink(_ kind: Node.Kind, _ node: OpaquePointer) {
    var link = Node(kind: kind)
    // Only emphasis marks, and white space at the start of a line, can be between the previous inline and
    // this one.
    var start = max(0, inlineEnd)
    while start < source.count, source[start].isSpaceOrTab || isEmphasisMark(source[start]) { start += 1 }
    if start < source.count, source[start] == (kind == .link ? UInt8(ascii: "[") : UInt8(ascii: "!")) {
      inlineEnd = start + (kind == .link ? 1 : 2)
      setPlace(of: &link, start, inlineEnd)
    }
    builder.open(link)
  }

  mutating func closeLink(_ index: Int, _ node: OpaquePointer) {
    let url = bytes(cmark_node_get_url(node))
    var link = builder.nodes[index]
    defer { builder.nodes[index] = link }
    link.secondary = slice(bytes(cmark_node_get_title(node)), at: nil)
    if builder.nodes.count == index + 2, inlineEnd < source.count, source[inlineEnd] == UInt8(ascii: ">"),
      let start = offset(of: builder.nodes[index + 1]), start > 0, source[start - 1] == UInt8(ascii: "<")
    {
      link.literal = slice(url, at: start)
      inlineEnd += 1
      setPlace(of: &link, start - 1, inlineEnd)
      return
    }
    line = Int(cmark_node_get_end_line(node)) - 1
    // After the children come `](` and the address, which may be in `<>`.
    var destination = inlineEnd + 2
    while destination < source.count, source[destination].isASCIIWhitespace { destination += 1 }
    if destination < source.count, source[destination] == UInt8(ascii: "<") { destination += 1 }
    link.literal = slice(url, at: destination)
    let end = offset(line: line, column: cmark_node_get_end_column(node)) + 1
    guard end > inlineEnd, end <= source.count else { return }
    inlineEnd = end
    setEnd(of: &link, end)
  }

  /// Returns the source offset of a position in the current block's inlines, given as libcmark counts it: the
  /// line from 0 and the column from 1.
  private mutating func offset(line: Int, column: CInt) -> Int {
    if line == block.line, block.shift == 0 {
      let offset = Int(lineStarts[line]) + Int(column) - 1
      // A backslash at the end of a line is a break that libcmark doesn't count.
      if line + 1 == lineStarts.count || offset < Int(lineStarts[line + 1]) - 1 { return offset }
    }
    // libcmark doesn't count the lines that a link's address and title are on, but keeps counting columns
    // past the end of the line. Its columns are relative to the block's first line.
    let first = min(line + block.shift, lineStarts.count - 1)
    let column = max(0, Int(column) - 1 - block.column)
    if block.walk.from != first || block.walk.columns > column { block.walk = (first, first, 0) }
    while block.walk.line + 1 < lineStarts.count {
      let start = contentStart(ofLine: block.walk.line)
      // CRLF is one byte to libcmark.
      let next = Int(lineStarts[block.walk.line + 1])
      let isCRLF = next >= 2 && source[next - 1] == 0x0A && source[next - 2] == 0x0D
      let length = next - start - (isCRLF ? 1 : 0)
      if column - block.walk.columns < length { return start + column - block.walk.columns }
      block.walk.columns += length
      block.walk.line += 1
    }
    return contentStart(ofLine: block.walk.line) + column - block.walk.columns
  }

  /// Returns the offset at which a node begins, or `nil` if it's unknown.
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

  /// Returns the line, from 0, of an offset.
  ///
  /// It's always close to the line found before.
  private mutating func lineOfPlace(at offset: Int) -> Int {
    while placeLine > 0, offset < Int(lineStarts[placeLine]) { placeLine -= 1 }
    while placeLine + 1 < lineStarts.count, offset >= Int(lineStarts[placeLine + 1]) { placeLine += 1 }
    return placeLine
  }
}

import Basics
private import Carena
private import Ccmark

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Copies libcmark's tree into a ``MarkdownDocument`` in one pass without recursion.
///
/// libcmark 0.30.2 reports correct ranges for blocks. For inlines, it counts columns from the block's own
/// column, whatever comes before a later line, and from the wrong mark if emphasis is nested. So the
/// converter recomputes these ranges (in the extension below): text begins where libcmark says, plus
/// whatever is before the text on its line, and every other inline's range is computed from its children.
struct TreeConverter: ~Copyable {
  let source: UnsafeBufferPointer<UInt8>
  let lineStarts: UnsafeBufferPointer<UInt32>
  let firstLine: Int
  /// Whether a paragraph could begin with link reference definitions, which libcmark removes without
  /// adjusting the lines that follow.
  let hasDefinitions: Bool
  /// Whether the source contains an `&`.
  let hasEntities: Bool
  var builder = TreeBuilder()
  var literals: [UInt8]
  /// The quotations and items among the open nodes, and the outer ones of these that have been measured.
  var openContainers: [Int] = []
  var containers: [Container] = []
  /// The block that contains the current inlines.
  var block = InlineBlock()
  /// The byte after the last inline whose end is known.
  var inlineEnd = 0
  /// The line, from 0, on which libcmark places the current inline.
  var line = 0
  /// The line, from 0, of the last position that was set.
  var placeLine = 0

  struct InlineBlock {
    /// The line, from 0, on which the inlines begin according to libcmark.
    var line = 0
    /// The number of bytes before the block on its first line.
    var column = 0
    /// How many lines libcmark's count is short because of definitions before the text.
    var shift = 0
    /// The last line whose start was computed, and the first byte on it that belongs to the block.
    var knownLine = -1
    var knownStart = 0
    /// The progress of the walk over lines that libcmark doesn't count: the line it started from, the line it
    /// reached, and the columns it covered.
    var walk = (from: -1, line: 0, columns: 0)
  }

  enum Conversion {
    case document(MarkdownDocument)
    /// The tree is deeper than allowed, first at this line (from 0).
    case tooDeep(line: Int)
  }

  private init(
    _ source: UnsafeBufferPointer<UInt8>, lineStarts: UnsafeBufferPointer<UInt32>, firstLine: Int,
    hasDefinitions: Bool
  ) {
    self.source = source
    self.lineStarts = lineStarts
    self.firstLine = firstLine
    self.hasDefinitions = hasDefinitions
    hasEntities = source.contains(UInt8(ascii: "&"))
    literals = []
    literals.reserveCapacity(source.count + source.count / 16)
    literals.append(contentsOf: source)
    builder.reserveCapacity(source.count / 30 + 16)
  }

  /// Parses a text with libcmark and copies its tree.
  ///
  /// - Parameters:
  ///   - survey: The survey of the same text.
  ///   - firstLine: The line number of the text's first line in the file, from 1.
  ///   - maximumDepth: The maximum depth of nested nodes.
  static func convert(
    _ source: UnsafeBufferPointer<UInt8>, survey: SourceSurvey, firstLine: Int, maximumDepth: Int
  ) -> Conversion {
    let root = source.withMemoryRebound(to: CChar.self) {
      handbook_parse($0.baseAddress, $0.count, CMARK_OPT_SOURCEPOS)
    }
    guard let root, let iterator = cmark_iter_new(root) else {
      preconditionFailure("libcmark returns a tree for any input")
    }
    defer { handbook_release() }
    return survey.lineStarts.withUnsafeBufferPointer { lineStarts in
      var converter = Self(
        source, lineStarts: lineStarts, firstLine: firstLine,
        hasDefinitions: survey.triggers.contains(.definition))
      while true {
        let event = cmark_iter_next(iterator)
        guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
        if event == CMARK_EVENT_EXIT {
          converter.exit(node)
        } else {
          converter.enter(node)
          if converter.builder.depth > maximumDepth {
            return .tooDeep(line: max(0, Int(cmark_node_get_start_line(node)) - 1))
          }
        }
      }
      return .document(
        MarkdownDocument(
          converter.builder, literals: converter.literals, sourceCount: source.count,
          lines: SourceLines(starts: survey.lineStarts, firstLine: firstLine)))
    }
  }

  private mutating func enter(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: appendText(node)
    case CMARK_NODE_SOFTBREAK: appendBreak(.softBreak)
    case CMARK_NODE_LINEBREAK: appendBreak(.lineBreak)
    case CMARK_NODE_CODE: appendCode(node)
    case CMARK_NODE_HTML_INLINE: appendInlineHTML(node)
    case CMARK_NODE_EMPH: builder.open(Node(kind: .emphasis))
    case CMARK_NODE_STRONG: builder.open(Node(kind: .strong))
    case CMARK_NODE_LINK: openLink(.link, node)
    case CMARK_NODE_IMAGE: openLink(.image, node)
    case CMARK_NODE_PARAGRAPH:
      var paragraph = blockNode(.paragraph, node)
      if builder.parentOfInnermost?.flags.contains(.tight) == true { paragraph.flags = .tight }
      builder.open(paragraph)
      beginInlines(node)
    case CMARK_NODE_HEADING:
      var heading = blockNode(.heading, node)
      heading.value = cmark_node_get_heading_level(node)
      builder.open(heading)
      beginInlines(node)
    case CMARK_NODE_ITEM:
      openContainers.append(builder.count)
      builder.open(blockNode(.listItem, node))
    case CMARK_NODE_LIST: builder.open(listNode(node))
    case CMARK_NODE_BLOCK_QUOTE:
      openContainers.append(builder.count)
      builder.open(blockNode(.blockQuote, node))
    case CMARK_NODE_DOCUMENT: builder.open(blockNode(.document, node))
    case CMARK_NODE_CODE_BLOCK: appendCodeBlock(node)
    case CMARK_NODE_HTML_BLOCK:
      appendHTMLBlock(node)
    case CMARK_NODE_THEMATIC_BREAK: builder.append(blockNode(.thematicBreak, node))
    default: preconditionFailure("libcmark's parser makes no custom nodes")
    }
  }

  private mutating func exit(_ node: OpaquePointer) {
    let index = builder.close()
    switch builder.nodes[index].kind {
    case .emphasis: closeEmphasis(index, width: 1)
    case .strong: closeEmphasis(index, width: 2)
    case .link, .image: closeLink(index, node)
    case .blockQuote, .listItem:
      openContainers.removeLast()
      if containers.count > openContainers.count { containers.removeLast() }
    default: break
    }
  }

  private func blockNode(_ kind: Node.Kind, _ node: OpaquePointer) -> Node {
    let before = firstLine - 1
    return Node(
      kind: kind,
      startLine: UInt32(truncatingIfNeeded: Int(cmark_node_get_start_line(node)) + before),
      startColumn: UInt32(truncatingIfNeeded: cmark_node_get_start_column(node)),
      endLine: UInt32(truncatingIfNeeded: Int(cmark_node_get_end_line(node)) + before),
      endColumn: UInt32(truncatingIfNeeded: cmark_node_get_end_column(node)))
  }

  private func listNode(_ node: OpaquePointer) -> Node {
    var list = blockNode(.list, node)
    if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
      list.flags.insert(.ordered)
      list.value = cmark_node_get_list_start(node)
      if cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM { list.flags.insert(.parenthesis) }
    }
    if cmark_node_get_list_tight(node) != 0 { list.flags.insert(.tight) }
    return list
  }

  private mutating func appendHTMLBlock(_ node: OpaquePointer) {
    var html = blockNode(.htmlBlock, node)
    let literal = bytes(cmark_node_get_literal(node))
    html.literal = slice(literal, at: offset(of: html))
    // If the block ends because of the content of a line, libcmark reports the line before it as the last
    // one.
    let breaks = literal.dropLast().count { $0 == UInt8(ascii: "\n") }
    let last = Int(cmark_node_get_start_line(node)) - 1 + breaks
    if Int(cmark_node_get_end_line(node)) <= last, lineStarts.indices.contains(last) {
      let start = Int(lineStarts[last])
      let length = source[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.count
      html.endLine = UInt32(truncatingIfNeeded: firstLine + last)
      html.endColumn = UInt32(truncatingIfNeeded: length)
    }
    builder.append(html)
  }

  private mutating func appendCodeBlock(_ node: OpaquePointer) {
    var code = blockNode(.codeBlock, node)
    // Fenced code begins on the next line; indented code begins where the block does.
    var start = offset(of: code)
    let line = Int(cmark_node_get_start_line(node))
    if let mark = start, mark < source.count,
      source[mark] == UInt8(ascii: "`") || source[mark] == UInt8(ascii: "~")
    {
      start = line < lineStarts.count ? Int(lineStarts[line]) : nil
    }
    code.literal = slice(bytes(cmark_node_get_literal(node)), at: start)
    code.secondary = slice(bytes(cmark_node_get_fence_info(node)), at: nil)
    builder.append(code)
  }
}

/// The start of a line's own text, after the markers and indentation of the enclosing quotations and items.
///
/// Source: CommonMark 0.30, sections 5.1 and 5.2. For lines without these markers ("lazy continuation
/// lines"), libcmark's behavior: it keeps their leading white space but strips that of all other lines.
extension TreeConverter {
  /// A quotation or item around the current block.
  struct Container {
    /// The indentation of an item's lines, or `nil` for a quotation.
    var width: Int?
    /// The line, from 0, on which it begins, and the start of its content on that line.
    var line: Int
    var content: Spot
  }

  /// A byte of the source and its column, from 0.
  ///
  /// A tab is as wide as the columns that it fills.
  struct Spot {
    var offset: Int
    var column: Int
    /// Whether the byte is a tab and the column is inside it.
    var isInsideTab = false
  }

  /// Returns the offset of the first byte of a line that libcmark adds to the current block.
  mutating func contentStart(ofLine line: Int) -> Int {
    if line == block.knownLine { return block.knownStart }
    var start: Int
    if line == block.line {
      start = Int(lineStarts[line]) + block.column
    } else {
      measureContainers()
      let (spot, isWhole) = spot(after: containers.count, onLine: line)
      start = spot.offset
      if isWhole {
        while start < source.count, source[start].isSpaceOrTab { start += 1 }
      } else if spot.isInsideTab {
        // libcmark replaces the rest of the tab with spaces.
        start -= 3 - spot.column % 4
      }
    }
    block.knownLine = line
    block.knownStart = start
    return start
  }

  /// Measures the open containers that haven't been measured yet.
  private mutating func measureContainers() {
    while containers.count < openContainers.count {
      let node = builder.nodes[openContainers[containers.count]]
      let line = Int(node.startLine) - firstLine
      let (outside, _) = spot(after: containers.count, onLine: line)
      let mark = skipSpace(from: outside)
      var container = Container(width: nil, line: line, content: mark)
      if node.kind == .blockQuote {
        container.content = skipSpace(from: Spot(offset: mark.offset + 1, column: mark.column + 1), atMost: 1)
      } else {
        measureItem(&container, from: outside, mark: mark)
      }
      containers.append(container)
    }
  }

  /// Computes how far the lines of an item are indented from the container around it.
  private func measureItem(_ item: inout Container, from outside: Spot, mark: Spot) {
    var after = mark
    while after.offset < source.count, source[after.offset].isASCIIDigit {
      after.offset += 1
      after.column += 1
    }
    after.offset += 1
    after.column += 1
    let text = skipSpace(from: after, atMost: 5)
    let space = text.column - after.column
    let isBlank = text.offset >= source.count || source[text.offset] == 0x0A || source[text.offset] == 0x0D
    item.content = space >= 5 || space < 1 || isBlank ? skipSpace(from: after, atMost: 1) : text
    let padding = space >= 5 || space < 1 || isBlank ? 1 : space
    item.width = after.column - outside.column + padding
  }

  /// Returns the position on a line after the markers and indentation of the first containers, and whether
  /// all were present.
  private func spot(after count: Int, onLine line: Int) -> (Spot, isWhole: Bool) {
    var spot = Spot(offset: Int(lineStarts[line]), column: 0)
    for container in containers[..<count] {
      if container.line == line {
        spot = container.content
      } else if let width = container.width {
        let text = skipSpace(from: spot, atMost: width)
        guard text.column - spot.column >= width else { return (spot, false) }
        spot = text
      } else {
        let mark = skipSpace(from: spot, atMost: 4)
        guard mark.column - spot.column < 4, mark.offset < source.count,
          source[mark.offset] == UInt8(ascii: ">")
        else { return (spot, false) }
        spot = skipSpace(from: Spot(offset: mark.offset + 1, column: mark.column + 1), atMost: 1)
      }
    }
    return (spot, true)
  }

  /// Returns the position after spaces and tabs of at most `limit` columns.
  ///
  /// A tab that extends past the limit counts up to the limit and isn't skipped.
  private func skipSpace(from start: Spot, atMost limit: Int = .max) -> Spot {
    var spot = start
    while spot.offset < source.count, source[spot.offset].isSpaceOrTab, spot.column - start.column < limit {
      let width = source[spot.offset] == 0x09 ? 4 - spot.column % 4 : 1
      if spot.column - start.column + width > limit {
        spot.column = start.column + limit
        spot.isInsideTab = true
        break
      }
      spot.isInsideTab = false
      spot.column += width
      spot.offset += 1
    }
    return spot
  }
}

extension TreeConverter {
  /// Returns the bytes of one of libcmark's strings, which end at NUL.
  ///
  /// They are valid as long as libcmark's tree exists.
  func bytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self), count: strlen(string))
  }

  /// Returns the slice of a text in the document's literals: in the source if the text is there at the
  /// offset, or appended after it.
  mutating func slice(_ text: UnsafeBufferPointer<UInt8>, at offset: Int?) -> Node.Slice {
    let count = UInt32(truncatingIfNeeded: text.count)
    if let offset, isVerbatim(text, at: offset) {
      return Node.Slice(start: UInt32(truncatingIfNeeded: offset), count: count)
    }
    if text.isEmpty { return Node.Slice() }
    let start = literals.count
    literals.append(contentsOf: text)
    return Node.Slice(start: UInt32(truncatingIfNeeded: start), count: count)
  }

  /// Returns whether the source has exactly this text at an offset.
  func isVerbatim(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= source.count else { return false }
    guard let left = text.baseAddress, let right = source.baseAddress else { return true }
    return memcmp(left, right + offset, text.count) == 0
  }

  /// Returns whether the source has exactly this text at an offset, written without escapes.
  ///
  /// `&amp;` begins with the character that it represents, and so does `\\`.
  func isUnescaped(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard isVerbatim(text, at: offset) else { return false }
    let isClear =
      text.last != UInt8(ascii: "\\")
      && (!hasEntities || text.baseAddress.map { memchr($0, 0x26, text.count) == nil } ?? true)
    return isClear || alignedEnd(of: text, at: offset) == offset + text.count
  }

  /// Returns the source offset at which a text ends that begins at an offset, verbatim or with escapes, or
  /// `nil` if the source has something else there.
  func alignedEnd(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard offset >= 0 else { return nil }
    var alignment = EscapeAlignment(source: source, at: offset, text: text)
    return alignment.advance(to: text.count) ? alignment.sourceOffset : nil
  }
}

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

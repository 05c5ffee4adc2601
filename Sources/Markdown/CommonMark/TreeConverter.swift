import Basics
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
/// libcmark 0.30.2 gives the right places for blocks; those of inlines it counts from the block's own
/// column, whatever stands before a later line, and from the wrong mark where emphasis is nested. So places
/// are worked out anew on the way (`TreeConverter+Places.swift`): text begins where libcmark says, once what
/// stands before the line is added; everything else begins and ends around its children.
struct TreeConverter: ~Copyable {
  let source: UnsafeBufferPointer<UInt8>
  let lineStarts: UnsafeBufferPointer<UInt32>
  let firstLine: Int
  /// Whether any paragraph could begin with link reference definitions, which libcmark takes away without
  /// moving the lines that follow.
  let hasDefinitions: Bool
  /// Whether there is any `&`.
  let hasEntities: Bool
  var builder = TreeBuilder()
  var literals: [UInt8]
  /// The quotations and items among the open nodes, and of these the outer ones that were measured.
  var openContainers: [Int] = []
  var containers: [Container] = []
  /// The block that the present inlines are in.
  var block = InlineBlock()
  /// The byte after the last inline whose end is known.
  var inlineEnd = 0
  /// The line, from 0, that libcmark counts the present inline to.
  var line = 0
  /// The line, from 0, of the place that was set last.
  var placeLine = 0

  struct InlineBlock {
    /// The line, from 0, where the inlines begin, as libcmark counts.
    var line = 0
    /// The bytes before the block on its first line.
    var column = 0
    /// By how many lines libcmark counts too few, because of definitions before the text.
    var shift = 0
    /// The line whose beginning was worked out last, and the first byte there that belongs to the block.
    var knownLine = -1
    var knownStart = 0
    /// How far the walk over lines that libcmark does not count has come: from which line, to which, and over
    /// how many columns.
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
  ///   - firstLine: The number of its first line in the file, from 1.
  ///   - maximumDepth: How many nodes may be inside of one another.
  static func convert(
    _ source: UnsafeBufferPointer<UInt8>, survey: SourceSurvey, firstLine: Int, maximumDepth: Int
  ) -> Conversion {
    let root = source.withMemoryRebound(to: CChar.self) {
      handbook_parse($0.baseAddress, $0.count, CMARK_OPT_SOURCEPOS)
    }
    guard let root, let iterator = cmark_iter_new(root) else {
      preconditionFailure("libcmark has a tree for any bytes")
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
    // Where a line ends the block by what it holds, libcmark names the line before as the last.
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
    // A fence's code begins on the next line, indented code where the block begins.
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

/// Where a line's own text begins, after what belongs to the quotations and items around it.
///
/// Source: CommonMark 0.30, sections 5.1 and 5.2, and for lines that leave marks out ("lazy continuation lines")
/// how libcmark keeps them: with their white space, which it strips from all others.
extension TreeConverter {
  /// A quotation or item around the present block.
  struct Container {
    /// How far an item's lines are indented; nothing for a quotation.
    var width: Int?
    /// The line, from 0, that it begins on, and where its content begins there.
    var line: Int
    var content: Spot
  }

  /// A byte of the source and its column, from 0.
  ///
  /// A tab is as wide as the columns that it fills.
  struct Spot {
    var offset: Int
    var column: Int
    /// Whether the byte is a tab that the column is inside of.
    var isInsideTab = false
  }

  /// The first byte of a line that libcmark takes into the present block.
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
        // libcmark puts spaces for the rest of the tab.
        start -= 3 - spot.column % 4
      }
    }
    block.knownLine = line
    block.knownStart = start
    return start
  }

  /// Measures those of the open containers that have not been measured.
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

  /// Finds how far the lines of an item are indented from the container outside.
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

  /// The place on a line after the marks and indentation of the first containers, and whether all were there.
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

  /// The place after spaces and tabs, no more columns of them than given; a tab that reaches further counts as
  /// far as allowed, and stays.
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
  /// The bytes of a string of libcmark's, which end at NUL; they live as long as libcmark's tree.
  func bytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self), count: strlen(string))
  }

  /// Where a text is found in the document: in the source where it stands there at the offset, or else
  /// behind it.
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

  /// Whether the source has exactly a text at an offset.
  func isVerbatim(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= source.count else { return false }
    guard let left = text.baseAddress, let right = source.baseAddress else { return true }
    return memcmp(left, right + offset, text.count) == 0
  }

  /// Whether the source has exactly a text at an offset, and its author wrote it without escapes.
  ///
  /// `&amp;` begins with what it stands for, and so does `\\`.
  func isUnescaped(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard isVerbatim(text, at: offset) else { return false }
    let isClear =
      text.last != UInt8(ascii: "\\")
      && (!hasEntities || text.baseAddress.map { memchr($0, 0x26, text.count) == nil } ?? true)
    return isClear || alignedEnd(of: text, at: offset) == offset + text.count
  }

  /// The end in the source of a text that begins there at an offset, word for word or with escapes; nothing
  /// where something else stands there.
  func alignedEnd(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard offset >= 0 else { return nil }
    var alignment = EscapeAlignment(source: source, at: offset, text: text)
    return alignment.advance(to: text.count) ? alignment.sourceOffset : nil
  }
}

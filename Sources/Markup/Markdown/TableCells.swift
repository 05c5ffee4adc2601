/// Parses the cells of a document's tables: each by itself, as they stand on the page, in one run of libcmark
/// over a text that has every cell as the heading of its own line.
struct TableCells {
  /// A mark at the end of each line, which keeps `#` from being the heading's own, and is taken off again.
  private static let guardMark: [UInt8] = [0x20, 0x01]

  private let cells: [Range<Int>]
  private var text: [UInt8] = []
  private var parsed = MarkdownDocument()
  private var headings: [Int] = []

  /// - Parameters:
  ///   - cells: The bytes of the source that each cell is.
  ///   - source: The text as libcmark had it.
  ///   - hasDefinitions: Whether links could be defined elsewhere in the source.
  ///   - maximumDepth: As for the document itself.
  /// - Throws: What makes the text of a cell too complex to parse.
  init(
    _ cells: [Range<Int>], of source: UnsafeBufferPointer<UInt8>, hasDefinitions: Bool, maximumDepth: Int
  ) throws(SourceSurvey.Problem) {
    self.cells = cells
    for cell in cells {
      text += "# ".utf8
      text += source[cell]
      text += Self.guardMark
      text.append(0x0A)
    }
    if hasDefinitions {
      text.append(0x0A)
      text += source
    }
    // What follows the cells was surveyed before, as it is.
    let conversion = try text.withUnsafeBufferPointer { (text) throws(SourceSurvey.Problem) in
      let survey = try SourceSurvey(text, maximumDepth: maximumDepth, hasOneLineBlocks: true)
      return TreeConverter.convert(text, survey: survey, firstLine: 1, maximumDepth: maximumDepth)
    }
    switch conversion {
    case .tooDeep(let line): throw .depth(line: line)
    case .document(let document): parsed = document
    }
    headings = Array(parsed.children(of: 0).prefix(cells.count))
  }

  /// The inlines of a cell, with ends counted from the first of them, as they stand in the document.
  ///
  /// - Parameter number: The cell's place among those given.
  func inlines(ofCell number: Int, in document: inout MarkdownDocument) -> [Node] {
    let heading = headings[number]
    let first = heading + 1
    let shift = cells[number].lowerBound - Int(parsed.lines.starts[number]) - 2
    var inlines: [Node] = []
    let nodes = parsed.subtree(of: heading)
    for index in nodes.dropFirst() {
      var node = parsed.nodes[index]
      let start = parsed.sourceOffset(of: node)
      let end = parsed.sourceEnd(of: node)
      // The last node is the mark, with the text before it. Behind it nothing moves where it is left out.
      if index == nodes.upperBound - 1, node.kind == .text {
        trimGuard(&node)
        guard !node.literal.isEmpty else { break }
      }
      node.end -= Int32(first)
      node.literal = move(node.literal, by: shift, into: &document)
      node.secondary = move(node.secondary, by: shift, into: &document)
      if node.kind == .inlineCode { unescape(&node.literal, in: &document) }
      if let start, let end {
        document.setPlace(of: &node, (start + shift)..<min(end + shift, cells[number].upperBound))
      }
      inlines.append(node)
    }
    return inlines
  }

  private func trimGuard(_ text: inout Node) {
    let end = text.literal.range.upperBound
    guard text.literal.count > 0, parsed.literals[end - 1] == Self.guardMark[1] else { return }
    text.literal.count -= 1
    if text.literal.count > 0, parsed.literals[end - 2] == Self.guardMark[0] { text.literal.count -= 1 }
  }

  /// The same bytes in the literals of the document.
  private func move(
    _ slice: Node.Slice, by shift: Int, into document: inout MarkdownDocument
  ) -> Node.Slice {
    if slice.isEmpty { return Node.Slice() }
    if slice.range.upperBound <= parsed.sourceCount {
      return Node.Slice(start: UInt32(Int(slice.start) + shift), count: slice.count)
    }
    return document.appendLiteral(parsed.literals[slice.range])
  }

  /// Takes the backslashes from `\|` in code, which are for the table alone.
  private func unescape(_ literal: inout Node.Slice, in document: inout MarkdownDocument) {
    let bytes = document.bytes(literal)
    var result: [UInt8] = []
    for byte in bytes {
      if byte == TableRow.divider, result.last == UInt8(ascii: "\\") { result.removeLast() }
      result.append(byte)
    }
    if result.count < bytes.count { literal = document.appendLiteral(result) }
  }
}

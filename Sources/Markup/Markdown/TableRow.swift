/// A line of a table, cut into its cells.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10. A `|` divides cells, in code as well, unless a
/// backslash stands before it; one at either end of the line counts for nothing.
struct TableRow {
  /// The bytes of the source that are the line, without white space at its ends.
  let line: Range<Int>
  /// The bytes of each cell, without white space at its ends.
  let cells: [Range<Int>]

  init(_ line: Range<Int>, in source: UnsafeBufferPointer<UInt8>) {
    self.line = line
    var start = line.lowerBound
    var end = line.upperBound
    if start < end, source[start] == Self.divider { start += 1 }
    if end > start, source[end - 1] == Self.divider, end - 2 < start || source[end - 2] != UInt8(ascii: "\\")
    {
      end -= 1
    }
    var cells: [Range<Int>] = []
    var cell = start
    for index in start..<end where source[index] == Self.divider {
      if index > cell, source[index - 1] == UInt8(ascii: "\\") { continue }
      cells.append(Self.trimmed(cell..<index, in: source))
      cell = index + 1
    }
    cells.append(Self.trimmed(cell..<end, in: source))
    self.cells = cells
  }

  /// The alignment of each column, where the line is one that divides a table's head from its body.
  func alignments(in source: UnsafeBufferPointer<UInt8>) -> [Node.Flags]? {
    var alignments: [Node.Flags] = []
    for cell in cells {
      var dashes = cell
      let isLeft = !dashes.isEmpty && source[dashes.lowerBound] == UInt8(ascii: ":")
      if isLeft { dashes.removeFirst() }
      let isRight = !dashes.isEmpty && source[dashes.upperBound - 1] == UInt8(ascii: ":")
      if isRight { dashes.removeLast() }
      guard !dashes.isEmpty, source[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(
        isLeft && isRight ? .alignCenter : isLeft ? .alignLeft : isRight ? .alignRight : [])
    }
    return alignments
  }

  static let divider = UInt8(ascii: "|")

  static func trimmed(_ range: Range<Int>, in source: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, source[start].isASCIIWhitespace { start += 1 }
    while end > start, source[end - 1].isASCIIWhitespace { end -= 1 }
    return start..<end
  }
}

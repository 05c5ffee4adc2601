extension RedlineScanner {
  /// The stretches of a source that are one block's inline text each: where marks are looked for.
  ///
  /// Code blocks are in none. A stretch is made of whole lines, since no two blocks share one, save for the
  /// cells of a table, which are divided here. Where a block begins is taken from the parsed document, which
  /// knows containers, lazy lines and link definitions; marks can't mislead it, as no delimiter at the start
  /// of a line opens a block.
  ///
  /// - Parameters:
  ///   - document: The source parsed as it stands, delimiters and all.
  ///   - bytes: What follows the front matter.
  package static func stretches(
    of document: MarkdownDocument, in bytes: [UInt8], lines: SourceLines
  ) -> [Range<Int>] {
    let roles = LineRoles(document, lines)
    var stretches: [Range<Int>] = []
    var current: Range<Int>?
    func finish() {
      if let stretch = current, !stretch.isEmpty { stretches.append(stretch) }
      current = nil
    }
    for line in lines.starts.indices {
      let range = lines.bytes(ofLine: line, count: bytes.count)
      if roles.code[line] || isBlank(bytes[range]) {
        finish()
      } else if roles.table[line] {
        finish()
        stretches += cells(in: range, of: bytes)
      } else {
        if roles.begins[line] { finish() }
        current = (current?.lowerBound ?? range.lowerBound)..<range.upperBound
      }
    }
    finish()
    return stretches
  }

  /// What each line is; subscripts are lines of the text, from 0.
  private struct LineRoles {
    var begins: [Bool]
    var code: [Bool]
    var table: [Bool]

    init(_ document: MarkdownDocument, _ lines: SourceLines) {
      begins = Array(repeating: false, count: lines.starts.count + 1)
      code = begins
      table = begins
      let lastLine = lines.starts.count - 1
      for node in document.nodes where node.kind.isBlock && node.startLine > 0 {
        let first = min(max(Int(node.startLine) - lines.firstLine, 0), lastLine)
        let last = min(max(Int(node.endLine) - lines.firstLine, first), lastLine)
        begins[first] = true
        begins[last + 1] = true
        guard node.kind == .codeBlock || node.kind == .table else { continue }
        for line in first...last {
          if node.kind == .table { table[line] = true } else { code[line] = true }
        }
      }
    }
  }

  /// Whether a line holds nothing, or nothing but the marks of block quotes.
  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == UInt8(ascii: ">") }
  }

  /// The cells of a row: what stands between pipes that no backslash precedes.
  private static func cells(in row: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    var index = start
    while index < row.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "|") {
        cells.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    cells.append(min(start, row.upperBound)..<row.upperBound)
    return cells.filter { !$0.isEmpty }
  }
}

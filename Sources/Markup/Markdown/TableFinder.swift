/// A table found in the lines of a paragraph.
struct FoundTable {
  /// The paragraph that it was.
  var paragraph: Int
  /// The node after the break that it begins behind; nothing where it begins with the paragraph.
  var firstNode: Int?
  var alignments: [Node.Flags]
  /// The head, then the rows of the body; the line between them is not there.
  var rows: [TableRow]
}

/// Finds the tables of a document in its paragraphs, which libcmark takes them for.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10.
struct TableFinder {
  let document: MarkdownDocument
  let source: UnsafeBufferPointer<UInt8>
  private(set) var tables: [FoundTable] = []

  /// The most columns that a table may have.
  private static let maximumColumns = 200

  init(_ document: MarkdownDocument, _ source: UnsafeBufferPointer<UInt8>) {
    self.document = document
    self.source = source
  }

  mutating func findAll() {
    var quotes: [Int] = []
    for (index, node) in document.nodes.enumerated() {
      while let last = quotes.last, last <= index { quotes.removeLast() }
      if node.kind == .blockQuote { quotes.append(Int(node.end)) }
      if node.kind == .paragraph, let table = table(in: index, quotes: quotes.count) { tables.append(table) }
    }
  }

  private func table(in paragraph: Int, quotes: Int) -> FoundTable? {
    let node = document.nodes[paragraph]
    guard node.end > paragraph + 1, let start = document.sourceOffset(of: document.nodes[paragraph + 1])
    else { return nil }
    let firstLine = document.lines.index(at: start)
    let lastLine = Int(node.endLine) - document.lines.firstLine
    guard firstLine < lastLine else { return nil }
    for line in firstLine..<lastLine {
      let divider = content(ofLine: line + 1, quotes: quotes)
      guard let first = divider.first, isDividerByte(source[first]) else { continue }
      let head = content(ofLine: line, quotes: quotes, from: line == firstLine ? start : nil)
      guard source[head].contains(TableRow.divider) || source[divider].contains(TableRow.divider),
        let alignments = TableRow(divider, in: source).alignments(in: source),
        alignments.count <= Self.maximumColumns
      else { continue }
      let headRow = TableRow(head, in: source)
      guard headRow.cells.count == alignments.count else { continue }
      var table = FoundTable(paragraph: paragraph, alignments: alignments, rows: [headRow])
      if line > firstLine {
        guard let first = firstNode(ofLine: line, in: paragraph) else { return nil }
        table.firstNode = first
      }
      var body = line + 2
      while body <= lastLine {
        table.rows.append(TableRow(content(ofLine: body, quotes: quotes), in: source))
        body += 1
      }
      return table
    }
    return nil
  }

  private func isDividerByte(_ byte: UInt8) -> Bool {
    byte == TableRow.divider || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }

  /// The bytes of a line without the marks of quotations and the white space at its ends.
  private func content(ofLine line: Int, quotes: Int, from known: Int? = nil) -> Range<Int> {
    let starts = document.lines.starts
    let end = line + 1 < starts.count ? Int(starts[line + 1]) : source.count
    var start = known ?? Int(starts[line])
    if known == nil {
      for _ in 0..<quotes {
        let mark = source[start..<end].firstIndex { !$0.isSpaceOrTab } ?? end
        guard mark < end, source[mark] == UInt8(ascii: ">") else { break }
        start = mark + 1
      }
    }
    return TableRow.trimmed(start..<end, in: source)
  }

  /// The first node of a line, where the break before it stands right inside of the paragraph.
  private func firstNode(ofLine line: Int, in paragraph: Int) -> Int? {
    var previous: Node.Kind?
    for child in document.children(of: paragraph) {
      if previous == .softBreak || previous == .lineBreak,
        let start = document.sourceOffset(of: document.nodes[child]), document.lines.index(at: start) == line
      {
        return child
      }
      previous = document.nodes[child].kind
    }
    return nil
  }
}

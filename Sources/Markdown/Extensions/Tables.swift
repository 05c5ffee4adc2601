import Basics

/// Converts the paragraphs that GitHub reads as tables to tables.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10.
enum TableExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.tables

  /// The maximum number of cells that are added to short rows in one document.
  private static let maximumPadding = 100_000

  static func isNeeded(in context: ParsingContext) -> Bool { context.triggers.contains(.pipe) }

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    let text = context.text
    var finder = TableFinder(document, text)
    finder.findAll()
    let tables = finder.tables
    guard !tables.isEmpty else { return }
    let cells = tables.flatMap { table in
      table.rows.flatMap { $0.cells.prefix(table.alignments.count) }
    }
    let parsed: TableCells
    do {
      parsed = try TableCells(
        cells, of: text, hasDefinitions: context.triggers.contains(.definition),
        maximumDepth: context.options.maximumDepth)
    } catch {
      context.report(error, inTable: document.nodes[tables[0].paragraph].range)
      return
    }
    let original = document
    var copier = TreeCopier(of: original)
    var writer = Writer(cells: parsed, padding: maximumPadding)
    var index = 0
    var next = 0
    while index < original.nodes.count {
      guard next < tables.count, tables[next].paragraph == index else {
        copier.copy(index, of: original)
        index += 1
        continue
      }
      writer.write(tables[next], of: original, to: &copier, literals: &document, &context)
      index = Int(original.nodes[index].end)
      next += 1
    }
    copier.finish(&document)
  }

  /// Writes tables into a copy of the tree.
  private struct Writer {
    let cells: TableCells
    /// How many more cells can be added.
    var padding: Int
    private var nextCell = 0

    init(cells: TableCells, padding: Int) {
      self.cells = cells
      self.padding = padding
    }

    mutating func write(
      _ table: FoundTable, of original: MarkdownDocument, to copier: inout TreeCopier,
      literals document: inout MarkdownDocument, _ context: inout ParsingContext
    ) {
      copier.closeEnded(at: table.paragraph)
      let paragraph = original.nodes[table.paragraph]
      if let first = table.firstNode {
        var before = paragraph
        let last = original.nodes[first - 1]
        (before.endLine, before.endColumn) = (last.endLine, last.endColumn)
        copier.open(before)
        for inline in (table.paragraph + 1)..<(first - 1) { copier.copy(inline, of: original) }
        copier.closeEnded(at: first - 1)
        copier.close()
      }
      var node = Node(kind: .table)
      let end = table.rows.last?.line.upperBound ?? 0
      original.setPlace(of: &node, (table.rows.first?.line.lowerBound ?? 0)..<end)
      if paragraph.endLine > node.endLine {
        (node.endLine, node.endColumn) = (paragraph.endLine, paragraph.endColumn)
      }
      copier.open(node)
      for (number, row) in table.rows.enumerated() {
        write(row, isHead: number == 0, of: table, to: &copier, &document, &context)
      }
      copier.close()
    }

    private mutating func write(
      _ row: TableRow, isHead: Bool, of table: FoundTable, to copier: inout TreeCopier,
      _ document: inout MarkdownDocument, _ context: inout ParsingContext
    ) {
      let head: Node.Flags = isHead ? .head : []
      var node = Node(kind: .tableRow, flags: head)
      document.setPlace(of: &node, row.line)
      copier.open(node)
      for (column, alignment) in table.alignments.enumerated() {
        var cell = Node(kind: .tableCell, flags: alignment.union(head))
        guard column < row.cells.count else {
          padding -= 1
          if padding >= 0 { copier.append(cell) }
          continue
        }
        document.setPlace(of: &cell, row.cells[column])
        let inlines = cells.inlines(ofCell: nextCell, in: &document)
        nextCell += 1
        copier.open(cell)
        copier.graft(inlines.nodes, base: inlines.base)
        copier.close()
      }
      if row.cells.count > table.alignments.count {
        let surplus = row.cells[table.alignments.count].lowerBound
        context.report(
          .error, .tooManyCells, "A row has \(row.cells.count) cells, its table \(table.alignments.count)",
          document.lines.range(surplus..<row.line.upperBound), help: "write '\\|' to print a pipe")
      }
      copier.close()
    }
  }
}

extension ParsingContext {
  fileprivate mutating func report(_ problem: SourceSurvey.Problem, inTable range: SourceRange) {
    switch problem {
    case .depth:
      report(
        .error, .nestingTooDeep, "Text in a table is nested more than \(options.maximumDepth) deep", range)
    case .brackets:
      report(
        .error, .blockTooComplex, "A table cell has too many '[' and '<' for its length", range,
        help: "divide it into several cells")
    }
  }
}

/// A table found in the lines of a paragraph.
struct FoundTable {
  /// The paragraph that the table was part of.
  var paragraph: Int
  /// The node after the break before the table, or `nil` if the table begins with the paragraph.
  var firstNode: Int?
  var alignments: [Node.Flags]
  /// The header row, followed by the body rows, without the delimiter row between them.
  var rows: [TableRow]
}

/// Finds the tables of a document, which libcmark reads as paragraphs.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10.
struct TableFinder {
  let document: MarkdownDocument
  let source: UnsafeBufferPointer<UInt8>
  private(set) var tables: [FoundTable] = []

  /// The maximum number of columns in a table.
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

  /// Returns the range of a line without quotation markers and surrounding white space.
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

  /// Returns the first node of a line, if the line break before it is a direct child of the paragraph.
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

/// A line of a table, split into cells.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10. A `|` separates cells, even in code, unless a
/// backslash comes before it. A `|` at either end of the line is ignored.
struct TableRow {
  /// The source range of the line, without surrounding white space.
  let line: Range<Int>
  /// The source range of each cell, without surrounding white space.
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

  /// Returns the alignment of each column, or `nil` if the line isn't a delimiter row.
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

/// Parses the cells of a document's tables.
///
/// Each cell is parsed separately but all in one run of libcmark, over a text that has every cell as a
/// heading on its own line.
struct TableCells {
  /// A mark at the end of each line, which keeps a cell's final `#` from closing the heading.
  ///
  /// It's removed afterward.
  private static let guardMark: [UInt8] = [0x20, 0x01]

  private let cells: [Range<Int>]
  private var text: [UInt8] = []
  private var parsed = MarkdownDocument()
  private var headings: [Int] = []

  /// - Parameters:
  ///   - cells: The source range of each cell.
  ///   - source: The text that libcmark read.
  ///   - hasDefinitions: Whether links could be defined elsewhere in the source.
  ///   - maximumDepth: The same limit as for the document.
  /// - Throws: The reason that the text of a cell is too complex to parse.
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
    // The text after the cells was already surveyed.
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

  /// Returns the inlines of a cell with their ranges in the document, and the index of the first one in the
  /// tree of cells.
  ///
  /// - Parameter number: The index of the cell among those given.
  func inlines(ofCell number: Int, in document: inout MarkdownDocument) -> (nodes: [Node], base: Int) {
    let heading = headings[number]
    let shift = cells[number].lowerBound - Int(parsed.lines.starts[number]) - 2
    var inlines: [Node] = []
    let nodes = parsed.subtree(of: heading)
    for index in nodes.dropFirst() {
      var node = parsed.nodes[index]
      let start = parsed.sourceOffset(of: node)
      let end = parsed.sourceEnd(of: node)
      // The last node contains the mark and any text before it. Dropping the node doesn't move any other.
      if index == nodes.upperBound - 1, node.kind == .text {
        trimGuard(&node)
        guard !node.literal.isEmpty else { break }
      }
      node.literal = move(node.literal, by: shift, into: &document)
      node.secondary = move(node.secondary, by: shift, into: &document)
      if node.kind == .inlineCode { unescape(&node.literal, in: &document) }
      if let start, let end {
        document.setPlace(of: &node, (start + shift)..<min(end + shift, cells[number].upperBound))
      }
      inlines.append(node)
    }
    return (inlines, heading + 1)
  }

  private func trimGuard(_ text: inout Node) {
    let end = text.literal.range.upperBound
    guard text.literal.count > 0, parsed.literals[end - 1] == Self.guardMark[1] else { return }
    text.literal.count -= 1
    if text.literal.count > 0, parsed.literals[end - 2] == Self.guardMark[0] { text.literal.count -= 1 }
  }

  /// Returns the slice of the same bytes in the document's literals.
  private func move(
    _ slice: Node.Slice, by shift: Int, into document: inout MarkdownDocument
  ) -> Node.Slice {
    if slice.isEmpty { return Node.Slice() }
    if slice.range.upperBound <= parsed.sourceCount {
      return Node.Slice(start: UInt32(Int(slice.start) + shift), count: slice.count)
    }
    return document.appendLiteral(parsed.literals[slice.range])
  }

  /// Removes the backslash of `\|` in code, which only the table needs.
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

/// Makes tables of the paragraphs that GitHub takes for tables.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10.
enum TableExtension {
  /// The most cells that are added to short rows in one document.
  private static let maximumPadding = 100_000

  static func apply(
    to document: inout MarkdownDocument, text: UnsafeBufferPointer<UInt8>, _ context: inout ParsingContext
  ) {
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
    /// How many cells may still be added.
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
        copier.graft(inlines)
        copier.close()
      }
      if row.cells.count > table.alignments.count {
        let surplus = row.cells[table.alignments.count].lowerBound
        context.report(
          .error, .tooManyCells, "A row has \(row.cells.count) cells, its table \(table.alignments.count)",
          document.lines.range(surplus..<row.line.upperBound), help: "write '\\|' where a pipe is meant")
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

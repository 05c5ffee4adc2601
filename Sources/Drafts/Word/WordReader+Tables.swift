import Basics

/// Reads tables: finds rows and cells at any depth, and places cells with spans under the right heading.
extension WordReader {
  private struct Cell {
    var runs: [DraftRun]
    var blocks: [DraftBlock]
    var span: Int
    /// Whether the cell continues the one above it.
    var isContinued: Bool
  }

  mutating func readTable(_ table: XMLElement, _ context: Context) {
    guard !WordStories.isFacts(table) else { return }
    var rows: [[Cell]] = []
    readRows(of: table, context, into: &rows)
    let width = rows.map { $0.reduce(0) { $0 + $1.span } }.max() ?? 0
    guard width > 0 else { return }
    if isLayout(rows, width: width) {
      appendLayout(rows)
      return
    }
    var cells: [[[DraftRun]]] = []
    var hasSpans = false
    for row in rows {
      var line: [[DraftRun]] = []
      for cell in row {
        hasSpans = hasSpans || cell.span > 1 || cell.isContinued
        line.append(cell.runs)
        line += Array(repeating: [], count: cell.span - 1)
      }
      line += Array(repeating: [], count: width - line.count)
      cells.append(line)
    }
    guard cells.contains(where: { $0.contains { !$0.isEmpty } }) else { return }
    paragraph = table.ordinal
    if hasSpans {
      report("A table has merged cells: the text is in the first of each, and the others are empty")
    }
    if let first = rows.first(where: { !$0.isEmpty })?.lazy.flatMap(\.blocks).first {
      paragraph = first.source
    }
    for cell in rows.joined() { rememberLabels(of: cell.blocks) }
    append(DraftBlock(.table(cells), source: paragraph))
  }

  private mutating func readRows(of element: XMLElement, _ context: Context, into rows: inout [[Cell]]) {
    for child in element.elements {
      switch child.name {
      case "w:tr": readRow(child, context, into: &rows)
      case "w:sdt":
        if let content = child.first("w:sdtContent") { readRows(of: content, context, into: &rows) }
      case "w:customXml", "w:sdtContent": readRows(of: child, context, into: &rows)
      case "w:ins", "w:moveTo": readRows(of: child, context.inside(.inserted), into: &rows)
      case "w:del", "w:moveFrom": readRows(of: child, context.inside(.deleted), into: &rows)
      default: break
      }
    }
  }

  private mutating func readRow(_ row: XMLElement, _ context: Context, into rows: inout [[Cell]]) {
    let properties = row.first("w:trPr")
    var inner = context
    if properties?.first("w:ins") != nil { inner = inner.inside(.inserted) }
    if properties?.first("w:del") != nil { inner = inner.inside(.deleted) }
    var cells: [Cell] = []
    let before = properties?.first("w:gridBefore")?["w:val"].flatMap { Int($0) } ?? 0
    cells += Array(repeating: Cell(runs: [], blocks: [], span: 1, isContinued: false), count: min(before, 63))
    readCells(of: row, inner, into: &cells)
    if !cells.isEmpty { rows.append(cells) }
  }

  private mutating func readCells(of element: XMLElement, _ context: Context, into cells: inout [Cell]) {
    for child in element.elements {
      switch child.name {
      case "w:tc": cells.append(cell(child, context))
      case "w:sdt":
        if let content = child.first("w:sdtContent") { readCells(of: content, context, into: &cells) }
      case "w:customXml", "w:sdtContent": readCells(of: child, context, into: &cells)
      default: break
      }
    }
  }

  private mutating func cell(_ element: XMLElement, _ context: Context) -> Cell {
    let properties = element.first("w:tcPr")
    var inner = context
    if properties?.first("w:cellIns") != nil { inner = inner.inside(.inserted) }
    if properties?.first("w:cellDel") != nil { inner = inner.inside(.deleted) }
    if properties?.first("w:cellMerge") != nil {
      report("A table's cells are merged or divided by the draft")
    }
    let span = properties?.first("w:gridSpan")?["w:val"].flatMap { Int($0) } ?? 1
    let merge = properties?.first("w:vMerge") ?? properties?.first("w:hMerge")
    let blocks = collected { $0.readBlocks(of: element, inner) }
    if blocks.contains(where: { if case .table = $0.kind { true } else { false } }) {
      report("A table is inside of another table's cell: its words are in that cell")
    }
    return Cell(
      runs: Self.joined(blocks), blocks: blocks, span: min(max(span, 1), 63),
      isContinued: merge.map { $0["w:val"] != "restart" } ?? false)
  }

  /// Returns whether a table only arranges paragraphs: it has one column, or two of which the first contains
  /// labels.
  private func isLayout(_ rows: [[Cell]], width: Int) -> Bool {
    if width == 1 {
      let isList =
        rows.count > 1 && rows.joined().allSatisfy { $0.blocks.count < 2 && $0.runs.words.utf8.count < 80 }
      return !isList
    }
    guard width == 2 else { return false }
    let labels = rows.map { row in row[0].runs.words.trimmed }
    return rows.allSatisfy { $0.count == 2 }
      && labels.allSatisfy { $0.isEmpty || PrintedLabel.isWhole($0) } && labels.contains { !$0.isEmpty }
  }

  private mutating func appendLayout(_ rows: [[Cell]]) {
    for row in rows {
      if row.count == 2, row[0].span == 1, !row[0].runs.isEmpty, var first = row[1].blocks.first {
        first.runs = row[0].runs + [DraftRun(" ", first.runs.first?.change ?? .kept)] + first.runs
        append(first)
        for block in row[1].blocks.dropFirst() { append(block) }
      } else {
        for cell in row { for block in cell.blocks { append(block) } }
      }
    }
  }
}

import Markup

/// Reads the tree that pandoc makes of a Word file with `--track-changes=all`.
///
/// Source: pandoc-types 1.22 and 1.23, Text.Pandoc.Definition; pandoc's manual on `--track-changes`. What the
/// tree holds beyond text, lists, headings and tables is kept as a comment and reported.
struct PandocReader {
  private var draft = Draft()
  private var footnotes: [[DraftBlock]] = []

  /// - Returns: Nothing where the text is no such tree.
  static func read(_ json: [UInt8]) -> Draft? {
    guard let tree = JSONValue(json), tree["pandoc-api-version"] != nil, let blocks = tree["blocks"]?.array
    else { return nil }
    var reader = Self()
    reader.readOpening(tree["meta"] ?? .null)
    let opening = reader.draft.blocks.count
    reader.read(blocks, depth: 0)
    // A document with headings of its own has no others.
    if !reader.draft.blocks.dropFirst(opening).contains(where: \.isHeading) {
      UnmarkedHeadings.find(in: &reader.draft, isMarkdown: true)
    }
    reader.appendFootnotes()
    return reader.draft
  }

  // MARK: Blocks

  /// Reads the paragraphs that Word has styles of their own for, which pandoc takes out of the text.
  ///
  /// Source: pandoc's manual, on the metadata of docx.
  private mutating func readOpening(_ meta: JSONValue) {
    for key in ["title", "subtitle", "author", "date", "abstract"] {
      readOpening(meta[key] ?? .null, as: key == "title" ? .heading(level: 1) : .paragraph)
    }
  }

  private mutating func readOpening(_ value: JSONValue, as kind: DraftBlock.Kind) {
    switch value["t"]?.string {
    case "MetaInlines": appendText(value["c"]?.array ?? [], kind, depth: 0)
    case "MetaBlocks":
      for block in value["c"]?.array ?? [] { appendText(block["c"]?.array ?? [], kind, depth: 0) }
    case "MetaList": for part in value["c"]?.array ?? [] { readOpening(part, as: kind) }
    default: break
    }
  }

  private mutating func read(_ blocks: [JSONValue], depth: Int) {
    for block in blocks { read(block, depth: depth) }
  }

  private mutating func read(_ block: JSONValue, depth: Int) {
    let content = block["c"] ?? .null
    switch block["t"]?.string {
    case "Plain", "Para": appendText(content.array ?? [], .paragraph, depth: depth)
    case "Header":
      appendText(content[2]?.array ?? [], .heading(level: content[0]?.integer ?? 1), depth: 0)
    case "BulletList":
      for item in content.array ?? [] { appendItem(item.array ?? [], number: nil, depth: depth) }
    case "OrderedList": readOrderedList(content, depth: depth)
    case "DefinitionList":
      for entry in content.array ?? [] {
        appendText(entry[0]?.array ?? [], .paragraph, depth: depth)
        for definition in entry[1]?.array ?? [] { read(definition.array ?? [], depth: depth) }
      }
    case "BlockQuote": read(content.array ?? [], depth: depth)
    case "Div": read(content[1]?.array ?? [], depth: depth)
    case "Figure":
      read(content[2]?.array ?? [], depth: depth)
    case "LineBlock":
      for line in content.array ?? [] { appendText(line.array ?? [], .paragraph, depth: depth) }
    case "CodeBlock":
      append(
        DraftBlock(
          .paragraph, depth: depth,
          [DraftPiece(.kept, MarkdownEscaping.escape(content[1]?.string ?? "", startsBlock: true))]))
    case "HorizontalRule": draft.blocks.append(DraftBlock(.thematicBreak))
    case "Table": readTable(content, depth: depth)
    case "Null": break
    default: keepAsComment(block, what: "A block of a kind that Markdown does not have")
    }
  }

  private mutating func append(_ block: DraftBlock) {
    draft.blocks.append(block)
  }

  private mutating func appendText(_ inlines: [JSONValue], _ kind: DraftBlock.Kind, depth: Int) {
    var text = PandocInlines(footnotesBefore: footnotes.count)
    text.read(inlines)
    footnotes += text.footnotes.map { blocks in
      var reader = PandocReader()
      reader.read(blocks, depth: 0)
      draft.findings += reader.draft.findings
      return reader.draft.blocks
    }
    for problem in text.problems {
      draft.findings.append(DraftFinding("import-unplaced", problem, block: draft.blocks.count))
    }
    let pieces = StyledRun.pieces(of: text.runs)
    guard !pieces.isEmpty || text.ending != .kept else { return }
    if kind == .paragraph, let line = pieces.first.map(Self.opening), pieces[0].kind != .comment,
      let marker = ListMarker(line, isMarkdown: false), Self.isItem(marker, of: line)
    {
      // A bullet or number that was typed, not made a list.
      var rest = pieces
      rest[0].text = marker.content + (line.hasSuffix(" ") && !marker.content.isEmpty ? " " : "")
      if rest[0].text.isEmpty { rest.removeFirst() }
      append(DraftBlock(.item(number: marker.number), depth: depth + 1, rest, ending: text.ending))
      return
    }
    append(DraftBlock(kind, depth: depth, pieces, ending: text.ending))
  }

  /// The text that a paragraph begins with, its number as it was typed: escapes keep Markdown from reading one.
  private static func opening(of piece: DraftPiece) -> String {
    guard piece.text.utf8.first?.isASCIIDigit == true else { return piece.text }
    return piece.text.replacing("\\.", with: ".", maxReplacements: 1)
  }

  /// Whether a paragraph that begins like an item is one: a label such as `(a)` or the `A.` of a name may be more.
  private static func isItem(_ marker: ListMarker, of line: String) -> Bool {
    guard let number = marker.number else { return !line.hasPrefix("(") }
    return number.utf8.dropLast().allSatisfy(\.isASCIIDigit)
  }

  private mutating func appendItem(_ blocks: [JSONValue], number: String?, depth: Int) {
    let first = draft.blocks.count
    read(blocks, depth: depth + 1)
    guard draft.blocks.count > first, draft.blocks[first].kind == .paragraph else {
      if draft.blocks.count > first { return }
      append(DraftBlock(.item(number: number), depth: depth + 1))
      return
    }
    draft.blocks[first].kind = .item(number: number)
  }

  private mutating func readOrderedList(_ content: JSONValue, depth: Int) {
    let start = content[0]?[0]?.integer ?? 1
    let style = content[0]?[1]?["t"]?.string ?? "Decimal"
    let delimiter = content[0]?[2]?["t"]?.string ?? "Period"
    for (offset, item) in (content[1]?.array ?? []).enumerated() {
      let number = NumberStyle.text(start + offset, style: style)
      let label =
        switch delimiter {
        case "OneParen": "\(number))"
        case "TwoParens": "(\(number))"
        default: "\(number)."
        }
      appendItem(item.array ?? [], number: label, depth: depth)
    }
  }

  private mutating func readTable(_ content: JSONValue, depth: Int) {
    var rows: [[[DraftPiece]]] = []
    let head = content[3]?[1]?.array ?? []
    let bodies = (content[4]?.array ?? []).flatMap { ($0[2]?.array ?? []) + ($0[3]?.array ?? []) }
    let foot = content[5]?[1]?.array ?? []
    for row in head + bodies + foot {
      rows.append((row[1]?.array ?? []).map { cell(of: $0[4]?.array ?? []) })
    }
    rows = rows.filter { !$0.isEmpty }
    guard let width = rows.map(\.count).max() else { return }
    var pieces: [DraftPiece] = []
    for (index, row) in rows.enumerated() {
      if index > 0 { pieces.append(DraftPiece(.kept, "\n")) }
      for column in 0..<width {
        pieces.append(DraftPiece(.kept, "| "))
        if column < row.count { pieces += row[column] }
        pieces.append(DraftPiece(.kept, " "))
      }
      pieces.append(DraftPiece(.kept, "|"))
      if index == 0 {
        pieces.append(DraftPiece(.kept, "\n"))
        pieces.append(DraftPiece(.kept, String(repeating: "| --- ", count: width) + "|"))
      }
    }
    append(DraftBlock(.verbatim, pieces))
  }

  /// A cell's text on one line.
  private mutating func cell(of blocks: [JSONValue]) -> [DraftPiece] {
    var reader = PandocReader()
    reader.read(blocks, depth: 0)
    draft.findings += reader.draft.findings.map { finding in
      DraftFinding(finding.identifier, finding.summary, help: finding.help, block: draft.blocks.count)
    }
    var pieces: [DraftPiece] = []
    for block in reader.draft.blocks {
      if !pieces.isEmpty { pieces.append(.kept, " ") }
      pieces += block.pieces.map { DraftPiece($0.kind, $0.text.replacing("|", with: "\\|")) }
    }
    return pieces
  }

  private mutating func appendFootnotes() {
    for (index, blocks) in footnotes.enumerated() {
      var pieces = [DraftPiece(.kept, "[^\(index + 1)]: ")]
      for (place, block) in blocks.enumerated() {
        if place > 0 { pieces.append(.kept, " ") }
        pieces += block.pieces
      }
      append(DraftBlock(.verbatim, pieces))
    }
  }

  private mutating func keepAsComment(_ block: JSONValue, what: String) {
    draft.findings.append(
      DraftFinding(
        "import-unplaced", "\(what) is kept as a comment", help: "write it anew from the source",
        block: draft.blocks.count))
    var text = PandocInlines()
    text.readAnything(block)
    append(
      DraftBlock(.paragraph, [DraftPiece(.comment, "\(what): \(MarkdownEscaping.escape(text.plainText))")]))
  }
}

/// Writes numbers as word processors label items.
enum NumberStyle {
  /// - Parameter style: As pandoc names it, such as `LowerRoman`; any other is decimal.
  static func text(_ number: Int, style: String) -> String {
    switch style {
    case "LowerAlpha": letters(number)
    case "UpperAlpha": letters(number).uppercased()
    case "LowerRoman": roman(number)
    case "UpperRoman": roman(number).uppercased()
    default: "\(number)"
    }
  }

  /// a to z, then aa, bb, as Word goes on.
  private static func letters(_ number: Int) -> String {
    guard (1...780).contains(number) else { return "\(number)" }
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8((number - 1) % 26))
    return String(repeating: Character(letter), count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...3999).contains(number) else { return "\(number)" }
    var rest = number
    var text = ""
    for (value, sign) in [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
      (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ] {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }
}

import Basics
import Redline

/// Reads a Word file into a draft: every paragraph with the label that Word prints, every run at any depth,
/// and every tracked change.
///
/// Source: ECMA-376, part 1, sections 17.2 to 17.16.
struct WordReader {
  /// The state that applies to a piece of text.
  struct Context {
    var change = DraftRun.Change.kept
    /// Whether the text was inserted and then deleted, so that it's in neither version.
    var isGone = false
    var link: String?
    var paragraphStyle: String?

    /// Returns this context inside another tracked change.
    func inside(_ other: DraftRun.Change) -> Context {
      var context = self
      switch (change, other) {
      case (_, .kept): break
      case (.inserted, .deleted), (.deleted, .inserted): context.isGone = true
      default: context.change = other
      }
      return context
    }
  }

  /// A field that hasn't ended yet.
  struct Field {
    var instruction = ""
    var showsResult = false
  }

  let package: WordPackage
  let styles: WordStyles
  var numbering: WordNumbering
  /// The counters for lists in footnotes, which are separate from those of the body.
  private var noteNumbering: WordNumbering
  var draft = Draft()
  /// The number of the current paragraph.
  var paragraph = 0
  var runs: [DraftRun] = []
  var bookmarks: [String] = []
  var fields: [Field] = []
  /// The ordinals of characters of incomplete fields, which don't hide any text.
  var brokenFields: Set<Int> = []
  var textBoxes: [XMLElement] = []
  /// The labels assigned to footnotes, by kind and id.
  var noteLabels: [String: String] = [:]
  /// The labels of list items that are written on one line with others, by story and paragraph.
  var inlineLabels: [String: String] = [:]
  let remarks: [String: String]
  var placedRemarks: Set<String> = []
  /// The current story: the body, footnotes, or endnotes, which have separate relationships.
  var story = "b"
  private var isInContents = false
  /// Whether the paragraph contains a table of contents.
  var metContents = false
  private var hasGap = true
  /// The paragraphs in which each reportable finding occurs.
  private var findings: [(summary: String, paragraphs: [Int])] = []

  /// Reads a file.
  ///
  /// - Parameter readsFormat: Whether underlined text is read as inserted and struck text as deleted, as in
  ///   legislative drafting.
  static func read(_ file: WordFile, readsFormat: Bool = false) throws(WordFile.Refusal) -> Draft {
    let package = try WordPackage(file)
    var reader = Self(package)
    guard let body = package.document.first("w:body") else { throw .noDocument }
    reader.brokenFields = WordFields.unmatched(in: body)
    reader.readBlocks(of: body, Context())
    reader.finish()
    var draft = reader.draft
    if readsFormat { draft.readFormatAsChanges() }
    let stories = WordStories(package, styles: reader.styles, readsFormat: readsFormat)
    draft.stories = stories.read(
      body: body, noteLabels: reader.noteLabels, inlineLabels: reader.inlineLabels)
    return draft
  }

  private init(_ package: WordPackage) {
    self.package = package
    styles = WordStyles(package.styles)
    numbering = WordNumbering(package.numbering)
    noteNumbering = numbering
    var remarks: [String: String] = [:]
    for element in package.comments.map({ Array($0.elements) }) ?? [] where element.name == "w:comment" {
      guard let id = element["w:id"] else { continue }
      remarks[id] = WordStories.plainText(of: element)
    }
    self.remarks = remarks
  }

  /// Records a finding that a person must check.
  ///
  /// It's reported once for all paragraphs that have it.
  mutating func report(_ summary: String) {
    if let place = findings.firstIndex(where: { $0.summary == summary }) {
      if findings[place].paragraphs.last != paragraph { findings[place].paragraphs.append(paragraph) }
    } else {
      findings.append((summary, [paragraph]))
    }
  }

  private mutating func finish() {
    for margin in package.margins {
      let text = WordStories.plainText(of: margin)
      if !text.isEmpty, text.contains(where: \.isLetter) {
        draft.doubts.append(
          DraftDoubt(
            .importLeftOut, "A header or footer of the pages is left out: '\(text.shortened)'",
            help: "add its words by hand if they belong to the code"))
      }
    }
    for format in numbering.unknownFormats.sorted() {
      report("A list counts in the format '\(format)', which is written in digits")
    }
    for (summary, paragraphs) in findings {
      let more = paragraphs.count > 1 ? " (in \(paragraphs.count) paragraphs)" : ""
      draft.doubts.append(DraftDoubt(.importUnplaced, summary + more, source: paragraphs.first))
    }
  }

  // MARK: Blocks

  mutating func readBlocks(of parent: XMLElement, _ context: Context) {
    for element in parent.elements { readBlock(element, context) }
  }

  private mutating func readBlock(_ element: XMLElement, _ context: Context) {
    switch element.name {
    case "w:p": readParagraph(element, context)
    case "w:tbl": readTable(element, context)
    case "w:sdt":
      let gallery = element.first("w:sdtPr")?.first("w:docPartObj")?.first("w:docPartGallery")?["w:val"]
      let wasInContents = isInContents
      if gallery == "Table of Contents" { isInContents = true }
      if let content = element.first("w:sdtContent") { readBlocks(of: content, context) }
      isInContents = wasInContents
    case "w:customXml", "w:smartTag", "w:sdtContent", "w:txbxContent": readBlocks(of: element, context)
    case "w:ins", "w:moveTo": readBlocks(of: element, context.inside(.inserted))
    case "w:del", "w:moveFrom": readBlocks(of: element, context.inside(.deleted))
    case "mc:AlternateContent":
      if let chosen = WordStories.chosen(of: element) { readBlocks(of: chosen, context) }
    case "w:bookmarkStart": if let name = element["w:name"] { bookmarks.append(name) }
    case "w:altChunk": report("A document inside of the document can't be read, and is left out")
    case "m:oMathPara", "m:oMath":
      readInline(element, context)
      append(DraftBlock(.paragraph, taken(), source: paragraph))
    default: break
    }
  }

  private mutating func taken() -> [DraftRun] {
    defer { runs = [] }
    return runs
  }

  mutating func append(_ block: DraftBlock) {
    var block = block
    block.bookmarks += bookmarks
    bookmarks = []
    block.followsGap = hasGap || block.kind != .paragraph
    block.isContentsEntry = block.isContentsEntry || isInContents
    hasGap = false
    draft.blocks.append(block)
  }

  private mutating func readParagraph(_ element: XMLElement, _ context: Context) {
    let properties = element.first("w:pPr")
    let styleID = properties?.first("w:pStyle")?["w:val"]
    let outer = (paragraph, runs)
    paragraph = element.ordinal
    runs = []
    var inner = context
    inner.paragraphStyle = styleID
    inner.link = nil
    metContents = isInContentsField
    for child in element.elements where child.name != "w:pPr" { readInline(child, inner) }
    var block = DraftBlock(.paragraph, taken(), source: paragraph)
    let boxes = textBoxes
    textBoxes = []

    if let level = styles.headingLevel(of: styleID) { block.kind = .heading(level: level) }
    let direct = WordStyles.ParagraphLook(properties)
    if case .paragraph = block.kind, let level = direct.outlineLevel, level < 9 {
      block.kind = .heading(level: level + 1)
    }
    place(&block, direct, styleID)
    block.isContentsEntry =
      metContents || styles.name(of: styleID)?.hasPrefix("toc ") ?? false
    readChanges(of: properties, into: &block, context)
    let isDropCap = properties?.first("w:framePr")?["w:dropCap"].map { $0 != "none" } ?? false
    takeRole(&block, style: styles.name(of: styleID) ?? "")
    let isDivider =
      properties?.first("w:pBdr")?.first("w:bottom") != nil || styles.name(of: styleID) == "handbook divider"
    if isDivider, block.runs.isEmpty {
      append(DraftBlock(.rule, source: paragraph))
    } else if !block.words.isEmpty || !block.runs.isEmpty || block.ending != .kept {
      append(block)
      if isDropCap { dropCap = draft.blocks.count - 1 } else { joinDropCap() }
    } else {
      hasGap = true
    }
    (paragraph, runs) = outer
    readTextBoxes(boxes, context)
  }

  /// The index of a block with a drop cap, the large first letter of the next block.
  private var dropCap: Int?

  /// Joins a drop cap, which Word keeps in a separate paragraph, with the paragraph that it belongs to.
  private mutating func joinDropCap() {
    guard let place = dropCap, place == draft.blocks.count - 2 else { return }
    dropCap = nil
    draft.blocks[place + 1].runs = draft.blocks[place].runs + draft.blocks[place + 1].runs
    draft.blocks.remove(at: place)
  }

  /// Determines a paragraph's role from the styles of an exported code.
  ///
  /// A label is the text before the first tab.
  private func takeRole(_ block: inout DraftBlock, style: String) {
    guard style.hasPrefix("handbook ") else { return }
    let words = style.split(separator: " ")
    let depth = words.last.flatMap { Int($0) } ?? 0
    switch words.dropFirst().first {
    case "text": block.role = .text(depth: depth)
    case "item": block.role = .item(depth: max(1, depth), label: block.runs.takeLabel())
    case "rule": block.role = .rule(label: block.runs.takeLabel())
    default: break
    }
    block.list = nil
  }

  private var isInContentsField: Bool {
    fields.contains { $0.showsResult && WordFields.name(of: $0.instruction) == "TOC" }
  }

  /// Determines a paragraph's position on the page and in a list.
  private mutating func place(_ block: inout DraftBlock, _ direct: WordStyles.ParagraphLook, _ style: String?)
  {
    let inherited = styles.paragraphLook(of: style)
    let numberingID = direct.numberingID ?? inherited.numberingID
    var look = direct
    if let numberingID, numberingID != "0" {
      let level =
        direct.numberingLevel ?? style.flatMap { numbering.level(ofStyle: $0, in: numberingID) }
        ?? inherited.numberingLevel ?? 0
      block.list = numbering.next(numberingID, level: level)
      if block.list != nil { look = look.inheriting(numbering.look(of: numberingID, level: level)) }
    }
    look = look.inheriting(inherited)
    if let label = block.list?.label, label.isEmpty { block.list = nil }
    // A character is about one-twelfth of an inch wide.
    let tabs = block.runs.first.map { $0.text.prefix { $0 == "\t" }.count } ?? 0
    block.indent = max(0, (look.left ?? 0) + (look.firstLine ?? 0)) / 120 + tabs * 6
    block.isCentered = look.isCentered ?? false
  }

  /// Reads the tracked changes of the paragraph itself.
  private mutating func readChanges(
    of properties: XMLElement?, into block: inout DraftBlock, _ context: Context
  ) {
    var ending = context.change
    if let mark = properties?.first("w:rPr") {
      if mark.first("w:ins") != nil || mark.first("w:moveTo") != nil { ending = .inserted }
      if mark.first("w:del") != nil || mark.first("w:moveFrom") != nil { ending = .deleted }
    }
    block.ending = ending
    if properties?.first("w:pPrChange") != nil { report("The layout of a paragraph is changed by the draft") }
    let numbering = properties?.first("w:numPr")
    if numbering?.first("w:ins") != nil || numbering?.first("w:numberingChange") != nil {
      report("The numbering of a paragraph is changed by the draft: the new label is shown in both versions")
    }
  }

  // MARK: Text boxes and notes

  /// Reads text boxes as blocks after the paragraph that they are anchored to.
  private mutating func readTextBoxes(_ boxes: [XMLElement], _ context: Context) {
    guard !boxes.isEmpty else { return }
    let outer = fields
    fields = []
    var inner = Context()
    inner.change = context.change
    inner.isGone = context.isGone
    for box in boxes { readBlocks(of: box, inner) }
    fields = outer
  }

  /// Returns the label of a footnote or endnote.
  ///
  /// Its text is read at its first reference.
  mutating func noteLabel(for id: String, isEndnote: Bool) -> String? {
    let key = (isEndnote ? "e" : "f") + id
    if let label = noteLabels[key] { return label }
    let part = isEndnote ? package.endnotes : package.footnotes
    let name = isEndnote ? "w:endnote" : "w:footnote"
    guard let element = part?.elements.first(where: { $0.name == name && $0["w:id"] == id }) else {
      report("A footnote has no text")
      return nil
    }
    let label = "\(noteLabels.count + 1)"
    noteLabels[key] = label
    swap(&numbering, &noteNumbering)
    let outer = story
    story = isEndnote ? "e" : "f"
    let blocks = collected { $0.readBlocks(of: element, Context()) }
    rememberLabels(of: blocks)
    story = outer
    swap(&numbering, &noteNumbering)
    draft.notes.append(DraftNote(label: label, runs: Self.joined(blocks)))
    return label
  }

  /// Returns the blocks that a reading function adds, without adding them to the draft.
  mutating func collected(_ read: (inout WordReader) -> Void) -> [DraftBlock] {
    let outer = (
      blocks: draft.blocks, runs: runs, fields: fields, paragraph: paragraph, bookmarks: bookmarks,
      textBoxes: textBoxes
    )
    draft.blocks = []
    (runs, fields, bookmarks, textBoxes) = ([], [], [], [])
    read(&self)
    defer {
      draft.blocks = outer.blocks
      (runs, fields, paragraph) = (outer.runs, outer.fields, outer.paragraph)
      (bookmarks, textBoxes) = (outer.bookmarks, outer.textBoxes)
    }
    return draft.blocks
  }

  mutating func rememberLabels(of blocks: [DraftBlock]) {
    for block in blocks { inlineLabels["\(story)\(block.source)"] = block.list?.label }
  }

  /// Returns the words of several blocks on one line, each with its label.
  static func joined(_ blocks: [DraftBlock]) -> [DraftRun] {
    var runs: [DraftRun] = []
    for block in blocks {
      var own = block.runs
      if case .table(let rows) = block.kind { own = Array(rows.joined().joined(separator: [DraftRun(" ")])) }
      guard !own.isEmpty else { continue }
      if !runs.isEmpty { runs.append(DraftRun(" ", own[0].change)) }
      if let label = block.list?.label { runs.append(DraftRun(label + " ", own[0].change)) }
      runs += own
    }
    return runs
  }
}

extension Draft {
  /// Reads underlined text as inserted and struck text as deleted.
  mutating func readFormatAsChanges() {
    func changed(_ runs: [DraftRun]) -> [DraftRun] {
      runs.map { run in
        var run = run
        if run.change == .kept, run.isText {
          if run.style.contains(.struck) {
            run.change = .deleted
          } else if run.style.contains(.underlined), run.link == nil {
            run.change = .inserted
          }
        }
        if run.change != .kept { run.style.subtract([.struck, .underlined]) }
        return run
      }
    }
    for index in blocks.indices {
      blocks[index].runs = changed(blocks[index].runs)
      if case .table(let rows) = blocks[index].kind {
        blocks[index].kind = .table(rows.map { $0.map(changed) })
      }
    }
    notes = notes.map { DraftNote(label: $0.label, runs: changed($0.runs)) }
  }
}

extension String {
  /// The text on one line, or its first words if it's long.
  var shortened: String {
    let words = split(whereSeparator: \.isWhitespace)
    return words.count <= 10 ? words.joined(separator: " ") : words.prefix(8).joined(separator: " ") + " …"
  }
}

/// Reads the content of paragraphs: runs, and all elements that can contain runs.
extension WordReader {
  mutating func readInline(_ element: XMLElement, _ context: Context) {
    switch element.name {
    case "w:r": readRun(element, context)
    case "w:ins", "w:moveTo": readChildren(of: element, context.inside(.inserted))
    case "w:del", "w:moveFrom": readChildren(of: element, context.inside(.deleted))
    case "w:hyperlink":
      var inner = context
      inner.link = link(of: element) ?? context.link
      readChildren(of: element, inner)
    case "w:fldSimple":
      var inner = context
      inner.link = WordFields.link(of: element["w:instr"] ?? "").flatMap { allowed($0) } ?? context.link
      readChildren(of: element, inner)
    case "w:sdt": if let content = element.first("w:sdtContent") { readChildren(of: content, context) }
    case "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo": readChildren(of: element, context)
    case "mc:AlternateContent":
      if let chosen = WordStories.chosen(of: element) { readChildren(of: chosen, context) }
    case "w:bookmarkStart": if let name = element["w:name"] { bookmarks.append(name) }
    case "w:commentRangeEnd": placeRemark(element["w:id"])
    case "m:oMath", "m:oMathPara":
      report("A formula is written as plain text")
      add(WordStories.formula(element), context, [])
    case "w:subDoc": report("A document inside of the document can't be read, and is left out")
    default: break
    }
  }

  private mutating func readChildren(of element: XMLElement, _ context: Context) {
    for child in element.elements { readInline(child, context) }
  }

  // MARK: Runs

  private mutating func readRun(_ run: XMLElement, _ context: Context) {
    let properties = run.first("w:rPr")
    var (style, isHidden) = styles.style(ofRun: properties, inParagraphOf: context.paragraphStyle)
    if properties?.first("w:rPrChange") != nil { report("The look of some words is changed by the draft") }
    var inner = context
    // A tracked change can also be a property of the run itself.
    if properties?.first("w:ins") != nil { inner = inner.inside(.inserted) }
    if properties?.first("w:del") != nil { inner = inner.inside(.deleted) }
    if isHidden {
      if run.contains(where: { $0.name == "w:t" && !$0.text.isBlank }) {
        report("Hidden text is left out: '\(WordStories.text(of: run).shortened)'")
      }
      return
    }
    if inner.link != nil { style.remove(.underlined) }
    let font = properties?.first("w:rFonts")
    readParts(of: run, inner, style, font: (font?["w:ascii"] ?? font?["w:hAnsi"])?.lowercased())
  }

  private mutating func readParts(
    of run: XMLElement, _ context: Context, _ style: DraftRun.Style, font: String?
  ) {
    for part in run.elements {
      switch part.name {
      case "w:t", "w:delText": add(WordStories.readable(part.text, font: font), context, style)
      case "w:tab", "w:ptab": add("\t", context, style)
      case "w:br":
        if WordStories.isLineBreak(part) { add("\n", context, style) } else { add(" ", context, style) }
      case "w:cr": add("\n", context, style)
      case "w:noBreakHyphen": add("\u{2011}", context, style)
      case "w:sym": addSymbol(part, context, style)
      case "w:fldChar": readFieldCharacter(part)
      case "w:instrText", "w:delInstrText":
        if !fields.isEmpty { fields[fields.count - 1].instruction += part.text }
      case "w:footnoteReference", "w:endnoteReference": addNote(part, context)
      case "w:commentReference": placeRemark(part["w:id"])
      case "w:ruby":
        for base in part.first("w:rubyBase").map({ Array($0.elements) }) ?? [] { readInline(base, context) }
        let reading = part.first("w:rt").map(WordStories.text) ?? ""
        if !reading.isBlank { add(" (\(reading))", context, style) }
      case "w:drawing", "w:pict", "w:object": readPicture(part)
      case "mc:AlternateContent":
        if let chosen = WordStories.chosen(of: part) { readParts(of: chosen, context, style, font: font) }
      default: break
      }
    }
  }

  /// Adds text, unless it's part of a field's instruction.
  private mutating func add(_ text: String, _ context: Context, _ style: DraftRun.Style) {
    guard !text.isEmpty, fields.allSatisfy(\.showsResult) else { return }
    guard !context.isGone else {
      if !text.isBlank { report("Text that the draft inserts and deletes again is in neither version") }
      return
    }
    let fieldLink = fields.lazy.compactMap { WordFields.link(of: $0.instruction) }.last.flatMap {
      allowed($0)
    }
    runs.add(DraftRun(text, context.change, style: style, link: context.link ?? fieldLink))
  }

  private mutating func addSymbol(_ part: XMLElement, _ context: Context, _ style: DraftRun.Style) {
    if let text = WordStories.symbol(part) {
      add(text, context, style)
    } else {
      report("A symbol of the font '\(part["w:font"] ?? "")' is written as \u{FFFD}")
      add("\u{FFFD}", context, style)
    }
  }

  private mutating func readFieldCharacter(_ part: XMLElement) {
    guard !brokenFields.contains(part.ordinal) else { return }
    switch part["w:fldCharType"] {
    case "begin":
      fields.append(Field())
    case "separate":
      guard !fields.isEmpty else { return }
      fields[fields.count - 1].showsResult = true
      if WordFields.name(of: fields[fields.count - 1].instruction) == "TOC" { metContents = true }
    case "end": if !fields.isEmpty { fields.removeLast() }
    default: break
    }
  }

  // MARK: Links, notes, remarks and pictures

  private mutating func link(of element: XMLElement) -> String? {
    let anchor = element["w:anchor"]
    let relationships = story == "f" ? package.noteRelationships : package.relationships
    if let id = element["r:id"], let relation = relationships[id] {
      return allowed(relation.target + (anchor.map { "#\($0)" } ?? ""))
    }
    return anchor.map { "#\($0)" }
  }

  /// Returns an address that a handbook may link to.
  ///
  /// Any other address is reported, and its words are kept without the link.
  private mutating func allowed(_ address: String) -> String? {
    if DraftLinks.isAllowed(address) { return address }
    report("A link leads to '\(address.shortened)', which can't be published: its words are kept without it")
    return nil
  }

  private mutating func addNote(_ part: XMLElement, _ context: Context) {
    guard let id = part["w:id"], !context.isGone,
      let label = noteLabel(for: id, isEndnote: part.name == "w:endnoteReference")
    else { return }
    runs.append(DraftRun("[^\(label)]", context.change, style: [.note, .markdown]))
  }

  private mutating func placeRemark(_ id: String?) {
    guard let id, placedRemarks.insert(id).inserted, let text = remarks[id], !text.isBlank else { return }
    runs.append(DraftRun(text, style: .comment))
  }

  private mutating func readPicture(_ part: XMLElement) {
    var boxes: [XMLElement] = []
    WordStories.findTextBoxes(in: part, into: &boxes)
    textBoxes += boxes
    guard boxes.isEmpty else { return }
    let isPicture = part.contains {
      ["a:blip", "pic:pic", "v:imagedata", "c:chart", "dgm:relIds"].contains($0.name)
    }
    guard isPicture else { return }
    report("A picture, chart or diagram is left out")
    runs.append(DraftRun("The source has a picture here", style: .comment))
  }
}

/// The addresses that links in an imported draft can have.
enum DraftLinks {
  /// Returns whether an address leads to the web, to email, to a phone, or to a bookmark in the draft.
  static func isAllowed(_ address: String) -> Bool {
    let lower = address.lowercased()
    if lower.hasPrefix("#") { return true }
    guard !lower.unicodeScalars.contains(where: { $0.value <= 0x20 }) else { return false }
    return ["http://", "https://", "mailto:", "tel:"].contains {
      lower.hasPrefix($0) && lower.utf8.count > $0.utf8.count
    }
  }
}

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

/// The instructions of a Word file's fields.
///
/// Source: ECMA-376, part 1, section 17.16.
enum WordFields {
  /// Returns the name of a field, such as `TOC`, in uppercase.
  static func name(of instruction: String) -> String {
    instruction.split(whereSeparator: \.isWhitespace).first.map { $0.uppercased() } ?? ""
  }

  /// Returns the address that a `HYPERLINK` field leads to, which is `#name` for a bookmark in the document.
  static func link(of instruction: String) -> String? {
    guard name(of: instruction) == "HYPERLINK" else { return nil }
    let arguments = arguments(of: instruction).dropFirst()
    var address = ""
    var anchor: String?
    var index = arguments.startIndex
    while index < arguments.endIndex {
      switch arguments[index].lowercased() {
      case "\\l":
        index += 1
        if index < arguments.endIndex { anchor = arguments[index] }
      case "\\o", "\\t":
        index += 1
      case let argument where argument.hasPrefix("\\"): break
      default: if address.isEmpty { address = arguments[index] }
      }
      index += 1
    }
    let whole = address + (anchor.map { "#\($0)" } ?? "")
    return whole.isEmpty ? nil : whole
  }

  /// Returns the words of an instruction.
  ///
  /// Text in quotation marks is one word.
  private static func arguments(of instruction: String) -> [String] {
    var arguments: [String] = []
    var word: String?
    var isQuoted = false
    for character in instruction {
      if character == "\"" || character == "“" || character == "”" {
        if isQuoted {
          arguments.append(word ?? "")
          word = nil
        }
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if let finished = word { arguments.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { arguments.append(word) }
    return arguments
  }

  /// Returns the ordinals of the field characters in a story that don't belong to a complete field.
  ///
  /// A field without an end would hide all text after it.
  static func unmatched(in story: XMLElement) -> Set<Int> {
    var open: [[Int]] = []
    var unmatched: Set<Int> = []
    func visit(_ element: XMLElement) {
      if element.name == "w:fldChar" {
        switch element["w:fldCharType"] {
        case "begin": open.append([element.ordinal])
        case "separate":
          if open.isEmpty {
            unmatched.insert(element.ordinal)
          } else {
            open[open.count - 1].append(element.ordinal)
          }
        case "end": if open.popLast() == nil { unmatched.insert(element.ordinal) }
        default: break
        }
      } else if element.name == "w:txbxContent" {
        unmatched.formUnion(Self.unmatched(in: element))
        return
      }
      for child in element.elements { visit(child) }
    }
    for child in story.elements { visit(child) }
    return unmatched.union(open.joined())
  }
}

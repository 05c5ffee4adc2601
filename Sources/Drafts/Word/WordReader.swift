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
    case "item":
      let label = block.runs.takeLabel()
      block.role = .item(depth: max(1, depth), label: label == "•" ? nil : label)
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

import Basics
import Redline

/// Reads the main text of a saved web page with its headings, lists, tables, expandable sections, and
/// changes.
struct HTMLDraftReader {
  /// The state that applies to a piece of text.
  private struct Context {
    var change = DraftRun.Change.kept
    var style: DraftRun.Style = []
    var link: String?
    var isPreformatted = false
    /// The number of lists around the text.
    var depth = 0
    var isInHeading = false
  }

  private let content: MainContent
  private var draft = Draft()
  private var runs: [DraftRun] = []
  private var pending = DraftBlock(source: 0)
  private var listCount = 0
  private var headingLevel = 1
  private var hasRelativeLink = false

  static func read(_ text: String) throws(HTMLTree.Refusal) -> Draft {
    let root = try HTMLTree.read(text)
    var reader = Self(MainContent(of: root))
    if let heading = reader.content.heading { reader.readBlock(heading, Context()) }
    reader.readChildren(of: reader.content.element, Context())
    reader.finish()
    reader.report()
    return reader.draft
  }

  private init(_ content: MainContent) {
    self.content = content
  }

  private mutating func report() {
    if !content.leftOut.isEmpty {
      let more = content.leftOut.count > 3 ? " and \(content.leftOut.count - 3) more" : ""
      let parts = content.leftOut.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
      draft.doubts.append(
        DraftDoubt(
          .importLeftOut, "The page around the text is left out: \(parts)\(more)",
          help: "add the words by hand if they belong to the code"))
    }
    if hasRelativeLink {
      draft.doubts.append(
        DraftDoubt(
          .importUnplaced, "Links to other pages of the site are left out, and their words are kept",
          help: "write their whole addresses by hand"))
    }
    draft.stories = [
      SourceStory(
        paragraphs: draft.blocks.map { block in
          var runs = block.runs
          if case .table(let rows) = block.kind {
            runs = Array(rows.joined().joined(separator: [DraftRun(" ")]))
          }
          return SourceParagraph(source: block.source, proposed: runs.proposed, current: runs.current)
        })
    ]
  }

  // MARK: Blocks

  private static let blockNames: Set<String> = [
    "p", "div", "section", "article", "header", "figure", "figcaption", "address", "blockquote", "center",
    "fieldset",
    "dd", "dt", "dl", "details", "main", "hgroup", "form", "legend", "pre", "table", "tbody", "thead",
    "tfoot", "tr",
    "td", "th", "caption", "ul", "ol", "menu", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "summary",
    "body",
    "html",
  ]

  private mutating func readChildren(of element: HTMLElement, _ context: Context) {
    for child in element.children {
      switch child {
      case .text(let text): add(text, context)
      case .element(let element):
        guard content.isShown(element) || (context.isInHeading && element.name == "button") else { continue }
        if Self.blockNames.contains(element.name) {
          readBlock(element, context)
        } else {
          readInline(element, context)
        }
      }
    }
  }

  private mutating func readBlock(_ element: HTMLElement, _ context: Context) {
    finish()
    var inner = context
    switch element.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      headingLevel = Int(element.name.dropFirst()) ?? 2
      readHeading(element, level: headingLevel, context)
    case "summary": readHeading(element, level: headingLevel + 1, context)
    case "ul", "ol", "menu": readList(element, context)
    case "table": readTable(element, context)
    case "hr": draft.blocks.append(DraftBlock(.rule, source: draft.blocks.count + 1))
    case "pre":
      inner.isPreformatted = true
      readChildren(of: element, inner)
    case "dt":
      inner.style.insert(.strong)
      readChildren(of: element, inner)
    default: readChildren(of: element, inner)
    }
    finish()
  }

  private mutating func readHeading(_ element: HTMLElement, level: Int, _ context: Context) {
    var inner = context
    inner.isInHeading = true
    pending.kind = .heading(level: level)
    if let id = element["id"] { pending.bookmarks.append(id) }
    readChildren(of: element, inner)
    finish()
  }

  private mutating func readList(_ list: HTMLElement, _ context: Context) {
    listCount += 1
    let id = listCount
    let items = list.elements.filter { $0.name == "li" }
    // Labels that are typed make the list's own labels redundant.
    let typed = items.count {
      PrintedLabel($0.text.onOneLine).map { !$0.isBullet }
        ?? false
    }
    let isNumbered =
      list.name == "ol" && typed * 2 < max(items.count, 1)
      && !Self.style(of: list).contains("list-style:none")
      && !Self.style(of: list).contains("list-style-type:none")
    let isReversed = list["reversed"] != nil
    var number = list["start"].flatMap { Int($0) } ?? (isReversed ? items.count : 1)
    var inner = context
    inner.depth += 1
    for child in list.children {
      guard case .element(let item) = child else { continue }
      guard content.isShown(item) else { continue }
      guard item.name == "li" else {
        readBlock(item, inner)
        continue
      }
      if let value = item["value"].flatMap({ Int($0) }) { number = value }
      let label = isNumbered ? Self.label(number, of: list) : "•"
      number = isReversed ? number &- 1 : number &+ 1
      pending.list = DraftBlock.ListPlace(list: -id, level: inner.depth - 1, label: label)
      if let id = item["id"] { pending.bookmarks.append(id) }
      pending.indent = inner.depth * 4
      readChildren(of: item, inner)
      finish()
      pending.list = nil
    }
  }

  private static func style(of element: HTMLElement) -> String {
    (element["style"] ?? "").lowercased().filter { !$0.isWhitespace }
  }

  private static func label(_ number: Int, of list: HTMLElement) -> String {
    let style = style(of: list)
    let type = list["type"] ?? ""
    let format: String =
      if style.contains("lower-alpha") || style.contains("lower-latin") || type == "a" {
        "lowerLetter"
      } else if style.contains("upper-alpha") || style.contains("upper-latin") || type == "A" {
        "upperLetter"
      } else if style.contains("lower-roman") || type == "i" {
        "lowerRoman"
      } else if style.contains("upper-roman") || type == "I" {
        "upperRoman"
      } else {
        "decimal"
      }
    return "\(NumberFormat.text(number, as: format) ?? "\(number)")."
  }

  /// Finishes the current block.
  private mutating func finish() {
    defer { runs = [] }
    let trimmed = Self.trimmed(runs)
    guard !trimmed.isEmpty else { return }
    var block = pending
    block.runs = trimmed
    block.source = draft.blocks.count + 1
    block.ending = trimmed.onlyChange ?? .kept
    draft.blocks.append(block)
    pending = DraftBlock(source: 0)
  }

  private static func trimmed(_ runs: [DraftRun]) -> [DraftRun] {
    var runs = runs
    while let first = runs.first, first.isText, first.text.isBlank { runs.removeFirst() }
    while let last = runs.last, last.isText, last.text.isBlank { runs.removeLast() }
    if runs.first?.isText ?? false { runs[0].text = runs[0].text.trimmedStart }
    if runs.last?.isText ?? false { runs[runs.count - 1].text = runs[runs.count - 1].text.trimmedEnd }
    return runs
  }

  // MARK: Inline text

  private mutating func readInline(_ element: HTMLElement, _ context: Context) {
    var inner = context
    let style = Self.style(of: element)
    switch element.name {
    case "b", "strong": inner.style.insert(.strong)
    case "i", "em", "cite", "dfn", "var": inner.style.insert(.emphasis)
    case "u": inner.style.insert(.underlined)
    case "s", "strike": inner.style.insert(.struck)
    case "ins": inner.change = context.change == .deleted ? .deleted : .inserted
    case "del": inner.change = .deleted
    case "sup": inner.style.insert(.superscript)
    case "sub": inner.style.insert(.subscript)
    case "code", "kbd", "samp", "tt": inner.style.insert(.code)
    case "br":
      runs.add(DraftRun("\n", context.change, style: context.style, link: context.link))
      return
    case "img":
      if let alternative = element["alt"], !alternative.isBlank {
        runs.append(DraftRun("The source has a picture here: \(alternative)", style: .comment))
      }
      return
    case "a": inner.link = link(element["href"]) ?? context.link
    default: break
    }
    if style.contains("line-through") { inner.style.insert(.struck) }
    if style.contains("text-decoration:underline") { inner.style.insert(.underlined) }
    if style.contains("font-weight:bold") || style.contains("font-weight:7") { inner.style.insert(.strong) }
    if let id = element["id"] ?? (element.name == "a" ? element["name"] : nil) {
      pending.bookmarks.append(id)
    }
    readChildren(of: element, inner)
  }

  private mutating func link(_ address: String?) -> String? {
    guard let address = address?.trimmed, !address.isEmpty else { return nil }
    if DraftLinks.isAllowed(address) { return address }
    if !address.lowercased().hasPrefix("javascript:") { hasRelativeLink = true }
    return nil
  }

  private mutating func add(_ text: String, _ context: Context) {
    var shown = PlainCharacters.visible(text)
    if !context.isPreformatted {
      let lead = shown.utf8.first?.isASCIIWhitespace ?? false ? " " : ""
      let trail = shown.utf8.last?.isASCIIWhitespace ?? false ? " " : ""
      let words = shown.utf8.split { $0.isASCIIWhitespace }.map { String(Substring($0)) }.joined(
        separator: " ")
      shown = words.isEmpty ? lead : lead + words + trail
    }
    if runs.last.map({ $0.text.utf8.last?.isASCIIWhitespace ?? false }) ?? true, shown.hasPrefix(" ") {
      shown.removeFirst()
    }
    // In an item, text after its first paragraph is another paragraph of the same item.
    if runs.isEmpty, pending.list == nil, context.depth > 0 { pending.indent = context.depth * 4 + 2 }
    runs.add(DraftRun(shown, context.change, style: context.style, link: context.link))
  }

  // MARK: Tables

  private mutating func readTable(_ table: HTMLElement, _ context: Context) {
    let rows = table.all { $0.name == "tr" }
    let cells = rows.map { $0.elements.filter { $0.name == "td" || $0.name == "th" } }
    let width = cells.map { $0.reduce(0) { $0 + span($1, "colspan") } }.max() ?? 0
    let isLayout =
      width < 2 || table["role"] == "presentation"
      || cells.joined().contains {
        $0.first { ["table", "h1", "h2", "h3", "ul", "ol"].contains($0.name) } != nil
      }
    guard !isLayout else {
      for row in cells { for cell in row { readBlock(cell, context) } }
      return
    }
    if isListOfRules(cells) {
      readRules(cells, context)
      return
    }
    var grid: [[[DraftRun]]] = []
    var covered: [Int: Int] = [:]
    for row in cells {
      var line: [[DraftRun]] = []
      for cell in row {
        while let left = covered[line.count], left > 0 {
          covered[line.count] = left - 1
          line.append([])
        }
        let down = span(cell, "rowspan")
        for column in 0..<span(cell, "colspan") {
          if down > 1 { covered[line.count] = down - 1 }
          line.append(column == 0 ? self.cell(cell, context) : [])
        }
      }
      while line.count < width, let left = covered[line.count], left > 0 {
        covered[line.count] = left - 1
        line.append([])
      }
      grid.append(line + Array(repeating: [], count: max(0, width - line.count)))
    }
    draft.blocks.append(DraftBlock(.table(grid), source: draft.blocks.count + 1))
  }

  /// Returns whether each row below the header row has a number and a rule.
  private func isListOfRules(_ cells: [[HTMLElement]]) -> Bool {
    guard cells.count > 2, cells.allSatisfy({ $0.count == 2 }), cells[0].allSatisfy({ $0.name == "th" })
    else {
      return false
    }
    return cells.dropFirst().allSatisfy { row in
      let label = row[0].text.trimmed
      return PrintedLabel.isWhole(label)
        || (!label.isEmpty && label.count < 4 && label.allSatisfy(\.isNumber))
    }
  }

  /// Reads a table of rules as a list that the source numbers.
  private mutating func readRules(_ cells: [[HTMLElement]], _ context: Context) {
    let header = cells[0].map(\.text.trimmed).joined(separator: " ")
    draft.doubts.append(
      DraftDoubt(
        .importLeftOut, "The header row of a table of rules is left out: '\(header.shortened)'",
        help: "add the words by hand if they belong to the code", source: draft.blocks.count + 1))
    let list = draft.blocks.count + 1
    for row in cells.dropFirst() {
      var block = DraftBlock(.paragraph, cell(row[1], context), source: draft.blocks.count + 1)
      block.list = DraftBlock.ListPlace(list: list, level: 0, label: row[0].text.trimmed)
      draft.blocks.append(block)
    }
  }

  private func span(_ cell: HTMLElement, _ name: String) -> Int {
    min(max(cell[name].flatMap { Int($0) } ?? 1, 1), 60)
  }

  private mutating func cell(_ cell: HTMLElement, _ context: Context) -> [DraftRun] {
    let outer = (draft.blocks, runs, pending)
    draft.blocks = []
    runs = []
    pending = DraftBlock(source: 0)
    readChildren(of: cell, context)
    finish()
    let own = WordReader.joined(draft.blocks)
    (draft.blocks, runs, pending) = outer
    return own
  }
}

/// Finds the part of a web page that is its main text, and describes the rest.
struct MainContent {
  let element: HTMLElement
  /// The page's heading if it's outside the main text, or `nil`.
  private(set) var heading: HTMLElement?
  /// The first words of each part around the main text, such as navigation and footers.
  private(set) var leftOut: [String] = []

  private let controlled: Set<String>

  /// - Parameter root: The root element of the page.
  init(of root: HTMLElement) {
    controlled = Set(root.all { $0["aria-controls"] != nil }.compactMap { $0["aria-controls"] })
    let body = root.first { $0.name == "body" } ?? root
    element = Self.landmark(in: body) ?? Self.densest(in: body, controlled)
    if element.first(where: { $0.name == "h1" }) == nil {
      heading = body.first { $0.name == "h1" && !$0.text.isBlank }
    }
    for part in body.all(where: { Self.isAround($0) || $0.name == "header" }) {
      let text = part.spacedText.shortened
      if !text.isEmpty, !leftOut.contains(text) { leftOut.append(text) }
    }
  }

  private static func landmark(in body: HTMLElement) -> HTMLElement? {
    if let main = body.first(where: { $0.name == "main" || $0["role"] == "main" }), main.text.utf8.count > 200
    {
      return main
    }
    let articles = body.all { $0.name == "article" && $0.text.utf8.count > 200 }
    return articles.count == 1 ? articles[0] : nil
  }

  /// Descends as long as one child has nearly all text outside links.
  private static func densest(in body: HTMLElement, _ controlled: Set<String>) -> HTMLElement {
    var current = body
    while true {
      let whole = weight(of: current)
      let best = current.elements.filter { !isAround($0) }.map { ($0, weight(of: $0)) }.max { $0.1 < $1.1 }
      guard let (child, own) = best, own * 10 >= whole * 8, own > 0,
        !["p", "ul", "ol", "table", "li", "h1", "h2", "h3", "blockquote", "dl"].contains(child.name)
      else { return current }
      current = child
    }
  }

  /// Returns how much text an element has, not counting links and the parts around the main text.
  private static func weight(of element: HTMLElement) -> Int {
    if isAround(element) || element.name == "a" { return 0 }
    return element.children.reduce(0) {
      switch $1 {
      case .text(let text): $0 + text.utf8.count { !$0.isASCIIWhitespace }
      case .element(let child): $0 + weight(of: child)
      }
    }
  }

  private static let unseen: Set<String> = [
    "script", "style", "noscript", "template", "iframe", "svg", "head", "input", "select", "textarea",
    "object",
    "canvas", "audio", "video", "map", "datalist",
  ]

  /// Returns whether an element isn't part of the page's own text: navigation, a footer, or a script.
  static func isAround(_ element: HTMLElement) -> Bool {
    if unseen.contains(element.name) || ["nav", "footer", "aside"].contains(element.name) { return true }
    if let role = element["role"],
      ["navigation", "banner", "contentinfo", "search", "complementary", "alert", "dialog", "menu"].contains(
        role)
    {
      return true
    }
    let names = "\(element["class"] ?? "") \(element["id"] ?? "")".lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    return names.contains { name in
      [
        "breadcrumb", "breadcrumbs", "cookie-banner", "skip-link", "share-buttons", "social-share",
        "site-header", "site-footer",
      ]
      .contains(String(name))
    }
  }

  /// Returns whether readers can see an element, perhaps after they expand it.
  func isShown(_ element: HTMLElement) -> Bool {
    if Self.isAround(element) { return false }
    if element.name == "button" {
      return element["aria-expanded"] != nil || element["aria-controls"] != nil
    }
    let isControlled = element["id"].map(controlled.contains) ?? false
    if element["hidden"] != nil, element["hidden"] != "until-found", !isControlled { return false }
    if element["aria-hidden"] == "true", !isControlled { return false }
    let style = (element["style"] ?? "").lowercased().filter { $0 != " " }
    return isControlled || !(style.contains("display:none") || style.contains("visibility:hidden"))
  }
}

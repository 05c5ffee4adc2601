import Basics

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

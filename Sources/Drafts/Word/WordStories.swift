import Basics

/// Collects the words of a Word file in the simplest possible way, independently of the draft reader.
///
/// The reader's result is compared with this. A word that is only here was lost.
struct WordStories {
  private let package: WordPackage
  private let styles: WordStyles
  private let readsFormat: Bool

  init(_ package: WordPackage, styles: WordStyles, readsFormat: Bool) {
    self.package = package
    self.styles = styles
    self.readsFormat = readsFormat
  }

  /// Returns the body, and each footnote that the body refers to.
  ///
  /// - Parameter inlineLabels: The labels that are written as words, by their paragraphs.
  func read(
    body: XMLElement, noteLabels: [String: String], inlineLabels: [String: String]
  ) -> [SourceStory] {
    func paragraphs(in story: XMLElement, _ name: String) -> [SourceParagraph] {
      self.paragraphs(in: story).map { paragraph in
        guard let label = inlineLabels["\(name)\(paragraph.source)"] else { return paragraph }
        var paragraph = paragraph
        if !paragraph.proposed.isBlank { paragraph.proposed = "\(label) \(paragraph.proposed)" }
        if !paragraph.current.isBlank { paragraph.current = "\(label) \(paragraph.current)" }
        return paragraph
      }
    }
    var stories = [SourceStory(note: nil, paragraphs: paragraphs(in: body, "b"))]
    for (key, label) in noteLabels.sorted(by: { (Int($0.value) ?? 0) < (Int($1.value) ?? 0) }) {
      let isEndnote = key.hasPrefix("e")
      let part = isEndnote ? package.endnotes : package.footnotes
      let name = isEndnote ? "w:endnote" : "w:footnote"
      let id = String(key.dropFirst())
      guard let note = part?.elements.first(where: { $0.name == name && $0["w:id"] == id }) else { continue }
      stories.append(SourceStory(note: label, paragraphs: paragraphs(in: note, isEndnote ? "e" : "f")))
    }
    return stories
  }

  private struct Place {
    var isInserted = false
    var isDeleted = false
    var style: String?
  }

  private func paragraphs(in story: XMLElement) -> [SourceParagraph] {
    var found: [SourceParagraph] = []
    visitBlocks(story, Place(), &found)
    return found
  }

  private func visitBlocks(_ element: XMLElement, _ place: Place, _ found: inout [SourceParagraph]) {
    for child in element.elements {
      if child.name == "w:p" {
        visitParagraph(child, place, &found)
      } else if child.name == "mc:AlternateContent" {
        if let chosen = Self.chosen(of: child) { visitBlocks(chosen, place, &found) }
      } else if !Self.isFacts(child) {
        visitBlocks(child, moved(place, into: child), &found)
      }
    }
  }

  /// Returns whether an element is the table of facts in an exported code, which isn't part of its text.
  static func isFacts(_ element: XMLElement) -> Bool {
    guard element.name == "w:tbl" else { return false }
    if element.first("w:tblPr")?.first("w:tblCaption")?["w:val"] == WordExport.factsCaption { return true }
    let first = element.elements.filter { $0.name == "w:tr" }.prefix(2).map { row in
      row.first("w:tc").map(plainText) ?? ""
    }
    return first == ["Jurisdiction", "Citations"]
  }

  private func moved(_ place: Place, into element: XMLElement) -> Place {
    var place = place
    let marks = ["w:trPr", "w:tcPr", "w:rPr"].compactMap { element.first($0) } + [element]
    for mark in marks {
      let names = mark === element ? [mark.name] : mark.elements.map(\.name)
      if names.contains(where: { ["w:ins", "w:moveTo", "w:cellIns"].contains($0) }) {
        place.isInserted = true
      }
      if names.contains(where: { ["w:del", "w:moveFrom", "w:cellDel"].contains($0) }) {
        place.isDeleted = true
      }
    }
    return place
  }

  private func visitParagraph(_ element: XMLElement, _ place: Place, _ found: inout [SourceParagraph]) {
    var paragraph = SourceParagraph(source: element.ordinal, proposed: "", current: "")
    var boxes: [XMLElement] = []
    var inner = place
    inner.style = element.first("w:pPr")?.first("w:pStyle")?["w:val"]
    for child in element.elements where child.name != "w:pPr" {
      visitInline(child, inner, &paragraph, &boxes)
    }
    if let cap = found.last, cap.isDropCap {
      // A drop cap is a separate paragraph.
      found.removeLast()
      paragraph.proposed = cap.proposed + paragraph.proposed
      paragraph.current = cap.current + paragraph.current
    }
    let frame = element.first("w:pPr")?.first("w:framePr")
    paragraph.isDropCap = frame?["w:dropCap"].map { $0 != "none" } ?? false
    found.append(paragraph)
    for box in boxes { visitBlocks(box, place, &found) }
  }

  private func visitInline(
    _ element: XMLElement, _ place: Place, _ paragraph: inout SourceParagraph, _ boxes: inout [XMLElement]
  ) {
    var place = moved(place, into: element)
    var font: String?
    if element.name == "w:r" {
      let properties = element.first("w:rPr")
      let (style, isHidden) = styles.style(ofRun: properties, inParagraphOf: place.style)
      if isHidden { return }
      let fonts = properties?.first("w:rFonts")
      font = (fonts?["w:ascii"] ?? fonts?["w:hAnsi"])?.lowercased()
      if readsFormat, !place.isInserted, !place.isDeleted {
        if style.contains(.struck) {
          place.isDeleted = true
        } else if style.contains(.underlined) {
          place.isInserted = true
        }
      }
    }
    for child in element.elements {
      switch child.name {
      case "mc:AlternateContent":
        if let chosen = Self.chosen(of: child) { visitInline(chosen, place, &paragraph, &boxes) }
      case "w:txbxContent": boxes.append(child)
      case "w:rPr", "w:sdtPr", "w:instrText", "w:delInstrText", "w:rt": break
      case "w:ruby":
        if let base = child.first("w:rubyBase") { visitInline(base, place, &paragraph, &boxes) }
        add(" " + (child.first("w:rt").map(Self.text) ?? ""), place, &paragraph)
      default:
        if let text = Self.ownText(of: child, font: font) {
          add(text, place, &paragraph)
        } else {
          visitInline(child, place, &paragraph, &boxes)
        }
      }
    }
    if element.name == "m:oMath" { add(Self.formula(element), place, &paragraph) }
  }

  private func add(_ text: String, _ place: Place, _ paragraph: inout SourceParagraph) {
    if place.isInserted, place.isDeleted { return }
    if !place.isDeleted { paragraph.proposed += text }
    if !place.isInserted { paragraph.current += text }
  }

  // MARK: Text

  /// Returns the text of an element inside a run, or `nil` if it isn't text.
  static func ownText(of element: XMLElement, font: String?) -> String? {
    switch element.name {
    case "w:t", "w:delText": readable(element.text, font: font)
    case "w:tab", "w:ptab", "w:br", "w:cr": " "
    case "w:noBreakHyphen": "\u{2011}"
    case "w:sym": symbol(element) ?? "\u{FFFD}"
    default: nil
    }
  }

  /// Returns text without invisible characters, and with symbol fonts' characters converted to Unicode.
  static func readable(_ text: String, font: String?) -> String {
    let isSymbol = { (scalar: Unicode.Scalar) in (0xF020...0xF0FF).contains(scalar.value) }
    guard text.unicodeScalars.contains(where: isSymbol) else { return PlainCharacters.visible(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      let shown =
        isSymbol(scalar)
        ? WordSymbols.character(scalar.value, font: font ?? "symbol")
          ?? WordSymbols.character(scalar.value, font: "wingdings") : nil
      result += shown ?? String(scalar)
    }
    return PlainCharacters.visible(result)
  }

  static func symbol(_ element: XMLElement) -> String? {
    guard let code = element["w:char"].flatMap({ UInt32($0, radix: 16) }) else { return nil }
    if let text = WordSymbols.character(code, font: element["w:font"] ?? "") { return text }
    guard code < 0xE000 || code > 0xF8FF, code >= 0x20 else { return nil }
    return Unicode.Scalar(code).map { String($0) }
  }

  static func isLineBreak(_ element: XMLElement) -> Bool {
    element["w:type"].map { $0 == "textWrapping" } ?? true
  }

  /// Returns the words of a formula.
  static func formula(_ element: XMLElement) -> String {
    var text = ""
    func visit(_ element: XMLElement) {
      if element.name == "m:t" { text += element.text }
      for child in element.elements { visit(child) }
    }
    visit(element)
    return PlainCharacters.visible(text)
  }

  /// Returns all words in an element, ignoring changes.
  static func text(of element: XMLElement) -> String {
    element.elements.reduce(into: "") { $0 += ownText(of: $1, font: nil) ?? text(of: $1) }
  }

  /// Returns the words of a part that contains blocks, on one line.
  static func plainText(of part: XMLElement) -> String {
    var lines: [String] = []
    func visit(_ element: XMLElement) {
      if element.name == "w:p" {
        lines.append(text(of: element).trimmed)
      } else {
        element.elements.forEach(visit)
      }
    }
    visit(part)
    return lines.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Returns the alternative to read: the first one, which newer versions of Word show, or the fallback for
  /// older versions if only that has text.
  static func chosen(of alternatives: XMLElement) -> XMLElement? {
    let choice = alternatives.first("mc:Choice")
    let fallback = alternatives.first("mc:Fallback")
    let hasText = { (element: XMLElement) in element.contains { $0.name == "w:t" || $0.name == "w:delText" } }
    if let choice, hasText(choice) { return choice }
    if let fallback, hasText(fallback) { return fallback }
    return choice ?? fallback
  }

  static func findTextBoxes(in element: XMLElement, into boxes: inout [XMLElement]) {
    for child in element.elements {
      if child.name == "w:txbxContent" {
        boxes.append(child)
      } else if child.name == "mc:AlternateContent" {
        if let chosen = chosen(of: child) { findTextBoxes(in: chosen, into: &boxes) }
      } else {
        findTextBoxes(in: child, into: &boxes)
      }
    }
  }
}

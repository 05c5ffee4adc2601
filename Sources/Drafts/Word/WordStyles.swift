/// The formatting that a Word file's styles give to paragraphs and runs, including inherited formatting.
///
/// Source: ECMA-376, part 1, sections 17.7 (styles) and 17.7.3 (toggle properties).
struct WordStyles {
  /// A style's or paragraph's own settings for position and numbering.
  struct ParagraphLook {
    var numberingID: String?
    var numberingLevel: Int?
    var left: Int?
    /// The indent of the first line relative to `left`, to the right if positive and to the left if negative.
    var firstLine: Int?
    var outlineLevel: Int?
    var isCentered: Bool?

    init(_ properties: XMLElement?) {
      guard let properties else { return }
      if let numbering = properties.first("w:numPr") {
        numberingID = numbering.first("w:numId")?["w:val"]
        numberingLevel = numbering.first("w:ilvl")?["w:val"].flatMap { Int($0) }
      }
      if let indent = properties.first("w:ind") {
        left = (indent["w:left"] ?? indent["w:start"]).flatMap { Int($0) }
        firstLine =
          indent["w:hanging"].flatMap { Int($0) }.map { -$0 } ?? indent["w:firstLine"].flatMap { Int($0) }
      }
      outlineLevel = properties.first("w:outlineLvl")?["w:val"].flatMap { Int($0) }
      isCentered = properties.first("w:jc")?["w:val"].map { $0 == "center" }
    }

    /// Returns this look, completed with inherited settings.
    func inheriting(_ other: ParagraphLook) -> ParagraphLook {
      var look = self
      look.numberingID = numberingID ?? other.numberingID
      look.numberingLevel = numberingLevel ?? other.numberingLevel
      look.left = left ?? other.left
      look.firstLine = firstLine ?? other.firstLine
      look.outlineLevel = outlineLevel ?? other.outlineLevel
      look.isCentered = isCentered ?? other.isCentered
      return look
    }
  }

  /// A style's or run's own text formatting.
  struct RunLook {
    var toggles: [String: Bool] = [:]
    var isUnderlined: Bool?
    var position: String?

    static let names = ["w:b", "w:i", "w:strike", "w:dstrike", "w:vanish", "w:specVanish"]

    init(_ properties: XMLElement?) {
      for element in properties.map({ Array($0.elements) }) ?? [] {
        if Self.names.contains(element.name) {
          toggles[element.name] = WordStyles.isOn(element)
        } else if element.name == "w:u" {
          isUnderlined = element["w:val"].map { $0 != "none" } ?? false
        } else if element.name == "w:vertAlign" {
          position = element["w:val"]
        }
      }
    }
  }

  private struct Style {
    var type: String
    var name: String
    var base: String?
    var paragraph: ParagraphLook
    var run: RunLook
  }

  private var styles: [String: Style] = [:]
  private(set) var defaultParagraphStyle: String?
  private static let maximumAncestors = 50

  init(_ tree: XMLElement?) {
    for element in tree.map({ Array($0.elements) }) ?? [] where element.name == "w:style" {
      guard let id = element["w:styleId"] else { continue }
      let type = element["w:type"] ?? "paragraph"
      styles[id] = Style(
        type: type, name: element.first("w:name")?["w:val"] ?? id, base: element.first("w:basedOn")?["w:val"],
        paragraph: ParagraphLook(element.first("w:pPr")), run: RunLook(element.first("w:rPr")))
      if type == "paragraph", element["w:default"].map({ $0 == "1" || $0 == "true" }) ?? false {
        defaultParagraphStyle = id
      }
    }
  }

  /// Returns whether a toggle such as `<w:b/>` is on, which is the default if it has no value.
  static func isOn(_ element: XMLElement) -> Bool {
    guard let value = element["w:val"] else { return true }
    return value != "0" && value != "false" && value != "off"
  }

  /// Returns a style and the styles that it's based on, the nearest first.
  private func chain(from id: String?) -> [Style] {
    var chain: [Style] = []
    var next = id
    while let id = next, let style = styles[id], chain.count < Self.maximumAncestors {
      chain.append(style)
      next = style.base
    }
    return chain
  }

  /// Returns the name that Word shows for a style, in lowercase.
  func name(of id: String?) -> String? { id.flatMap { styles[$0]?.name.lowercased() } }

  func paragraphLook(of id: String?) -> ParagraphLook {
    chain(from: id ?? defaultParagraphStyle).reduce(ParagraphLook(nil)) { $0.inheriting($1.paragraph) }
  }

  /// Returns the heading level of a style, from 1, 0 for a title, or `nil` if it isn't a heading style.
  func headingLevel(of id: String?) -> Int? {
    for style in chain(from: id) {
      let name = style.name.lowercased()
      if name == "title" { return 0 }
      if name.hasPrefix("heading "), let level = Int(name.dropFirst(8)), (1...9).contains(level) {
        return level
      }
      if let level = style.paragraph.outlineLevel { return level < 9 ? level + 1 : nil }
    }
    return nil
  }

  /// Returns the formatting of a run's text.
  func style(ofRun properties: XMLElement?, inParagraphOf paragraphStyle: String?) -> (
    style: DraftRun.Style, isHidden: Bool
  ) {
    let own = RunLook(properties)
    let characterStyle = properties?.first("w:rStyle")?["w:val"]
    let chains = [chain(from: paragraphStyle ?? defaultParagraphStyle), chain(from: characterStyle)]
    func toggle(_ name: String) -> Bool {
      if let own = own.toggles[name] { return own }
      // A property that both styles turn on cancels itself out.
      let inherited = chains.map { chain in chain.lazy.compactMap { $0.run.toggles[name] }.first ?? false }
      return inherited[0] != inherited[1]
    }
    func inherited<Value>(_ value: (RunLook) -> Value?) -> Value? {
      value(own) ?? chains.reversed().joined().compactMap { value($0.run) }.first
    }
    var style: DraftRun.Style = []
    if toggle("w:b") { style.insert(.strong) }
    if toggle("w:i") { style.insert(.emphasis) }
    if toggle("w:strike") || toggle("w:dstrike") { style.insert(.struck) }
    if inherited(\.isUnderlined) ?? false { style.insert(.underlined) }
    switch inherited(\.position) {
    case "superscript": style.insert(.superscript)
    case "subscript": style.insert(.subscript)
    default: break
    }
    let isHidden = toggle("w:vanish") && !(own.toggles["w:specVanish"] ?? false)
    return (style, isHidden)
  }
}

import Basics

/// Counts the numbered paragraphs of a Word file and creates the label that Word prints before each.
///
/// Source: ECMA-376, part 1, section 17.9, and Word's behavior where the standard is silent: lists that share
/// a definition share their counters, and a higher level that was never used shows its first number.
struct WordNumbering {
  struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
    /// The level, from 1, after which the count restarts; 0 for never, `nil` for after any higher level.
    var restart: Int?
    var isLegal = false
    var paragraphStyle: String?
    var look = WordStyles.ParagraphLook(nil)
  }

  private struct Instance {
    var definition: String
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  private var definitions: [String: [Int: Level]] = [:]
  private var instances: [String: Instance] = [:]
  /// The last number of each level, by definition.
  private var counters: [String: [Int: Int]] = [:]
  private var usedInstances: Set<String> = []
  /// The number formats that are written as decimal numbers instead.
  private(set) var unknownFormats: Set<String> = []

  init(_ tree: XMLElement?) {
    guard let tree else { return }
    var styleLinks: [String: String] = [:]
    var linked: [(definition: String, style: String)] = []
    for element in tree.elements where element.name == "w:abstractNum" {
      guard let id = element["w:abstractNumId"] else { continue }
      var levels: [Int: Level] = [:]
      for child in element.elements where child.name == "w:lvl" {
        if let index = child["w:ilvl"].flatMap({ Int($0) }), (0..<9).contains(index) {
          levels[index] = Self.level(child)
        }
      }
      definitions[id] = levels
      if let style = element.first("w:styleLink")?["w:val"] { styleLinks[style] = id }
      if let style = element.first("w:numStyleLink")?["w:val"] { linked.append((id, style)) }
    }
    for (definition, style) in linked {
      if let source = styleLinks[style] { definitions[definition] = definitions[source] }
    }
    for element in tree.elements where element.name == "w:num" {
      guard let id = element["w:numId"], let definition = element.first("w:abstractNumId")?["w:val"] else {
        continue
      }
      var instance = Instance(definition: definition)
      for override in element.elements where override.name == "w:lvlOverride" {
        guard let index = override["w:ilvl"].flatMap({ Int($0) }), (0..<9).contains(index) else { continue }
        instance.starts[index] = override.first("w:startOverride")?["w:val"].flatMap { Int($0) }
        if let level = override.first("w:lvl") { instance.levels[index] = Self.level(level) }
      }
      instances[id] = instance
    }
  }

  private static func level(_ element: XMLElement) -> Level {
    var level = Level()
    level.start = element.first("w:start")?["w:val"].flatMap { Int($0) } ?? 1
    level.text = element.first("w:lvlText")?["w:val"] ?? ""
    level.restart = element.first("w:lvlRestart")?["w:val"].flatMap { Int($0) }
    level.isLegal = element.first("w:isLgl").map(WordStyles.isOn) ?? false
    level.paragraphStyle = element.first("w:pStyle")?["w:val"]
    level.look = WordStyles.ParagraphLook(element.first("w:pPr"))
    let format =
      element.first("w:numFmt")
      ?? element.first("mc:AlternateContent")?.first("mc:Fallback")?.first("w:numFmt")
    level.format = format?["w:val"] ?? "decimal"
    return level
  }

  /// Returns the level of a list that a paragraph style belongs to.
  func level(ofStyle style: String, in numberingID: String) -> Int? {
    guard let instance = instances[numberingID] else { return nil }
    let levels = (definitions[instance.definition] ?? [:]).merging(instance.levels) { $1 }
    return levels.filter { $0.value.paragraphStyle == style }.keys.min()
  }

  func look(of numberingID: String, level: Int) -> WordStyles.ParagraphLook {
    self.level(level, of: numberingID)?.look ?? WordStyles.ParagraphLook(nil)
  }

  private func level(_ index: Int, of numberingID: String) -> Level? {
    guard let instance = instances[numberingID] else { return nil }
    return instance.levels[index] ?? definitions[instance.definition]?[index]
  }

  /// Counts another paragraph of a list.
  ///
  /// - Returns: The position in the list, with its label, or `nil` if the file doesn't define the list. The
  ///   label is empty if the level doesn't show one.
  mutating func next(_ numberingID: String, level index: Int) -> DraftBlock.ListPlace? {
    guard let instance = instances[numberingID], definitions[instance.definition] != nil,
      (0..<9).contains(index)
    else { return nil }
    var counts = counters[instance.definition] ?? [:]
    if usedInstances.insert(numberingID).inserted {
      for level in instance.starts.keys { counts[level] = nil }
    }
    func start(_ level: Int) -> Int {
      instance.starts[level] ?? self.level(level, of: numberingID)?.start ?? 1
    }
    counts[index] = counts[index].map { $0 &+ 1 } ?? start(index)
    for deeper in (index + 1)..<10 where counts[deeper] != nil {
      let restart = self.level(deeper, of: numberingID)?.restart
      if restart.map({ $0 > 0 && index < $0 }) ?? true { counts[deeper] = nil }
    }
    for higher in 0..<index where counts[higher] == nil { counts[higher] = start(higher) }
    counters[instance.definition] = counts
    let label = label(of: numberingID, index, counts)
    return DraftBlock.ListPlace(
      list: Int(numberingID) ?? numberingID.hashValue & 0xFFFF, level: index, label: label)
  }

  private mutating func label(of numberingID: String, _ index: Int, _ counts: [Int: Int]) -> String {
    guard let level = level(index, of: numberingID) else { return "\(counts[index] ?? 1)." }
    if level.format == "bullet" { return WordSymbols.bullet(level.text) }
    var label = ""
    var rest = Substring(level.text)
    while let character = rest.popFirst() {
      guard character == "%", let digit = rest.first?.wholeNumberValue, (1...9).contains(digit) else {
        label.append(character)
        continue
      }
      rest.removeFirst()
      guard let source = self.level(digit - 1, of: numberingID), source.format != "none" else { continue }
      let format = level.isLegal && digit - 1 != index ? "decimal" : source.format
      if let text = NumberFormat.text(
        counts[digit - 1] ?? source.start, as: level.isLegal ? "decimal" : format)
      {
        label += text
      } else {
        unknownFormats.insert(source.format)
        label += "\(counts[digit - 1] ?? source.start)"
      }
    }
    return label.trimmed
  }
}

/// Writes numbers as word processors print them.
enum NumberFormat {
  /// Returns a number in one of Word's formats, or `nil` if the format isn't supported.
  static func text(_ number: Int, as format: String) -> String? {
    switch format {
    case "decimal": "\(number)"
    case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : "\(number)"
    case "lowerLetter": letters(number)
    case "upperLetter": letters(number).uppercased()
    case "lowerRoman": roman(number)
    case "upperRoman": roman(number).uppercased()
    case "ordinal": "\(number)\(ordinalEnding(number))"
    case "cardinalText": cardinal(number).map(\.capitalizedFirst)
    case "ordinalText": ordinal(number).map(\.capitalizedFirst)
    case "decimalEnclosedParen": "(\(number))"
    case "decimalEnclosedFullstop": "\(number)."
    case "numberInDash": "- \(number) -"
    default: nil
    }
  }

  /// Returns a to z, then aa, bb, and so on, like Word.
  static func letters(_ number: Int) -> String {
    guard (1...780).contains(number) else { return "\(number)" }
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8((number - 1) % 26))
    return String(repeating: Character(letter), count: (number - 1) / 26 + 1)
  }

  static func roman(_ number: Int) -> String {
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

  private static func ordinalEnding(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    switch number % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  /// Returns a number below 100 in words, or `nil` if it's out of range.
  private static func cardinal(_ number: Int) -> String? {
    guard (0..<100).contains(number) else { return nil }
    if number < 20 { return small[number] }
    return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(small[number % 10])"
  }

  private static func ordinal(_ number: Int) -> String? {
    guard let words = cardinal(number) else { return nil }
    let parts = words.split(separator: "-").map(String.init)
    let irregular = [
      "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
      "twelve": "twelfth",
    ]
    guard let last = parts.last else { return nil }
    let ending =
      irregular[last] ?? (last.hasSuffix("y") ? String(last.dropLast()) + "ieth" : last + "th")
    return (parts.dropLast() + [ending]).joined(separator: "-")
  }

  /// Returns the value of a number word such as `eighteen`, or `nil` if it isn't one.
  static func value(ofWords words: String) -> Int? {
    let words = words.lowercased()
    return (0..<100).first { cardinal($0) == words }
  }
}

/// Converts the characters of Word's symbol fonts to Unicode.
enum WordSymbols {
  /// Returns the Unicode equivalent of a symbol font's character, or `nil` if it isn't known.
  ///
  /// Source: the fonts' published code charts; Word adds 0xF000 to their codes.
  static func character(_ code: UInt32, font: String) -> String? {
    let code = code & 0xFF
    switch font.lowercased() {
    case let font where font.hasPrefix("wingdings"): return wingdings[code]
    case let font where font.hasPrefix("symbol"):
      if let found = symbol[code] { return found }
      return (0x20..<0x7F).contains(code) && !(0x41...0x7A).contains(code)
        ? Unicode.Scalar(code).map { String($0) } : nil
    default: return nil
    }
  }

  private static let wingdings: [UInt32: String] = [
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
  ]
  private static let symbol: [UInt32: String] = [
    0xA3: "≤", 0xA7: "♣", 0xA8: "♦", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBC: "…", 0xBE: "—", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xAE: "→", 0xAC: "←", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
  ]

  /// Returns a list's bullet as readers see it.
  static func bullet(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return "•" }
    return (0xE000...0xF8FF).contains(first.value) ? "•" : text
  }
}

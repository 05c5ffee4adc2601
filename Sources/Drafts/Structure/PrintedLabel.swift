import Basics

/// The bullet, number, or letter that a source prints before a provision or heading.
struct PrintedLabel: Equatable {
  /// One way to read the last part of a label: `i` is the first Roman numeral and the ninth letter.
  struct Reading: Equatable {
    /// The style that labels of one level have in common, such as `(a)`, `1.`, or `Rule 1.1`.
    var style: String
    var value: Int
    /// The position in the alphabet of a letter after a number, as in `4a.`, or 0 if there is none.
    var suffix = 0
  }

  /// The printed label, without the colon or dash that separates it from the text.
  var text: String
  /// The printed label, with that colon or dash.
  var printed: String
  /// The readings of the last part, at least one.
  var readings: [Reading]
  /// The numbers of a label such as `1.2.3`, in order.
  var path: [Int] = []
  /// The parts before the last one, each of them a label, as in `(1)(a)`.
  var parents: [PrintedLabel] = []
  /// The number of Unicode scalars that the label takes up in the text.
  var count: Int
  /// The number of these scalars that aren't white space.
  var letterCount = 0
  /// The word before the number, such as `Rule`.
  var keyword: String?

  var isBullet: Bool { readings[0].style.hasPrefix("•") }

  /// Whether the label isn't enough to make a list item: a letter and a period also begin other texts, such
  /// as names.
  var needsCompany: Bool {
    guard parents.isEmpty, path.isEmpty, keyword == nil else { return false }
    let style = readings[0].style
    if isBullet { return style == "•o" || style == "•§" }
    return style.count == 2 && style.first?.isLetter ?? false
  }

  /// Creates a label from one that the source's own list prints, which is a label whatever it looks like.
  static func of(list label: String) -> PrintedLabel {
    if let read = PrintedLabel(label + " X"), read.count == label.unicodeScalars.count { return read }
    if label.unicodeScalars.contains(where: { $0.properties.numericType != nil })
      || label.contains(where: \.isLetter)
    {
      let value = Int(label.filter(\.isWholeNumber).prefix(6)) ?? 1
      return PrintedLabel(text: label, readings: [Reading(style: "list", value: value)], count: 0)
    }
    return PrintedLabel(text: label, readings: [Reading(style: "•\(label.prefix(1))", value: 0)], count: 0)
  }

  /// Returns whether a text consists only of a label.
  static func isWhole(_ text: String) -> Bool {
    let text = text.trimmed
    guard let label = PrintedLabel(text + " X") else { return false }
    return label.count >= text.unicodeScalars.count
  }

  private init(
    text: String, printed: String? = nil, readings: [Reading], path: [Int] = [], parents: [PrintedLabel] = [],
    count: Int, keyword: String? = nil
  ) {
    self.text = text
    self.printed = printed ?? text
    self.readings = readings
    self.path = path
    self.parents = parents
    self.count = count
    self.keyword = keyword
  }

  /// Reads the label at the start of a paragraph.
  ///
  /// - Returns: `nil` if there is none. Whether text that looks like a label really is one can depend on the
  ///   labels around it: `A. Smith` is a name.
  init?(_ paragraph: String) {
    let scalars = Array(paragraph.trimmedStart.unicodeScalars.prefix(64))
    guard !scalars.isEmpty else { return nil }
    var reader = LabelReader(scalars)
    guard let label = reader.bullet() ?? reader.keyword() ?? reader.parentPath() ?? reader.marks() else {
      return nil
    }
    self = label
  }

  /// Returns the text after the label.
  func rest(of paragraph: String) -> String {
    String(String.UnicodeScalarView(paragraph.trimmedStart.unicodeScalars.dropFirst(count))).trimmedStart
  }

  fileprivate static func make(
    _ scalars: [Unicode.Scalar], _ end: Int, _ readings: [Reading], path: [Int] = [],
    parents: [PrintedLabel] = [], keyword: String? = nil
  ) -> PrintedLabel {
    let printed = String(String.UnicodeScalarView(scalars[..<end])).trimmedEnd
    var text = printed
    while let last = text.last, ":–—".contains(last) || (last == "-" && text.count > 1) {
      text = String(text.dropLast()).trimmedEnd
    }
    var label = PrintedLabel(
      text: text, printed: printed, readings: readings, path: path, parents: parents, count: end,
      keyword: keyword)
    label.letterCount = scalars[..<end].count { !$0.properties.isWhitespace }
    return label
  }
}

/// Reads labels at the start of a text.
private struct LabelReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private func at(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  private func isSpace(_ index: Int) -> Bool { at(index)?.properties.isWhitespace ?? false }

  /// Returns whether text begins at an index, either after white space or, if allowed, right after the label.
  private func isBoundary(_ index: Int, mayBeGlued: Bool) -> Bool {
    guard let next = at(index) else { return true }
    if next.properties.isWhitespace { return true }
    guard mayBeGlued else { return false }
    return next.properties.isUppercase || next == "\"" || next == "“"
  }

  private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  // MARK: Bullets

  private static let bullets = Set("•●○◦▪▫■□‣⁃·–—-*◆❖➢✓✔☐".unicodeScalars)
  private static let gluedBullets = Set("•●▪■◆❖➢✓✔☐".unicodeScalars)

  mutating func bullet() -> PrintedLabel? {
    guard let first = at(0) else { return nil }
    let isPrivate = (0xF020...0xF0FF).contains(first.value)
    let isLetterBullet = first == "o" && isSpace(1)
    let isSectionSign = first == "§" && isSpace(1) && !(at(2).map(Self.isDigit) ?? false)
    guard isPrivate || isLetterBullet || isSectionSign || Self.bullets.contains(first) else { return nil }
    let isGlued = !isPrivate && !Self.gluedBullets.contains(first)
    guard scalars.count == 1 || isSpace(1) || !isGlued else { return nil }
    return PrintedLabel.make(scalars, 1, [.init(style: "•\(Self.kind(of: first))", value: 0)])
  }

  /// Returns one sign for all bullets that look alike, because drafts mix them on one level.
  private static func kind(of bullet: Unicode.Scalar) -> Unicode.Scalar {
    if "○◦□▫☐".unicodeScalars.contains(bullet) { return "○" }
    if "-–—".unicodeScalars.contains(bullet) { return "-" }
    return "o§*".unicodeScalars.contains(bullet) ? bullet : "•"
  }

  // MARK: Words and numbers

  private static let keywords: Set<String> = [
    "rule", "standard", "principle", "section", "sec.", "article", "canon", "guideline", "part", "chapter",
    "provision", "tenet", "value", "commitment", "domain", "requirement", "§", "§§",
  ]

  /// Reads a label such as `Rule 2.1:`, `Principle I`, or `§ 5.`.
  mutating func keyword() -> PrintedLabel? {
    guard let end = scalars.firstIndex(where: \.properties.isWhitespace) else { return nil }
    let word = string(0..<end)
    guard Self.keywords.contains(word.lowercased()), word.first?.isUppercase ?? false || word.hasPrefix("§")
    else {
      return nil
    }
    var start = end
    while isSpace(start) { start += 1 }
    guard let number = Self.number(scalars, from: start) else { return nil }
    var close = number.end
    let closing = Set(".:)–—-".unicodeScalars)
    var probe = close
    while let next = at(probe), next == " " { probe += 1 }
    if let next = at(close), closing.contains(next), next != "-" || isSpace(close + 1) {
      close += 1
    } else if let next = at(probe), next == "–" || next == "—" || next == ":" {
      close = probe + 1
    }
    guard isBoundary(close, mayBeGlued: false) else { return nil }
    let readings = number.readings.map {
      PrintedLabel.Reading(style: "\(word) \($0.style)", value: $0.value, suffix: $0.suffix)
    }
    return PrintedLabel.make(scalars, close, readings, path: number.path, keyword: word)
  }

  /// Reads a label such as `I – a.`, which repeats its parent's number.
  mutating func parentPath() -> PrintedLabel? {
    guard let first = Self.number(scalars, from: 0), first.path.count < 2 else { return nil }
    var index = first.end
    while isSpace(index) { index += 1 }
    guard let dash = at(index), "–—-".unicodeScalars.contains(dash) else { return nil }
    index += 1
    while isSpace(index) { index += 1 }
    guard let second = Self.number(scalars, from: index), second.path.count < 2,
      second.readings[0].suffix == 0,
      let close = at(second.end), close == "." || close == ")" || close == ":",
      isBoundary(second.end + 1, mayBeGlued: false)
    else { return nil }
    let readings = second.readings.map {
      PrintedLabel.Reading(style: "\(first.readings[0].style)–\($0.style)\(close)", value: $0.value)
    }
    return PrintedLabel.make(scalars, second.end + 1, readings)
  }

  /// Reads a label of numbers and letters with periods and parentheses: `1.`, `(a)`, `1.2.3`, `(1)(a)`,
  /// `7306.2(a)`.
  mutating func marks() -> PrintedLabel? {
    var parts: [(readings: [PrintedLabel.Reading], path: [Int], end: Int)] = []
    var index = 0
    if at(0) != "(", let number = Self.number(scalars, from: 0) {
      let isDotted = number.path.count > 1
      let isParenthesis = at(number.end) == "("
      guard let close = at(number.end), ".):".unicodeScalars.contains(close) || isDotted || isParenthesis
      else {
        guard isDotted, at(number.end) == nil else { return nil }
        return PrintedLabel.make(scalars, number.end, number.readings, path: number.path)
      }
      let hasClose = ".):".unicodeScalars.contains(close)
      // A number such as 2.5 or a word such as `x:` isn't a label.
      if !isDotted, close == ":", !number.isDigits { return nil }
      let end = number.end + (hasClose ? 1 : 0)
      let isLetter = !number.isDigits && number.path.isEmpty
      let readings = number.readings.map {
        PrintedLabel.Reading(
          style: isDotted ? $0.style : "\($0.style)\(hasClose ? String(close) : "")", value: $0.value,
          suffix: $0.suffix)
      }
      index = end
      parts.append((readings, number.path, end))
      if at(index) != "(" {
        guard isBoundary(index, mayBeGlued: !isLetter) else { return nil }
        if isDotted, !hasClose, isSpace(index), let next = at(index + 1), next.properties.isLowercase,
          number.path.count == 2
        {
          // `2.5 hours` is an amount.
          return nil
        }
      } else if !isDotted, !hasClose, isLetter {
        return nil
      }
    }
    while at(index) == "(" {
      guard let number = Self.number(scalars, from: index + 1), number.path.count < 2, at(number.end) == ")",
        number.readings[0].suffix == 0
      else { break }
      let readings = number.readings.map { PrintedLabel.Reading(style: "(\($0.style))", value: $0.value) }
      index = number.end + 1
      parts.append((readings, [], index))
      // `(1) (a)` is two labels.
      if isSpace(index), at(index + 1) == "(", let next = Self.number(scalars, from: index + 2),
        at(next.end) == ")", next.readings.contains(where: { $0.value == 1 })
      {
        index += 1
      }
    }
    guard let last = parts.last, isBoundary(last.end, mayBeGlued: true) else { return nil }
    var parents: [PrintedLabel] = []
    var start = 0
    for part in parts.dropLast() {
      parents.append(
        PrintedLabel.make(Array(scalars[start..<part.end]), part.end - start, part.readings, path: part.path))
      start = part.end
    }
    return PrintedLabel.make(scalars, last.end, last.readings, path: last.path, parents: parents)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
  }

  /// Reads a number, letter, or Roman numeral, which can contain periods.
  private static func number(_ scalars: [Unicode.Scalar], from start: Int) -> (
    readings: [PrintedLabel.Reading], path: [Int], end: Int, isDigits: Bool
  )? {
    var end = start
    while end < scalars.count, isDigit(scalars[end]) { end += 1 }
    if end > start {
      guard end - start <= 5, let first = Int(String(String.UnicodeScalarView(scalars[start..<end]))) else {
        return nil
      }
      var path = [first]
      while end + 1 < scalars.count, scalars[end] == ".", isDigit(scalars[end + 1]) {
        var next = end + 1
        while next < scalars.count, isDigit(scalars[next]) { next += 1 }
        guard next - end <= 6, let value = Int(String(String.UnicodeScalarView(scalars[(end + 1)..<next])))
        else {
          break
        }
        path.append(value)
        end = next
      }
      var suffix = 0
      if path.count == 1, end < scalars.count, (0x61...0x7A).contains(scalars[end].value),
        end + 1 < scalars.count, ".)".unicodeScalars.contains(scalars[end + 1])
      {
        suffix = Int(scalars[end].value) - 0x60
        end += 1
      }
      let style = Array(repeating: "1", count: path.count).joined(separator: ".")
      return (
        [.init(style: style, value: path[path.count - 1], suffix: suffix)], path.count > 1 ? path : [], end,
        true
      )
    }
    while end < scalars.count, isLetter(scalars[end]) { end += 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<end]))
    let readings = readings(ofLetters: word)
    return readings.isEmpty ? nil : (readings, [], end, false)
  }

  private static func readings(ofLetters word: String) -> [PrintedLabel.Reading] {
    guard !word.isEmpty, word.utf8.count <= 8 else { return [] }
    let isUpper = word.allSatisfy(\.isUppercase)
    guard isUpper || word.allSatisfy(\.isLowercase) else { return [] }
    let lower = word.lowercased()
    var readings: [PrintedLabel.Reading] = []
    if lower.utf8.allSatisfy({ "ivxlc".utf8.contains($0) }),
      let value = (1...120).first(where: { NumberFormat.roman($0) == lower })
    {
      readings.append(.init(style: isUpper ? "I" : "i", value: value))
    }
    let bytes = Array(lower.utf8)
    if bytes.count == 1 {
      readings.append(.init(style: isUpper ? "A" : "a", value: Int(bytes[0]) - 0x60))
    } else if bytes.count == 2, bytes[0] == bytes[1], readings.isEmpty {
      readings.append(.init(style: isUpper ? "A" : "a", value: Int(bytes[0]) - 0x60 + 26))
    }
    return readings
  }
}

import Markup

/// The bullet or number that a line of a draft begins with.
struct ListMarker {
  /// As the source prints it, such as `1.`; nothing for a bullet.
  var number: String?
  /// What follows; a label such as `(a)` stays in it.
  var content: String
  /// The columns from the marker to the content.
  var width: Int

  /// - Parameter isMarkdown: Whether `*` and `+` are bullets, too.
  init?(_ line: String, isMarkdown: Bool) {
    guard let first = line.first else { return nil }
    let rest = line.dropFirst()
    if Self.bullets.contains(first), rest.first?.isWhitespace ?? true || Self.tightBullets.contains(first) {
      self.init(number: nil, content: String(rest).trimmed, marker: line.dropLast(rest.count), line)
    } else if isMarkdown, first == "*" || first == "+", rest.first == " " {
      self.init(number: nil, content: String(rest).trimmed, marker: line.dropLast(rest.count), line)
    } else if first == "(", let close = rest.firstIndex(of: ")"), Self.isLabel(rest[..<close]),
      rest[rest.index(after: close)...].first?.isWhitespace ?? false
    {
      self.init(number: nil, content: line, width: 2)
    } else if let end = line.firstIndex(where: { $0 == "." || $0 == ")" }), Self.isNumber(line[..<end]),
      line[line.index(after: end)...].first?.isWhitespace ?? false
    {
      let marker = line[...end]
      let content = String(line[line.index(after: end)...]).trimmed
      self.init(number: String(marker), content: content, marker: marker, line)
    } else {
      return nil
    }
  }

  private init(number: String?, content: String, width: Int) {
    self.number = number
    self.content = content
    self.width = width
  }

  private init(number: String?, content: String, marker: Substring, _ line: String) {
    let space = line.dropFirst(marker.count).prefix { $0.isWhitespace }.count
    self.init(number: number, content: content, width: marker.count + space)
  }

  /// Bullets of word processors, among them the private character that Word's Symbol font has for one.
  private static let bullets: Set<Character> = [
    "-", "•", "●", "○", "◦", "▪", "▫", "■", "□", "‣", "⁃", "–", "—", "·", "\u{F0B7}", "\u{F0A7}",
  ]
  /// Those that need no space behind them.
  private static let tightBullets: Set<Character> = ["•", "●", "▪", "\u{F0B7}", "\u{F0A7}"]

  private static func isLabel(_ text: Substring) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 5 else { return false }
    if text.utf8.allSatisfy(\.isASCIIDigit) { return true }
    let isRoman = text.utf8.allSatisfy { "ivxIVX".utf8.contains($0) }
    return isRoman || (text.utf8.count == 1 && text.utf8.allSatisfy(\.isASCIILetter))
  }

  private static func isNumber(_ text: Substring) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 3 else { return false }
    return text.utf8.allSatisfy(\.isASCIIDigit)
      || (text.utf8.count == 1 && text.utf8.allSatisfy(\.isASCIILetter))
  }
}

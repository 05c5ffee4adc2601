/// Characters that markup writes by name or number.
enum CharacterReferences {
  /// The names that are read; XML knows only the first five.
  private static let named: [Substring: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "middot": "·",
    "ndash": "–",
    "mdash": "—", "hellip": "…", "times": "×", "copy": "©", "larr": "←", "rarr": "→", "uarr": "↑",
    "darr": "↓",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "sect": "§", "para": "¶", "shy": "\u{AD}",
  ]

  /// Text with the references read that have a meaning; others stay as they are.
  static func read(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      let name = rest[rest.index(after: start)...].prefix { $0 != ";" && $0 != "&" }
      let hasEnd = name.endIndex < rest.endIndex && rest[name.endIndex] == ";"
      if hasEnd, let character = character(named: name) {
        result.append(character)
        rest = rest[rest.index(after: name.endIndex)...]
      } else {
        result.append("&")
        rest = rest[rest.index(after: start)...]
      }
    }
    return result + rest
  }

  private static func character(named name: Substring) -> Character? {
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}

/// Generates random Markdown, which is the same for the same seed on every machine.
package struct MarkdownGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// The pieces that a text consists of.
  package enum Alphabet: Sendable {
    /// Everything that has a meaning in CommonMark.
    case commonMark
    /// The same, with text that resembles the extensions' syntax but without the syntax itself.
    case withoutExtensions
    /// Everything that has a meaning in CommonMark, except tabs and link reference definitions.
    case withoutTabsAndDefinitions
    /// Words, and the characters that typography replaces.
    case prose
  }

  /// Returns a text of several lines.
  ///
  /// - Parameter length: The approximate number of pieces.
  package mutating func text(_ alphabet: Alphabet, length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<length {
      if alphabet == .prose {
        bytes += next(Self.prosePieces).utf8
        continue
      }
      let isNear = alphabet == .withoutExtensions && number(below: 5) == 0
      let piece = next(isNear ? Self.nearPieces : Self.pieces)
      bytes += piece.utf8
      if number(below: 6) == 0 {
        bytes.append(0x0A)
        for _ in 0..<number(below: 3) { bytes += next(Self.lineStarts).utf8 }
      }
    }
    bytes.append(0x0A)
    switch alphabet {
    case .commonMark, .prose: return bytes
    case .withoutTabsAndDefinitions:
      return Self.without(bytes.map { $0 == 0x09 ? 0x20 : $0 }, pairs: "]", ":")
    case .withoutExtensions: return Self.without(bytes, pairs: "[", "[!^")
    }
  }

  /// Returns the bytes without each byte of the second set that follows one of the first.
  private static func without(_ bytes: [UInt8], pairs first: String, _ second: String) -> [UInt8] {
    var plain: [UInt8] = []
    for byte in bytes {
      if let last = plain.last, first.utf8.contains(last), second.utf8.contains(byte) { continue }
      plain.append(byte)
    }
    return plain
  }

  /// Returns a number from 0 with uniform probability (SplitMix64).
  package mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
    return Int(value % UInt64(bound))
  }

  private mutating func next(_ pieces: [String]) -> String {
    pieces[number(below: pieces.count)]
  }

  private static let pieces = [
    "a", "peer ", "client's", " ", " ", "  ", "\t", "é", "日本", "\u{301}", "😀", "*", "**", "***", "_", "__",
    "`",
    "``", "```", "~~~", "[", "]", "(", ")", "![", "](b)", "](<b c>)", "](/u \"t\")", "](\n/u\n'two\nlines')",
    "[r]", "[r][]", "[x][r]", "[r]: /address\n", "[r]: <a b> \"title\"\n", "<", ">", "<b>", "</b>",
    "<!-- c -->",
    "<?p?>", "<!X y>", "<![CDATA[z]]>", "<http:a>", "<m:n&amp;o>", "<script>\n", "<div>\n", "&amp;", "&copy;",
    "&#38;", "&#x41;", "&#0;", "&nope;", "&", "&ngE;", "&fjlig;", "\\", "\\*", "\\_", "\\[", "\\]", "\\`",
    "\\<", "\\&", "\\\n", "\\a", "  \n", " \n", "\n", "\n\n", "\r\n", "\n    ", "#", "# ", "## ", " ##",
    "===\n",
    "---\n", "***\n", "- ", "+ ", "* ", "1. ", "2) ", "0. ", "> ", ">", "    ", "\n- ", "\n\n- ", "\n> ",
    "\n  ", "!", "\"", "'", "=", ":", "foo bar", ".", ",", "*a*", "**b**", "_c_", "`d`", "[e](f)", "x*y_z",
  ]

  /// Text that resembles an extension's syntax but isn't valid.
  private static let nearPieces = [
    "| a | b |", "{x}", "{ ", "}", "a @ b", "2026-11-21", "[ ] ", "WAC 246-929-210, ", "www", "//", "{++x++}",
    "988",
  ]

  private static let prosePieces = [
    "a", "b c", "'", "\"", "-", "--", "---", "----", ".", "...", " ", " ", "\n", "(", ")", "[", "]", ",", "é",
    "“", "1",
    "`x'`", "\\'", "\\\"", "&quot;", "\\-", "don't", "!", "\n> ", "\n- a", "\u{A0}", "\n\n",
  ]

  private static let lineStarts = [
    "> ", ">", "- ", "  ", "    ", "1. ", "   ", "* ", "\t", "# ", "   > ", "+ ", "     ", "> > ", "> - ",
  ]
}

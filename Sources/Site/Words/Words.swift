/// The texts that the site itself writes, in the language of the theme.
struct Words: Sendable {
  private let texts: [Word: String]

  /// - Parameter texts: By key; the English text stands for what is missing.
  init(_ texts: [String: String] = [:]) {
    var found: [Word: String] = [:]
    for word in Word.allCases { found[word] = texts[word.key] ?? word.rawValue }
    self.texts = found
  }

  subscript(word: Word) -> String { texts[word] ?? word.rawValue }

  /// A text with its places filled.
  func callAsFunction(_ word: Word, _ values: [String: String]) -> String {
    var text = ""
    var rest = Substring(self[word])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      text += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// A count in words: the first text for one, the second for every other number.
  func count(_ number: Int, _ one: Word, _ other: Word) -> String {
    self(number == 1 ? one : other, ["n": String(number)])
  }
}

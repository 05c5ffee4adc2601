import Markup

/// Reads a theme's `strings.yml`: a line `key: text` for each phrase, the text in quotes where it needs them.
///
/// The file is flat, so this is all of YAML that it uses.
struct ThemeStringsReader {
  private let file: TemplateSource
  private var texts: [String: String] = [:]
  private var places: [String: Range<Int>] = [:]
  private var diagnostics: [Diagnostic] = []

  /// The words of a file, and what is wrong or missing in it.
  ///
  /// There are words only where every phrase is there.
  static func read(_ file: TemplateSource) -> (strings: ThemeStrings?, diagnostics: [Diagnostic]) {
    var reader = ThemeStringsReader(file: file)
    reader.readLines()
    let missing = reader.checkPhrases()
    return (missing ? nil : ThemeStrings(texts: reader.texts), reader.diagnostics)
  }

  private init(file: TemplateSource) {
    self.file = file
  }

  private mutating func readLines() {
    var start = 0
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      readLine(start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ range: Range<Int>) {
    let line = trimmed(range)
    guard let first = line.first, file.bytes[first] != UInt8(ascii: "#") else { return }
    guard let colon = file.bytes[line].firstIndex(of: UInt8(ascii: ":")), colon > line.lowerBound else {
      report("strings-syntax", "A line of strings has the form 'key: text'", line)
      return
    }
    let keyRange = line.lowerBound..<colon
    let key = file.text(keyRange)
    let value = unquoted(trimmed((colon + 1)..<line.upperBound))
    guard !value.isEmpty else {
      report("strings-syntax", "String '\(key)' is empty", keyRange)
      return
    }
    guard places.updateValue(keyRange, forKey: key) == nil else {
      report("strings-syntax", "String '\(key)' is there twice", keyRange)
      return
    }
    texts[key] = value
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, file.bytes[first] <= 0x20 { range = (first + 1)..<range.upperBound }
    while let last = range.last, file.bytes[last] <= 0x20 { range = range.lowerBound..<last }
    return range
  }

  /// The text between quotes, where there are any; a doubled or escaped quote stands for itself.
  private func unquoted(_ range: Range<Int>) -> String {
    let text = file.text(range)
    guard range.count >= 2, let quote = text.first, quote == text.last, quote == "\"" || quote == "'" else {
      return text
    }
    let inner = text.dropFirst().dropLast()
    return quote == "'"
      ? inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
      : inner.split(separator: "\\\"", omittingEmptySubsequences: false).joined(separator: "\"")
  }

  /// Reports phrases that are missing or can't be filled, and says whether any is.
  private mutating func checkPhrases() -> Bool {
    var isMissing = false
    for phrase in ThemePhrase.allCases {
      guard let text = texts[phrase.rawValue], let place = places[phrase.rawValue] else {
        let nearest = NearestMatch.of(phrase.rawValue, among: texts.keys.sorted())
        diagnostics.append(
          Diagnostic(
            .error, "missing-string", "String '\(phrase.rawValue)' is missing", path: file.path,
            help: nearest.flatMap { ThemePhrase(rawValue: $0) == nil ? "rename '\($0)'" : nil }))
        isMissing = true
        continue
      }
      isMissing = !check(phrase, text, place) || isMissing
    }
    return isMissing
  }

  private mutating func check(_ phrase: ThemePhrase, _ text: String, _ place: Range<Int>) -> Bool {
    let forms = text.split(separator: ThemeStrings.separator)
    guard phrase.forms.contains(forms.count) else {
      report(
        "string-forms",
        "String '\(phrase.rawValue)' has \(forms.count) forms and needs \(phrase.forms.upperBound)", place)
      return false
    }
    for form in forms {
      let found = PhraseSegment.segments(of: form).compactMap { segment -> String? in
        if case .placeholder(let name) = segment { name } else { nil }
      }
      if let unknown = found.first(where: { !phrase.placeholders.contains($0) }) {
        report("string-placeholder", "String '\(phrase.rawValue)' has no '{\(unknown)}'", place)
        return false
      }
    }
    return true
  }

  private mutating func report(_ identifier: String, _ summary: String, _ range: Range<Int>) {
    diagnostics.append(file.error(identifier, summary, at: range))
  }
}

import Basics
import Markdown

/// Reads a theme's `strings.yml`: a text for each key.
struct ThemeStringsReader {
  private let path: String
  private var texts: [String: Located<String>] = [:]
  private var diagnostics: [Diagnostic] = []

  /// The words of a file, and what is wrong or missing in it.
  ///
  /// There are words only where every phrase is there.
  static func read(_ file: TemplateSource) -> (strings: ThemeStrings?, diagnostics: [Diagnostic]) {
    var reader = ThemeStringsReader(path: file.path)
    let (value, problems) = YAMLReader(path: file.path).read(file.bytes[...])
    reader.diagnostics = problems
    if let value { reader.readTexts(of: value) }
    guard problems.isEmpty, reader.checkPhrases() else { return (nil, reader.diagnostics) }
    return (ThemeStrings(texts: reader.texts.mapValues(\.value)), reader.diagnostics)
  }

  private init(path: String) {
    self.path = path
  }

  private mutating func readTexts(of value: YAMLValue) {
    guard case .mapping(let entries, _) = value else {
      report(.stringsSyntax, "Strings are lines of the form 'key: text'", value.range)
      return
    }
    for entry in entries {
      guard case .scalar(let text) = entry.value, !text.value.isEmpty else {
        report(.stringsSyntax, "String '\(entry.key.value)' has no text", entry.key.range)
        continue
      }
      texts[entry.key.value] = text
    }
  }

  /// Reports phrases that are missing or can't be filled, and says whether there are none.
  private mutating func checkPhrases() -> Bool {
    var isComplete = true
    for phrase in ThemePhrase.allCases {
      guard let text = texts[phrase.rawValue] else {
        report(.missingString, "String '\(phrase.rawValue)' is missing", nil, help: nearestKey(to: phrase))
        isComplete = false
        continue
      }
      if !check(phrase, text) { isComplete = false }
    }
    return isComplete
  }

  /// A key that means nothing by itself and was probably meant for a phrase.
  private func nearestKey(to phrase: ThemePhrase) -> String? {
    let unknown = texts.keys.filter { ThemePhrase(rawValue: $0) == nil }.sorted()
    return NearestMatch.of(phrase.rawValue, among: unknown).map { "perhaps '\($0.text)' is meant for it" }
  }

  private mutating func check(_ phrase: ThemePhrase, _ text: Located<String>) -> Bool {
    let forms = text.value.split(separator: ThemeStrings.separator)
    guard phrase.forms.contains(forms.count) else {
      let count = phrase.forms.upperBound
      report(
        .stringForms, "String '\(phrase.rawValue)' has \(forms.count) forms in place of \(count)",
        text.range, help: "forms stand with '\(ThemeStrings.separator)' between them")
      return false
    }
    for case .placeholder(let name) in forms.flatMap({ PhraseSegment.segments(of: $0) })
    where !phrase.placeholders.contains(name) {
      let known = phrase.placeholders.sorted().map { "'{\($0)}'" }.joined(separator: ", ")
      report(
        .unknownPlaceholder, "String '\(phrase.rawValue)' is not filled with '{\(name)}'", text.range,
        help: known.isEmpty ? nil : "it is filled with \(known)")
      return false
    }
    return true
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ range: SourceRange?, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
  }
}

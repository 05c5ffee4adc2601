import Basics
import Handbook
import Markdown

/// The interface strings in one language.
///
/// A phrase can contain placeholders in braces, such as `{count}`, and forms that are separated by ` | `.
package struct ThemeStrings: Sendable {
  static let separator = " | "

  /// The language of the texts, or `nil` if `strings.yml` doesn't state it.
  private(set) var language: LanguageTag?
  /// The texts by key, as they're written in the file.
  private let texts: [String: String]
  /// The keys of the texts that are in another language than those of `strings.yml`.
  private var translatedKeys: Set<String> = []
  /// The plural rule of that language.
  private var translatedPlural = PluralRule.english

  /// - Parameter texts: The checked texts, which include all phrases.
  init(texts: [String: String], language: LanguageTag? = nil) {
    self.texts = texts
    self.language = language
  }

  /// The texts that templates can use: those without placeholders and forms.
  var templateTexts: [String: String] {
    texts.filter { !$0.value.utf8.contains(UInt8(ascii: "{")) && !$0.value.contains(Self.separator) }
  }

  /// The keys of all texts.
  var keys: Set<String> { Set(texts.keys) }

  /// Returns the texts, replaced by those of another language.
  func translated(_ others: [String: String], into language: LanguageTag) -> ThemeStrings {
    var strings = ThemeStrings(texts: texts.merging(others) { $1 }, language: language)
    strings.translatedKeys = Set(others.keys)
    strings.translatedPlural = PluralRule(language: language.rawValue)
    return strings
  }

  /// The texts of the search client, which replace its own English ones.
  ///
  /// Their keys begin with `search-`; `assets/search.js/04-strings.js` lists them.
  var searchTexts: [String: String] { texts.filter { $0.key.hasPrefix("search-") } }

  /// The texts of the practice page, which replace its script's built-in English ones.
  ///
  /// Their keys begin with `practice-`; `assets/practice.js/01-strings.js` lists them.
  var practiceTexts: [String: String] { texts.filter { $0.key.hasPrefix("practice-") } }

  /// Returns a phrase without placeholders.
  package subscript(phrase: ThemePhrase) -> String { text(of: phrase) }

  /// Returns a phrase with its placeholders replaced.
  package func filled(_ phrase: ThemePhrase, _ values: KeyValuePairs<String, String>) -> String {
    Self.fill(text(of: phrase), values)
  }

  /// Returns a phrase as markup, with its placeholders replaced with markup.
  func filled(_ phrase: ThemePhrase, with values: KeyValuePairs<String, HTML>) -> HTML {
    var html = HTML()
    for segment in PhraseSegment.segments(of: text(of: phrase)) {
      switch segment {
      case .literal(let text): HTML.append(text.utf8, escapedTo: &html.bytes)
      case .placeholder(let name): html.bytes += Self.value(of: name, in: values).bytes
      }
    }
    return html
  }

  /// Returns a phrase with a count, in the form for that count.
  package func counted(_ phrase: ThemePhrase, _ count: Int) -> String {
    let forms = text(of: phrase).split(separator: Self.separator)
    let rule = translatedKeys.contains(phrase.rawValue) ? translatedPlural : .english
    guard let form = rule.form(of: forms, for: count) else { return "" }
    return Self.fill(form, ["count": String(count)])
  }

  /// Returns a day as pages print it.
  ///
  /// - Parameter month: From 1 to 12.
  package func day(year: Int, month: Int, day: Int) -> String {
    let months = text(of: .monthNames).split(separator: Self.separator)
    precondition(months.indices.contains(month - 1), "a date has a month from 1 to 12")
    return filled(
      .dateFormat, ["year": String(year), "month": String(months[month - 1]), "day": String(day)])
  }

  /// Returns a date as pages print it: a day, a month, or a year.
  ///
  /// - Parameters:
  ///   - month: From 1 to 12, or `nil` for a year.
  ///   - day: `nil` for a month or a year.
  package func date(year: Int, month: Int?, day: Int?) -> String {
    guard let month else { return String(year) }
    if let day { return self.day(year: year, month: month, day: day) }
    let months = text(of: .monthNames).split(separator: Self.separator)
    precondition(months.indices.contains(month - 1), "a date has a month from 1 to 12")
    return filled(.monthFormat, ["year": String(year), "month": String(months[month - 1])])
  }

  private func text(of phrase: ThemePhrase) -> String {
    guard let text = texts[phrase.rawValue] else {
      preconditionFailure("a loaded theme has every phrase")
    }
    return text
  }

  private static func fill(_ text: some StringProtocol, _ values: KeyValuePairs<String, String>) -> String {
    var filled = ""
    PhraseSegment.forEach(in: text) { segment, isPlaceholder in
      if isPlaceholder { filled += value(of: segment, in: values) } else { filled += segment }
    }
    return filled
  }

  private static func value<Value>(
    of name: some StringProtocol, in values: KeyValuePairs<String, Value>
  ) -> Value {
    guard let value = values.first(where: { $0.key == name })?.value else {
      preconditionFailure("the caller passes a value for each of ThemePhrase.placeholders")
    }
    return value
  }
}

/// Reads a theme's `strings.yml`, which has a text for each key.
struct ThemeStringsReader {
  private let path: String
  private var texts: [String: Located<String>] = [:]
  private var keys: [String: SourceRange] = [:]
  private var diagnostics: [Diagnostic] = []

  /// Returns a file's strings, or `nil` if it's invalid or a phrase is missing, and its diagnostics.
  ///
  /// - Parameter scriptStrings: The placeholders of the strings that scripts contain, by key.
  static func read(
    _ file: TemplateSource, scriptStrings: [String: Set<String>]
  ) -> (strings: ThemeStrings?, diagnostics: [Diagnostic]) {
    var reader = ThemeStringsReader(path: file.path)
    let (value, problems) = YAMLReader(path: file.path).read(file.bytes[...])
    reader.diagnostics = problems
    if let value { reader.readTexts(of: value) }
    let language = reader.takeLanguage()
    guard problems.isEmpty, reader.checkPhrases(), reader.check(scriptStrings) else {
      return (nil, reader.diagnostics)
    }
    return (ThemeStrings(texts: reader.texts.mapValues(\.value), language: language), reader.diagnostics)
  }

  /// Returns the strings of a file in another language, and diagnostics for invalid, missing, and unused
  /// ones.
  ///
  /// - Parameters:
  ///   - original: The strings that are used if the file has none.
  ///   - scriptStrings: The placeholders of the strings that scripts contain, by key.
  static func read(
    _ file: TemplateSource, translating original: ThemeStrings, scriptStrings: [String: Set<String>],
    into language: LanguageTag
  ) -> (strings: ThemeStrings?, diagnostics: [Diagnostic]) {
    var reader = ThemeStringsReader(path: file.path)
    let (value, problems) = YAMLReader(path: file.path).read(file.bytes[...])
    reader.diagnostics = problems
    if let value { reader.readTexts(of: value) }
    guard reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
    let known = original.keys.union(scriptStrings.keys)
    for (key, range) in reader.keys.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      reader.diagnostics.append(
        Diagnostic(
          .warning, .unusedString, "String '\(key)' is not one of strings.yml", path: file.path, range: range,
          help: "remove it, or write the key of strings.yml",
          meant: NearestMatch.of(key, among: known.subtracting(reader.keys.keys).sorted())))
    }
    for key in known.subtracting(reader.keys.keys).sorted() {
      reader.diagnostics.append(
        Diagnostic(
          .warning, .missingTranslation, "String '\(key)' is not translated into '\(language)'",
          path: file.path, help: "add '\(key): …'; until then readers get the default one"))
    }
    for phrase in ThemePhrase.allCases {
      guard let text = reader.texts[phrase.rawValue] else { continue }
      if !reader.check(phrase, text, PluralRule(language: language.rawValue)) {
        reader.texts[phrase.rawValue] = nil
      }
    }
    _ = reader.check(scriptStrings)
    return (
      original.translated(
        reader.texts.filter { known.contains($0.key) }.mapValues(\.value), into: language),
      reader.diagnostics
    )
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
      keys[entry.key.value] = entry.key.range
    }
  }

  /// Removes the language of the texts, which isn't a string, and returns it.
  private mutating func takeLanguage() -> LanguageTag? {
    guard let text = texts.removeValue(forKey: "language") else { return nil }
    if let language = LanguageTag(text.value) { return language }
    report(
      .stringsSyntax, "'\(text.value)' is not the tag of a language", text.range,
      help: "write a tag such as 'en', or remove the line")
    return nil
  }

  /// Reports phrases that are missing or can't be filled, and returns whether there are none.
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

  /// Returns a suggestion with an unknown key that was probably meant for a phrase.
  private func nearestKey(to phrase: ThemePhrase) -> String? {
    let unknown = texts.keys.filter { ThemePhrase(rawValue: $0) == nil }.sorted()
    return NearestMatch.of(phrase.rawValue, among: unknown).map { "perhaps '\($0.text)' is meant for it" }
  }

  /// - Parameter rule: The rule that says how many forms a phrase with a count can have.
  private mutating func check(
    _ phrase: ThemePhrase, _ text: Located<String>, _ rule: PluralRule = .english
  ) -> Bool {
    let forms = text.value.split(separator: ThemeStrings.separator)
    let isCounted = phrase.forms == 1...2
    guard phrase.forms.contains(forms.count) || (isCounted && forms.count == rule.categories.count) else {
      let count = isCounted ? rule.categories.count : phrase.forms.upperBound
      report(
        .stringForms, "String '\(phrase.rawValue)' has \(forms.count) forms in place of \(count)",
        text.range, help: "forms have '\(ThemeStrings.separator)' between them")
      return false
    }
    return check(phrase.rawValue, text, phrase.placeholders)
  }

  /// Reports strings for scripts that can't be filled, leaves them out, and returns whether there are none.
  private mutating func check(_ scriptStrings: [String: Set<String>]) -> Bool {
    var areValid = true
    for (key, placeholders) in scriptStrings.sorted(by: { $0.key < $1.key }) {
      guard let text = texts[key], !check(key, text, placeholders) else { continue }
      texts[key] = nil
      areValid = false
    }
    return areValid
  }

  private mutating func check(_ key: String, _ text: Located<String>, _ placeholders: Set<String>) -> Bool {
    guard let unknown = PhraseSegment.placeholders(in: text.value).subtracting(placeholders).min() else {
      return true
    }
    let known = placeholders.sorted().map { "'{\($0)}'" }.joined(separator: ", ")
    report(
      .unknownPlaceholder, "String '\(key)' is not filled with '{\(unknown)}'", text.range,
      help: known.isEmpty ? nil : "it is filled with \(known)")
    return false
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ range: SourceRange?, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
  }
}

/// The strings that a theme's scripts contain, such as `"search-lacking": "Missing: {words}"`.
///
/// `strings.yml` can replace these strings, and a file with strings in another language must.
enum ScriptStrings {
  private static let prefixes = ["search-", "practice-"].map { Array("\"\($0)".utf8) }

  /// Returns the names that each string is filled with, by the string's key.
  static func placeholders(in assets: [ThemeAsset]) -> [String: Set<String>] {
    var placeholders: [String: Set<String>] = [:]
    for asset in assets where asset.name.hasSuffix(".js") {
      for line in asset.bytes.split(separator: UInt8(ascii: "\n")) {
        let entry = line.drop { $0.isSpaceOrTab }
        guard prefixes.contains(where: entry.starts) else { continue }
        let key = entry.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        let text = entry[key.endIndex...].dropFirst()
        guard text.first == UInt8(ascii: ":") else { continue }
        placeholders[String(decoding: key, as: UTF8.self)] = PhraseSegment.placeholders(
          in: String(decoding: text, as: UTF8.self))
      }
    }
    return placeholders
  }
}

/// The strings of style sheets: `style-deleted: "[deleted:]"` is `var(--style-deleted)` in a style sheet.
///
/// All languages share the style sheets, so each of them has the strings in every language.
enum StyleStrings {
  private static let prefix = Array("style-".utf8)

  /// Returns whether a style sheet uses any of these strings.
  static func areUsed(in sheet: [UInt8]) -> Bool { sheet.contains("var(--style-".utf8) }

  /// Returns the rules that define the strings as custom properties in each language.
  ///
  /// - Parameters:
  ///   - original: The file with the default strings.
  ///   - translations: The files in other languages, by language.
  static func rules(for original: TemplateSource?, _ translations: [String: TemplateSource]) -> [UInt8] {
    var sheet = ""
    func define(_ file: TemplateSource, for selector: String) {
      let properties = properties(in: file)
      guard !properties.isEmpty else { return }
      sheet += "\(selector) {\(properties.map { " --\($0): \(quoted($1));" }.joined()) }\n"
    }
    if let original { define(original, for: ":root") }
    for (language, file) in translations.sorted(by: { $0.key < $1.key }) {
      define(file, for: ":root:lang(\(language))")
    }
    return Array("\n\(sheet)".utf8)
  }

  /// Returns the strings of a file that are for style sheets.
  ///
  /// It reads only their lines, because the whole file may never be needed. The theme's reader reports errors.
  private static func properties(in file: TemplateSource) -> [(key: String, text: String)] {
    let lines = file.bytes.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: prefix) }
    guard
      case .mapping(let entries, _)? = YAMLReader(path: file.path).read(
        Array(lines.joined(separator: [0x0A]))[...]
      )
      .value
    else { return [] }
    return entries.compactMap { entry in
      let isName = entry.key.value.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isASCIILetterOrDigit }
      guard case .scalar(let text) = entry.value, isName else { return nil }
      return (entry.key.value, text.value)
    }
  }

  /// Returns a text as a string of a style sheet.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      // A document of a kit contains the style sheet, so no text may end its element.
      case "<", "\n", "\r", "\u{C}", "\0": "\\\(String(scalar.value, radix: 16)) "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// A part of a phrase: text, or a word in braces that a page replaces.
enum PhraseSegment: Hashable {
  case literal(String)
  case placeholder(String)

  /// Returns the parts of a phrase, in order.
  ///
  /// A brace that isn't closed is text.
  static func segments(of phrase: some StringProtocol) -> [PhraseSegment] {
    var segments: [PhraseSegment] = []
    forEach(in: phrase) { segment, isPlaceholder in
      segments.append(isPlaceholder ? .placeholder(String(segment)) : .literal(String(segment)))
    }
    return segments
  }

  /// Calls a closure with each part of a phrase and whether it's a placeholder, in order.
  static func forEach<Phrase: StringProtocol>(
    in phrase: Phrase, _ body: (_ segment: Phrase.SubSequence, _ isPlaceholder: Bool) -> Void
  ) {
    var rest = phrase[...]
    // Braces are searched for in bytes, because most phrases of a page have none.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > rest.startIndex { body(rest[..<open], false) }
      body(rest[rest.utf8.index(after: open)..<close], true)
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { body(rest, false) }
  }

  /// Returns the names of a phrase's placeholders.
  static func placeholders(in phrase: some StringProtocol) -> Set<String> {
    Set(
      segments(of: phrase).compactMap { segment in
        if case .placeholder(let name) = segment { name } else { nil }
      })
  }
}

/// The rule of a language that says which form of a phrase goes with a whole number.
///
/// Source: Unicode CLDR 46, plural rules for cardinal numbers.
struct PluralRule: Sendable, Hashable {
  /// A form, in the order in which phrases list them.
  enum Category: Int, Sendable, Comparable {
    case zero, one, two, few, many, other

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The languages that have the same rule.
  private enum Family: Sendable {
    /// `one` for 1: English, Spanish, German, and every language that isn't in ``families``.
    case one
    /// One form for all numbers.
    case none
    /// `one` for 0 and 1.
    case zeroOne
    /// `one` except for numbers that end in 4, 6, or 9.
    case filipino
    /// `one` for 1, 21, 31; `few` for 2 to 4, 22 to 24; `many` for the others.
    case eastSlavic
    /// The same with `other` for the others.
    case southSlavic
    case polish, czech, slovenian, lithuanian, latvian, romanian, hebrew, arabic, welsh, irish
  }

  private let family: Family
  /// The categories that the language has for whole numbers up to 200, in order.
  ///
  /// Some languages, such as Spanish, have one more for millions, which aren't counted here.
  let categories: [Category]

  static let english = PluralRule(language: "en")

  /// - Parameter language: A tag of BCP 47.
  init(language: String) {
    family = Self.families[String(language.prefix { $0 != "-" })] ?? .one
    let family = family
    categories = Set((0...200).map { Self.category(of: $0, family) }).sorted()
  }

  /// Returns the form for a count.
  ///
  /// - Parameter forms: One for each of ``categories``. If there are fewer or more, as in a phrase that isn't
  ///   translated, the first is for 1 and the last for all other counts.
  func form<Form>(of forms: [Form], for count: Int) -> Form? {
    guard forms.count == categories.count else { return count == 1 ? forms.first : forms.last }
    return categories.firstIndex(of: Self.category(of: count, family)).map { forms[$0] } ?? forms.last
  }

  private static func category(of count: Int, _ family: Family) -> Category {
    let (unit, rest) = (count % 10, count % 100)
    let isTeen = (11...19).contains(rest)
    switch family {
    case .none: return .other
    case .one: return count == 1 ? .one : .other
    case .zeroOne: return count <= 1 ? .one : .other
    case .filipino: return [4, 6, 9].contains(unit) ? .other : .one
    case .eastSlavic, .southSlavic:
      if unit == 1, rest != 11 { return .one }
      if (2...4).contains(unit), !(12...14).contains(rest) { return .few }
      return family == .eastSlavic ? .many : .other
    case .polish:
      if count == 1 { return .one }
      return (2...4).contains(unit) && !(12...14).contains(rest) ? .few : .many
    case .czech: return count == 1 ? .one : (2...4).contains(count) ? .few : .other
    case .slovenian:
      return rest == 1 ? .one : rest == 2 ? .two : rest == 3 || rest == 4 ? .few : .other
    case .lithuanian:
      if isTeen || unit == 0 { return .other }
      return unit == 1 ? .one : .few
    case .latvian:
      if isTeen || unit == 0 { return .zero }
      return unit == 1 ? .one : .other
    case .romanian:
      if count == 1 { return .one }
      return count == 0 || (1...19).contains(rest) ? .few : .other
    case .hebrew: return count == 1 ? .one : count == 2 ? .two : .other
    case .arabic:
      if count <= 2 { return count == 2 ? .two : count == 1 ? .one : .zero }
      return (3...10).contains(rest) ? .few : rest >= 11 ? .many : .other
    case .welsh:
      switch count {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      case 3: return .few
      case 6: return .many
      default: return .other
      }
    case .irish:
      switch count {
      case 1: return .one
      case 2: return .two
      case 3...6: return .few
      case 7...10: return .many
      default: return .other
      }
    }
  }

  private static let families: [String: Family] = {
    let languages: [(Family, String)] = [
      (.none, "bo dz id ig ja jv km ko lo ms my su th to vi wo yo yue zh"),
      (.zeroOne, "ak am as bn fa ff fr gu hi hy kn ln mg pa pt ti wa zu"),
      (.filipino, "fil tl"), (.eastSlavic, "be ru uk"), (.southSlavic, "bs hr sh sr"), (.polish, "pl"),
      (.czech, "cs sk"), (.slovenian, "sl"), (.lithuanian, "lt"), (.latvian, "lv"), (.romanian, "mo ro"),
      (.hebrew, "he iw"), (.arabic, "ar ars"), (.welsh, "cy"), (.irish, "ga"),
    ]
    let pairs = languages.flatMap { family, tags in tags.split(separator: " ").map { (String($0), family) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}

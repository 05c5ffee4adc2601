package import Basics

/// A record whose fields are YAML keys.
///
/// The fields are declared once. They define how the record is read, which keys are unknown or missing, and
/// the schema for editors.
package protocol FrontMatterRecord: FrontMatterDecodable {
  static var fields: [FrontMatterField<Self>] { get }
  init()
}

/// A key of a record and how its value is stored.
package struct FrontMatterField<Record>: Sendable {
  package let key: FrontMatterKey
  let store: @Sendable (YAMLValue, inout Record, inout FrontMatterDecoder) -> Void

  /// - Parameters:
  ///   - name: The key that authors write.
  ///   - path: Where the value is stored. The property keeps its value if the key's value can't be read.
  ///   - isRequired: Whether a record without the key is an error.
  ///   - summary: One sentence that describes the key.
  package init<Value: FrontMatterDecodable>(
    _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable, isRequired: Bool = false,
    _ summary: String
  ) {
    key = FrontMatterKey(name: name, shape: Value.shape, isRequired: isRequired, summary: summary)
    store = { value, record, decoder in
      if let decoded = Value.decode(value, &decoder) { record[keyPath: path] = decoded }
    }
  }

  /// A key that is stored as `nil` if it's absent.
  package init<Value: FrontMatterDecodable>(
    _ name: String, _ path: any WritableKeyPath<Record, Value?> & Sendable, isRequired: Bool = false,
    _ summary: String
  ) {
    key = FrontMatterKey(name: name, shape: Value.shape, isRequired: isRequired, summary: summary)
    store = { value, record, decoder in
      if let decoded = Value.decode(value, &decoder) { record[keyPath: path] = decoded }
    }
  }
}

extension FrontMatterRecord {
  package static var shape: FrontMatterShape { .record(fields.map(\.key)) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    guard case .mapping(let entries, let range) = value else {
      decoder.mismatch(value, expected: shape, help: example(of: value).map { "write { \($0) }" })
      return nil
    }
    return decode(entries, range: range, &decoder)
  }

  /// Returns the keys that an author has to write, with a value that was written without a key in its place.
  private static func example(of value: YAMLValue) -> String? {
    let keys = fields.map(\.key)
    let required = keys.filter(\.isRequired)
    if case .scalar(let scalar) = value, required.count < 2 {
      let text = scalar.value
      if text.hasPrefix("https://") || text.hasPrefix("http://"), required.isEmpty,
        let key = keys.first(where: { $0.shape == .address })
      {
        return "\(key.name): \"\(text)\""
      }
      if let key = required.first, key.shape == .date, CalendarDate(text) != nil {
        return "\(key.name): \(text)"
      }
    }
    return required.isEmpty ? nil : required.map { "\($0.name): …" }.joined(separator: ", ")
  }

  /// Reads the fields of a record.
  ///
  /// A value that can't be read is reported, and its field keeps its default.
  ///
  /// - Parameter range: Where a missing key is reported.
  package static func decode(
    _ entries: [YAMLValue.Entry], range: SourceRange, _ decoder: inout FrontMatterDecoder
  ) -> Self {
    var record = Self()
    let fields = fields
    // The known keys that unknown ones were probably meant to be.
    var meant: Set<String> = []
    for entry in entries {
      if let field = fields.first(where: { $0.key.name == entry.key.value }) {
        field.store(entry.value, &record, &decoder)
      } else {
        let nearest = NearestMatch.of(entry.key.value, among: fields.map(\.key.name))
        if let nearest { meant.insert(nearest.text) }
        decoder.report(
          .unknownKey, "Key '\(entry.key.value)' is not known here", at: entry.key.range,
          help: fields.count > 12
            ? "'handbook schema front-matter' lists the keys of each kind of file"
            : "known keys: \(fields.map(\.key.name).joined(separator: ", "))", meant: nearest)
      }
    }
    for field in fields where field.key.isRequired && !meant.contains(field.key.name) {
      guard !entries.contains(where: { $0.key.value == field.key.name }) else { continue }
      decoder.report(
        .missingKey, "Key '\(field.key.name)' is required",
        at: SourceRange(line: range.start.line, column: range.start.column),
        help: field.key.exampleOfUse)
    }
    return record
  }
}

extension FrontMatter {
  /// Reads the front matter as a record.
  ///
  /// - Parameter path: The path for diagnostics.
  package func decode<Record: FrontMatterRecord>(
    as type: Record.Type, path: String
  ) -> (record: Record, diagnostics: [Diagnostic]) {
    var decoder = FrontMatterDecoder(path: path)
    let record = Record.decode(entries, range: range, &decoder)
    return (record, decoder.diagnostics)
  }
}

/// A value that can be read from YAML.
package protocol FrontMatterDecodable: Sendable {
  /// The values that the author can write.
  static var shape: FrontMatterShape { get }

  /// Reads a value, or reports why it can't and returns `nil`.
  static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self?
}

/// Collects the problems found while reading the values of one file's front matter.
package struct FrontMatterDecoder: Sendable {
  /// The path for diagnostics.
  package let path: String
  package private(set) var diagnostics: [Diagnostic] = []

  package init(path: String) {
    self.path = path
  }

  package mutating func report(
    _ rule: Rule, _ summary: String, at range: SourceRange, help: String? = nil, meant: NearestMatch? = nil
  ) {
    diagnostics.append(
      Diagnostic(.error, rule, summary, path: path, range: range, help: help, meant: meant))
  }

  /// Reports that a value doesn't have the expected shape.
  package mutating func mismatch(
    _ value: YAMLValue, expected shape: FrontMatterShape, help: String? = nil, meant: NearestMatch? = nil
  ) {
    let found: String
    switch value {
    case .scalar(let scalar) where scalar.value.trimmed.isEmpty:
      report(
        .wrongType, "Value is empty, and must be \(shape.expectation)", at: value.range,
        help: "write a value after the colon, or remove the key")
      return
    case .scalar(let scalar):
      let text = scalar.value.split(whereSeparator: \.isNewline).joined(separator: " ")
      found = "'\(text)'"
    case .sequence: found = "a list"
    case .mapping: found = "a set of keys"
    }
    report(
      .wrongType, "Value must be \(shape.expectation), not \(found)", at: value.range, help: help,
      meant: meant)
  }
}

extension String: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .text }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> String? {
    guard case .scalar(let scalar) = value, !scalar.value.trimmed.isEmpty else {
      decoder.mismatch(value, expected: shape)
      return nil
    }
    return scalar.value
  }
}

/// A value that is read from a single YAML scalar.
package protocol FrontMatterScalar: FrontMatterDecodable {
  /// Reads the value, or returns `nil` if the text has a different shape.
  init?(_ text: String)

  /// Returns what a text of a different shape was meant to be, or what to do if that isn't known.
  static func correction(of text: String) -> (meant: NearestMatch?, help: String?)
}

extension FrontMatterScalar {
  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    guard case .scalar(let scalar) = value, let result = Self(scalar.value) else {
      var correction: (meant: NearestMatch?, help: String?)
      if case .scalar(let scalar) = value { correction = Self.correction(of: scalar.value) }
      decoder.mismatch(value, expected: shape, help: correction.help, meant: correction.meant)
      return nil
    }
    return result
  }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) { (nil, nil) }
}

extension Int: FrontMatterScalar {
  package static var shape: FrontMatterShape { .integer }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    let number = text.prefix(while: \.isNumber)
    return Int(number) == nil
      ? (nil, "write a number in digits") : (NearestMatch(String(number), isOnlyOne: false), nil)
  }
}

extension Bool: FrontMatterScalar {
  package static var shape: FrontMatterShape { .boolean }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    switch text.lowercased() {
    case "true", "yes", "on": (NearestMatch("true", isOnlyOne: true), nil)
    case "false", "no", "off": (NearestMatch("false", isOnlyOne: true), nil)
    default: (nil, nil)
    }
  }
}

extension CalendarDate: FrontMatterScalar {
  package static var shape: FrontMatterShape { .date }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    WrittenDate.correction(of: text, isWhole: true)
  }
}

extension Array: FrontMatterDecodable where Element: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .list(Element.shape) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> [Element]? {
    guard case .sequence(let values, _) = value else {
      var help: String?
      if case .scalar(let scalar) = value, !scalar.value.isEmpty {
        help =
          scalar.value.hasPrefix("-")
          ? "write a space after each hyphen: '- …'"
          : scalar.value.contains("\n")
            ? "write each item on a line that begins with '- '" : "write [\(scalar.value)]"
      }
      decoder.mismatch(value, expected: shape, help: help)
      return nil
    }
    return values.compactMap { Element.decode($0, &decoder) }
  }
}

extension Located: FrontMatterDecodable where Value: FrontMatterDecodable {
  package static var shape: FrontMatterShape { Value.shape }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Located<Value>? {
    Value.decode(value, &decoder).map { Located($0, value.range) }
  }
}

/// A list of words of which an author writes one.
package protocol FrontMatterChoice: FrontMatterDecodable, RawRepresentable<String>, CaseIterable {
  /// Lowercase words that authors write instead of a word in the list, with that word.
  static var synonyms: [String: String] { get }
}

extension FrontMatterChoice {
  package static var synonyms: [String: String] { [:] }

  package static var shape: FrontMatterShape { .choice(allCases.map(\.rawValue)) }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    guard case .scalar(let scalar) = value, let choice = Self(rawValue: scalar.value) else {
      var meant: NearestMatch?
      if case .scalar(let scalar) = value {
        meant =
          synonyms[scalar.value.lowercased()].map { NearestMatch($0, isOnlyOne: false) }
          ?? NearestMatch.of(scalar.value, among: allCases.map(\.rawValue))
      }
      decoder.mismatch(value, expected: shape, meant: meant)
      return nil
    }
    return choice
  }
}

/// The values that a front matter key accepts, for messages and for the schema that editors use.
package indirect enum FrontMatterShape: Sendable, Hashable {
  case text
  case integer
  case boolean
  case date
  /// A date as precise as its source states it.
  case statedDate
  /// An address that readers can be sent to.
  case address
  /// One word of a list.
  case choice([String])
  /// Text that matches an ECMA-262 regular expression, and a description of it in words.
  case pattern(String, String)
  case list(FrontMatterShape)
  case record([FrontMatterKey])

  /// What to write, as a noun with its article.
  package var expectation: String {
    switch self {
    case .text: "text"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .date: "a date such as 2026-11-21"
    case .statedDate: "a date such as 2026-11-21, 2026-11, or 2026, or a period such as 2026/2027"
    case .address: "an http, https, mailto, or tel address"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .pattern(_, let words): words
    case .list(.text): "a list"
    case .list(let element): "a list, each item \(element.expectation)"
    case .record(let keys): "a set of keys (\(keys.map(\.name).joined(separator: ", ")))"
    }
  }
}

/// A key that a front matter record can have.
package struct FrontMatterKey: Sendable, Hashable {
  package var name: String
  package var shape: FrontMatterShape
  package var isRequired: Bool
  /// One sentence that describes the key, for the schema.
  package var summary: String

  /// What to write if the key is missing.
  var exampleOfUse: String {
    switch shape {
    case .record(let keys):
      let required = keys.filter(\.isRequired).map { "\($0.name): …" }
      return "add '\(name): { \(required.joined(separator: ", ")) }'"
    case .text: return "add '\(name): …'"
    default: return "add '\(name): …' with \(shape.expectation)"
    }
  }
}

package import Basics

/// The YAML between the `---` lines at the top of a document, parsed but not interpreted.
package struct FrontMatter: Sendable, Hashable {
  /// The top-level keys in the order written.
  ///
  /// Each key occurs only once. A repeated key was reported and dropped.
  package var entries: [YAMLValue.Entry]

  /// The range from the opening line to the closing line.
  package var range: SourceRange

  package init(entries: [YAMLValue.Entry], range: SourceRange) {
    self.entries = entries
    self.range = range
  }

  package subscript(key: String) -> YAMLValue? {
    entries.first { $0.key.value == key }?.value
  }
}

/// Splits a document into front matter and body, and parses the front matter.
package enum FrontMatterParser {
  /// The parts of a document.
  package struct Result: Sendable {
    /// The front matter, or `nil` if the document doesn't begin with `---` or its YAML couldn't be read.
    package var frontMatter: FrontMatter?
    /// The offset in the file at which the Markdown begins.
    package var bodyStart: Int
    /// The line on which the Markdown begins, from 1.
    package var bodyLine: Int
    package var diagnostics: [Diagnostic]
  }

  /// Reads the front matter of a file whose bytes are valid UTF-8.
  package static func parse(_ file: SourceFile) -> Result {
    let bytes = file.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let afterOpening = endOfFence(bytes, at: start) else {
      return Result(
        frontMatter: nil, bodyStart: start, bodyLine: 1, diagnostics: misplaced(in: file, from: start))
    }
    var line = 2
    var index = afterOpening
    while index < bytes.count {
      if let bodyStart = endOfFence(bytes, at: index) {
        return read(
          file, yaml: bytes[afterOpening..<index], closingLine: line, bodyStart: bodyStart)
      }
      guard let newline = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      index = newline + 1
      line += 1
    }
    let unclosed = Diagnostic(
      .error, .unclosedFrontMatter, "Front matter is opened and not closed", path: file.path,
      range: SourceRange(line: 1, column: start + 1, length: 3),
      help: "end it with a line of three hyphens")
    return Result(frontMatter: nil, bodyStart: bytes.count, bodyLine: line, diagnostics: [unclosed])
  }

  /// Reports front matter that doesn't begin with `---` on the first line.
  private static func misplaced(in file: SourceFile, from start: Int) -> [Diagnostic] {
    let bytes = file.bytes[start...]
    func report(_ summary: String, line: Int, length: Int, help: String) -> [Diagnostic] {
      [
        Diagnostic(
          .error, .misplacedFrontMatter, summary, path: file.path,
          range: SourceRange(line: line, column: line == 1 ? start + 1 : 1, length: max(1, length)),
          help: help)
      ]
    }
    if !bytes.contains(UInt8(ascii: "\n")), bytes.starts(with: "---\r".utf8) {
      return report(
        "The lines of this file end as on a Mac before 2001, with only a carriage return", line: 1, length: 3,
        help: "save the file with Unix line ends (LF)")
    }
    var line = 1
    for text in bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 20, omittingEmptySubsequences: false)
      .prefix(20)
    {
      let words = String(decoding: text.prefix(80), as: UTF8.self).trimmed
      if words.isEmpty {
        line += 1
        continue
      }
      if words == "+++" || words == "{" || words == ";;;" {
        return report(
          "Front matter in the format of another tool isn't read", line: line, length: text.count,
          help: "write it in YAML between two lines of three hyphens: '---', 'title: …', '---'")
      }
      let isRule = words.utf8.allSatisfy { $0 == UInt8(ascii: "-") } && words.utf8.count >= 3
      guard isRule, hasKey(bytes, belowLine: line),
        line > 1 || words != "---" || text.first != UInt8(ascii: "-")
      else { return [] }
      return line > 1
        ? report(
          "Front matter begins on the first line of a file", line: line, length: text.count,
          help: line == 2 ? "remove the blank line above it" : "remove the \(line - 1) blank lines above it")
        : report(
          "Front matter begins and ends with a line of exactly three hyphens", line: line, length: text.count,
          help: "write '---' at the start of the line, here and below the last key")
    }
    return []
  }

  /// Returns whether the next line has a key, so that a line of hyphens isn't a thematic break.
  private static func hasKey(_ bytes: ArraySlice<UInt8>, belowLine line: Int) -> Bool {
    let lines = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: line + 1, omittingEmptySubsequences: false)
    guard lines.count > line else { return false }
    let name = lines[line].drop { $0.isSpaceOrTab }.prefix { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
    return !name.isEmpty && lines[line][name.endIndex...].first == UInt8(ascii: ":")
  }

  private static func read(
    _ file: SourceFile, yaml: ArraySlice<UInt8>, closingLine: Int, bodyStart: Int
  ) -> Result {
    var (value, diagnostics) = YAMLReader(path: file.path, firstLine: 2).read(yaml)
    let range = SourceRange(
      SourcePosition(line: 1, column: 1), SourcePosition(line: closingLine, column: 4))
    var frontMatter: FrontMatter?
    switch value {
    case .mapping(let entries, _):
      frontMatter = FrontMatter(entries: entries, range: range)
    case .scalar, .sequence:
      if let value { diagnostics.append(YAMLMistake.withoutKeys(value, path: file.path)) }
    case nil:
      if diagnostics.isEmpty { frontMatter = FrontMatter(entries: [], range: range) }
    }
    return Result(
      frontMatter: frontMatter, bodyStart: bodyStart, bodyLine: closingLine + 1, diagnostics: diagnostics)
  }

  /// Returns the offset after a line that has only three hyphens and white space, or `nil` if the line has
  /// anything else.
  private static func endOfFence(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index + 3 <= bytes.count, bytes[index..<index + 3].allSatisfy({ $0 == UInt8(ascii: "-") })
    else { return nil }
    var end = index + 3
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): end += 1
      case UInt8(ascii: "\n"): return end + 1
      default: return nil
      }
    }
    return end
  }
}

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
  /// A value that can't be read is reported, and its field keeps its default. Inside another record, a part that
  /// isn't required and has no value counts as left out, so that authors can fill in a form part by part.
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
        if decoder.key != nil, !field.key.isRequired, entry.value.isEmpty { continue }
        decoder.read(field.key.name) { field.store(entry.value, &record, &$0) }
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
  /// The key whose value is being read, or `nil` outside a set of keys.
  fileprivate private(set) var key: String?
  package private(set) var diagnostics: [Diagnostic] = []

  package init(path: String) {
    self.path = path
  }

  /// Reads the value of a key.
  fileprivate mutating func read(_ key: String, _ value: (inout Self) -> Void) {
    let outer = self.key
    defer { self.key = outer }
    self.key = key
    value(&self)
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
      let subject = key.map { "'\($0)'" } ?? "Value"
      report(
        .wrongType, "\(subject) is empty, and must be \(shape.expectation)", at: value.range,
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

  /// Whether a value fits on the line of its key.
  package var isScalar: Bool {
    switch self {
    case .list, .record: false
    default: true
    }
  }

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

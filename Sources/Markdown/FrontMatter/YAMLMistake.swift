import Basics
import Yams

/// A mistake in YAML in words that authors understand, based on libyaml's message and the line that it's
/// reported on.
///
/// libyaml's messages mention tokens, scalars, and flow nodes. In front matter, each of them has only a few
/// causes.
struct YAMLMistake {
  let summary: String
  let range: SourceRange
  let help: String?

  private init(_ summary: String, _ range: SourceRange, help: String?) {
    self.summary = summary
    self.range = range
    self.help = help
  }

  /// - Parameters:
  ///   - problem: What libyaml couldn't read.
  ///   - mark: Where libyaml stopped.
  ///   - context: What libyaml was reading, and where that begins.
  init(
    _ problem: String, at mark: Mark, in context: (text: String, mark: Mark)?, places: YAMLPlaces
  ) {
    let range = places.range(of: mark)
    let line = YAMLLine(range.start.line, in: places)
    let begin = context.map { places.range(of: $0.mark) }
    let reading = context?.text ?? ""
    let mistake =
      Self.tab(on: line)
      ?? (problem.hasPrefix("mapping values are not allowed") ? Self.colon(at: range, on: line, places) : nil)
      ?? Self.unclosedQuotation(reading, problem, begin, places)
      ?? Self.brackets(reading, begin, places)
      ?? Self.sign(reading, problem, range, on: line)
      ?? Self.line(reading, problem, begin ?? range, range, places)
    self =
      mistake
      ?? Self(
        "YAML can't be read: " + [context?.text, problem].compactMap(\.self).joined(separator: ", "), range,
        help: "write each key and its value on a line of their own, such as 'title: …'")
  }

  // MARK: What can be wrong

  private static func tab(on line: YAMLLine) -> Self? {
    let indent = line.bytes.prefix { $0.isSpaceOrTab }
    guard let tab = indent.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    return Self(
      "A line is indented with a tab",
      SourceRange(line: line.number, column: tab - line.bytes.startIndex + 1),
      help: "indent with spaces")
  }

  /// Handles libyaml's "mapping values are not allowed": a value contains a colon, the line above has no
  /// value, or a line is indented too far.
  private static func colon(at range: SourceRange, on line: YAMLLine, _ places: YAMLPlaces) -> Self? {
    if let (key, value) = line.keyAndValue, line.columnAfterColon < range.start.column {
      return Self(
        "A value that contains a colon and a space is in quotation marks", range,
        help: "write \(key): \(quoted(value))")
    }
    let above = (places.firstLine..<max(places.firstLine, line.number)).reversed().lazy
      .map { YAMLLine($0, in: places) }.first { !$0.text.isEmpty }
    if let above, above.keyAndValue == nil, let colon = above.text.firstIndex(of: ":"),
      above.text.index(after: colon) < above.text.endIndex
    {
      return missingSpace(on: above, after: colon)
    }
    guard line.bytes.first == UInt8(ascii: " ") else { return nil }
    return Self(
      "A key is indented more than the keys above it", line.range,
      help: "begin it in the same column as those: \(line.text)")
  }

  private static func missingSpace(on line: YAMLLine, after colon: String.Index) -> Self {
    let value = line.text[line.text.index(after: colon)...]
    return Self(
      "A key and its value have a colon and a space between them", line.range,
      help: "write \(line.text[..<colon]): \(String(value).trimmed)")
  }

  private static func unclosedQuotation(
    _ reading: String, _ problem: String, _ begin: SourceRange?, _ places: YAMLPlaces
  ) -> Self? {
    guard reading.contains("quoted scalar") || reading.contains("double-quoted"), let begin else {
      return nil
    }
    if problem.contains("escape character") {
      return Self(
        "A backslash in double quotation marks begins a code that YAML doesn't have", begin,
        help: "write two backslashes, or put the value in single quotation marks")
    }
    let line = YAMLLine(begin.start.line, in: places)
    let sign = String(decoding: line.bytes.dropFirst(begin.start.column - 1).prefix(1), as: UTF8.self)
    return Self(
      "A quotation mark has no partner", begin,
      help: "write \(sign) at the end of the value too")
  }

  private static func brackets(_ reading: String, _ begin: SourceRange?, _ places: YAMLPlaces) -> Self? {
    guard let begin, reading.contains("flow ") else { return nil }
    let line = YAMLLine(begin.start.line, in: places)
    let opening = line.bytes.dropFirst(begin.start.column - 1).first
    let isList = opening == UInt8(ascii: "[")
    guard isList || opening == UInt8(ascii: "{") else {
      return Self(
        "Brackets or braces in a value can't be read", begin,
        help: "close each of them, or put the value in quotation marks if it is text")
    }
    let (sign, close, parts) = isList ? ("[", "]", "items") : ("{", "}", "keys")
    let isClosed = line.bytes.dropFirst(begin.start.column).contains(UInt8(ascii: isList ? "]" : "}"))
    return isClosed
      ? Self(
        "\(parts.capitalizedFirst) between '\(sign)' and '\(close)' have commas between them", begin,
        help: "write a comma between two \(parts), or put the value in quotation marks if it is text")
      : Self(
        "'\(sign)' has no '\(close)'", begin,
        help: "close it, or put the value in quotation marks if it is text")
  }

  /// Handles a value that begins with a character that has a meaning in YAML.
  private static func sign(
    _ reading: String, _ problem: String, _ range: SourceRange, on line: YAMLLine
  ) -> Self? {
    guard
      problem.contains("cannot start any token") || problem.contains("sequence entries are not allowed")
        || reading.contains("alias")
        || reading.contains("anchor") || reading.contains("directive") || reading.contains("tag"),
      let (key, value) = line.keyAndValue, let first = value.first
    else { return nil }
    return Self(
      "A value that begins with '\(first)' is in quotation marks",
      SourceRange(line: range.start.line, column: line.columnOfValue, length: String(first).utf8.count),
      help: "write \(key): \(quoted(value))")
  }

  /// Handles a line that isn't a key with a value.
  private static func line(
    _ reading: String, _ problem: String, _ begin: SourceRange, _ range: SourceRange, _ places: YAMLPlaces
  ) -> Self? {
    if problem.contains("could not find expected ':'") {
      let line = YAMLLine(begin.start.line, in: places)
      if let colon = line.text.firstIndex(of: ":") { return missingSpace(on: line, after: colon) }
      let words = line.text.split(separator: " ", maxSplits: 1)
      return Self(
        "A line has no colon after its key", line.range,
        help: words.count == 2 ? "write \(words[0]): \(words[1])" : "write \(line.text): …")
    }
    guard
      problem.contains("did not find expected key") || problem.contains("did not find expected '-'")
        || problem.contains("block end")
    else { return nil }
    let line = YAMLLine(range.start.line, in: places)
    if let (key, value) = line.keyAndValue, let mark = value.first, mark == "\"" || mark == "'" {
      let inner = value.dropFirst().filter { $0 != mark }
      return Self(
        "Text follows the quotation mark that ends a value", range,
        help: "put the whole value in quotation marks: \(key): \(quoted(String(inner)))")
    }
    if line.text.hasPrefix("-") {
      return Self(
        "An item of a list isn't under the key that it belongs to", line.range,
        help: "write the key on the line above, and indent each item the same")
    }
    return Self(
      "A line isn't indented like the others of its list or its keys", line.range,
      help: "begin it in the same column as the line above")
  }

  /// Returns a text as YAML writes it in double quotation marks.
  private static func quoted(_ value: String) -> String {
    "\"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// Returns the diagnostic for a root that isn't keys with values: `title:A`, or a line without a colon.
  static func withoutKeys(_ value: YAMLValue, path: String) -> Diagnostic {
    var help = "write 'title: …'"
    if case .scalar(let scalar) = value, !scalar.value.contains("\n") {
      let separators: Set<Character> = [" ", "\u{A0}"]
      let name = scalar.value.prefix { $0 != ":" && !separators.contains($0) }
      let rest = scalar.value.dropFirst(name.count).drop { $0 == ":" || separators.contains($0) }
      if !name.isEmpty, !rest.isEmpty {
        help = "write \(name): \(rest), with an ordinary space after the colon"
      }
    }
    return Diagnostic(
      .error, .invalidYAML, "Front matter must be keys with values", path: path, range: value.range,
      help: help)
  }
}

/// A line of YAML.
private struct YAMLLine {
  let number: Int
  let bytes: ArraySlice<UInt8>

  init(_ number: Int, in places: YAMLPlaces) {
    self.number = number
    bytes = places.bytes(ofLine: number)
  }

  /// The line without surrounding space.
  var text: String { String(decoding: bytes, as: UTF8.self).trimmed }

  /// The range of the line without its indentation.
  var range: SourceRange {
    let indent = bytes.prefix { $0.isSpaceOrTab }.count
    return SourceRange(line: number, column: indent + 1, length: max(1, text.utf8.count))
  }

  private var colon: Range<Int>? { bytes.firstRange(of: ": ".utf8) }

  /// The column after the first colon that a space follows, or 0 if there is none.
  var columnAfterColon: Int { colon.map { $0.upperBound - bytes.startIndex + 1 } ?? 0 }

  /// The column of the value's first character.
  var columnOfValue: Int {
    guard let colon else { return 1 }
    return bytes[colon.upperBound...].prefix { $0.isSpaceOrTab }.endIndex - bytes.startIndex + 1
  }

  /// The line's key, without a hyphen before it, and its value, or `nil` if one is missing.
  var keyAndValue: (key: String, value: String)? {
    guard let colon else { return nil }
    let key = String(decoding: bytes[..<colon.lowerBound], as: UTF8.self).trimmed
    let value = String(decoding: bytes[colon.upperBound...], as: UTF8.self).trimmed
    return key.isEmpty || value.isEmpty ? nil : (key, value)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

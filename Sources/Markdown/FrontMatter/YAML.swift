package import Basics
import Yams

/// Reads YAML into values that know their source ranges.
///
/// Authors' YAML is restricted: no anchors, no aliases, a single document, at most ``maximumSize`` bytes and
/// ``maximumDepth`` levels, and each key only once.
package struct YAMLReader {
  /// The largest YAML text that is read, in bytes.
  package static let maximumSize = 262_144

  /// The deepest nesting that is read.
  package static let maximumDepth = 32

  /// The path for diagnostics.
  let path: String

  /// The line number in the file of the text's first line, from 1.
  let firstLine: Int

  package init(path: String, firstLine: Int = 1) {
    self.path = path
    self.firstLine = firstLine
  }

  /// Reads one document.
  ///
  /// - Parameter text: Valid UTF-8.
  /// - Returns: The value, or `nil` if the text is empty or can't be read. A diagnostic explains the latter.
  package func read(_ text: ArraySlice<UInt8>) -> (value: YAMLValue?, diagnostics: [Diagnostic]) {
    let places = YAMLPlaces(text, firstLine: firstLine)
    if let diagnostic = boundsBroken(by: text, places: places) { return (nil, [diagnostic]) }
    do {
      let parser = try Parser(
        yaml: String(decoding: text, as: UTF8.self), resolver: .basic, constructor: .default, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return (nil, []) }
      var conversion = YAMLConversion(path: path, places: places)
      // The parser owns the anchors that the nodes refer to.
      let value = withExtendedLifetime(parser) { conversion.convert(root, depth: 0) }
      let isSound = conversion.diagnostics.allSatisfy { $0.severity == .warning }
      return (isSound ? value : nil, conversion.diagnostics)
    } catch let error as YamlError {
      return (nil, [diagnostic(for: error, places: places)])
    } catch {
      return (nil, [invalid("YAML can't be read: \(error)", at: nil)])
    }
  }

  /// Checks the text against limits that protect libyaml, which is recursive.
  private func boundsBroken(by text: ArraySlice<UInt8>, places: YAMLPlaces) -> Diagnostic? {
    if text.count > Self.maximumSize {
      return invalid("YAML is larger than \(Self.maximumSize) bytes", at: nil)
    }
    var flowDepth = 0
    var indicators = 0
    var startsLine = true
    var line = firstLine
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        indicators = 0
        startsLine = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        flowDepth += 1
        startsLine = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        flowDepth = max(0, flowDepth - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if startsLine { indicators += 1 }
      case UInt8(ascii: " "):
        break
      default:
        startsLine = false
      }
      if flowDepth > Self.maximumDepth || indicators > Self.maximumDepth, line <= places.last {
        // A run of hyphens by itself, such as a ruler in a block of text, doesn't open anything.
        if flowDepth <= Self.maximumDepth, places.isRuler(line) { continue }
        return invalid(
          "YAML is nested deeper than \(Self.maximumDepth) levels", at: SourceRange(line: line, column: 1))
      }
    }
    return nil
  }

  private func diagnostic(for error: YamlError, places: YAMLPlaces) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let mistake = YAMLMistake(problem, at: mark, in: context.map { ($0.text, $0.mark) }, places: places)
      return invalid(mistake.summary, at: mistake.range, help: mistake.help)
    case .reader(let problem, let offset, _, _):
      return invalid("YAML can't be read: \(problem)", at: offset.map(places.range(ofOffset:)))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      let first = places.range(of: context.mark, length: key.utf8.count)
      return Diagnostic(
        .error, .duplicateKey, "Key '\(key)' is given twice", path: path,
        range: places.repeatedKey(key, after: first) ?? first,
        help: "keep one of the two",
        notes: [Diagnostic.Note("it is given first here", path: path, range: first)])
    default:
      return invalid("YAML can't be read: \(error)", at: nil)
    }
  }

  private func invalid(_ summary: String, at range: SourceRange?, help: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, .invalidYAML, summary, path: path,
      range: range ?? SourceRange(line: firstLine, column: 1), help: help)
  }
}

/// A YAML value with the source range of every part.
///
/// Scalars stay text. Whether `2025` is a year or a title depends on the key.
package indirect enum YAMLValue: Sendable, Hashable {
  case scalar(Located<String>)
  case sequence([YAMLValue], SourceRange)
  case mapping([Entry], SourceRange)

  /// A key of a mapping and its value, in the order written.
  package struct Entry: Sendable, Hashable {
    package var key: Located<String>
    package var value: YAMLValue

    package init(key: Located<String>, value: YAMLValue) {
      self.key = key
      self.value = value
    }
  }

  /// Whether nothing is written after the key.
  var isEmpty: Bool {
    if case .scalar(let scalar) = self { scalar.value.trimmed.isEmpty } else { false }
  }

  /// The range of the whole value in its file.
  package var range: SourceRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .sequence(_, let range), .mapping(_, let range): range
    }
  }
}

/// Converts Yams' nodes to values whose ranges are in bytes of the file.
struct YAMLConversion {
  let path: String
  let places: YAMLPlaces
  var diagnostics: [Diagnostic] = []

  init(path: String, places: YAMLPlaces) {
    self.path = path
    self.places = places
  }

  /// Converts a node, or returns `nil` if it contains an anchor, because anchors can turn a small text into a
  /// huge value.
  mutating func convert(_ node: Yams.Node, depth: Int) -> YAMLValue? {
    let range = node.mark.map { places.range(of: $0, length: length(of: node)) } ?? places.start
    guard node.anchor == nil, node.alias == nil else {
      report(
        .anchorInYAML, "Anchors and aliases are not allowed in YAML", range,
        help: "put a value that begins with '&' or '*' in quotation marks")
      return nil
    }
    guard depth < YAMLReader.maximumDepth else {
      report(.invalidYAML, "YAML is nested deeper than \(YAMLReader.maximumDepth) levels", range, help: nil)
      return nil
    }
    switch node {
    case .scalar(let scalar):
      reportEscapedControls(in: scalar, range)
      reportCutValue(scalar, range)
      return .scalar(Located(scalar.string, range))
    case .sequence(let sequence):
      var values: [YAMLValue] = []
      for element in sequence {
        guard let value = convert(element, depth: depth + 1) else { return nil }
        values.append(value)
      }
      return .sequence(values, range)
    case .mapping(let mapping):
      return convert(mapping, range: range, depth: depth)
    case .alias:
      return nil
    }
  }

  private mutating func convert(_ mapping: Yams.Node.Mapping, range: SourceRange, depth: Int) -> YAMLValue? {
    var entries: [YAMLValue.Entry] = []
    for (keyNode, valueNode) in mapping {
      guard case .scalar(let key)? = convert(keyNode, depth: depth + 1) else {
        if diagnostics.isEmpty { report(.invalidYAML, "A key must be text", range, help: nil) }
        return nil
      }
      guard let value = convert(valueNode, depth: depth + 1) else { return nil }
      entries.append(YAMLValue.Entry(key: key, value: value))
    }
    return .mapping(entries, range)
  }

  /// Returns the number of bytes that a node takes up on its first line, as far as its style determines it.
  private func length(of node: Yams.Node) -> Int {
    guard case .scalar(let scalar) = node else { return 1 }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return scalar.string.utf8.count + 2
    case .literal, .folded: return 1
    default: return max(1, scalar.string.utf8.count)
    }
  }

  /// Reports a control character that is written as an escape.
  ///
  /// Literal ones were found when the file was read.
  private mutating func reportEscapedControls(in scalar: Yams.Node.Scalar, _ range: SourceRange) {
    guard scalar.style == .doubleQuoted else { return }
    for character in scalar.string.unicodeScalars.lazy.compactMap(HiddenCharacter.init)
    where character.severity == .error {
      report(character.rule, character.summary, range, help: character.help)
      return
    }
  }

  /// Reports a value that YAML cuts off at a number sign: `title: Rule #3` is only "Rule".
  ///
  /// A real comment usually has a space after the sign, so it isn't reported.
  private mutating func reportCutValue(_ scalar: Yams.Node.Scalar, _ range: SourceRange) {
    guard scalar.style == .plain || scalar.style == .any, !scalar.string.isEmpty else { return }
    let line = places.bytes(ofLine: range.end.line)
    let rest = line.dropFirst(range.end.column - 1)
    let cut = rest.drop { $0.isSpaceOrTab }
    guard rest.first?.isSpaceOrTab == true, cut.first == UInt8(ascii: "#"),
      let next = cut.dropFirst().first, !next.isASCIIWhitespace, next != UInt8(ascii: "#")
    else { return }
    let text = String(decoding: line[rest.startIndex...], as: UTF8.self).trimmed
    diagnostics.append(
      Diagnostic(
        .warning, .cutValue, "'\(text)' is read as a comment and isn't part of the value", path: path,
        range: SourceRange(
          line: range.end.line, column: cut.startIndex - line.startIndex + 1, length: text.utf8.count),
        help: "put the value in quotation marks: \"\(scalar.string) \(text)\", or write a space after '#'"))
  }

  private mutating func report(_ rule: Rule, _ summary: String, _ range: SourceRange, help: String?) {
    diagnostics.append(Diagnostic(.error, rule, summary, path: path, range: range, help: help))
  }
}

/// The positions in a YAML text, in lines and bytes of its file.
struct YAMLPlaces {
  let text: ArraySlice<UInt8>
  /// The line number in the file of the text's first line, from 1.
  let firstLine: Int
  /// Where each line begins in ``text``.
  private let starts: [Int]
  /// The number of Unicode scalars before each block of bytes, so that the scalars of a long line aren't
  /// recounted.
  private let scalarsBefore: [Int]
  private static let blockSize = 64

  init(_ text: ArraySlice<UInt8>, firstLine: Int) {
    self.text = text
    self.firstLine = firstLine
    var starts = [text.startIndex]
    for index in text.indices where text[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    self.starts = starts
    var counts: [Int] = []
    counts.reserveCapacity(text.count / Self.blockSize + 1)
    var count = 0
    for (offset, byte) in text.enumerated() {
      if offset.isMultiple(of: Self.blockSize) { counts.append(count) }
      if Self.beginsScalar(byte) { count += 1 }
    }
    scalarsBefore = counts
  }

  private static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// Returns the number of scalars that begin before an index.
  private func scalars(before index: Int) -> Int {
    guard !scalarsBefore.isEmpty else { return 0 }
    let block = min((index - text.startIndex) / Self.blockSize, scalarsBefore.count - 1)
    let start = text.startIndex + block * Self.blockSize
    return scalarsBefore[block] + text[start..<index].count(where: Self.beginsScalar)
  }

  /// Returns the index at which a scalar begins, or the end of the text.
  ///
  /// - Parameter number: The number of scalars before it.
  private func index(ofScalar number: Int) -> Int {
    let block = scalarsBefore.partition { $0 > number } - 1
    guard block >= 0 else { return text.endIndex }
    var left = number - scalarsBefore[block]
    let start = text.startIndex + block * Self.blockSize
    for index in start..<text.endIndex where Self.beginsScalar(text[index]) {
      if left == 0 { return index }
      left -= 1
    }
    return text.endIndex
  }

  /// The number of the last line.
  var last: Int { firstLine + starts.count - 1 }

  /// The range of the text's first byte.
  var start: SourceRange { SourceRange(line: firstLine, column: 1) }

  /// Returns the bytes of a line of the file, without its line end.
  func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
    let index = line - firstLine
    guard starts.indices.contains(index) else { return [] }
    let end = index + 1 < starts.count ? starts[index + 1] - 1 : text.endIndex
    return text[starts[index]..<end]
  }

  /// Returns whether a line has only leading spaces and a single run of hyphens.
  func isRuler(_ line: Int) -> Bool {
    let bytes = bytes(ofLine: line).drop { $0 == UInt8(ascii: " ") }
    return bytes.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// Returns the range of a Yams mark, whose columns count Unicode scalars.
  ///
  /// - Parameter length: The length in bytes, limited to the end of the line.
  func range(of mark: Mark, length: Int = 1) -> SourceRange {
    let line = min(max(firstLine, firstLine + mark.line - 1), last)
    let bytes = bytes(ofLine: line)
    let wanted = scalars(before: bytes.startIndex) + max(0, mark.column - 1)
    let column = min(index(ofScalar: wanted), bytes.endIndex) - bytes.startIndex + 1
    let available = max(1, bytes.count - column + 1)
    return SourceRange(line: line, column: column, length: min(max(1, length), available))
  }

  /// Returns the position of a byte, given its offset from the start of the text.
  func range(ofOffset offset: Int) -> SourceRange {
    let place = text.startIndex + offset
    let index = max(0, (starts.firstIndex { $0 > place } ?? starts.count) - 1)
    return SourceRange(line: firstLine + index, column: place - starts[index] + 1)
  }

  /// Returns the range of a key's next occurrence at the same column.
  func repeatedKey(_ key: String, after first: SourceRange) -> SourceRange? {
    let wanted = Array(key.utf8)
    guard first.start.line < last else { return nil }
    for line in (first.start.line + 1)...last {
      let bytes = bytes(ofLine: line).dropFirst(first.start.column - 1)
      if bytes.starts(with: wanted), bytes.dropFirst(wanted.count).first == UInt8(ascii: ":") {
        return SourceRange(line: line, column: first.start.column, length: wanted.count)
      }
    }
    return nil
  }
}

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
        "A value that contains a colon and a space needs quotation marks", range,
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
      "A value that begins with '\(first)' needs quotation marks",
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
      if let opening = unclosedValue(before: line, mark, places) { return opening }
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

  /// Handles a value whose quotation mark isn't closed, so that YAML reads on to the next one, lines below.
  private static func unclosedValue(
    before line: YAMLLine, _ mark: Character, _ places: YAMLPlaces
  ) -> Self? {
    for number in (1..<max(line.number, 1)).reversed() {
      let earlier = YAMLLine(number, in: places)
      guard earlier.text.contains(mark) else { continue }
      guard let (key, value) = earlier.keyAndValue, value.first == mark, !value.dropFirst().contains(mark)
      else { return nil }
      return Self(
        "A quotation mark has no partner",
        SourceRange(line: number, column: earlier.columnOfValue, length: 1),
        help: "write \(key): \(value)\(mark)")
    }
    return nil
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

import Yams

/// Reads YAML into values that know their places.
///
/// YAML from authors is bounded: no anchors, aliases or several documents, at most
/// ``maximumSize`` bytes and ``maximumDepth`` levels, each key once.
package struct YAMLReader {
  /// The largest YAML text that is read, in bytes.
  package static let maximumSize = 262_144

  /// The deepest nesting that is read.
  package static let maximumDepth = 32

  /// The path for diagnostics.
  let path: String

  /// The line of the file that the text's first line is, from 1.
  let firstLine: Int

  package init(path: String, firstLine: Int = 1) {
    self.path = path
    self.firstLine = firstLine
  }

  /// Reads one document.
  ///
  /// - Parameter text: Valid UTF-8.
  /// - Returns: The value, or nothing where the text is empty or could not be read, which a diagnostic says.
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
      return (conversion.diagnostics.isEmpty ? value : nil, conversion.diagnostics)
    } catch let error as YamlError {
      return (nil, [diagnostic(for: error, places: places)])
    } catch {
      return (nil, [invalid("YAML can't be read: \(error)", at: nil)])
    }
  }

  /// What keeps libyaml, which descends by recursion, from being asked for too much.
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
        // A run of hyphens alone, such as a ruler in a block of text, opens nothing.
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
      if let diagnostic = unquotedColon(problem, at: mark, places: places) { return diagnostic }
      let words = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
      return invalid("YAML can't be read: \(words)", at: places.range(of: mark))
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

  /// Explains libyaml's "mapping values are not allowed": the value of a key has a colon and a space in it.
  private func unquotedColon(_ problem: String, at mark: Mark, places: YAMLPlaces) -> Diagnostic? {
    let range = places.range(of: mark)
    let line = places.bytes(ofLine: range.start.line)
    guard problem.hasPrefix("mapping values are not allowed"),
      let colon = line.firstRange(of: ": ".utf8), colon.upperBound < line.startIndex + range.start.column - 1
    else { return nil }
    let key = String(decoding: line[..<colon.lowerBound], as: UTF8.self).trimmed
    let value = String(decoding: line[colon.upperBound...], as: UTF8.self).trimmed
    let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return invalid(
      "A value that contains a colon and a space is in quotation marks", at: range,
      help: "write \(key): \"\(quoted)\"")
  }

  private func invalid(_ summary: String, at range: SourceRange?, help: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, .invalidYAML, summary, path: path,
      range: range ?? SourceRange(line: firstLine, column: 1), help: help)
  }
}

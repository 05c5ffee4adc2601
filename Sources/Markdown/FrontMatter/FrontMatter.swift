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

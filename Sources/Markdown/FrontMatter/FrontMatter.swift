package import Basics

/// The YAML between the `---` lines at the top of a document, read but not yet understood.
package struct FrontMatter: Sendable, Hashable {
  /// The top-level keys in the order written.
  ///
  /// A key is there once: a second one was reported and dropped.
  package var entries: [YAMLValue.Entry]

  /// From the opening line to the closing one.
  package var range: SourceRange

  package init(entries: [YAMLValue.Entry], range: SourceRange) {
    self.entries = entries
    self.range = range
  }

  package subscript(key: String) -> YAMLValue? {
    entries.first { $0.key.value == key }?.value
  }
}

/// Splits a document into its front matter and its body, and reads the former.
package enum FrontMatterParser {
  /// What a document's bytes hold.
  package struct Result: Sendable {
    /// `nil` if the document does not begin with `---`, or where its YAML could not be read.
    package var frontMatter: FrontMatter?
    /// Where the Markdown begins in the file's bytes.
    package var bodyStart: Int
    /// The line that the Markdown begins on, from 1.
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

  /// Reports front matter that begins otherwise than with `---` on the first line.
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

  /// Whether the line below another has a key: a line of hyphens there is no thematic break.
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

  /// The place after a line of three hyphens and white space alone, or `nil` if the line is another.
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

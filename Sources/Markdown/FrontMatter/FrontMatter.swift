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
    /// Nothing where the document does not begin with `---`, or where its YAML could not be read.
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
      return Result(frontMatter: nil, bodyStart: start, bodyLine: 1, diagnostics: [])
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
      diagnostics.append(
        Diagnostic(
          .error, .invalidYAML, "Front matter must be keys with values", path: file.path,
          range: value?.range, help: "write 'title: …'"))
    case nil:
      if diagnostics.isEmpty { frontMatter = FrontMatter(entries: [], range: range) }
    }
    return Result(
      frontMatter: frontMatter, bodyStart: bodyStart, bodyLine: closingLine + 1, diagnostics: diagnostics)
  }

  /// The place after a line of three hyphens and white space alone, or nothing where the line is another.
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

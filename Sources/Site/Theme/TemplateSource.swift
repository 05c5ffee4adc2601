import Markup

/// A template as it was written.
struct TemplateSource: Sendable {
  /// The file's name without its folder and `.mustache`.
  let name: String
  /// The path for diagnostics.
  let path: String
  let bytes: [UInt8]

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The place of a run of bytes, by line and column.
  ///
  /// A run of several lines ends with its first.
  func place(of range: Range<Int>) -> SourceRange {
    var line = 1
    var lineStart = 0
    for offset in 0..<range.lowerBound where bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    let firstLine = bytes[range].prefix { $0 != UInt8(ascii: "\n") }
    return SourceRange(line: line, column: range.lowerBound - lineStart + 1, length: max(1, firstLine.count))
  }

  /// An error in the template.
  func error(
    _ identifier: String, _ summary: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, identifier, summary, path: path, range: place(of: range), help: help, notes: notes)
  }
}

package import Basics
import Markdown

/// A title with marks, as a value of the front matter holds it: plain text, not Markdown.
package struct RedlinedTitle: Sendable, Equatable {
  /// The title with what the marks say of each stretch; comments are left out.
  package let runs: [RedlineRun]

  /// The title with all changes accepted.
  package var proposed: String { runs.newText.trimmed }
  /// The title with all changes rejected.
  package var current: String { runs.oldText.trimmed }

  /// Reads a title.
  ///
  /// - Returns: Nothing where the title has no mark, or one that can't be read, and what the author could mend.
  package static func read(_ title: Located<String>, path: String) -> (
    title: Self?, diagnostics: [Diagnostic]
  ) {
    let bytes = Array(title.value.utf8)
    guard RedlineScanner.mayHoldMarks(bytes[...]) else { return (nil, []) }
    let lines = SourceLines(of: bytes)
    let scan = RedlineScanner.scan(bytes, stretches: [bytes.indices], path: path, lines: lines)
    var diagnostics = scan.diagnostics
    let result = Self(runs: runs(of: bytes, scan.marks))
    if !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics += RedlineSpacing.warnings(bytes, scan.marks, [bytes.indices], path: path, lines: lines)
      if result.proposed.isEmpty || result.current.isEmpty {
        diagnostics.append(
          Diagnostic(
            .error, .redlineEmptyTitle, "A title must have words in every view", path: path,
            range: SourceRange(line: 1, column: 1, length: bytes.count),
            help: "write a title that the views share in part, or leave the marks out"))
      }
    }
    return (result, diagnostics.map { $0.placed(in: title) })
  }

  private static func runs(of bytes: [UInt8], _ marks: [RedlineMark]) -> [RedlineRun] {
    // What becomes of each byte; nothing for delimiters and comments.
    var kinds = [RedlineRun.Kind?](repeating: .kept, count: bytes.count)
    for mark in marks {
      for index in mark.extent { kinds[index] = nil }
      for index in mark.deleted ?? 0..<0 { kinds[index] = .deleted }
      for index in mark.inserted ?? 0..<0 { kinds[index] = .inserted }
      if mark.kind == .highlight { for index in mark.body { kinds[index] = .kept } }
    }
    for index in bytes.indices.dropLast(3) where bytes[index] == UInt8(ascii: "\\") {
      guard bytes[index + 1] == UInt8(ascii: "{"), kinds[index + 1] != nil else { continue }
      if RedlineMark.Kind(opening: bytes[index + 2], bytes[index + 3]) != nil { kinds[index] = nil }
    }
    var runs: [RedlineRun] = []
    var start = 0
    while start < bytes.count {
      let end = kinds[start...].firstIndex { $0 != kinds[start] } ?? bytes.count
      if let kind = kinds[start] { runs.append(kind, String(decoding: bytes[start..<end], as: UTF8.self)) }
      start = end
    }
    return runs
  }
}

extension Diagnostic {
  /// The same diagnostic, of a value's own bytes, at its place in the file.
  ///
  /// Where escapes of YAML or line ends move the value's bytes, the place is that of the whole value.
  fileprivate func placed(in value: Located<String>) -> Diagnostic {
    let whole = value.range
    let quotes = whole.end.column - whole.start.column - value.value.utf8.count
    let isWritten = quotes == 0 || (quotes == 2 && !value.value.utf8.contains { "\"'\\".utf8.contains($0) })
    func placed(_ range: SourceRange) -> SourceRange {
      guard isWritten, whole.start.line == whole.end.line else { return whole }
      return SourceRange(
        line: whole.start.line, column: whole.start.column + quotes / 2 + range.start.column - 1,
        length: range.end.column - range.start.column)
    }
    var result = self
    result.range = range.map(placed)
    result.notes = notes.map { note in
      var note = note
      note.range = note.range.map(placed)
      return note
    }
    return result
  }
}

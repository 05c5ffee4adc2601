/// Files with the replacements of diagnostics put in their places.
///
/// Only a diagnostic with a ``Diagnostic/replacement`` is corrected, which has one if nothing else can have been meant.
package struct Corrections: Sendable {
  /// A line that changes.
  package struct Line: Sendable, Hashable {
    package let path: String
    /// From 1.
    package let number: Int
    package let old: String
    package let new: String
  }

  /// The files that change, sorted by path.
  package private(set) var files: [SourceFile] = []
  /// The lines that change, sorted by path and number.
  package private(set) var lines: [Line] = []

  /// - Parameters:
  ///   - diagnostics: In any order. Of two that overlap, the first in the text is corrected.
  ///   - files: The files that may change.
  package init(of diagnostics: [Diagnostic], in files: [SourceFile]) {
    let byPath = Dictionary(grouping: diagnostics.filter { $0.replacement != nil }, by: \.path)
    for file in files.sorted(byBytesOf: \.path) {
      guard let found = byPath[file.path] else { continue }
      let starts = SourceLines(of: file.bytes)
      var bytes: [UInt8] = []
      var end = 0
      for diagnostic in found.sorted() {
        guard let range = diagnostic.range, let text = diagnostic.replacement,
          range.start.line == range.end.line, let start = starts.offset(of: range.start),
          let stop = starts.offset(of: range.end), start >= end, stop <= file.bytes.count
        else { continue }
        bytes += file.bytes[end..<start] + Array(text.utf8)
        end = stop
      }
      guard end > 0 else { continue }
      bytes += file.bytes[end...]
      self.files.append(SourceFile(path: file.path, bytes: bytes))
      lines += Self.changedLines(of: file, bytes)
    }
  }

  /// The lines that differ; a replacement never has a line end.
  private static func changedLines(of file: SourceFile, _ bytes: [UInt8]) -> [Line] {
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") }
    let old = file.bytes.split(omittingEmptySubsequences: false, whereSeparator: isEnd)
    let new = bytes.split(omittingEmptySubsequences: false, whereSeparator: isEnd)
    return zip(old, new).enumerated().filter { $0.element.0 != $0.element.1 }.map { number, pair in
      Line(
        path: file.path, number: number + 1, old: String(decoding: pair.0, as: UTF8.self),
        new: String(decoding: pair.1, as: UTF8.self))
    }
  }
}

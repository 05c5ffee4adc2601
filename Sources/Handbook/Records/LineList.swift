import Basics

/// A text file of the content that the program keeps, with one entry to a line.
///
/// Empty lines and lines that begin with `#` are ignored.
struct LineList: Sendable {
  let role: SourceRole

  /// The lines with their ranges, without the spaces around them.
  func lines(
    in files: [SourceFile]
  ) -> (lines: [Located<String>], path: String, diagnostics: [Diagnostic]) {
    guard let file = file(among: files) else { return ([], "", []) }
    let check = TextCheck(file)
    guard check.isReadable else { return ([], file.path, check.diagnostics) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.bytes.starts(with: mark) ? file.bytes.dropFirst(mark.count) : file.bytes[...]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = lines.enumerated().compactMap { offset, line -> Located<String>? in
      let start = line.prefix { $0 == UInt8(ascii: " ") }.count
      let end = line.reversed().prefix { $0.isASCIIWhitespace }.count
      let text = line.dropFirst(start).dropLast(end)
      guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
      let before = start + (offset == 0 ? bytes.startIndex : 0)
      return Located(
        String(decoding: text, as: UTF8.self),
        SourceRange(line: offset + 1, column: before + 1, length: text.count))
    }
    return (found, file.path, check.diagnostics)
  }

  /// The file; `nil` if there is none.
  func file(among files: [SourceFile]) -> SourceFile? {
    files.first { SourceRole(path: $0.path) == role }
  }
}

/// Whether the bytes of a file are text.
package enum TextEncoding {
  /// What is wrong with a file's bytes: the first that is not UTF-8, or is NUL.
  ///
  /// Source: The Unicode Standard 16.0, table 3-7, well-formed UTF-8 byte sequences.
  package static func diagnostic(for file: SourceFile) -> Diagnostic? {
    if let offset = firstInvalidByte(of: file.bytes) {
      return diagnostic(
        "invalid-utf-8", "Byte \(offset) is not valid UTF-8", in: file, at: offset,
        help: "save the file as UTF-8")
    }
    if let offset = file.bytes.firstIndex(of: 0) {
      return diagnostic(
        "nul-byte", "Byte \(offset) is NUL, which no text holds", in: file, at: offset, help: "remove it")
    }
    return nil
  }

  /// The offset from 0 of the first byte that is not part of well-formed UTF-8.
  static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func diagnostic(
    _ identifier: String, _ summary: String, in file: SourceFile, at offset: Int, help: String
  ) -> Diagnostic {
    let before = file.bytes[..<offset]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Diagnostic(
      .error, identifier, summary, path: file.path,
      range: SourceRange(line: line, column: offset - start + 1), help: help)
  }
}

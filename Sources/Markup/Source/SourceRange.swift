/// A stretch of a source file, from its first byte to the byte after its last.
package struct SourceRange: Sendable, Hashable {
  package var start: SourcePosition

  /// The place after the last byte, on the same line as that byte.
  package var end: SourcePosition

  package init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// A range on one line.
  ///
  /// - Parameters:
  ///   - line: From 1.
  ///   - column: The first byte, from 1.
  ///   - length: In UTF-8 bytes.
  package init(line: Int, column: Int, length: Int = 1) {
    start = SourcePosition(line: line, column: column)
    end = SourcePosition(line: line, column: column + length)
  }
}

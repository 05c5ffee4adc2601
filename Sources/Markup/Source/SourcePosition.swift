/// A place in a source file.
package struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  package var line: Int

  /// The column in UTF-8 bytes, from 1.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

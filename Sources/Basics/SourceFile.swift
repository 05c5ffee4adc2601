/// A file of the handbook before it's interpreted: its path and its bytes.
package struct SourceFile: Sendable, Hashable {
  /// The path from the root of the source, with `/` between components and no leading `/`, such as
  /// `Content/lessons/privacy.md`.
  package let path: String

  /// The file's bytes.
  ///
  /// Their encoding hasn't been checked.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// A position in a source file.
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

/// A range of a source file, from its first byte to the byte after its last.
package struct SourceRange: Sendable, Hashable {
  package var start: SourcePosition

  /// The position after the last byte, on the same line as that byte.
  package var end: SourcePosition

  package init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// Creates a range on one line.
  ///
  /// - Parameters:
  ///   - line: The line number, from 1.
  ///   - column: The column of the first byte, from 1.
  ///   - length: The length in UTF-8 bytes.
  package init(line: Int, column: Int, length: Int = 1) {
    start = SourcePosition(line: line, column: column)
    end = SourcePosition(line: line, column: column + length)
  }
}

/// A value and the source range that it was read from.
package struct Located<Value> {
  package var value: Value
  package var range: SourceRange

  package init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// Returns another value with the same range.
  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), range)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

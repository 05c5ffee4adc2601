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

/// The starts of a text's lines, for converting byte offsets to line and column numbers.
///
/// A line ends at LF, CRLF, or CR, as in CommonMark 0.30, section 2.1.
package struct SourceLines: Sendable, Hashable {
  /// The offset of each line's first byte, ascending; the first is 0.
  package var starts: [UInt32]

  /// The number of the first line in its file, from 1.
  ///
  /// It's more than 1 if front matter comes before the text.
  package var firstLine: Int

  package init(starts: [UInt32] = [0], firstLine: Int = 1) {
    self.starts = starts
    self.firstLine = firstLine
  }

  /// Returns the position of a byte in the file.
  ///
  /// - Parameter offset: The offset in the text, from 0. The end of the text is allowed.
  package func position(at offset: Int) -> SourcePosition {
    let line = index(at: offset)
    return SourcePosition(line: firstLine + line, column: offset - Int(starts[line]) + 1)
  }

  /// Returns the range in the file of bytes on one line.
  ///
  /// - Parameter line: The index of the line in the text, from 0.
  package func range(_ offsets: Range<Int>, onLine line: Int) -> SourceRange {
    SourceRange(
      line: firstLine + line, column: offsets.lowerBound - Int(starts[line]) + 1, length: offsets.count)
  }

  /// Returns the range in the file of bytes in the text.
  ///
  /// - Parameter line: The line number in the file, from 1, where the range probably is, which speeds up the
  ///   search.
  package func range(_ offsets: Range<Int>, near line: UInt32 = 0) -> SourceRange {
    let index = Int(line) - firstLine
    if index >= 0, index + 1 < starts.count, Int(starts[index]) <= offsets.lowerBound,
      offsets.upperBound < Int(starts[index + 1])
    {
      return range(offsets, onLine: index)
    }
    guard !offsets.isEmpty else {
      let position = position(at: offsets.lowerBound)
      return SourceRange(position, position)
    }
    var end = position(at: offsets.upperBound - 1)
    end.column += 1
    return SourceRange(position(at: offsets.lowerBound), end)
  }

  /// Returns the offset of a position in the file, or `nil` if the text doesn't have that line.
  package func offset(of position: SourcePosition) -> Int? {
    let line = position.line - firstLine
    guard starts.indices.contains(line), position.column > 0 else { return nil }
    return Int(starts[line]) + position.column - 1
  }

  /// Returns the index, from 0, of the line that contains a byte.
  package func index(at offset: Int) -> Int {
    max(0, starts.partition { Int($0) > offset } - 1)
  }
}

extension SourceLines {
  /// Finds the lines of a text.
  ///
  /// - Parameter firstLine: The number of the text's first line in its file, from 1.
  package init(of text: [UInt8], firstLine: Int = 1) {
    var starts: [UInt32] = [0]
    for index in text.indices {
      let byte = text[index]
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { continue }
      starts.append(UInt32(index + 1))
    }
    self.init(starts: starts, firstLine: firstLine)
  }

  /// Returns the range of a line, including its line end.
  ///
  /// - Parameters:
  ///   - index: The index of the line, from 0. The range is empty if the text doesn't have that line.
  ///   - count: The length of the text in bytes.
  package func bytes(ofLine index: Int, count: Int) -> Range<Int> {
    guard starts.indices.contains(index) else { return count..<count }
    return Int(starts[index])..<(index + 1 < starts.count ? Int(starts[index + 1]) : count)
  }
}

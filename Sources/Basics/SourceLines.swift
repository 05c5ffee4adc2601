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

/// Where the lines of a text begin, to go from a byte to the place that a person would call it by.
///
/// A line ends at LF, CRLF or CR, as in CommonMark 0.30, section 2.1.
package struct SourceLines: Sendable, Hashable {
  /// The offset of each line's first byte, ascending; the first is 0.
  package var starts: [UInt32]

  /// The number of the first line in its file, from 1: more than 1 where front matter stands before.
  package var firstLine: Int

  package init(starts: [UInt32] = [0], firstLine: Int = 1) {
    self.starts = starts
    self.firstLine = firstLine
  }

  /// The place in the file of a byte.
  ///
  /// - Parameter offset: From 0, in the text that the lines are of; one past its end is a place too.
  package func position(at offset: Int) -> SourcePosition {
    let line = index(at: offset)
    return SourcePosition(line: firstLine + line, column: offset - Int(starts[line]) + 1)
  }

  /// The place in the file of a run of bytes of one line.
  ///
  /// - Parameter line: The line's number, from 0, in the text that the lines are of.
  package func range(_ offsets: Range<Int>, onLine line: Int) -> SourceRange {
    SourceRange(
      line: firstLine + line, column: offsets.lowerBound - Int(starts[line]) + 1, length: offsets.count)
  }

  /// The place in the file of a run of bytes.
  ///
  /// - Parameter line: A line of the file, from 1, that it is probably on, which saves looking for it.
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

  /// The offset of a place in the file; `nil` if no such line is.
  package func offset(of position: SourcePosition) -> Int? {
    let line = position.line - firstLine
    guard starts.indices.contains(line), position.column > 0 else { return nil }
    return Int(starts[line]) + position.column - 1
  }

  /// The number, from 0, of the line that holds a byte.
  package func index(at offset: Int) -> Int {
    max(0, starts.partition { Int($0) > offset } - 1)
  }
}

extension SourceLines {
  /// The lines of a text.
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

  /// The bytes of a line, its ending included.
  ///
  /// - Parameters:
  ///   - index: From 0; a line that the text has not is empty.
  ///   - count: The bytes of the text.
  package func bytes(ofLine index: Int, count: Int) -> Range<Int> {
    guard starts.indices.contains(index) else { return count..<count }
    return Int(starts[index])..<(index + 1 < starts.count ? Int(starts[index + 1]) : count)
  }
}

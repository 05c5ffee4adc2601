import Yams

/// The places in a text of YAML, told in lines and bytes of its file.
struct YAMLPlaces {
  let text: ArraySlice<UInt8>
  /// The line of the file that the stretch begins with, from 1.
  let firstLine: Int
  /// Where each line begins in ``text``.
  private let starts: [Int]
  /// How many Unicode scalars begin before each block of so many bytes, so that none of a long line is counted again.
  private let scalarsBefore: [Int]
  private static let blockSize = 64

  init(_ text: ArraySlice<UInt8>, firstLine: Int) {
    self.text = text
    self.firstLine = firstLine
    var starts = [text.startIndex]
    for index in text.indices where text[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    self.starts = starts
    var counts: [Int] = []
    counts.reserveCapacity(text.count / Self.blockSize + 1)
    var count = 0
    for (offset, byte) in text.enumerated() {
      if offset.isMultiple(of: Self.blockSize) { counts.append(count) }
      if Self.beginsScalar(byte) { count += 1 }
    }
    scalarsBefore = counts
  }

  private static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// How many scalars begin before a byte.
  private func scalars(before index: Int) -> Int {
    guard !scalarsBefore.isEmpty else { return 0 }
    let block = min((index - text.startIndex) / Self.blockSize, scalarsBefore.count - 1)
    let start = text.startIndex + block * Self.blockSize
    return scalarsBefore[block] + text[start..<index].count(where: Self.beginsScalar)
  }

  /// Where a scalar begins, or the end of the text.
  ///
  /// - Parameter number: How many begin before it.
  private func index(ofScalar number: Int) -> Int {
    let block = scalarsBefore.partition { $0 > number } - 1
    guard block >= 0 else { return text.endIndex }
    var left = number - scalarsBefore[block]
    let start = text.startIndex + block * Self.blockSize
    for index in start..<text.endIndex where Self.beginsScalar(text[index]) {
      if left == 0 { return index }
      left -= 1
    }
    return text.endIndex
  }

  /// The number of the last line.
  var last: Int { firstLine + starts.count - 1 }

  /// The first byte.
  var start: SourceRange { SourceRange(line: firstLine, column: 1) }

  /// The bytes of a line of the file, without its end.
  func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
    let index = line - firstLine
    guard starts.indices.contains(index) else { return [] }
    let end = index + 1 < starts.count ? starts[index + 1] - 1 : text.endIndex
    return text[starts[index]..<end]
  }

  /// Whether a line holds nothing but hyphens and spaces, no two hyphens apart.
  func isRuler(_ line: Int) -> Bool {
    let bytes = bytes(ofLine: line).drop { $0 == UInt8(ascii: " ") }
    return bytes.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// The place of a mark of Yams, whose columns count Unicode scalars.
  ///
  /// - Parameter length: In bytes; cut at the end of the line.
  func range(of mark: Mark, length: Int = 1) -> SourceRange {
    let line = min(max(firstLine, firstLine + mark.line - 1), last)
    let bytes = bytes(ofLine: line)
    let wanted = scalars(before: bytes.startIndex) + max(0, mark.column - 1)
    let column = min(index(ofScalar: wanted), bytes.endIndex) - bytes.startIndex + 1
    let available = max(1, bytes.count - column + 1)
    return SourceRange(line: line, column: column, length: min(max(1, length), available))
  }

  /// The place of a byte, counted from the stretch's first.
  func range(ofOffset offset: Int) -> SourceRange {
    let place = text.startIndex + offset
    let index = max(0, (starts.firstIndex { $0 > place } ?? starts.count) - 1)
    return SourceRange(line: firstLine + index, column: place - starts[index] + 1)
  }

  /// The next line on which a key stands again at the column where it stood first.
  func repeatedKey(_ key: String, after first: SourceRange) -> SourceRange? {
    let wanted = Array(key.utf8)
    guard first.start.line < last else { return nil }
    for line in (first.start.line + 1)...last {
      let bytes = bytes(ofLine: line).dropFirst(first.start.column - 1)
      if bytes.starts(with: wanted), bytes.dropFirst(wanted.count).first == UInt8(ascii: ":") {
        return SourceRange(line: line, column: first.start.column, length: wanted.count)
      }
    }
    return nil
  }
}

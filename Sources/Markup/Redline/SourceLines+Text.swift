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
  func bytes(ofLine index: Int, count: Int) -> Range<Int> {
    guard starts.indices.contains(index) else { return count..<count }
    return Int(starts[index])..<(index + 1 < starts.count ? Int(starts[index + 1]) : count)
  }
}

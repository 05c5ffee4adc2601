/// The last closing delimiter of each kind in one block's text, so that a mark that nothing closes is known
/// when it opens.
struct Closers {
  private var last = [Int](repeating: -1, count: RedlineMark.Kind.allCases.count)

  /// - Parameter stretch: The block's inline text, in bytes from 0.
  init(_ bytes: [UInt8], in stretch: Range<Int>) {
    guard stretch.count >= RedlineMark.delimiterLength else { return }
    for index in (stretch.lowerBound + 2)..<stretch.upperBound
    where bytes[index] == UInt8(ascii: "}") && bytes[index - 1] == bytes[index - 2] {
      for kind in RedlineMark.Kind.allCases where kind.closingByte == bytes[index - 1] {
        last[Int(kind.rawValue)] = index - 2
      }
    }
  }

  /// Whether a delimiter that could close a kind of mark begins at an offset or after it.
  func follows(_ kind: RedlineMark.Kind, after offset: Int) -> Bool {
    last[Int(kind.rawValue)] >= offset
  }
}

/// The code spans of one block's text, found from left to right.
///
/// Source: CommonMark 0.30, section 6.1: a span ends at the next run of just as many backticks, and a run
/// without such a match is literal.
package struct CodeSpans {
  private let bytes: [UInt8]
  private let end: Int
  /// The last run of each length, so that a search that would fail is never begun.
  private var lastRun: [Int: Int] = [:]

  /// - Parameter stretch: The block's inline text, in bytes from 0.
  package init(_ bytes: [UInt8], in stretch: Range<Int>) {
    self.bytes = bytes
    end = stretch.upperBound
    var index = stretch.lowerBound
    while index < end {
      let run = lengthOfRun(at: index)
      if run > 0 { lastRun[run] = index }
      index += max(run, 1)
    }
  }

  /// The offset after the code span that begins with the run of backticks at an offset, or after the run
  /// where it begins none.
  package func end(ofSpanAt start: Int) -> Int {
    let length = lengthOfRun(at: start)
    var index = start + length
    guard let last = lastRun[length], last > start else { return index }
    while index < end {
      let run = lengthOfRun(at: index)
      if run == length { return index + run }
      index += max(run, 1)
    }
    return start + length
  }

  private func lengthOfRun(at start: Int) -> Int {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: "`") { index += 1 }
    return index - start
  }
}

extension RandomAccessCollection {
  /// The first place of a sorted collection from which on a condition holds; the end where it never does.
  ///
  /// - Parameter condition: False for some elements at the beginning, and true for all after them.
  @inline(__always)
  func partition(where condition: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if condition(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

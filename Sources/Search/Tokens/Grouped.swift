/// Elements grouped by a number, each group in the order in which its elements came.
struct Grouped<Element: Sendable>: Sendable {
  private let elements: [Element]
  /// Where each group begins in ``elements``, and where the last ends.
  private let starts: [UInt32]

  /// A counting sort.
  ///
  /// - Parameter keys: The group of each element, in `0..<groups`.
  init(_ unsorted: [Element], by keys: [UInt32], groups: Int) {
    var next = [UInt32](repeating: 0, count: groups + 1)
    for key in keys { next[Int(key) + 1] += 1 }
    for group in 0..<groups { next[group + 1] += next[group] }
    starts = next
    elements = [Element](unsafeUninitializedCapacity: unsorted.count) { buffer, count in
      for index in unsorted.indices {
        let key = Int(keys[index])
        buffer.initializeElement(at: Int(next[key]), to: unsorted[index])
        next[key] += 1
      }
      count = unsorted.count
    }
  }

  subscript(group: Int) -> ArraySlice<Element> {
    elements[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// Calls a function with the elements of a group, without a copy and without the checks of an array.
  @inline(__always)
  func withGroup<Result>(_ group: Int, _ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    elements.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[group])..<Int(starts[group + 1])]))
    }
  }

  func count(of group: Int) -> Int {
    Int(starts[group + 1] - starts[group])
  }
}

import Dispatch

extension Array where Element: Sendable {
  /// Maps every element, on all cores, and returns the results in the order of the elements.
  ///
  /// Neighbours are worked on together, so that the cost of sharing out is small even where one element takes
  /// less than a microsecond. The result does not depend on the number of cores.
  package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    guard count > 1 else { return map(transform) }
    let strideLength = Swift.max(1, Swift.min(64, count / 64))
    let chunks = (count + strideLength - 1) / strideLength
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let results = buffer
      withUnsafeBufferPointer { elements in
        nonisolated(unsafe) let elements = elements
        DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
          let start = chunk * strideLength
          for index in start..<Swift.min(start + strideLength, elements.count) {
            results.initializeElement(at: index, to: transform(elements[index]))
          }
        }
      }
      initialized = count
    }
  }
}

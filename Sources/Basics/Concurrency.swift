import Dispatch

extension Array where Element: Sendable {
  /// Maps every element, on all cores, and returns the results in the order of the elements.
  ///
  /// Neighboring elements are processed together, so that scheduling overhead stays small even if one element
  /// takes less than a microsecond. The result doesn't depend on the number of cores.
  ///
  /// The function is inlinable so that elements are passed without a copy.
  ///
  /// - Parameter neighbours: The maximum number of elements that are processed together. Use 1 if some take
  ///   much longer than others.
  @inlinable
  package func concurrentMap<Result: Sendable>(
    neighbours: Int = 64, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    guard count > 1 else { return map(transform) }
    let strideLength = Swift.max(1, Swift.min(neighbours, count / 64))
    let chunks = (count + strideLength - 1) / strideLength
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let results = buffer
      withUnsafeBufferPointer { elements in
        nonisolated(unsafe) let elements = elements
        onAllCores(chunks) { chunk in
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

/// Calls a function for each number below a count, on all cores.
@usableFromInline
func onAllCores(_ count: Int, _ body: @Sendable (Int) -> Void) {
  DispatchQueue.concurrentPerform(iterations: count, execute: body)
}

/// Runs two closures at the same time, each of which can use all cores, and returns after both.
///
/// While one closure is limited to a single core, the other can use the rest.
///
/// - Parameters:
///   - first: Run on another thread.
///   - second: Run on this thread.
package func together(_ first: @escaping @Sendable () -> Void, _ second: () -> Void) {
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group, execute: first)
  second()
  group.wait()
}

import Dispatch

/// Calls a function for each of `0..<count` on all cores, and returns the results in that order.
func concurrentMap<Value: Sendable>(_ count: Int, _ transform: @Sendable (Int) -> Value) -> [Value] {
  [Value](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    // Each iteration writes one element of its own, and none outlives the call.
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: count) { index in
      results.initializeElement(at: index, to: transform(index))
    }
    initializedCount = count
  }
}

/// Cuts `0..<count` into the given number of ranges that differ by one in length at most.
func evenRanges(of count: Int, in parts: Int) -> [Range<Int>] {
  let parts = max(1, min(parts, count))
  return (0..<parts).map { part in (count * part / parts)..<(count * (part + 1) / parts) }
}

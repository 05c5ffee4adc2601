/// Cuts `0..<count` into the given number of ranges that differ by one in length at most, or into fewer, so that
/// none is empty.
package func evenRanges(of count: Int, in parts: Int) -> [Range<Int>] {
  let parts = min(parts, count)
  return (0..<parts).map { part in (count * part / parts)..<(count * (part + 1) / parts) }
}

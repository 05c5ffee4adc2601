/// Finds what two sequences have in common, in order and in bounded time.
///
/// Source: Myers, "An O(ND) difference algorithm and its variations" (1986), and, beyond the limit, the unique
/// lines of Bram Cohen's patience diff.
package enum SequenceDiff {
  /// The most insertions and deletions that the shortest difference is looked for with.
  static let limit = 400

  /// The places of equal elements in both sequences, ascending in both.
  package static func matches(_ old: [Int], _ new: [Int]) -> [(old: Int, new: Int)] {
    var result: [(old: Int, new: Int)] = []
    // Work still to do, the first on top.
    var work = [(old: old.indices, new: new.indices, mayDivide: true)]
    while let part = work.popLast() {
      var (left, right) = (part.old, part.new)
      while let first = left.first, let other = right.first, old[first] == new[other] {
        result.append((first, other))
        left.removeFirst()
        right.removeFirst()
      }
      var tail = 0
      while tail < min(left.count, right.count),
        old[left.upperBound - tail - 1] == new[right.upperBound - tail - 1]
      {
        tail += 1
      }
      if tail > 0 {
        work.append(
          (
            (left.upperBound - tail)..<left.upperBound, (right.upperBound - tail)..<right.upperBound, false
          ))
        left = left.dropLast(tail)
        right = right.dropLast(tail)
      }
      if left.isEmpty || right.isEmpty { continue }
      if let found = shortest(old, left, new, right) {
        result += found
      } else if part.mayDivide {
        divide(old, left, new, right, into: &work)
      }
    }
    return result
  }

  /// The matches of a shortest difference, or nothing where it has more edits than the limit.
  private static func shortest(
    _ old: [Int], _ left: Range<Int>, _ new: [Int], _ right: Range<Int>
  ) -> [(old: Int, new: Int)]? {
    let (n, m) = (left.count, right.count)
    let maximum = min(n + m, limit)
    var furthest = [Int](repeating: 0, count: 2 * maximum + 3)
    let center = maximum + 1
    var trace: [[Int]] = []
    for distance in 0...maximum {
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let goesDown =
          diagonal == -distance
          || (diagonal != distance && furthest[center + diagonal - 1] < furthest[center + diagonal + 1])
        var x = goesDown ? furthest[center + diagonal + 1] : furthest[center + diagonal - 1] + 1
        while x < n, x - diagonal < m, x >= 0, x - diagonal >= 0,
          old[left.lowerBound + x] == new[right.lowerBound + x - diagonal]
        {
          x += 1
        }
        furthest[center + diagonal] = x
        if x >= n, x - diagonal >= m {
          trace.append(Array(furthest[(center - distance)...(center + distance)]))
          return path(trace, n, m, from: left.lowerBound, right.lowerBound)
        }
      }
      trace.append(Array(furthest[(center - distance)...(center + distance)]))
    }
    return nil
  }

  /// Goes back along the furthest reaching paths and collects the matches on the way.
  private static func path(
    _ trace: [[Int]], _ n: Int, _ m: Int, from oldStart: Int, _ newStart: Int
  ) -> [(old: Int, new: Int)] {
    var matches: [(old: Int, new: Int)] = []
    var (x, y) = (n, m)
    for distance in stride(from: trace.count - 1, to: 0, by: -1) {
      let previous = trace[distance - 1]
      func reach(_ diagonal: Int) -> Int {
        let place = diagonal + distance - 1
        return previous.indices.contains(place) ? previous[place] : -1
      }
      let diagonal = x - y
      let goesDown =
        diagonal == -distance || (diagonal != distance && reach(diagonal - 1) < reach(diagonal + 1))
      let before = goesDown ? diagonal + 1 : diagonal - 1
      let beforeX = reach(before)
      let afterX = goesDown ? beforeX : beforeX + 1
      while x > afterX {
        x -= 1
        y -= 1
        matches.append((oldStart + x, newStart + y))
      }
      (x, y) = (beforeX, beforeX - before)
    }
    while x > 0, y > 0 {
      x -= 1
      y -= 1
      matches.append((oldStart + x, newStart + y))
    }
    return matches.reversed()
  }

  /// Divides the work at elements that each side has once, in the longest ascending order of them.
  private static func divide(
    _ old: [Int], _ left: Range<Int>, _ new: [Int], _ right: Range<Int>,
    into work: inout [(old: Range<Int>, new: Range<Int>, mayDivide: Bool)]
  ) {
    var places: [Int: (old: Int, new: Int, isUnique: Bool)] = [:]
    for index in left {
      let isFirst = places[old[index]] == nil
      places[old[index]] = (index, -1, isFirst)
    }
    for index in right {
      guard let place = places[new[index]] else { continue }
      if place.new >= 0 { places[new[index]]?.isUnique = false }
      places[new[index]]?.new = index
    }
    let unique = left.compactMap { index -> (old: Int, new: Int)? in
      guard let place = places[old[index]], place.isUnique, place.new >= 0 else { return nil }
      return (index, place.new)
    }
    let anchors = longestAscending(unique.map(\.new)).map { unique[$0] }
    guard !anchors.isEmpty else { return }
    var parts: [(old: Range<Int>, new: Range<Int>, mayDivide: Bool)] = []
    var (oldStart, newStart) = (left.lowerBound, right.lowerBound)
    for anchor in anchors {
      parts.append((oldStart..<anchor.old, newStart..<anchor.new, false))
      // The anchor itself is a common start.
      (oldStart, newStart) = (anchor.old, anchor.new)
    }
    parts.append((oldStart..<left.upperBound, newStart..<right.upperBound, false))
    work += parts.reversed()
  }

  /// The places of a longest ascending subsequence, ascending.
  package static func longestAscending(_ numbers: [Int]) -> [Int] {
    var piles: [Int] = []
    var previous = [Int](repeating: -1, count: numbers.count)
    for (index, number) in numbers.enumerated() {
      let low = piles.partition { numbers[$0] >= number }
      previous[index] = low > 0 ? piles[low - 1] : -1
      if low == piles.count { piles.append(index) } else { piles[low] = index }
    }
    var result: [Int] = []
    var index = piles.last ?? -1
    while index >= 0 {
      result.append(index)
      index = previous[index]
    }
    return result.reversed()
  }
}

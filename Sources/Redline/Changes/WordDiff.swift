import Basics
import Markdown

/// The difference between two texts, word by word, as a reader would mark it.
///
/// Removing the deleted runs gives exactly the new text, and removing the inserted runs exactly the old text.
/// Time is bounded: the search for the shortest difference ends at a limit. Beyond it, the text is divided at
/// words that are unique on both sides, and parts that still differ too much are replaced as a whole.
package enum WordDiff {
  /// Returns the runs that turn one text into another.
  package static func runs(from old: String, to new: String) -> [RedlineRun] {
    if old.utf8.elementsEqual(new.utf8) { return old.isEmpty ? [] : [RedlineRun(.kept, old)] }
    let oldTokens = WordTokens(old)
    let newTokens = WordTokens(new)
    var vocabulary: [ArraySlice<UInt8>: Int] = [:]
    func numbers(_ tokens: WordTokens) -> [Int] {
      tokens.tokens.map { token in
        let bytes = tokens.bytes[token.range]
        if let known = vocabulary[bytes] { return known }
        vocabulary[bytes] = vocabulary.count
        return vocabulary.count - 1
      }
    }
    let pairs = SequenceDiff.matches(numbers(oldTokens), numbers(newTokens))
    var edits = WordEdits(pairs, oldTokens, newTokens)
    edits.coalesce()
    return edits.runs
  }
}

/// The differences between two texts as ranges of tokens, arranged so that they are easy to read.
struct WordEdits {
  /// A range of tokens in one text and its replacement in the other.
  private struct Edit {
    /// Indices of the old text's tokens.
    var old: Range<Int>
    /// Indices of the new text's tokens.
    var new: Range<Int>
  }

  private var edits: [Edit] = []
  private let old: WordTokens
  private let new: WordTokens

  /// - Parameter pairs: The indices of equal tokens, ascending on both sides.
  init(_ pairs: [(old: Int, new: Int)], _ old: WordTokens, _ new: WordTokens) {
    self.old = old
    self.new = new
    var (oldNext, newNext) = (0, 0)
    for pair in pairs + [(old.tokens.count, new.tokens.count)] {
      if pair.old > oldNext || pair.new > newNext {
        edits.append(Edit(old: oldNext..<pair.old, new: newNext..<pair.new))
      }
      (oldNext, newNext) = (pair.old + 1, pair.new + 1)
    }
  }

  /// Joins edits that a reader would mark as one, and moves each edit to where it reads best.
  ///
  /// Edits are joined if only white space is between them. Substitutions are also joined across punctuation,
  /// and across one or two words that are shorter than the changes on both sides.
  mutating func coalesce() {
    var joined: [Edit] = []
    for edit in edits {
      guard let last = joined.last, isJoined(last, edit) else {
        joined.append(edit)
        continue
      }
      joined[joined.count - 1] = Edit(
        old: last.old.lowerBound..<edit.old.upperBound, new: last.new.lowerBound..<edit.new.upperBound)
    }
    edits = joined
    for index in edits.indices { slide(index) }
  }

  var runs: [RedlineRun] {
    var runs: [RedlineRun] = []
    var next = 0
    for edit in edits {
      runs.append(.kept, text(of: next..<edit.old.lowerBound, in: old))
      runs.append(.deleted, text(of: edit.old, in: old))
      runs.append(.inserted, text(of: edit.new, in: new))
      next = edit.old.upperBound
    }
    runs.append(.kept, text(of: next..<old.tokens.count, in: old))
    return runs
  }

  private func text(of places: Range<Int>, in text: WordTokens) -> String {
    guard let first = places.first, let last = places.last else { return "" }
    return text.string(text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound)
  }

  private func isJoined(_ left: Edit, _ right: Edit) -> Bool {
    let kept = old.tokens[left.old.upperBound..<right.old.lowerBound]
    let words = kept.count { $0.kind == .word }
    guard words <= 2 else { return false }
    if words == 0 {
      // A sentence that stays unchanged between two other edits isn't a gap to close.
      return kept.allSatisfy { $0.kind == .space } || (hasBothSides(left) && hasBothSides(right))
    }
    let size = kept.reduce(0) { $0 + $1.range.count }
    return size <= self.size(of: left) && size <= self.size(of: right) && hasBothSides(left)
      && hasBothSides(right)
  }

  private func hasBothSides(_ edit: Edit) -> Bool {
    !edit.old.isEmpty && !edit.new.isEmpty
  }

  private func size(of edit: Edit) -> Int {
    max(size(of: edit.old, in: old), size(of: edit.new, in: new))
  }

  private func size(of places: Range<Int>, in text: WordTokens) -> Int {
    guard let first = places.first, let last = places.last else { return 0 }
    return text.tokens[last].range.upperBound - text.tokens[first].range.lowerBound
  }

  /// Moves an insertion or deletion within repetitive text to the position where it reads best.
  private mutating func slide(_ index: Int) {
    let edit = edits[index]
    guard edit.old.isEmpty || edit.new.isEmpty else { return }
    let tokens = edit.old.isEmpty ? new : old
    let range = edit.old.isEmpty ? edit.new : edit.old
    let room = edit.old.lowerBound - (index > 0 ? edits[index - 1].old.upperBound : 0)
    let roomAfter =
      (index + 1 < edits.count ? edits[index + 1].old.lowerBound : old.tokens.count) - edit.old.upperBound
    var best = (score: score(range, in: tokens), shift: 0)
    for direction in [-1, 1] {
      var shift = 0
      while abs(shift) < (direction < 0 ? room : roomAfter) {
        let leaving = direction < 0 ? range.upperBound + shift - 1 : range.lowerBound + shift
        let entering = direction < 0 ? range.lowerBound + shift - 1 : range.upperBound + shift
        guard tokens.tokens.indices.contains(entering), isEqual(leaving, entering, in: tokens) else { break }
        shift += direction
        let score = score((range.lowerBound + shift)..<(range.upperBound + shift), in: tokens)
        if score > best.score { best = (score, shift) }
      }
    }
    let shift = best.shift
    edits[index] = Edit(
      old: (edit.old.lowerBound + shift)..<(edit.old.upperBound + shift),
      new: (edit.new.lowerBound + shift)..<(edit.new.upperBound + shift))
  }

  private func isEqual(_ left: Int, _ right: Int, in text: WordTokens) -> Bool {
    text.bytes[text.tokens[left].range].elementsEqual(text.bytes[text.tokens[right].range])
  }

  /// Returns a score for how well a range reads as a single change: highest for a sentence, high for words
  /// with the space after them, or with the space before them if punctuation follows.
  private func score(_ places: Range<Int>, in text: WordTokens) -> Int {
    guard let first = places.first, let last = places.last else { return 0 }
    let tokens = text.tokens
    let before = first > 0 ? tokens[first - 1] : nil
    let after = last + 1 < tokens.count ? tokens[last + 1] : nil
    let startsSentence = first < 2 || (before?.kind == .space && endsSentence(tokens[first - 2], in: text))
    var score = 0
    if tokens[first].kind == .word, startsSentence, endsSentence(tokens[last], in: text) || last > first {
      score +=
        endsSentence(tokens[last], in: text)
          || (last > first && endsSentence(tokens[last - 1], in: text)) ? 8 : 0
    }
    if tokens[first].kind == .word, before?.kind != .word { score += 2 }
    if tokens[last].kind == .space, after?.kind == .word { score += 1 }
    if tokens[first].kind == .space, after == nil || after?.kind == .punctuation { score += 4 }
    if after?.kind == .word, tokens[last].kind == .word { score -= 4 }
    return score
  }

  /// Returns whether a token is the punctuation that ends a sentence.
  private func endsSentence(_ token: WordTokens.Token, in text: WordTokens) -> Bool {
    token.kind == .punctuation
      && SentenceEnds.english.end(ofMarkAt: token.range.lowerBound, in: text.bytes) != nil
  }
}

/// Finds the common elements of two sequences, in order and in bounded time.
///
/// Source: Myers, "An O(ND) difference algorithm and its variations" (1986), and, beyond the limit, the unique
/// lines of Bram Cohen's patience diff.
package enum SequenceDiff {
  /// The maximum number of insertions and deletions for which the shortest difference is searched.
  static let limit = 400

  /// Returns the indices of equal elements in both sequences, ascending in both.
  package static func matches(_ old: [Int], _ new: [Int]) -> [(old: Int, new: Int)] {
    var result: [(old: Int, new: Int)] = []
    // The remaining work. The next part is last.
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

  /// Returns the matches of a shortest difference, or `nil` if it has more edits than the limit.
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

  /// Follows the furthest-reaching paths back and collects the matches on the way.
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

  /// Divides the work at elements that occur exactly once on each side, in their longest ascending order.
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
      // The anchor itself becomes the common start of the next part.
      (oldStart, newStart) = (anchor.old, anchor.new)
    }
    parts.append((oldStart..<left.upperBound, newStart..<right.upperBound, false))
    work += parts.reversed()
  }

  /// Returns the indices of a longest ascending subsequence, in ascending order.
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

/// Finds the word that an author probably meant.
package enum NearestMatch {
  /// The candidate with the smallest edit distance to a word, or nothing where none is close.
  ///
  /// A transposition of neighbours counts as one edit, case counts as nothing. A candidate is close when no
  /// more than a third of the word, and at least one edit, separates them; a candidate that the word begins,
  /// or that begins the word, is close too.
  ///
  /// - Parameters:
  ///   - word: What was written.
  ///   - candidates: What would have been valid; the first of equals in sorted order wins.
  package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 200 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().unicodeScalars)
      guard !other.isEmpty, other.count <= 200 else { continue }
      var distance = Int.max
      if abs(other.count - wanted.count) <= limit { distance = editDistance(wanted, other) }
      if distance > limit {
        guard min(wanted.count, other.count) >= 3, other.starts(with: wanted) || wanted.starts(with: other)
        else { continue }
        distance = limit + abs(other.count - wanted.count)
      }
      if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.candidate
  }

  /// The optimal string alignment distance: insertions, deletions, substitutions and transpositions of
  /// neighbours, each counted as one.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for i in left.indices {
      current[0] = i + 1
      for j in right.indices {
        let substitution = previous[j] + (left[i] == right[j] ? 0 : 1)
        current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, substitution)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
        }
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}

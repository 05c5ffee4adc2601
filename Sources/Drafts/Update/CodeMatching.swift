import Basics

/// Matches the provisions of a new draft to the provisions of a code.
///
/// Provisions with the same text match. The rest are matched by their words, the most similar first, and by
/// position if several are equally similar. An id never leaves a provision that didn't change, and never goes
/// to one that is less similar than another.
struct CodeMatching {
  /// The minimum similarity, from 0 to 1, of two texts that are the same provision before and after a change.
  private static let likeness = 0.5
  /// The minimum similarity if the labels are the same too.
  private static let likenessWithLabel = 0.34
  /// If there are more pairs than this, only nearby texts are compared.
  private static let maximumPairs = 400_000

  /// The parts of a block that are compared.
  struct Text {
    var proposed: String
    var current: String
    var label: String?
  }

  /// Returns the index of the old text that each new text matches, or `nil` if it's new.
  static func match(_ new: [Text], to old: [Text]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: new.count)
    var taken = Set<Int>()
    // A draft with marks is also compared by its current text, which is what the code said before.
    for (ofNew, ofOld) in [
      (\Text.proposed, \Text.proposed), (\Text.current, \Text.proposed), (\Text.current, \Text.current),
    ] as [(KeyPath<Text, String>, KeyPath<Text, String>)] {
      var places: [String: [Int]] = [:]
      for index in old.indices where !taken.contains(index) && !old[index][keyPath: ofOld].isEmpty {
        places[old[index][keyPath: ofOld], default: []].append(index)
      }
      for index in new.indices where matches[index] == nil {
        let words = new[index][keyPath: ofNew]
        guard let same = places[words], !same.isEmpty else { continue }
        let chosen = same.firstIndex { old[$0].label == new[index].label } ?? 0
        matches[index] = same[chosen]
        taken.insert(same[chosen])
        places[words]?.remove(at: chosen)
      }
    }
    matchAlike(new, old, &matches, &taken)
    return matches
  }

  private static func matchAlike(
    _ new: [Text], _ old: [Text], _ matches: inout [Int?], _ taken: inout Set<Int>
  ) {
    let left = new.indices.filter { matches[$0] == nil }
    let right = old.indices.filter { !taken.contains($0) }
    guard !left.isEmpty, !right.isEmpty else { return }
    let reach = left.count * right.count > maximumPairs ? 100 : Int.max
    let oldWords = right.map { counted(old[$0].proposed) }
    var pairs: [(score: Double, distance: Double, new: Int, old: Int)] = []
    for (rank, index) in left.enumerated() {
      let words = counted(new[index].proposed)
      let before = counted(new[index].current)
      for (place, other) in right.enumerated() where abs(place - rank) <= reach {
        let score = max(alike(words, oldWords[place]), alike(before, oldWords[place]))
        let isLabelled = new[index].label != nil && new[index].label == old[other].label
        guard score >= (isLabelled ? likenessWithLabel : likeness) else { continue }
        let distance = abs(Double(index) / Double(new.count) - Double(other) / Double(old.count))
        pairs.append((score + (isLabelled ? 0.05 : 0), distance, index, other))
      }
    }
    pairs.sort { ($1.score, $0.distance, $0.new, $0.old) < ($0.score, $1.distance, $1.new, $1.old) }
    for pair in pairs where matches[pair.new] == nil && !taken.contains(pair.old) {
      matches[pair.new] = pair.old
      taken.insert(pair.old)
    }
  }

  private static func counted(_ text: String) -> [Substring: Int] {
    Completeness.words(of: text.lowercased()).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Returns the share of words that two texts have in common.
  private static func alike(_ one: [Substring: Int], _ other: [Substring: Int]) -> Double {
    let common = one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
    let all = one.values.reduce(0, +) + other.values.reduce(0, +)
    return all == 0 ? 0 : Double(2 * common) / Double(all)
  }

  static func oneLine(_ text: String) -> String {
    text.utf8.split { $0.isASCIIWhitespace }.map { String(Substring($0)) }.joined(separator: " ")
  }

  /// Returns a text without the label at its start and the colon or dash after it.
  static func without(_ label: String, _ text: String) -> String {
    let label = bare(label)
    guard text.hasPrefix(label) else { return text }
    return String(text.dropFirst(label.count).drop { ":–— ".contains($0) })
  }

  /// Returns a label without the colon or dash that separates it from the text.
  static func bare(_ label: String) -> String {
    var label = Substring(label)
    while label.count > 1, let last = label.last, ":–— ".contains(last) { label.removeLast() }
    return String(label)
  }
}

/// A reference seen from its target: where it stands and in what sentence.
package struct CrossReference: Sendable, Hashable {
  /// What the place does with the target.
  package enum Relation: String, Sendable, Hashable, Comparable {
    case discusses
    case quotes
    case assesses
    case cites
    /// The place has the word, and the author did not say more.
    case uses

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package let source: DocumentKey
  /// The nearest anchor before the reference on its page.
  package let anchor: String?
  package let relation: Relation
  /// The sentence around the reference, plain text.
  package let sentence: String
}

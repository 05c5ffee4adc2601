/// One change of a text in words, as a person would tell another of it.
package struct Change: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case insertion, deletion, substitution
    /// The same words were taken out in one place and put in at another of the same text.
    case move
    /// All of the text is new.
    case addition
    /// All of the text goes.
    case removal
  }

  package var kind: Kind
  /// The words that go, without white space around them; empty where none do.
  package var old: String
  /// The words that come, without white space around them; empty where none do.
  package var new: String
  /// Up to three words before the place where the change is, of the text as it becomes; empty at its start.
  package var before: String
  /// Up to three words after it; empty at its end.
  package var after: String

  package init(_ kind: Kind, old: String = "", new: String = "", before: String = "", after: String = "") {
    self.kind = kind
    self.old = old
    self.new = new
    self.before = before
    self.after = after
  }
}

/// How often each kind of change occurs.
package struct ChangeCounts: Sendable, Hashable {
  package private(set) var insertions = 0
  package private(set) var deletions = 0
  package private(set) var substitutions = 0

  package init(_ changes: some Sequence<Change>) {
    for change in changes {
      switch change.kind {
      case .insertion, .addition: insertions += 1
      case .deletion, .removal: deletions += 1
      case .substitution: substitutions += 1
      case .move:
        insertions += 1
        deletions += 1
      }
    }
  }
}

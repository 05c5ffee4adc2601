/// A stretch of a draft's text, as Markdown, and what the draft does with it.
struct DraftPiece: Equatable {
  enum Kind: Equatable {
    case kept, inserted, deleted
    /// A reviewer's remark, or what the importer could not place; no part of the text.
    case comment
  }

  var kind: Kind
  var text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension [DraftPiece] {
  /// Adds text to the last piece where that is of the same kind.
  mutating func append(_ kind: DraftPiece.Kind, _ text: String) {
    guard !text.isEmpty else { return }
    if let last, last.kind == kind, kind != .comment {
      self[count - 1].text += text
    } else {
      append(DraftPiece(kind, text))
    }
  }

  /// The text with all changes accepted.
  var proposed: String {
    reduce(into: "") { if $1.kind == .kept || $1.kind == .inserted { $0 += $1.text } }
  }

  /// The text with all changes rejected.
  var current: String {
    reduce(into: "") { if $1.kind == .kept || $1.kind == .deleted { $0 += $1.text } }
  }

  var holdsChange: Bool {
    contains { $0.kind == .inserted || $0.kind == .deleted }
  }
}

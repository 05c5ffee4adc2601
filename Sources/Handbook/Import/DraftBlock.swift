/// A block of a draft, whatever kind of file it came from.
struct DraftBlock: Equatable {
  enum Kind: Equatable {
    /// A heading of the source; its level counts from 1.
    case heading(level: Int)
    case paragraph
    /// An item of a list, with the number that the source prints where the list is numbered.
    case item(number: String?)
    case thematicBreak
    /// Markdown that is kept line by line, such as a table or a code block.
    case verbatim
  }

  /// What the draft does with the end of the paragraph: Word tracks that on its own.
  enum Ending: Equatable {
    case kept, inserted, deleted
  }

  var kind: Kind
  /// How many items the block stands in: 1 for an item of a list that stands in none.
  var depth = 0
  var pieces: [DraftPiece]
  var ending = Ending.kept

  init(_ kind: Kind, depth: Int = 0, _ pieces: [DraftPiece] = [], ending: Ending = .kept) {
    self.kind = kind
    self.depth = depth
    self.pieces = pieces
    self.ending = ending
  }

  var isItem: Bool {
    if case .item = kind { true } else { false }
  }

  var isHeading: Bool {
    if case .heading = kind { true } else { false }
  }
}

/// What a reader of drafts could not take over as it was, and where.
struct DraftFinding: Equatable {
  /// Stable; each has a page in the documentation.
  var identifier: String
  var summary: String
  var help: String?
  /// The place among the draft's blocks; nothing where it concerns the whole.
  var block: Int?

  init(_ identifier: String, _ summary: String, help: String? = nil, block: Int? = nil) {
    self.identifier = identifier
    self.summary = summary
    self.help = help
    self.block = block
  }
}

/// A draft read into blocks.
struct Draft: Equatable {
  var blocks: [DraftBlock] = []
  var findings: [DraftFinding] = []
  /// Whether a converter made the marks and could have lost some; Word's own are complete.
  var mayHaveLostMarks = false
}

import Basics
import Redline

/// A block of a draft, independent of the kind of file that it came from.
struct DraftBlock: Equatable {
  enum Kind: Equatable {
    /// A heading in the source's own markup. Levels count from 1, and 0 is the document's title.
    case heading(level: Int)
    case paragraph
    /// A horizontal rule.
    case rule
    /// The rows of a table, each with its cells.
    case table([[[DraftRun]]])
    /// Markdown that is kept line by line, such as a table or a code block.
    case verbatim([[DraftRun]])
  }

  /// A tracked change of the paragraph's end.
  typealias Ending = DraftRun.Change

  /// A position in a list that the source itself numbers.
  struct ListPlace: Equatable {
    /// The number of the list, which distinguishes it from other lists.
    var list: Int
    /// The level in the list, from 0.
    var level: Int
    /// The bullet or number as the source prints it.
    var label: String
  }

  /// The role of a block in a file that Handbook exported, so that it doesn't have to be guessed.
  enum Role: Equatable {
    /// A provision that is a list item at a depth; the depth of a top-level item is 1.
    case item(depth: Int, label: String?)
    /// A provision that is a paragraph, with or without a label.
    case rule(label: String?)
    case text(depth: Int)
  }

  var kind: Kind
  var runs: [DraftRun]
  /// The role, or `nil` for a block of a file that Handbook didn't export.
  var role: Role?
  var list: ListPlace?
  /// The indentation of the block, in characters.
  var indent = 0
  var isCentered = false
  var ending = Ending.kept
  /// Whether an empty line or another gap comes before the block.
  var followsGap = true
  /// The names by which links in the draft refer to this block.
  var bookmarks: [String] = []
  /// Whether the block begins a page of the source.
  var startsPage = false
  /// Whether the block is an entry of a table of contents.
  var isContentsEntry = false
  /// The number of the block's line in a text, or of its paragraph in other formats, from 1.
  var source: Int

  init(_ kind: Kind = .paragraph, _ runs: [DraftRun] = [], source: Int) {
    self.kind = kind
    self.runs = runs
    self.source = source
  }

  /// The block's words, on one line.
  var words: String {
    runs.words.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
  }

  var isParagraph: Bool { kind == .paragraph }

  var isHeading: Bool {
    if case .heading = kind { true } else { false }
  }

  /// Whether all letters are bold.
  var isBold: Bool {
    let written = runs.filter { $0.isText && !$0.text.isBlank }
    return !written.isEmpty && written.allSatisfy { $0.style.contains(.strong) }
  }
}

/// A footnote of a draft.
struct DraftNote: Equatable {
  /// The label in references to the note: `[^label]`.
  var label: String
  var runs: [DraftRun]
}

/// A finding about a draft that a person must check.
struct DraftDoubt: Equatable {
  /// The rule that the finding falls under.
  var rule: Rule
  var summary: String
  var help: String?
  /// The line or paragraph of the source, or `nil` if the finding is about the whole draft.
  var source: Int?

  init(_ rule: Rule, _ summary: String, help: String? = nil, source: Int? = nil) {
    self.rule = rule
    self.summary = summary
    self.help = help
    self.source = source
  }
}

/// A draft as its reader understood it, before its structure as a code is known.
struct Draft: Equatable {
  /// The origin of the tracked changes.
  enum Marks: Equatable {
    /// The source's own, complete record of them.
    case exact
    /// A converter's marks, some of which can be lost.
    case converted
  }

  var blocks: [DraftBlock] = []
  var notes: [DraftNote] = []
  var doubts: [DraftDoubt] = []
  var marks = Marks.exact
  /// The unit of positions in the source: `line` or `paragraph`.
  var unit = "paragraph"
  /// The text of every story of the source, collected independently of the blocks: what an import must not
  /// lose.
  var stories: [SourceStory] = []
  /// Whether the text has underlined or struck words, which can be changes in legislative drafting style.
  var hasLegislativeFormat: Bool {
    blocks.contains { $0.runs.contains { $0.isText && !$0.style.isDisjoint(with: [.struck, .underlined]) } }
  }
}

/// The words of one paragraph of a source, read independently of the other properties of the draft.
struct SourceParagraph: Equatable {
  /// The position, as in ``DraftBlock/source``.
  var source: Int
  var proposed: String
  var current: String
  /// Whether this is only a drop cap, the large first letter of the next paragraph.
  var isDropCap = false
}

/// A text of a source that is read from start to finish: the body, or one footnote.
struct SourceStory: Equatable {
  /// The label of the footnote, or `nil` for the body.
  var note: String?
  var paragraphs: [SourceParagraph]
}

/// Converts inserted and deleted paragraph ends to changes of text.
///
/// A mark can't extend past a block, so a paragraph's end can't be marked. If only one version has the end,
/// the text of the later paragraph is inserted or deleted in both paragraphs, so that each version reads as
/// it does in Word.
enum DraftEndings {
  static func resolve(_ draft: inout Draft) {
    join(&draft, where: .inserted)
    join(&draft, where: .deleted)
  }

  private static func join(_ draft: inout Draft, where ending: DraftBlock.Ending) {
    var index = 0
    while index < draft.blocks.count {
      var end = index
      while end + 1 < draft.blocks.count, draft.blocks[end].ending == ending, draft.blocks[end + 1].hasText {
        end += 1
      }
      if end > index { join(&draft, index...end, where: ending) }
      index = end + 1
    }
  }

  /// Moves the text that one version has in several blocks to the first of them that has text in that
  /// version.
  private static func join(
    _ draft: inout Draft, _ range: ClosedRange<Int>, where ending: DraftBlock.Ending
  ) {
    let isInserted = ending == .inserted
    let other: DraftRun.Change = isInserted ? .inserted : .deleted
    let moving: DraftRun.Change = isInserted ? .deleted : .inserted
    /// Returns the runs in the version without the paragraph end.
    func side(_ index: Int) -> [DraftRun] {
      draft.blocks[index].runs.filter { !$0.style.contains(.comment) && $0.change != other }
    }
    let filled = range.filter { side($0).contains { !$0.text.isBlank } }
    guard let first = filled.first, filled.count > 1 else { return }
    for index in filled.dropFirst() {
      let moved = side(index).map { run in
        var run = run
        run.change = moving
        return run
      }
      let staying = draft.blocks[index].runs.filter { $0.style.contains(.comment) || $0.change != moving }
      draft.blocks[first].runs += [DraftRun(" ", moving)] + moved
      draft.blocks[index].runs = staying.map { run in
        var run = run
        if !run.style.contains(.comment) { run.change = other }
        return run
      }
      draft.doubts.append(
        DraftDoubt(
          .importJoinedParagraphs,
          isInserted
            ? "The draft begins a paragraph here that was part of the one before"
            : "The draft makes this paragraph a part of the one before",
          help: "its text is marked in both places, since a mark lives in one paragraph",
          source: draft.blocks[index].source))
    }
  }
}

extension DraftBlock {
  fileprivate var hasText: Bool { isParagraph || isHeading }
}

import Basics
import Redline

/// A block of a draft, whatever kind of file it came from.
struct DraftBlock: Equatable {
  enum Kind: Equatable {
    /// A heading by the source's own markup; its level counts from 1, and 0 is the document's title.
    case heading(level: Int)
    case paragraph
    /// A line across the page.
    case rule
    /// The rows of a table, each with its cells.
    case table([[[DraftRun]]])
    /// Markdown that is kept line by line, such as a table or a code block.
    case verbatim([[DraftRun]])
  }

  /// What a tracked change does with the end of the paragraph.
  typealias Ending = DraftRun.Change

  /// A place in a list that the source itself counts.
  struct ListPlace: Equatable {
    /// Tells one list from another.
    var list: Int
    /// The level in its list, from 0.
    var level: Int
    /// The bullet or number that the source prints, as it prints it.
    var label: String
  }

  /// What a block of a file that this program wrote is, so that nothing has to be guessed.
  enum Role: Equatable {
    /// A provision that is an item, inside of as many as its depth says, 1 for none.
    case item(depth: Int, label: String?)
    /// A provision that is a paragraph, which can have a label too.
    case rule(label: String?)
    case text(depth: Int)
  }

  var kind: Kind
  var runs: [DraftRun]
  /// `nil` for a block of anybody else's file.
  var role: Role?
  var list: ListPlace?
  /// How far the block is indented, in characters.
  var indent = 0
  var isCentered = false
  var ending = Ending.kept
  /// Whether an empty line or another gap precedes the block.
  var followsGap = true
  /// The names that links inside of the draft lead here by.
  var bookmarks: [String] = []
  /// Whether a page of the source begins with the block.
  var startsPage = false
  /// Whether this is an entry of a table of contents.
  var isContentsEntry = false
  /// The line of a text, or the paragraph of another format, from 1.
  var source: Int

  init(_ kind: Kind = .paragraph, _ runs: [DraftRun] = [], source: Int) {
    self.kind = kind
    self.runs = runs
    self.source = source
  }

  /// What the block says, on one line.
  var words: String {
    runs.words.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
  }

  var isParagraph: Bool { kind == .paragraph }

  var isHeading: Bool {
    if case .heading = kind { true } else { false }
  }

  /// Whether every letter is bold.
  var isBold: Bool {
    let written = runs.filter { $0.isText && !$0.text.isBlank }
    return !written.isEmpty && written.allSatisfy { $0.style.contains(.strong) }
  }
}

/// A footnote of a draft.
struct DraftNote: Equatable {
  /// The label that its references have: `[^label]`.
  var label: String
  var runs: [DraftRun]
}

/// Something about a draft that a person must look at.
struct DraftDoubt: Equatable {
  /// The rule that says what is usual.
  var rule: Rule
  var summary: String
  var help: String?
  /// The line or paragraph of the source that it is about, or `nil` if it is about the whole draft.
  var source: Int?

  init(_ rule: Rule, _ summary: String, help: String? = nil, source: Int? = nil) {
    self.rule = rule
    self.summary = summary
    self.help = help
    self.source = source
  }
}

/// A draft as its reader understood it, before anything is known of codes.
struct Draft: Equatable {
  /// Where its tracked changes come from.
  enum Marks: Equatable {
    /// The source's own record of them, which is complete.
    case exact
    /// A converter's marks, some of which can be lost.
    case converted
  }

  var blocks: [DraftBlock] = []
  var notes: [DraftNote] = []
  var doubts: [DraftDoubt] = []
  var marks = Marks.exact
  /// What a place in the source is called: `line` or `paragraph`.
  var unit = "paragraph"
  /// The text of every story of the source, told apart from this value: what an import must not lose.
  var stories: [SourceStory] = []
  /// Whether words can be underlined or struck as legislative drafting does.
  var hasLegislativeFormat: Bool {
    blocks.contains { $0.runs.contains { $0.isText && !$0.style.isDisjoint(with: [.struck, .underlined]) } }
  }
}

/// The words of one paragraph of a source, read without regard for anything else in it.
struct SourceParagraph: Equatable {
  /// As ``DraftBlock/source``.
  var source: Int
  var proposed: String
  var current: String
  /// Whether this is only the large first letter of the next paragraph.
  var isDropCap = false
}

/// A text of a source that is read from start to end: the body, or one footnote.
struct SourceStory: Equatable {
  /// The label of the footnote, or `nil` for the body.
  var note: String?
  var paragraphs: [SourceParagraph]
}

/// Writes the paragraph ends that a draft inserts or deletes as changes of text.
///
/// A mark lives inside one block, so an end can't be marked. Where only one version has the end, the text of the
/// later paragraph is inserted or deleted in both places: each version then reads as it does in Word.
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

  /// Moves what one version has in some blocks to the first of them that has text there.
  private static func join(
    _ draft: inout Draft, _ range: ClosedRange<Int>, where ending: DraftBlock.Ending
  ) {
    let isInserted = ending == .inserted
    let other: DraftRun.Change = isInserted ? .inserted : .deleted
    let moving: DraftRun.Change = isInserted ? .deleted : .inserted
    /// The runs that the version without the end has.
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

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
    case item(depth: Int, label: TypedLabel)
    /// A provision that is a paragraph.
    case rule(label: TypedLabel)
    case text(depth: Int)
  }

  /// A label that is typed in the source, in both versions of the text; empty in a version without a label.
  struct TypedLabel: Equatable {
    var proposed: String
    var current: String

    /// Creates a label that is in the versions that have text with a change.
    init(_ label: String, _ change: DraftRun.Change = .kept) {
      proposed = change == .deleted ? "" : label
      current = change == .inserted ? "" : label
    }
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

/// A piece of a draft's text with the same formatting and revision.
struct DraftRun: Equatable {
  /// The effect of a tracked change on a run.
  enum Change: Equatable {
    case kept, inserted, deleted
  }

  /// The formatting of a run in its source.
  struct Style: OptionSet, Hashable {
    let rawValue: UInt16

    static let emphasis = Style(rawValue: 1)
    static let strong = Style(rawValue: 2)
    static let code = Style(rawValue: 4)
    static let superscript = Style(rawValue: 8)
    static let `subscript` = Style(rawValue: 16)
    /// Text with single or double strikethrough formatting, not a tracked deletion.
    static let struck = Style(rawValue: 32)
    static let underlined = Style(rawValue: 64)
    /// Text that is Markdown already.
    static let markdown = Style(rawValue: 128)
    /// The mark of a footnote, `[^1]`.
    static let note = Style(rawValue: 256)
    /// A reviewer's comment, which isn't part of the draft's words.
    static let comment = Style(rawValue: 512)

    /// The styles that the written text can show.
    static let shown: Style = [.emphasis, .strong, .code]
  }

  var change = Change.kept
  /// Plain text, in which `\n` is a line break and `\t` a tab.
  var text: String
  var style: Style = []
  /// The address of the link that the text belongs to.
  ///
  /// `#name` leads to a bookmark in the draft.
  var link: String?

  init(_ text: String, _ change: Change = .kept, style: Style = [], link: String? = nil) {
    self.change = change
    self.text = text
    self.style = style
    self.link = link
  }

  /// Whether the run belongs to the draft's words.
  var isText: Bool { style.isDisjoint(with: [.comment, .note]) }

  /// Returns whether two runs have the same change, style, and link.
  func looksLike(_ other: DraftRun) -> Bool {
    change == other.change && style == other.style && link == other.link
  }
}

extension [DraftRun] {
  /// Adds a run, by extending the last run if both look the same.
  mutating func add(_ run: DraftRun) {
    guard !run.text.isEmpty else { return }
    if let last, last.looksLike(run), last.isText {
      self[count - 1].text += run.text
    } else {
      append(run)
    }
  }

  /// The words with all changes accepted.
  var proposed: String {
    reduce(into: "") { if $1.isText, $1.change != .deleted { $0 += $1.text } }
  }

  /// The words with all changes rejected.
  var current: String {
    reduce(into: "") { if $1.isText, $1.change != .inserted { $0 += $1.text } }
  }

  /// The words that identify the runs: the proposed words, or the current ones if there are no proposed
  /// words.
  var words: String {
    let proposed = proposed
    return proposed.isBlank ? current : proposed
  }

  var holdsChange: Bool { contains { $0.change != .kept } }

  /// The change that all words have in common, or `nil` if they differ.
  var onlyChange: DraftRun.Change? {
    let written = filter { $0.isText && !$0.text.isBlank }
    guard let first = written.first else { return nil }
    return written.allSatisfy { $0.change == first.change } ? first.change : nil
  }

  /// Removes the text before the first tab and returns it, if it's short enough for a label.
  ///
  /// A bullet is removed too, but isn't a label.
  mutating func takeLabel() -> DraftBlock.TypedLabel {
    var label = DraftBlock.TypedLabel("")
    guard let place = firstIndex(where: { $0.text.contains("\t") }) else { return label }
    let tab = self[place].text.firstIndex(of: "\t") ?? self[place].text.endIndex
    var before = Array(self[..<place])
    before.append(self[place])
    before[place].text = String(self[place].text[..<tab])
    guard !before.words.isBlank, before.reduce(0, { $0 + $1.text.utf8.count }) <= 40 else { return label }
    func withoutBullet(_ text: String) -> String { text.trimmed == "•" ? "" : text.trimmed }
    label.proposed = withoutBullet(before.proposed)
    label.current = withoutBullet(before.current)
    self[place].text = String(self[place].text[self[place].text.index(after: tab)...])
    removeSubrange(..<place)
    if self[0].text.isEmpty { removeFirst() }
    return label
  }

  /// Removes the first characters of the words, and the white space around them, if all of them are unchanged
  /// or the whole text has a single change.
  ///
  /// - Parameter count: The number of Unicode scalars to remove, not counting white space.
  /// - Returns: Whether they could be removed.
  mutating func dropFirst(_ count: Int) -> Bool {
    let isOneChange = onlyChange != nil
    var left = count
    var isDone = false
    var result: [DraftRun] = []
    for run in self {
      guard run.isText, !isDone else {
        result.append(run)
        continue
      }
      var text = Substring(run.text).unicodeScalars
      while let scalar = text.first, left > 0 || scalar.properties.isWhitespace {
        if !scalar.properties.isWhitespace {
          if run.change != .kept, !isOneChange { return false }
          left -= 1
        }
        text.removeFirst()
      }
      guard !text.isEmpty else { continue }
      isDone = true
      var rest = run
      rest.text = String(Substring(text))
      result.append(rest)
    }
    guard left == 0 else { return false }
    self = result
    return true
  }
}

/// Reduces text to the characters that readers can see.
enum PlainCharacters {
  /// Returns a text without invisible characters: soft hyphens, zero-width spaces, ASCII control characters,
  /// and characters that control the writing direction, which can make a text read differently from what it
  /// says.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) }))
  }

  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFDD0...0xFDEF, 0xFFF9...0xFFFB:
      true
    default: false
    }
  }

  /// Returns a text in superscript or subscript characters, or `nil` if Unicode lacks one of them.
  static func raised(_ text: String) -> String? { mapped(text, superscripts) }

  static func lowered(_ text: String) -> String? { mapped(text, subscripts) }

  private static func mapped(_ text: String, _ table: [Character: Character]) -> String? {
    var result = ""
    for character in text {
      guard let other = table[character] else { return nil }
      result.append(other)
    }
    return result
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "(": "⁽", ")": "⁾", "n": "ⁿ",
  ]
  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
    "+": "₊", "-": "₋", "−": "₋", "(": "₍", ")": "₎",
  ]
}

import Basics
import Redline

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
  mutating func takeLabel() -> String? {
    guard let place = firstIndex(where: { $0.text.contains("\t") }), place < 3 else { return nil }
    let tab = self[place].text.firstIndex(of: "\t") ?? self[place].text.endIndex
    let label = self[..<place].map(\.text).joined() + self[place].text[..<tab]
    guard !label.isBlank, label.utf8.count <= 40 else { return nil }
    self[place].text = String(self[place].text[self[place].text.index(after: tab)...])
    removeSubrange(..<place)
    if self[0].text.isEmpty { removeFirst() }
    return label.trimmed
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

import Basics
import Redline

/// Moves the white space around the marks of a draft so that both versions read well.
///
/// Converters and Word put a space on either side of a mark at random. This type moves it so that removing
/// either side of a change leaves one space, none before `. , ; :`, and none at the start of a block. It
/// never changes a word. It only changes imported text, never authored text.
struct MarkRepair {
  /// A part of a block.
  enum Part: Equatable {
    case kept(StyledText)
    /// Deleted text and inserted text, either of which can be empty.
    case change(old: StyledText, new: StyledText)
    case comment(String)
  }

  /// Returns the parts of a block.
  ///
  /// - Parameter movesPunctuation: Whether to move the period after a changed sentence into the change.
  ///   Converters leave it outside, because they don't know where sentences end.
  static func parts(of runs: [DraftRun], movesPunctuation: Bool) -> [Part] {
    var repair = Self(runs)
    if movesPunctuation { for index in repair.changes.indices { repair.takeOrphanedPunctuation(index) } }
    for index in repair.changes.indices { repair.placeSpace(index) }
    var parts = repair.parts
    if case .kept(let text)? = parts.first { parts[0] = .kept(text.trimmedStart) }
    if case .kept(let text)? = parts.last { parts[parts.count - 1] = .kept(text.trimmedEnd) }
    return parts.filter { if case .kept(let text) = $0 { !text.isEmpty } else { true } }
  }

  private struct Change {
    var old = StyledText()
    var new = StyledText()
    /// Comments inside or right after the change.
    var comments: [String] = []
    /// The unmarked text after the change, and the comments in it.
    var kept = StyledText()
    var later: [(offset: Int, text: String)] = []
  }

  private var start = StyledText()
  private var early: [(offset: Int, text: String)] = []
  private var changes: [Change] = []

  /// Joins adjacent changes, with at most white space between them, into one.
  private init(_ runs: [DraftRun]) {
    for run in runs {
      if run.style.contains(.comment) {
        add(comment: run.text)
      } else if run.change == .kept {
        if changes.isEmpty {
          start += StyledText(run)
        } else {
          changes[changes.count - 1].kept += StyledText(run)
        }
      } else {
        if changes.last.map({ !$0.kept.isBlank || $0.kept.string.contains("\n") }) ?? true {
          changes.append(Change())
        }
        join(run)
      }
    }
  }

  private mutating func add(comment: String) {
    guard let last = changes.last else {
      early.append((start.count, comment))
      return
    }
    if last.kept.isBlank {
      changes[changes.count - 1].comments.append(comment)
    } else {
      changes[changes.count - 1].later.append((last.kept.count, comment))
    }
  }

  private mutating func join(_ run: DraftRun) {
    let index = changes.count - 1
    let space = changes[index].kept
    changes[index].kept = StyledText()
    let text = StyledText(run)
    if run.change == .deleted {
      changes[index].old += joint(changes[index].old, space, text)
    } else {
      changes[index].new += joint(changes[index].new, space, text)
    }
  }

  /// Returns the text to append to one side of a change.
  ///
  /// The space between two marks is kept only between two of the same kind.
  private func joint(_ side: StyledText, _ space: StyledText, _ text: StyledText) -> StyledText {
    if side.isEmpty { return text }
    if side.lastByte?.isASCIIWhitespace ?? false { return text.trimmedStart }
    return space.isEmpty ? text : StyledText(" ") + text.trimmedStart
  }

  // MARK: Punctuation

  /// Moves the period after a change into the change if it would have no text before it once the change is
  /// removed.
  private mutating func takeOrphanedPunctuation(_ index: Int) {
    let change = changes[index]
    guard change.old.isEmpty != change.new.isEmpty, let mark = change.kept.firstByte,
      mark.isClosingPunctuation
    else { return }
    let left = (index > 0 ? changes[index - 1].kept : start).trimmed
    let orphans: Bool
    if let last = left.lastByte {
      orphans = last == mark || (SentenceEnds.isMark(last) && SentenceEnds.isMark(mark))
    } else {
      orphans = index == 0
    }
    guard orphans else { return }
    let sign = changes[index].kept.removeFirst()
    changes[index].later = changes[index].later.map { (max(0, $0.offset - sign.count), $0.text) }
    if change.old.isEmpty { changes[index].new += sign } else { changes[index].old += sign }
  }

  // MARK: Space

  private mutating func placeSpace(_ index: Int) {
    let isFirst = index == 0
    let left = isFirst ? start : changes[index - 1].kept
    let right = changes[index].kept
    let isAtStart = isFirst && left.isBlank
    let isAtEnd = index == changes.count - 1 && right.isBlank
    let (old, new) = (changes[index].old, changes[index].new)
    let hasLeft = left.lastByte.map(\.isASCIIWhitespace) ?? false
    let hasRight = right.firstByte.map(\.isASCIIWhitespace) ?? false
    let before = left.trimmedEnd
    let after = right.trimmedStart

    /// Returns whether one side of the change has a space before and after it.
    func space(_ side: StyledText) -> (before: Bool, behind: Bool) {
      let text = side.trimmed
      let wantsBefore = hasLeft || side.firstByte.map(\.isASCIIWhitespace) ?? false
      let wantsBehind = hasRight || side.lastByte.map(\.isASCIIWhitespace) ?? false
      return (
        wantsBefore && !isAtStart && !text.startsWithClosingPunctuation,
        wantsBehind && !isAtEnd && !after.startsWithClosingPunctuation
      )
    }

    func padded(_ before: Bool, _ text: StyledText, _ behind: Bool) -> StyledText {
      (before ? StyledText(" ") : StyledText()) + text.trimmed + (behind ? StyledText(" ") : StyledText())
    }

    let result: (left: Bool, old: StyledText, new: StyledText, right: Bool)
    if old.isBlank, new.isBlank {
      // White space that is inserted or deleted next to other white space isn't a change.
      guard hasLeft || hasRight else { return }
      result = (
        hasLeft && !isAtStart && !after.startsWithClosingPunctuation, StyledText(), StyledText(), false
      )
    } else if old.isBlank || new.isBlank {
      let text = (old.isBlank ? new : old)
      let wanted = space(text)
      let isKept =
        (hasLeft || hasRight) && !isAtStart && !isAtEnd && !after.startsWithClosingPunctuation
      // One of the two spaces stays when the change is removed; the other belongs to the change.
      let leftOutside = isKept && wanted.before
      let rightOutside = isKept && !leftOutside
      let moved = padded(wanted.before && !leftOutside, text, wanted.behind && !rightOutside)
      result = (
        leftOutside, old.isBlank ? StyledText() : moved, new.isBlank ? StyledText() : moved, rightOutside
      )
    } else {
      let (ofOld, ofNew) = (space(old), space(new))
      let leftOutside = ofOld.before && ofNew.before
      let rightOutside = ofOld.behind && ofNew.behind
      func moved(_ side: StyledText, _ wanted: (before: Bool, behind: Bool)) -> StyledText {
        padded(wanted.before && !leftOutside, side, wanted.behind && !rightOutside)
      }
      result = (leftOutside, moved(old, ofOld), moved(new, ofNew), rightOutside)
    }
    changes[index].old = result.old
    changes[index].new = result.new
    let newLeft = before + (result.left ? StyledText(" ") : StyledText())
    if isFirst { start = newLeft } else { changes[index - 1].kept = newLeft }
    let cut = right.count - after.count - (result.right ? 1 : 0)
    changes[index].kept = (result.right ? StyledText(" ") : StyledText()) + after
    changes[index].later = changes[index].later.map { (max(0, $0.offset - cut), $0.text) }
  }

  // MARK: Result

  private var parts: [Part] {
    var parts: [Part] = []
    append(start, early, to: &parts)
    for change in changes {
      if change.old.isEmpty, change.new.isEmpty {
        parts += change.comments.map(Part.comment)
      } else {
        parts.append(.change(old: change.old, new: change.new))
        parts += change.comments.map(Part.comment)
      }
      append(change.kept, change.later, to: &parts)
    }
    return parts
  }

  private func append(_ text: StyledText, _ comments: [(offset: Int, text: String)], to parts: inout [Part]) {
    var rest = text
    var done = 0
    for comment in comments {
      let (before, after) = rest.divided(at: comment.offset - done)
      if !before.isEmpty { parts.append(.kept(before)) }
      parts.append(.comment(comment.text))
      done = max(done, comment.offset)
      rest = after
    }
    if !rest.isEmpty { parts.append(.kept(rest)) }
  }
}

/// Finds positions where a Markdown converter probably lost the mark of an insertion.
///
/// None of this is certain, so nothing is changed. An editor checks the source and decides.
struct LostMarks {
  /// A position where a mark was probably lost.
  struct Place: Equatable {
    var summary: String
    var block: Int
    /// The index among the block's parts.
    var part: Int
    /// The byte offset in the part's text.
    var offset: Int
  }

  /// Checks the blocks of a draft.
  ///
  /// A deletion that nothing replaces counts only after the last insertion, because a converter that loses
  /// insertions loses all that follow.
  static func places(in blocks: [[MarkRepair.Part]]) -> [Place] {
    var places: [Place] = []
    let last = lastInsertion(in: blocks)
    for (block, parts) in blocks.enumerated() {
      for (index, part) in parts.enumerated() {
        switch part {
        case .kept(let text):
          places += capitals(in: text.string).map { offset, word in
            Place(
              summary: "'\(word)' has a capital letter inside: part of a change was probably lost",
              block: block, part: index, offset: offset)
          }
        case .change(let deleted, let new) where new.isEmpty:
          let old = deleted.string
          let before = index > 0 ? parts[index - 1].keptText : ""
          let after = parts[(index + 1)...].first { !$0.isComment }?.keptText ?? ""
          if isFragment(old, after: before, before: after) {
            places.append(
              Place(
                summary:
                  "'\(old.trimmed)' is struck, which is a part of a word: part of a change was probably lost",
                block: block, part: index, offset: 0))
          } else if (block, index) > last, after.trimmed.utf8.first.map({ !$0.isClosingPunctuation }) ?? false
          {
            places.append(
              Place(
                summary: "'\(old.trimmed.abbreviated)' is struck and nothing replaces it: "
                  + "the mark of an insertion was probably lost", block: block, part: index,
                offset: 0))
          }
        case .change, .comment: break
        }
      }
    }
    return places
  }

  private static func lastInsertion(in blocks: [[MarkRepair.Part]]) -> (block: Int, part: Int) {
    for (block, parts) in blocks.enumerated().reversed() {
      let part = parts.lastIndex { if case .change(_, let new) = $0 { !new.isEmpty } else { false } }
      if let part { return (block, part) }
    }
    return (-1, 0)
  }

  /// Returns whether deleted text is only part of a word: it's attached to a neighboring word, or repeats the
  /// end of the word before it.
  private static func isFragment(_ old: String, after before: String, before after: String) -> Bool {
    let text = old.trimmed
    guard !text.isEmpty, text.utf8.allSatisfy({ $0.isASCIILetter }) else { return false }
    let joinsLeft = old.utf8.first == text.utf8.first && before.utf8.last.map(\.isASCIILetter) ?? false
    let joinsRight = old.utf8.last == text.utf8.last && after.utf8.first.map(\.isASCIILetter) ?? false
    if joinsLeft || joinsRight { return true }
    let previous = before.trimmed.utf8.reversed().prefix { $0.isASCIILetter }.reversed()
    return text.utf8.count < previous.count && previous.suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  /// Returns the words with a capital letter after a lowercase letter, except for names such as McDonald.
  private static func capitals(in text: String) -> [(offset: Int, word: String)] {
    let bytes = Array(text.utf8)
    var found: [(Int, String)] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index].isASCIILetter else {
        index += 1
        continue
      }
      let end = bytes[index...].firstIndex { !$0.isASCIILetter } ?? bytes.count
      let word = bytes[index..<end]
      let isInside = zip(word, word.dropFirst()).contains { ($0 | 0x20) == $0 && ($1 | 0x20) != $1 }
      let isAddress =
        index > 0 && (bytes[index - 1] == UInt8(ascii: "/") || bytes[index - 1] == UInt8(ascii: "."))
      let isName = namePrefixes.contains { word.starts(with: $0.utf8) }
      if isInside, !isName, !isAddress { found.append((index, String(decoding: word, as: UTF8.self))) }
      index = end
    }
    return found
  }

  private static let namePrefixes = ["Mc", "Mac", "De", "La", "Le", "Di", "Fitz", "PhD", "PsyD"]
}

extension MarkRepair.Part {
  fileprivate var keptText: String {
    if case .kept(let text) = self { text.string } else { "" }
  }

  fileprivate var isComment: Bool {
    if case .comment = self { true } else { false }
  }
}

extension String {
  /// The text itself, or its first words if it's long.
  fileprivate var abbreviated: String {
    let words = split(separator: " ")
    return words.count <= 8 ? self : words.prefix(6).joined(separator: " ") + " …"
  }
}

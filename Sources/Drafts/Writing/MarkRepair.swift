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

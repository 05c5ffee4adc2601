import Markup

/// Mends the white space around the marks of a draft, and the punctuation that a dropped sentence orphans.
///
/// Converters and Word leave it to chance on which side of a mark a space stands; here it moves to where
/// dropping either side of a change leaves one space, none before `. , ; :`, and none at the start of a block.
/// No word is touched. Authored text is never mended, only what is imported.
struct MarkRepair {
  /// A part of a mended block.
  enum Part: Equatable {
    case kept(String)
    /// Text that goes, text that comes; one may be empty.
    case change(old: String, new: String)
    case comment(String)
  }

  /// Mends a block.
  static func parts(of pieces: [DraftPiece]) -> [Part] {
    var repair = Self(pieces)
    for index in repair.changes.indices { repair.takeOrphanedPunctuation(index) }
    for index in repair.changes.indices { repair.placeSpace(index) }
    var parts = repair.parts
    if case .kept(let text)? = parts.first { parts[0] = .kept(text.trimmedStart) }
    if case .kept(let text)? = parts.last { parts[parts.count - 1] = .kept(text.trimmedEnd) }
    return parts
  }

  /// A block's text with all changes accepted and with all rejected, each as mending leaves it.
  static func texts(of pieces: [DraftPiece]) -> (proposed: String, current: String) {
    var texts = (proposed: "", current: "")
    for part in parts(of: pieces) {
      switch part {
      case .kept(let text):
        texts.proposed += text
        texts.current += text
      case .change(let old, let new):
        texts.proposed += new
        texts.current += old
      case .comment: break
      }
    }
    return texts
  }

  private struct Change {
    var old = ""
    var new = ""
    /// Remarks inside of or right behind the change.
    var comments: [String] = []
    /// The unmarked text behind it, and the remarks in that.
    var kept = ""
    var later: [(offset: Int, text: String)] = []
  }

  private var start = ""
  private var early: [(offset: Int, text: String)] = []
  private var changes: [Change] = []

  /// Joins what stands side by side, with nothing but white space between, to one change.
  private init(_ pieces: [DraftPiece]) {
    for piece in pieces {
      switch piece.kind {
      case .kept:
        if changes.isEmpty { start += piece.text } else { changes[changes.count - 1].kept += piece.text }
      case .comment:
        if changes.isEmpty {
          early.append((start.utf8.count, piece.text))
        } else if changes[changes.count - 1].kept.isBlank {
          changes[changes.count - 1].comments.append(piece.text)
        } else {
          changes[changes.count - 1].later.append((changes[changes.count - 1].kept.utf8.count, piece.text))
        }
      case .inserted, .deleted:
        if let last = changes.last, last.kept.isBlank {
          join(piece)
        } else {
          changes.append(Change())
          join(piece)
        }
      }
    }
  }

  private mutating func join(_ piece: DraftPiece) {
    let index = changes.count - 1
    let space = changes[index].kept
    changes[index].kept = ""
    if piece.kind == .deleted {
      changes[index].old += joint(changes[index].old, space, piece.text)
    } else {
      changes[index].new += joint(changes[index].new, space, piece.text)
    }
  }

  /// What to add to one side of a change: the space between two marks is only kept between two of a kind.
  private func joint(_ side: String, _ space: String, _ text: String) -> String {
    if side.isEmpty { return text }
    if side.utf8.last?.isASCIIWhitespace ?? false { return text.trimmedStart }
    return space.isEmpty ? text : " " + text.trimmedStart
  }

  // MARK: Punctuation

  /// Takes the full stop behind a change into it, where dropping the change would leave it alone.
  private mutating func takeOrphanedPunctuation(_ index: Int) {
    let change = changes[index]
    guard change.old.isEmpty != change.new.isEmpty, let mark = change.kept.utf8.first,
      mark.isClosingPunctuation
    else { return }
    let left = (index > 0 ? changes[index - 1].kept : start).trimmed
    let orphans: Bool
    if let last = left.utf8.last {
      orphans = last == mark || (last.endsSentence && mark.endsSentence)
    } else {
      orphans = index == 0
    }
    guard orphans else { return }
    let sign = String(changes[index].kept.removeFirst())
    changes[index].later = changes[index].later.map { (max(0, $0.offset - sign.utf8.count), $0.text) }
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
    let hasLeft = left.utf8.last.map(\.isASCIIWhitespace) ?? false
    let hasRight = right.utf8.first.map(\.isASCIIWhitespace) ?? false
    let before = left.trimmedEnd
    let after = right.trimmedStart

    /// The space before and behind one side of the change.
    func space(_ side: String) -> (before: Bool, behind: Bool) {
      let text = side.trimmed
      let wantsBefore = hasLeft || side.utf8.first.map(\.isASCIIWhitespace) ?? false
      let wantsBehind = hasRight || side.utf8.last.map(\.isASCIIWhitespace) ?? false
      return (
        wantsBefore && !isAtStart && !text.startsWithClosingPunctuation,
        wantsBehind && !isAtEnd && !after.startsWithClosingPunctuation
      )
    }

    let result: (left: Bool, old: String, new: String, right: Bool)
    if old.isBlank, new.isBlank {
      // White space that comes or goes beside other white space is no change.
      guard hasLeft || hasRight else { return }
      result = (hasLeft && !isAtStart && !after.startsWithClosingPunctuation, "", "", false)
    } else if old.isBlank || new.isBlank {
      let text = (old.isBlank ? new : old)
      let wanted = space(text)
      let isKept =
        (hasLeft || hasRight) && !isAtStart && !isAtEnd && !after.startsWithClosingPunctuation
      // One of the two spaces stays when the change is dropped; the other comes and goes with it.
      let leftOutside = isKept && wanted.before
      let rightOutside = isKept && !leftOutside
      let moved =
        (wanted.before && !leftOutside ? " " : "") + text.trimmed
        + (wanted.behind && !rightOutside ? " " : "")
      result = (
        leftOutside, old.isBlank ? "" : moved, new.isBlank ? "" : moved, rightOutside
      )
    } else {
      let (ofOld, ofNew) = (space(old), space(new))
      let leftOutside = ofOld.before && ofNew.before
      let rightOutside = ofOld.behind && ofNew.behind
      func moved(_ side: String, _ wanted: (before: Bool, behind: Bool)) -> String {
        (wanted.before && !leftOutside ? " " : "") + side.trimmed
          + (wanted.behind && !rightOutside ? " " : "")
      }
      result = (leftOutside, moved(old, ofOld), moved(new, ofNew), rightOutside)
    }
    changes[index].old = result.old
    changes[index].new = result.new
    let newLeft = before + (result.left ? " " : "")
    if isFirst { start = newLeft } else { changes[index - 1].kept = newLeft }
    let cut = right.utf8.count - after.utf8.count - (result.right ? 1 : 0)
    changes[index].kept = (result.right ? " " : "") + after
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

  private func append(_ text: String, _ comments: [(offset: Int, text: String)], to parts: inout [Part]) {
    let bytes = Array(text.utf8)
    var done = 0
    for comment in comments {
      let place = min(max(comment.offset, done), bytes.count)
      if place > done { parts.append(.kept(String(decoding: bytes[done..<place], as: UTF8.self))) }
      parts.append(.comment(comment.text))
      done = place
    }
    if done < bytes.count { parts.append(.kept(String(decoding: bytes[done...], as: UTF8.self))) }
  }
}

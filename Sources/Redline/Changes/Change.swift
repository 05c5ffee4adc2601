import Basics
import Markdown

/// One change of a text, in words, as a person would describe it.
package struct Change: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case insertion, deletion, substitution
    /// The same words were deleted in one position and inserted in another position of the same text.
    case move
    /// The whole text is new.
    case addition
    /// The whole text is deleted.
    case removal
  }

  package var kind: Kind
  /// The deleted words, without white space around them; empty if there are none.
  package var old: String
  /// The inserted words, without white space around them; empty if there are none.
  package var new: String
  /// Up to three words before the change in the new text; empty at the start of the text.
  package var before: String
  /// Up to three words after the change; empty at the end of the text.
  package var after: String

  package init(_ kind: Kind, old: String = "", new: String = "", before: String = "", after: String = "") {
    self.kind = kind
    self.old = old
    self.new = new
    self.before = before
    self.after = after
  }
}

/// The number of changes of each kind.
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

/// The sentences that describe changes, one for each kind, in the language of the interface.
///
/// In a sentence, `{old}` is a placeholder for the deleted words, `{new}` for the inserted words, and
/// `{before}` for the words before the change.
package struct ChangePhrases: Sendable, Hashable {
  package var inserted = "{new} inserted"
  package var deleted = "{old} deleted"
  package var replaced = "{old} replaced by {new}"
  package var movedAfter = "{new} moved after {before}"
  package var movedToStart = "{new} moved to the start"
  package var added = "added: {new}"
  package var removed = "removed: {old}"

  package init() {}

  /// A part of a sentence.
  package enum Part: Sendable, Hashable {
    /// Words of the interface.
    case plain(String)
    /// Words of the text, which are set apart from those of the interface.
    case quoted(String)
  }

  /// Returns the parts of the sentence that describes a change.
  package func parts(for change: Change) -> [Part] {
    var parts: [Part] = []
    var rest = template(for: change)[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
      if brace > rest.startIndex { parts.append(.plain(String(rest[..<brace]))) }
      switch rest[rest.index(after: brace)..<end] {
      case "old": parts.append(.quoted(change.old))
      case "new": parts.append(.quoted(change.new))
      case "before": parts.append(.quoted(change.before))
      default: parts.append(.plain(String(rest[brace...end])))
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.plain(String(rest))) }
    return parts
  }

  /// Returns the sentence that describes a change, with the words of the text between two marks.
  package func sentence(for change: Change, mark: String = "*") -> String {
    parts(for: change).reduce(into: "") { sentence, part in
      switch part {
      case .plain(let text): sentence += text
      case .quoted(let text): sentence += mark + text + mark
      }
    }
  }

  private func template(for change: Change) -> String {
    switch change.kind {
    case .insertion: inserted
    case .deletion: deleted
    case .substitution: replaced
    case .move: change.before.isEmpty ? movedToStart : movedAfter
    case .addition: added
    case .removal: removed
    }
  }
}

/// A run of text with the same status in a redline.
///
/// Marks in a source and differences between two editions both become runs. Without the deleted runs they are
/// the new text; without the inserted runs, the old text.
package struct RedlineRun: Sendable, Hashable {
  /// The status of the text.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case kept, deleted, inserted
  }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension [RedlineRun] {
  /// The text before the changes.
  package var oldText: String {
    reduce(into: "") { if $1.kind != .inserted { $0 += $1.text } }
  }

  /// The text after the changes.
  package var newText: String {
    reduce(into: "") { if $1.kind != .deleted { $0 += $1.text } }
  }

  /// The text with its changes in CriticMarkup, to show them as plain text: `I {--may--}{++must++} ask`.
  package var marked: String {
    reduce(into: "") { text, run in
      switch run.kind {
      case .kept: text += run.text
      case .deleted: text += "{--\(run.text)--}"
      case .inserted: text += "{++\(run.text)++}"
      }
    }
  }

  /// Appends text to the last run if that has the same kind, or else in a new run.
  mutating func append(_ kind: RedlineRun.Kind, _ text: String) {
    guard !text.isEmpty else { return }
    if let last = self.last, last.kind == kind {
      self[count - 1].text += text
    } else {
      append(RedlineRun(kind, text))
    }
  }
}

import Basics
import Markdown

/// One change of a text in words, as a person would tell another of it.
package struct Change: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case insertion, deletion, substitution
    /// The same words were taken out in one place and put in at another of the same text.
    case move
    /// All of the text is new.
    case addition
    /// All of the text goes.
    case removal
  }

  package var kind: Kind
  /// The words that go, without white space around them; empty where none do.
  package var old: String
  /// The words that come, without white space around them; empty where none do.
  package var new: String
  /// Up to three words before the place where the change is, of the text as it becomes; empty at its start.
  package var before: String
  /// Up to three words after it; empty at its end.
  package var after: String

  package init(_ kind: Kind, old: String = "", new: String = "", before: String = "", after: String = "") {
    self.kind = kind
    self.old = old
    self.new = new
    self.before = before
    self.after = after
  }
}

/// How often each kind of change occurs.
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

/// The sentences that tell changes, one for each kind, in the language of the interface.
///
/// In a sentence, `{old}` stands for the words that go, `{new}` for those that come, and `{before}` for those
/// before the place.
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
    /// Words of the text, to be set apart from those of the interface.
    case quoted(String)
  }

  /// The sentence that tells a change, in parts.
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

  /// The sentence with the words of the text between two marks.
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

/// A stretch of a text of which a redline says the same throughout.
///
/// Runs are the form that marks in a source and the difference between two editions share: without the
/// deleted ones they are the new text, without the inserted ones the old.
package struct RedlineRun: Sendable, Hashable {
  /// What becomes of the text.
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

  /// The text after them.
  package var newText: String {
    reduce(into: "") { if $1.kind != .deleted { $0 += $1.text } }
  }

  /// The text with its changes in CriticMarkup, to show them in plain text: `I {--may--}{++must++} ask`.
  package var marked: String {
    reduce(into: "") { text, run in
      switch run.kind {
      case .kept: text += run.text
      case .deleted: text += "{--\(run.text)--}"
      case .inserted: text += "{++\(run.text)++}"
      }
    }
  }

  /// Adds text to the last run where that is of the same kind.
  mutating func append(_ kind: RedlineRun.Kind, _ text: String) {
    guard !text.isEmpty else { return }
    if let last = self.last, last.kind == kind {
      self[count - 1].text += text
    } else {
      append(RedlineRun(kind, text))
    }
  }
}

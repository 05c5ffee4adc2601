import Basics
import Markdown

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

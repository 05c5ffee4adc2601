/// A problem that the author of a handbook can fix, with the range to fix it at.
///
/// A summary states the rule that is broken, leads with the specific and ends without a period:
/// "Provision 'WA#gift' does not exist". Nothing that can't be read is dropped silently: code that drops something
/// returns one of these.
package struct Diagnostic: Sendable, Hashable, Error {
  /// How much is at stake.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The handbook can't be published truthfully.
    case error
    /// A reader would notice.
    case warning
  }

  /// A text to write in place of another.
  package struct Replacement: Sendable, Hashable {
    /// On one line.
    package var range: SourceRange
    package var text: String

    package init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  /// Another place that explains the diagnostic, such as the first of two duplicates.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var path: String
    package var range: SourceRange?

    package init(_ message: String, path: String, range: SourceRange? = nil) {
      self.message = message
      self.path = path
      self.range = range
    }
  }

  package var severity: Severity
  package var rule: Rule
  package var summary: String
  /// The path of the file, as in ``SourceFile/path``.
  package var path: String
  /// The place, where one is known.
  ///
  /// A missing file, for instance, has none.
  package var range: SourceRange?
  /// What the author could do, where that is known.
  package var help: String?
  package var notes: [Note]
  /// What `handbook check --fix` writes, if only one thing can have been meant.
  package var replacement: Replacement?

  /// - Parameters:
  ///   - help: What to do, if nothing is close to what was written.
  ///   - meant: What was probably meant by the text of the range. The help then asks about it.
  ///   - replacement: What to write, if that isn't `meant`.
  package init(
    _ severity: Severity,
    _ rule: Rule,
    _ summary: String,
    path: String,
    range: SourceRange? = nil,
    help: String? = nil,
    meant: NearestMatch? = nil,
    replacement: Replacement? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.rule = rule
    self.summary = summary
    self.path = path
    self.range = range
    self.help = meant.map { "did you mean '\($0.text)'?" } ?? help
    self.notes = notes
    let isCertain = meant?.isOnlyOne == true
    self.replacement =
      replacement ?? (isCertain ? range.flatMap { range in meant.map { Replacement(range, $0.text) } } : nil)
  }
}

extension Diagnostic {
  /// The rule's stable name, as reports print it.
  package var identifier: String { rule.rawValue }
}

extension Diagnostic: Comparable {
  /// The order of report: path, line, column, then what makes the order total.
  package static func < (left: Self, right: Self) -> Bool {
    let leftStart = left.range?.start ?? SourcePosition(line: 0, column: 0)
    let rightStart = right.range?.start ?? SourcePosition(line: 0, column: 0)
    return (left.path, leftStart, left.identifier, left.summary)
      < (right.path, rightStart, right.identifier, right.summary)
  }
}

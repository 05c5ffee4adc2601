/// What the author of a handbook can mend, with the place to mend it.
///
/// A summary states the rule that is broken, leads with the specific and has no full stop:
/// "Provision 'WA#gift' does not exist". What could not be read is never lost in silence: whoever drops
/// something returns one of these.
package struct Diagnostic: Sendable, Hashable, Error {
  /// How much is at stake.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The handbook can't be published truthfully.
    case error
    /// A reader would notice.
    case warning
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
  /// The stable name of the rule, in lower case with hyphens; each has a page in the documentation.
  package var identifier: String
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

  package init(
    _ severity: Severity,
    _ identifier: String,
    _ summary: String,
    path: String,
    range: SourceRange? = nil,
    help: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.identifier = identifier
    self.summary = summary
    self.path = path
    self.range = range
    self.help = help
    self.notes = notes
  }
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

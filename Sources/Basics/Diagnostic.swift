/// A problem that the author of a handbook can fix, with its range in the source.
///
/// A summary states the broken rule, starting with the specific part, and ends without a period: "Provision
/// 'WA#gift' does not exist". Content that can't be read is never dropped silently. Code that drops something
/// returns a diagnostic.
package struct Diagnostic: Sendable, Hashable, Error {
  /// How serious a problem is.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The handbook can't be published correctly.
    case error
    /// Readers would notice.
    case warning
  }

  /// A correction of a text.
  package struct Replacement: Sendable, Hashable {
    /// The range to replace, on one line.
    package var range: SourceRange
    package var text: String

    package init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  /// Another location that explains the diagnostic, such as the first of two duplicates.
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
  /// The range of the problem, or `nil` if it has none.
  ///
  /// A missing file, for example, has no range.
  package var range: SourceRange?
  /// What the author can do, or `nil` if that isn't known.
  package var help: String?
  package var notes: [Note]
  /// The text that `handbook check --fix` writes, if only one correction is possible.
  package var replacement: Replacement?

  /// - Parameters:
  ///   - help: What to do if nothing is close to the written text.
  ///   - meant: What the text of the range was probably meant to be. The help then asks about it.
  ///   - replacement: The correction, if it isn't `meant`.
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
  /// The rule's stable name, which reports print.
  package var identifier: String { rule.rawValue }
}

extension Diagnostic: Comparable {
  /// Returns the order of reports: by path, line, and column, then by identifier and summary to make the
  /// order total.
  package static func < (left: Self, right: Self) -> Bool {
    let leftStart = left.range?.start ?? SourcePosition(line: 0, column: 0)
    let rightStart = right.range?.start ?? SourcePosition(line: 0, column: 0)
    return (left.path, leftStart, left.identifier, left.summary)
      < (right.path, rightStart, right.identifier, right.summary)
  }
}

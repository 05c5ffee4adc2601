package import Basics

/// What is wrong with the source, as the panel in the page shows it.
package struct PreviewReport: Sendable, Hashable, Encodable {
  /// A diagnostic in the words and with the lines that the terminal shows.
  package struct Problem: Sendable, Hashable, Encodable {
    let severity: String
    let identifier: String
    let summary: String
    /// The file with the line and the column.
    let place: String
    /// The line of the source with a marker below it; empty where no place is known.
    let excerpt: String
    let help: String?

    package init(_ diagnostic: Diagnostic, place: String, excerpt: String) {
      severity = diagnostic.severity.rawValue
      identifier = diagnostic.identifier
      summary = diagnostic.summary
      help = diagnostic.help
      self.place = place
      self.excerpt = excerpt
    }
  }

  /// The most problems that a page is told of; the terminal has all.
  package static let maximumProblems = 50

  /// How many problems there are: "1 error, 2 warnings", or what the computer refused.
  let counts: String
  let problems: [Problem]
  /// How many problems are not in the list.
  let omitted: Int

  /// - Parameters:
  ///   - problems: The first of them, ``maximumProblems`` at most.
  ///   - total: How many there are.
  package init(counts: String, problems: [Problem], total: Int) {
    self.counts = counts
    self.problems = problems
    omitted = total - problems.count
  }
}

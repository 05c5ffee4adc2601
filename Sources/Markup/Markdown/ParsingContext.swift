/// What the extensions know about the text that they work on, and where they report.
struct ParsingContext {
  let path: String
  let options: MarkdownParser.Options
  var triggers: SourceSurvey.Triggers = []
  /// Where the source has two opening brackets in a row.
  var referenceMarks = SourceMarks()
  var diagnostics: [Diagnostic] = []

  mutating func report(
    _ severity: Diagnostic.Severity, _ rule: Rule, _ summary: String, _ range: SourceRange?,
    help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(severity, rule, summary, path: path, range: range, help: help, notes: notes))
  }
}

/// What the extensions know of the text that they work on, and where they report.
struct ParsingContext {
  let path: String
  let options: MarkdownParser.Options
  let triggers: SourceSurvey.Triggers
  /// Where two brackets stand.
  let referenceMarks: SourceMarks
  var diagnostics: [Diagnostic] = []

  mutating func report(
    _ severity: Diagnostic.Severity, _ identifier: String, _ summary: String, _ range: SourceRange?,
    help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(severity, identifier, summary, path: path, range: range, help: help, notes: notes))
  }
}

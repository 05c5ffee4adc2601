import Markup

/// One Markdown file, read as far as it can be without the other documents.
struct ReadDocument: Sendable {
  /// What is wrong with the file's text.
  let textDiagnostics: [Diagnostic]
  let record: AssembledRecord?
  /// What is wrong with the record.
  let recordDiagnostics: [Diagnostic]
}

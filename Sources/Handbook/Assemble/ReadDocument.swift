import Markup

/// One Markdown file, read as far as it can be without the other documents.
final class ReadDocument: Sendable {
  /// What is wrong with the file's text.
  let textDiagnostics: [Diagnostic]
  let record: AssembledRecord?
  /// What is wrong with the record.
  let recordDiagnostics: [Diagnostic]
  /// What other documents' pages may show of it; nothing where that may be all of it.
  let outline: DocumentOutline?

  /// - Parameter hasOutline: Whether it is asked what other pages may show.
  init(
    textDiagnostics: [Diagnostic], record: AssembledRecord?, recordDiagnostics: [Diagnostic],
    hasOutline: Bool
  ) {
    self.textDiagnostics = textDiagnostics
    self.record = record
    self.recordDiagnostics = recordDiagnostics
    outline =
      switch record {
      case .lesson(let lesson) where hasOutline: DocumentOutline(lesson)
      case .page(let page) where hasOutline: DocumentOutline(page)
      default: nil
      }
  }
}

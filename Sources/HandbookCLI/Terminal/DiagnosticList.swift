import Markup

/// Diagnostics in the forms that programs read.
struct DiagnosticList {
  private let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// An array of objects, one a line.
  var json: String { JSONLines.array(of: diagnostics.map(Entry.init)) }

  /// Workflow commands of GitHub Actions.
  ///
  /// Source: GitHub Actions, "Workflow commands", setting an error message.
  var annotations: String {
    diagnostics.map { diagnostic in
      var properties = ["file=\(Self.property(diagnostic.path))"]
      if let start = diagnostic.range?.start { properties += ["line=\(start.line)", "col=\(start.column)"] }
      properties.append("title=\(Self.property(diagnostic.identifier))")
      let message = [diagnostic.summary, diagnostic.help.map { "help: \($0)" }].compactMap(\.self)
      return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::"
        + Self.escaped(message.joined(separator: "\n")) + "\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// A diagnostic as an object.
  private struct Entry: Encodable {
    let severity: String
    let identifier: String
    let summary: String
    let path: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let help: String?
    let notes: [Note]?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      identifier = diagnostic.identifier
      summary = diagnostic.summary
      path = diagnostic.path
      line = diagnostic.range?.start.line
      column = diagnostic.range?.start.column
      endLine = diagnostic.range?.end.line
      endColumn = diagnostic.range?.end.column
      help = diagnostic.help
      notes = diagnostic.notes.isEmpty ? nil : diagnostic.notes.map(Note.init)
    }

    /// Another place.
    struct Note: Encodable {
      let message: String
      let path: String
      let line: Int?
      let column: Int?

      init(_ note: Diagnostic.Note) {
        message = note.message
        path = note.path
        line = note.range?.start.line
        column = note.range?.start.column
      }
    }
  }
}

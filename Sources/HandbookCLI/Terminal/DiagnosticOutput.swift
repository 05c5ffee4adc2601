import Basics

/// The output of a command's diagnostics on standard error.
struct DiagnosticOutput {
  let diagnostics: [Diagnostic]
  /// The files whose lines are shown.
  let files: [SourceFile]
  let format: ReportFormat

  /// The maximum number of diagnostics of one file that people see.
  ///
  /// The output includes the number of the others.
  static let maximumPerFile = 100

  /// Prints the diagnostics, sorted by path, line, and column.
  ///
  /// JSON output contains all of them.
  func print() {
    let text =
      switch format {
      case .text: report(usesColor: Terminal.usesColor)
      case .json: DiagnosticList(diagnostics.sorted()).json
      case .github: DiagnosticList(limited.flatMap(\.shown)).annotations + notices
      }
    if !text.isEmpty { Terminal.standardError(text) }
  }

  /// Returns the diagnostics for people to read, with at most ``maximumPerFile`` for each file.
  func report(usesColor: Bool) -> String {
    let report = DiagnosticReport(files: files, usesColor: usesColor)
    return limited.map { file in
      let text = report.text(for: file.shown)
      return file.omitted == 0 ? text : "\(text)\n\(Self.remainder(of: file))\n"
    }.joined(separator: "\n")
  }

  /// The number of errors and warnings: "1 error, 2 warnings".
  var counts: String {
    let errors = diagnostics.count { $0.severity == .error }
    return "\(Phrase.counted(errors, "error")), \(Phrase.counted(diagnostics.count - errors, "warning"))"
  }

  /// The diagnostics of one file that are shown, and the number of diagnostics that aren't.
  private typealias Limited = (path: String, shown: [Diagnostic], omitted: Int)

  /// The diagnostics, grouped by file.
  ///
  /// If a file has too many, its errors take precedence over its warnings.
  private var limited: [Limited] {
    let sorted = diagnostics.sorted()
    var files: [Limited] = []
    var start = 0
    while start < sorted.count {
      let path = sorted[start].path
      let end = sorted[start...].firstIndex { $0.path != path } ?? sorted.count
      let all = sorted[start..<end]
      let errors = all.filter { $0.severity == .error }
      let others = all.filter { $0.severity != .error }
      let shown =
        all.count <= Self.maximumPerFile
        ? Array(all) : (errors + others).prefix(Self.maximumPerFile).sorted()
      files.append((path, shown, all.count - shown.count))
      start = end
    }
    return files
  }

  private static func remainder(of file: Limited) -> String {
    "\(Terminal.printable(file.path)): and \(Phrase.grouped(file.omitted)) more"
  }

  private var notices: String {
    limited.filter { $0.omitted > 0 }.map { "::notice::\(Self.remainder(of: $0))\n" }.joined()
  }
}

/// Diagnostics in formats for programs.
struct DiagnosticList {
  private let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// An array of objects, one per line.
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
    /// The text to write, if there is only one possible correction.
    let replacement: Replacement?
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
      replacement = diagnostic.replacement.map(Replacement.init)
      notes = diagnostic.notes.isEmpty ? nil : diagnostic.notes.map(Note.init)
    }

    /// A text and the range that it replaces.
    struct Replacement: Encodable {
      let line: Int
      let column: Int
      let endLine: Int
      let endColumn: Int
      let text: String

      init(_ replacement: Diagnostic.Replacement) {
        line = replacement.range.start.line
        column = replacement.range.start.column
        endLine = replacement.range.end.line
        endColumn = replacement.range.end.column
        text = replacement.text
      }
    }

    /// A related position.
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

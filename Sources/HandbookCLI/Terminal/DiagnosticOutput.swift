import Markup

/// What a command says of the content, on standard error.
struct DiagnosticOutput {
  let diagnostics: [Diagnostic]
  /// The files whose lines are shown.
  let files: [SourceFile]
  let format: ReportFormat

  /// Prints the diagnostics, sorted by their places.
  func print() {
    let text =
      switch format {
      case .text:
        DiagnosticReport(files: files, usesColor: Terminal.usesColor).text(for: diagnostics)
      case .json: DiagnosticList(diagnostics.sorted()).json
      case .github: DiagnosticList(diagnostics.sorted()).annotations
      }
    if !text.isEmpty { Terminal.standardError(text) }
  }

  /// How many there are: "1 error, 2 warnings".
  var counts: String {
    let errors = diagnostics.count { $0.severity == .error }
    return "\(Phrase.counted(errors, "error")), \(Phrase.counted(diagnostics.count - errors, "warning"))"
  }
}

/// Phrases of the program's own messages.
enum Phrase {
  /// A number with its noun: "1 page", "2 pages".
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A number with a comma between each three digits: "10,000".
  ///
  /// - Precondition: It is not negative.
  static func grouped(_ count: Int) -> String {
    let digits = Array(String(count))
    return digits.indices.map { place in
      place > 0 && (digits.count - place).isMultiple(of: 3) ? ",\(digits[place])" : String(digits[place])
    }.joined()
  }
}

import Basics
import Preview

/// The reports of the preview, on the terminal and in the panel of its pages.
struct PreviewOutput: Sendable {
  let isStrict: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  let format: ReportFormat
  /// What makes the addresses that open a place in the author's editor.
  let editor: EditorLink?
  /// The diagnostics of the last build.
  private var known: Set<Diagnostic> = []

  init(isStrict: Bool, isQuiet: Bool, isVerbose: Bool, format: ReportFormat, editor: EditorLink? = nil) {
    self.editor = editor
    self.isStrict = isStrict
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.format = format
  }

  /// Whether a diagnostic prevents a new site.
  func isError(_ diagnostic: Diagnostic) -> Bool { diagnostic.severity == .error || isStrict }

  func said(_ diagnostics: [Diagnostic], of files: [SourceFile]) -> DiagnosticOutput {
    DiagnosticOutput(diagnostics: diagnostics, files: files, format: format)
  }

  /// The problems as a page shows them, errors first.
  ///
  /// - Parameter isBlocking: Whether they prevent a new site.
  func report(of said: DiagnosticOutput, isBlocking: Bool = true) -> PreviewReport {
    let report = DiagnosticReport(files: said.files, usesColor: false)
    let sorted = said.diagnostics.sorted()
    let ordered = sorted.filter { $0.severity == .error } + sorted.filter { $0.severity != .error }
    return PreviewReport(
      counts: said.counts,
      problems: ordered.prefix(PreviewReport.maximumProblems).map { diagnostic in
        PreviewReport.Problem(
          diagnostic, place: report.place(diagnostic.path, diagnostic.range),
          excerpt: report.excerpt(diagnostic.path, diagnostic.range),
          editor: editor?.address(of: diagnostic.path, diagnostic.range?.start))
      }, total: ordered.count, isBlocking: isBlocking)
  }

  /// Measures the stages of a build.
  var stages: StageClock { StageClock(isVerbose: isVerbose && !isQuiet) }

  /// The same for the first build, which can take so long that progress is shown.
  var firstStages: StageClock {
    StageClock(isVerbose: isVerbose && !isQuiet, progress: isQuiet ? nil : Progress.begin())
  }

  /// Reports a new site.
  ///
  /// - Parameter changes: How many source files changed, and what that changed in the site. `nil` for the first site.
  mutating func finish(
    _ said: DiagnosticOutput, pages: Int, changes: (files: Int, site: SiteChanges)?,
    in stages: StageClock
  ) {
    print(said)
    let summary =
      if let changes {
        "\(Phrase.counted(changes.files, "source file")) changed \(phrase(changes.site))"
      } else {
        "\(Phrase.counted(pages, "page")) built"
      }
    say("\(summary); \(said.counts); \(stages.total)")
  }

  /// Reports that there is no new site.
  mutating func refuse(_ said: DiagnosticOutput, hasSite: Bool, in stages: StageClock) {
    print(said)
    let what = hasSite ? "the last good site stays" : "no site yet"
    say("\(said.counts); \(what); \(stages.total)")
  }

  /// Reports a failure of the system.
  func fail(_ description: String) {
    Terminal.standardError("handbook: \(description)\n")
  }

  /// Prints errors, and those other diagnostics that are new.
  private mutating func print(_ said: DiagnosticOutput) {
    let fresh = said.diagnostics.filter { isError($0) || !known.contains($0) }
    DiagnosticOutput(diagnostics: fresh, files: said.files, format: format).print()
    known = Set(said.diagnostics)
  }

  private func phrase(_ changes: SiteChanges) -> String {
    guard changes != SiteChanges() else { return "nothing in the site" }
    var parts: [String] = []
    if changes.pages > 0 { parts.append(Phrase.counted(changes.pages, "page")) }
    if changes.styleSheets > 0 { parts.append(Phrase.counted(changes.styleSheets, "style sheet")) }
    if changes.others > 0 { parts.append(Phrase.counted(changes.others, "other file")) }
    return parts.joined(separator: ", ")
  }

  private func say(_ line: String) {
    if !isQuiet { Terminal.standardError(line + "\n") }
  }
}

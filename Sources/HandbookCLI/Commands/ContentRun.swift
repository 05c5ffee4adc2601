import ArgumentParser
import Handbook
import Markup

/// One run over content alone, without a theme and without the rules that a site is held to.
struct ContentRun {
  let options: ContentOptions
  let format: ReportFormat
  let handbook: Handbook
  /// The files that the handbook was read from.
  let files: [SourceFile]
  /// What is wrong with the files, but for references.
  let diagnostics: [Diagnostic]
  /// What is wrong with references.
  let referenceDiagnostics: [Diagnostic]

  /// Reads the content.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  init(_ options: ContentOptions, format: ReportFormat) throws {
    self.options = options
    self.format = format
    let content = try options.readContent()
    let (manuscript, problems) = ManuscriptReader(
      includesUnpublished: options.unpublished, edition: options.edition
    ).read(content.files)
    let (handbook, references) = HandbookResolver.resolve(manuscript)
    self.handbook = handbook
    files = content.files
    diagnostics = content.diagnostics + problems
    referenceDiagnostics = references
  }

  /// Prints diagnostics.
  func say(_ diagnostics: [Diagnostic]) {
    DiagnosticOutput(diagnostics: diagnostics, files: files, format: format).print()
  }

  /// Prints a line of summary.
  func finish(_ summary: String) {
    if !options.quiet { Terminal.standardError("\(summary)\n") }
  }

  /// Prints diagnostics of which one is an error, and what that prevents.
  func failure(_ diagnostics: [Diagnostic], _ summary: String) -> ExitCode {
    say(diagnostics)
    let counts = DiagnosticOutput(diagnostics: diagnostics, files: files, format: format).counts
    finish("\(counts); \(summary)")
    return ExitCode(1)
  }

  /// Puts changed files of the content in the place of the old ones.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func replace(_ files: [SourceFile]) throws {
    do throws(FileError) {
      try WholeFiles.replace(files.map { ("\(options.source)/\($0.path)", $0.bytes) })
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }
}

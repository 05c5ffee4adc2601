import ArgumentParser
import Foundation
import Markup
import Site

/// One run over a handbook: what was read, what came of it, and what is said about it.
struct HandbookRun {
  let options: SourceOptions
  let themeFolder: String
  /// The site; nothing where an error stands in the way.
  let site: PreparedSite?
  private let said: DiagnosticOutput
  private let stages: StageClock
  private let progress: Progress?

  /// Reads the source and the theme and prepares the site.
  ///
  /// - Parameter hasAddress: Whether the site may have an address of its own.
  /// - Throws: `ExitCode` after it has said what the environment refused.
  init(_ options: SourceOptions, format: ReportFormat = .text, hasAddress: Bool = true) throws {
    progress = options.quiet ? nil : Progress.begin()
    let stages = StageClock(isTold: options.verbose && !options.quiet, progress: progress)
    self.stages = stages
    stages.begin("read", .reading)
    self.options = options
    let themeName: String
    (themeFolder, themeName) = try options.themeFolder()
    let siteOptions = try options.siteOptions(hasAddress: hasAddress)
    let content = try options.content.readContent()
    let theme = try options.content.read(themeFolder, as: themeName)
    let (site, diagnostics) = SiteBuilder.prepare(
      SiteInput(
        content: content.files, theme: theme.files, themeFolder: themeName, options: siteOptions)
    ) { stages.begin($0.rawValue, ProgressStep($0)) }
    said = DiagnosticOutput(
      diagnostics: content.diagnostics + theme.diagnostics + diagnostics,
      files: content.files + theme.files, format: format)
    let fails = said.diagnostics.contains { $0.severity == .error || options.strict }
    self.site = fails ? nil : site
  }

  /// Writes a site's files.
  func render(_ site: PreparedSite, to deliver: @escaping @Sendable (OutputFile) -> Void) {
    let counted: @Sendable (OutputFile) -> Void = { [progress] file in
      progress?.advance(by: file)
      deliver(file)
    }
    site.render(begin: { begin($0, of: site) }, to: counted)
  }

  /// All files of a site.
  func files(of site: PreparedSite) -> [OutputFile] {
    site.files(begin: { begin($0, of: site) }, see: { [progress] in progress?.advance(by: $0) })
  }

  private func begin(_ stage: BuildStage, of site: PreparedSite) {
    stages.begin(stage.rawValue, stage == .render ? .rendering(pages: site.pageCount) : ProgressStep(stage))
  }

  /// Says what is done with the site's files.
  func begin(_ step: ProgressStep) { progress?.begin(step) }

  /// Does what the environment may refuse, and ends the program with its status where it does.
  func environment<Result>(_ action: () throws -> Result) throws -> Result {
    do {
      return try action()
    } catch {
      stages.finish()
      said.print()
      throw ExitCode.refused("\(error)")
    }
  }

  /// Prints the diagnostics, and why what they do not speak of can't be.
  func refused(_ reason: some Error & CustomStringConvertible) -> ExitCode {
    stages.finish()
    said.print()
    return ExitCode.refused("\(reason)", status: 1)
  }

  /// Prints the diagnostics and a summary of a run that failed.
  func report(summary: String) -> ExitCode {
    stages.finish()
    said.print()
    if !options.quiet { Terminal.standardError("\(said.counts); \(summary)\n") }
    return ExitCode(1)
  }

  /// Prints the diagnostics and the summary of a run that succeeded, and ends the program.
  ///
  /// What it holds is given back as a whole: to take a large handbook apart value by value takes longer than to
  /// read it.
  func finish(_ summary: String) -> Never {
    stages.finish()
    said.print()
    if !options.quiet {
      Terminal.standardError("\(summary); \(said.counts); \(stages.total)\n")
    }
    exit(EXIT_SUCCESS)
  }
}

import ArgumentParser
import Markup
import Site

/// One run over a handbook: what was read, what came of it, and what is said about it.
struct HandbookRun {
  let options: SourceOptions
  let themeFolder: String
  /// All files of the site; nothing where an error stands in the way.
  let files: [OutputFile]?
  let pageCount: Int
  /// The pages in the order in which they are read.
  let outline: SiteOutline?
  private let said: DiagnosticOutput
  private let start: ContinuousClock.Instant

  /// Reads the source and the theme and makes the site from them.
  ///
  /// - Parameter hasAddress: Whether the site may have an address of its own.
  /// - Throws: `ExitCode` after it has said what the environment refused.
  init(_ options: SourceOptions, format: ReportFormat = .text, hasAddress: Bool = true) throws {
    start = .now
    self.options = options
    themeFolder = options.theme ?? "\(options.source)/Themes/default"
    let themeName = options.theme ?? "Themes/default"
    let date = try options.content.buildDate()
    let content = try options.content.readContent()
    let theme = try options.content.read(themeFolder, as: themeName)
    let site = SiteBuilder.build(
      SiteInput(
        content: content.files, theme: theme.files, themeFolder: themeName,
        options: SiteOptions(
          baseURL: options.baseURL, hasAddress: hasAddress, includesUnpublished: options.unpublished,
          edition: options.edition, date: date)))
    pageCount = site.pageCount
    outline = site.outline
    said = DiagnosticOutput(
      diagnostics: content.diagnostics + theme.diagnostics + site.diagnostics,
      files: content.files + theme.files, format: format)
    let fails = said.diagnostics.contains { $0.severity == .error || options.strict }
    files = fails ? nil : site.files
  }

  /// Does what the environment may refuse, and ends the program with its status where it does.
  func environment(_ action: () throws -> Void) throws {
    do {
      try action()
    } catch {
      said.print()
      Terminal.standardError("handbook: \(error)\n")
      throw ExitCode(2)
    }
  }

  /// Prints the diagnostics, and why what they do not speak of can't be.
  func refused(_ reason: some Error & CustomStringConvertible) -> ExitCode {
    said.print()
    Terminal.standardError("handbook: \(reason)\n")
    return ExitCode(1)
  }

  /// Prints the diagnostics and a summary of a run that failed.
  func report(summary: String) -> ExitCode {
    said.print()
    if !options.quiet { Terminal.standardError("\(said.counts); \(summary)\n") }
    return ExitCode(1)
  }

  /// Prints the diagnostics and the summary of a run that succeeded.
  func finish(_ summary: String) {
    said.print()
    guard !options.quiet else { return }
    Terminal.standardError("\(summary); \(said.counts); \(elapsed)\n")
  }

  private var elapsed: String {
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

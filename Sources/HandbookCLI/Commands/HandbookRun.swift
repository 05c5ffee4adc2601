import ArgumentParser
import Foundation
import Markup
import Site

/// One run over a handbook: what was read, what came of it, and what is said about it.
struct HandbookRun {
  let options: SourceOptions
  let themeFolder: String
  /// All files of the site; nothing where an error stands in the way.
  let files: [OutputFile]?
  let pageCount: Int
  private let diagnostics: [Diagnostic]
  private let sources: [SourceFile]
  private let start: ContinuousClock.Instant

  /// Reads the source and the theme and makes the site from them.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  init(_ options: SourceOptions) throws {
    start = .now
    self.options = options
    themeFolder = options.theme ?? "\(options.source)/Themes/default"
    let themeName = options.theme ?? "Themes/default"
    let date = try Self.date(options)
    let content = try Self.read("\(options.source)/Content", as: "Content")
    let theme = try Self.read(themeFolder, as: themeName)
    let site = SiteBuilder.build(
      SiteInput(
        content: content.files, theme: theme.files, themeFolder: themeName,
        options: SiteOptions(
          baseURL: options.baseURL, includesUnpublished: options.unpublished, edition: options.edition,
          date: date)))
    pageCount = site.pageCount
    diagnostics = (content.diagnostics + theme.diagnostics + site.diagnostics).sorted()
    sources = content.files + theme.files
    let fails = diagnostics.contains { $0.severity == .error || options.strict }
    files = fails ? nil : site.files
  }

  private static func date(_ options: SourceOptions) throws -> CalendarDate {
    if let date = options.date { return date }
    do throws(BuildDate.InvalidEpoch) {
      return try BuildDate.resolve()
    } catch {
      Terminal.standardError("handbook: \(error)\n")
      throw ExitCode(2)
    }
  }

  private static func read(_ folder: String, as name: String) throws -> SourceTree {
    do throws(FileError) {
      return try SourceTree(reading: folder, as: name)
    } catch {
      Terminal.standardError("handbook: \(error)\n")
      throw ExitCode(2)
    }
  }

  /// Does what the environment may refuse, and ends the program with its status where it does.
  func environment(_ action: () throws -> Void) throws {
    do {
      try action()
    } catch {
      printDiagnostics()
      Terminal.standardError("handbook: \(error)\n")
      throw ExitCode(2)
    }
  }

  /// Prints the diagnostics and a summary of a run that failed.
  func report(summary: String) -> ExitCode {
    printDiagnostics()
    if !options.quiet { Terminal.standardError("\(counts); \(summary)\n") }
    return ExitCode(1)
  }

  /// Prints the diagnostics and the summary of a run that succeeded.
  func finish(_ summary: String) {
    printDiagnostics()
    guard !options.quiet else { return }
    Terminal.standardError("\(summary); \(counts); \(elapsed)\n")
  }

  private func printDiagnostics() {
    let text =
      switch options.format {
      case .text:
        DiagnosticReport(files: sources, usesColor: Terminal.usesColor).text(for: diagnostics)
      case .json: DiagnosticList(diagnostics).json
      case .github: DiagnosticList(diagnostics).annotations
      }
    if !text.isEmpty { Terminal.standardError(text) }
  }

  private var counts: String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func phrase(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    return "\(phrase(errors, "error")), \(phrase(warnings, "warning"))"
  }

  private var elapsed: String {
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

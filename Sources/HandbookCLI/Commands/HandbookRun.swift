import ArgumentParser
import Basics
import Handbook
import Markdown
import Site
import SystemPackage

/// One run of a command on a handbook: it loads the files, builds as far as the command needs, and reports.
///
/// Diagnostics are printed once, before the command does its own work. Failures that aren't diagnostics are
/// thrown (see ``CommandFailure``).
final class HandbookRun {
  private let options: ContentOptions
  private let format: ReportFormat
  private let stages: StageClock
  private let progress: Progress?
  /// The files whose lines diagnostics show.
  private(set) var files: [SourceFile] = []

  /// - Parameter isVerbose: Whether to print how long each stage took.
  init(_ options: ContentOptions, format: ReportFormat, isVerbose: Bool = false) {
    self.options = options
    self.format = format
    progress = options.quiet ? nil : Progress.begin()
    stages = StageClock(isVerbose: isVerbose && !options.quiet, progress: progress)
  }

  // MARK: A site

  /// Builds a site and does a command's work with it, if the content and the theme have no errors.
  ///
  /// - Parameters:
  ///   - work: Returns the beginning of the last line, such as "12 pages checked".
  /// - Throws: `ExitCode.content` after the errors are printed, or what `work` throws.
  static func withSite(
    _ options: SiteCommandOptions, format: ReportFormat, baseURL: SiteAddress? = nil, hasAddress: Bool = true,
    _ work: (PreparedSite, HandbookRun) throws -> String
  ) throws {
    let run = HandbookRun(options.content, format: format, isVerbose: options.verbose)
    var siteOptions = try options.siteOptions(baseURL: baseURL, hasAddress: hasAddress)
    // A package is a folder or a file, where no service worker runs.
    siteOptions.allowsOffline = hasAddress
    try run.build(options, siteOptions, work)
    // Releasing a large handbook value by value takes longer than reading it, and the process is about to
    // end.
    _ = Unmanaged.passRetained(run)
  }

  /// The built site, kept in memory until the process ends.
  private var site: PreparedSite?

  private func build(
    _ options: SiteCommandOptions, _ siteOptions: SiteOptions,
    _ work: (PreparedSite, HandbookRun) throws -> String
  ) throws {
    stages.begin("read", .reading)
    let (site, diagnostics) = try prepare(options.themeFolder, siteOptions)
    self.site = site
    let output = output(of: diagnostics)
    guard let site, !diagnostics.contains(where: { $0.severity == .error || options.strict }) else {
      stages.finish()
      throw fail(diagnostics, "nothing written")
    }
    // Printed before the site is written, so that an author can stop here.
    output.print()
    let summary: String
    do {
      summary = try work(site, self)
    } catch {
      stages.finish()
      throw error
    }
    stages.finish()
    say("\(summary); \(output.counts); \(stages.total)")
  }

  /// Returns the site of an edition, without rendering it.
  ///
  /// - Parameter site: The site that the run built.
  /// - Throws: `ExitCode.content` after the errors that only the other edition has are printed.
  func site(
    for edition: HandbookEdition, _ options: SiteCommandOptions, beside site: PreparedSite
  ) throws -> PreparedSite {
    if options.edition == edition { return site }
    var siteOptions = try options.siteOptions(hasAddress: false)
    siteOptions.edition = edition
    siteOptions.allowsOffline = false
    let (other, diagnostics) = try prepare(options.themeFolder, siteOptions)
    guard let other, diagnostics.errors.isEmpty else { throw fail(diagnostics.errors, "nothing written") }
    return other
  }

  /// Renders all files of a site and delivers each one when it is finished, from any thread.
  func render(_ site: PreparedSite, to deliver: @escaping @Sendable (OutputFile) -> Void) {
    let counted: @Sendable (OutputFile) -> Void = { [progress] file in
      progress?.advance(by: file)
      deliver(file)
    }
    site.render(begin: { begin($0, of: site) }, to: counted)
  }

  /// Returns all files of a site.
  func files(of site: PreparedSite) -> [OutputFile] {
    site.files(begin: { begin($0, of: site) }, see: { [progress] in progress?.advance(by: $0) })
  }

  private func begin(_ stage: BuildStage, of site: PreparedSite) {
    stages.begin(stage.rawValue, stage == .render ? .rendering(pages: site.pageCount) : ProgressStep(stage))
  }

  /// Shows the current step of the work on the terminal.
  func begin(_ step: ProgressStep) { progress?.begin(step) }

  /// Prepares the site with the default theme, without rendering it.
  ///
  /// - Throws: `ExitCode.content` after the errors are printed.
  func prepareSite(on date: CalendarDate, _ consequence: String) throws -> PreparedSite {
    let (site, diagnostics) = try prepare(
      options.folder.defaultThemeFolder,
      SiteOptions(
        hasAddress: false, includesUnpublished: options.unpublished, edition: options.edition, date: date))
    guard let site, diagnostics.errors.isEmpty else { throw fail(diagnostics.errors, consequence) }
    return site
  }

  /// Reads the content and a theme, and prepares the site.
  ///
  /// - Parameter findTheme: Returns the folder of the theme, and its name in the paths of its files.
  private func prepare(
    _ findTheme: () throws -> (path: FilePath, name: String), _ siteOptions: SiteOptions
  ) throws -> (site: PreparedSite?, diagnostics: [Diagnostic]) {
    try options.folder.requireContent()
    let themeFolder = try findTheme()
    let content = try options.folder.readContent()
    let theme = try SourceTree(reading: themeFolder.path, as: themeFolder.name)
    files = content.files + theme.files
    let (site, found) = SiteBuilder.prepare(
      SiteInput(
        content: content.files, assets: content.assets, theme: theme.files, themeFolder: themeFolder.name,
        options: siteOptions)
    ) { stages.begin($0.rawValue, ProgressStep($0)) }
    let unproven = site.map { CapturedSources($0.handbook, in: options.source).diagnostics } ?? []
    return (site, content.diagnostics + theme.diagnostics + found + unproven)
  }

  // MARK: The content

  /// The results of reading the content, without a theme and without the checks of a site.
  struct Reading {
    let handbook: Handbook
    /// Problems in the files.
    let diagnostics: [Diagnostic]
    /// Problems in references between them.
    let referenceDiagnostics: [Diagnostic]
  }

  /// Reads the content.
  ///
  /// - Parameter day: The day on which the codes have their status, or `nil` for the date of the build.
  func read(on day: CalendarDate? = nil) throws -> Reading {
    let day = try day ?? BuildDate.resolve()
    try options.folder.requireContent()
    let content = try options.folder.readContent()
    files = content.files
    let (manuscript, problems) = ManuscriptReader(
      includesUnpublished: options.unpublished, edition: options.edition, on: day
    ).read(content.files, assets: content.assets.map(\.path))
    let (handbook, references) = HandbookResolver.resolve(manuscript)
    return Reading(
      handbook: handbook, diagnostics: content.diagnostics + problems, referenceDiagnostics: references)
  }

  /// Returns the corrections that can be made in the content.
  func corrections() throws -> Corrections {
    let reading = try read()
    let found =
      reading.diagnostics + reading.referenceDiagnostics + HandbookChecks.diagnostics(for: reading.handbook)
    return Corrections(of: found, in: files)
  }

  /// Replaces files of the content with changed ones.
  func replace(_ files: [SourceFile]) throws {
    try WholeFiles.write(.replacing) { whole in
      for file in files { try whole.add(options.source.below(FilePath(file.path)), file.bytes) }
    }
  }

  // MARK: Reporting

  /// Prints diagnostics.
  func report(_ diagnostics: [Diagnostic]) { output(of: diagnostics).print() }

  /// Prints diagnostics, their number, and what they prevent.
  func fail(_ diagnostics: [Diagnostic], _ consequence: String) -> ExitCode {
    let output = output(of: diagnostics)
    output.print()
    say("\(output.counts); \(consequence)")
    return .content
  }

  /// Prints a line for the user, unless the user asked for diagnostics only.
  func say(_ line: String) {
    if !options.quiet { Terminal.standardError("\(line)\n") }
  }

  private func output(of diagnostics: [Diagnostic]) -> DiagnosticOutput {
    DiagnosticOutput(diagnostics: diagnostics, files: files, format: format)
  }
}

extension [Diagnostic] {
  /// The diagnostics that are errors.
  var errors: [Diagnostic] { filter { $0.severity == .error } }
}

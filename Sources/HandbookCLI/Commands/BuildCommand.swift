import ArgumentParser
import Site

/// The command `handbook build`.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site.",
    discussion: """
      The output folder is replaced as a whole, and only when nothing is wrong: an error in the content leaves \
      it as it was.

      Examples:
        handbook build
        handbook build --base-url https://example.org/handbook --strict
      """)

  @OptionGroup var options: SourceOptions

  @OptionGroup var report: ReportOptions

  @Option(
    name: [.customShort("d"), .customShort("o"), .long],
    help: "The folder to write (default: Output in the source).")
  var output: String?

  @Flag(help: "Wait until the disk holds the new site before it replaces the old one.")
  var sync = false

  func run() throws {
    let run = try HandbookRun(options, format: report.format)
    guard let site = run.site else { throw run.report(summary: "nothing written") }
    let folder = OutputFolder(path: output ?? "\(options.source)/Output", waitsForDisk: sync)
    let count = try run.environment {
      try folder.replace(sources: ["\(options.source)/Content", run.themeFolder]) { run.render(site, to: $0) }
    }
    run.finish("\(site.pageCount) pages, \(count) files written to \(folder.path)")
  }
}

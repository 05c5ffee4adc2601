import ArgumentParser
import Site

/// The command `handbook check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem and write nothing.",
    discussion: """
      Examples:
        handbook check
        handbook check --strict --format github
      """)

  @OptionGroup var options: SourceOptions

  @OptionGroup var report: ReportOptions

  func run() throws {
    let run = try HandbookRun(options, format: report.format)
    guard let site = run.site else { throw run.report(summary: "nothing written") }
    run.finish("\(site.pageCount) pages checked")
  }
}

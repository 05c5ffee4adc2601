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

  @OptionGroup var options: SiteCommandOptions

  @OptionGroup var address: AddressOption

  @OptionGroup var report: ReportOptions

  func run() throws {
    try HandbookRun.withSite(options, format: report.format, baseURL: address.baseURL) { site, _ in
      "\(site.pageCount) pages checked"
    }
  }
}

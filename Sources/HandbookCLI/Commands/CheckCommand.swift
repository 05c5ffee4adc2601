import ArgumentParser
import Basics
import Site

/// The command `handbook check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem and write nothing, or correct typos.",
    discussion: """
      --fix corrects unambiguous mistakes, such as a typo in an id or a key. It shows each line before and after, and \
      at a terminal, it asks before it writes. --diff only shows the lines.

      Examples:
        handbook check
        handbook check --fix
        handbook check --strict --format github
      """)

  @Flag(help: "Correct unambiguous mistakes.")
  var fix = false

  @Flag(help: "Show what --fix would correct.")
  var diff = false

  @OptionGroup var options: SiteCommandOptions

  @OptionGroup var address: AddressOption

  @OptionGroup var report: ReportOptions

  func run() throws {
    if fix || diff { try correct() }
    if diff { return }
    try HandbookRun.withSite(options, format: report.format, baseURL: address.baseURL) { site, _ in
      "\(Phrase.counted(site.pageCount, "page")) checked"
    }
  }

  /// Shows the corrections to the content, and writes them unless the user declines.
  private func correct() throws {
    let run = HandbookRun(options.content, format: report.format)
    let corrections = try run.corrections()
    for line in corrections.lines {
      Terminal.standardOutput(
        Terminal.printable("\(line.path):\(line.number)") + "\n" + "- \(Terminal.printable(line.old))\n"
          + "+ \(Terminal.printable(line.new))\n")
    }
    guard !diff, !corrections.files.isEmpty else {
      return run.say(
        corrections.files.isEmpty
          ? "nothing to correct" : "\(Phrase.counted(corrections.lines.count, "line")) to correct")
    }
    guard !Terminal.isInteractive || Terminal.ask("Write these lines? [y]es, [n]o: ") == "y" else { return }
    try run.replace(corrections.files)
    run.say(
      "\(Phrase.counted(corrections.lines.count, "line")) corrected in \(Phrase.counted(corrections.files.count, "file"))"
    )
  }
}

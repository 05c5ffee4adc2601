import ArgumentParser
import Basics
import Packaging
import Site
import SystemPackage

/// The command `handbook build`.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site.",
    discussion: """
      The output folder is replaced as a whole. If the content has an error, the folder doesn't change.

      Examples:
        handbook build
        handbook build --base-url https://example.org/handbook --strict
        handbook build --state WA
      """)

  @OptionGroup var options: SiteCommandOptions

  @OptionGroup var address: AddressOption

  @OptionGroup var state: StateOption

  @OptionGroup var report: ReportOptions

  @Option(name: .shortAndLong, help: "The folder to write (default: Output in the source).")
  var output: FilePath?

  @Option(name: .customShort("d"), help: .hidden)
  var formerOutput: FilePath?

  @Flag(help: "Wait until the new site is on disk before it replaces the old one.")
  var sync = false

  func run() throws {
    try HandbookRun.withSite(options, format: report.format, baseURL: address.baseURL) { site, run in
      let site = try state.limit(site)
      let folder = OutputFolder(
        path: output ?? formerOutput ?? options.source.below("Output"), waitsForDisk: sync)
      let count = try folder.replace(sources: try options.sources()) { write in
        guard site.isKeptOffline else {
          run.render(site, to: write)
          return
        }
        let copy = OfflineCopy()
        run.render(site) { file in
          copy.add(file)
          write(file)
        }
        try copy.files().forEach(write)
      }
      return
        "\(Phrase.counted(site.pageCount, "page")), \(Phrase.counted(count, "file")) written to \(folder.path)"
    }
  }
}

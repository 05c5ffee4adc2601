import ArgumentParser
import Foundation
import Preview
import Site

/// The command `handbook serve`.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser, and update it whenever its source changes.",
    discussion: """
      Serves the site from memory, only to this computer, and writes nothing. A page that changes is loaded again \
      where it was scrolled to. While there are errors, the last good site stays, with the errors over it. Warnings \
      are in a badge in the corner. Each problem names its file and line, with a button to copy them and, with \
      --editor, a link that opens them. Files \
      that say 'publish: false' are left out as in a build; with --unpublished they are shown with a badge, and so \
      are the links to them. Ctrl-C ends it.

      Examples:
        handbook serve
        handbook serve --open --unpublished
        handbook serve --editor vscode
        handbook serve --port 4000 --edition facilitator
      """)

  @OptionGroup var options: SiteCommandOptions

  @OptionGroup var report: ReportOptions

  @Option(name: .shortAndLong, help: "The port to listen on, or the next one that is free.")
  var port = 8000

  @Flag(help: "Open the site in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "The editor that a click on a place opens: vscode, cursor, zed, vim, or an address with {path}, {line}, and {column} (default: $HANDBOOK_EDITOR).",
      valueName: "editor"))
  var editor: String?

  @Flag(help: "Look for changes twice a second, on file systems that don't report them.")
  var poll = false

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    guard editor == nil || editorLink != nil else {
      throw ValidationError(
        "--editor is \(EditorLink.names.joined(separator: ", ")), or an address such as myeditor://open?file={path}&line={line}"
      )
    }
  }

  func run() throws {
    try options.content.folder.requireContent()
    Interruption.endsWell()
    let site = PreviewSite(session: String(UInt64.random(in: 0 ... .max), radix: 36))
    let hub = PreviewHub(site)
    let server = PreviewServer(port: try LoopbackPort(from: port), hub: hub)
    var loop = try loop(site, hub)
    try loop.start()
    Terminal.standardOutput("\(server.address)\n")
    if open { BrowserWindow.open(server.address) }
    server.start()
    loop.run()
  }

  /// What opens a place of the source in the editor that was asked for.
  private var editorLink: EditorLink? {
    let name = editor ?? ProcessInfo.processInfo.environment["HANDBOOK_EDITOR"]
    return name.flatMap { EditorLink($0, source: options.content.source) }
  }

  private func loop(_ site: PreviewSite, _ hub: PreviewHub) throws -> PreviewLoop {
    // The page for missing pages would begin its addresses where the published site is.
    var siteOptions = try options.siteOptions(hasAddress: false)
    siteOptions.previewScript = PreviewSite.scriptAddress
    let theme = try options.themeFolder()
    return PreviewLoop(
      PreviewSource(
        content: options.content.folder.content, theme: (theme.path, theme.name), options: siteOptions),
      watch: watch(), site: site, hub: hub,
      output: PreviewOutput(
        isStrict: options.strict, isQuiet: options.quiet, isVerbose: options.verbose, format: report.format,
        editor: editorLink))
  }

  private func watch() -> any SourceWatch {
    #if os(Linux)
      if !poll, let watch = InotifyWatch() { return watch }
    #endif
    return PollingWatch()
  }
}

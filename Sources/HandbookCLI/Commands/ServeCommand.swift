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
      Serves the site from memory, only to this computer, and writes nothing. When a page changes, it reloads and keeps \
      its scroll position. While there are errors, the last good site stays, with the errors on top. Warnings are in a \
      badge in the corner. Each problem has its file and line, a button to copy them, and, with --editor, a link that \
      opens them. Files that say 'publish: false' are left out, as in a build. With --unpublished, they are shown with \
      a badge, and so are links to them. Press Ctrl-C to stop.

      With --lan, phones on the same network can open the site too. The terminal shows the address, which has a key \
      that changes each time, and a code to scan. Anyone on the network who has the address can read the site.

      Examples:
        handbook serve
        handbook serve --open --unpublished
        handbook serve --editor vscode
        handbook serve --lan
        handbook serve --port 4000 --edition facilitator
      """)

  @OptionGroup var options: SiteCommandOptions

  @OptionGroup var report: ReportOptions

  @Option(name: .shortAndLong, help: "The port to listen on. If it is in use, the next free one.")
  var port = 8000

  @Flag(help: "Open the site in the browser.")
  var open = false

  @Flag(help: "Also serve the site to phones on the local network, at an address with a key.")
  var lan = false

  @Option(
    help: ArgumentHelp(
      "The editor that links to source lines open: vscode, cursor, zed, vim, or an address with {path}, {line}, and {column} (default: $HANDBOOK_EDITOR).",
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
    let local = try LoopbackPort(from: port)
    let network = lan ? try NetworkPort(local.number) : nil
    let server = PreviewServer(port: local, network: network, hub: hub)
    var loop = try loop(site, hub)
    try loop.start()
    Terminal.standardOutput("\(server.address)\n")
    if let network { show(network) }
    if open { BrowserWindow.open(server.address) }
    server.start()
    loop.run()
  }

  /// Shows the address for phones, with a code to scan if standard error is a terminal.
  private func show(_ network: NetworkPort) {
    Terminal.standardOutput("\(network.address)\n")
    guard !options.quiet, Terminal.drawsLines, let code = QRCode(network.address) else { return }
    Terminal.standardError(
      """

      \(code.text(usesColor: Terminal.usesColor))
      Scan the code with a phone in the same network. Anyone in the network who gets this address can read the site too.

      """)
  }

  /// The template for links that open a position in the user's chosen editor.
  private var editorLink: EditorLink? {
    let name = editor ?? ProcessInfo.processInfo.environment["HANDBOOK_EDITOR"]
    return name.flatMap { EditorLink($0, source: options.content.source) }
  }

  private func loop(_ site: PreviewSite, _ hub: PreviewHub) throws -> PreviewLoop {
    // With an address, links on the page for missing pages would lead to the published site.
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

import ArgumentParser
import Foundation
import Handbook
import Preview
import Site

/// The command `handbook serve`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser, and show it anew whenever its source changes.",
    discussion: """
      Serves the site from memory, to this computer alone, and writes nothing. A page that changes is loaded again \
      where it was scrolled to. While there are errors the last good site stays, with the errors over it. What \
      says 'publish: false' is left out as in a build; with --unpublished it is shown, and badged with the links \
      to it. Ctrl-C ends it.

      Examples:
        handbook serve
        handbook serve --open --unpublished
        handbook serve --port 4000 --edition facilitator
      """)

  @OptionGroup var options: SourceOptions

  @OptionGroup var report: ReportOptions

  @Option(name: .shortAndLong, help: "The port to listen on, or the next one that is free.")
  var port = 8000

  @Flag(help: "Open the site in the browser.")
  var open = false

  @Flag(help: "Look for changes twice a second, on disks that don't tell of them.")
  var poll = false

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
  }

  func run() async throws {
    try options.content.requireContent()
    let signals = endOnSignals()
    defer { for signal in signals { signal.cancel() } }
    let site = PreviewSite(session: String(UInt64.random(in: 0 ... .max), radix: 36))
    let hub = PreviewHub(site)
    let server = PreviewServer(port: try environment { try LoopbackPort(from: port) }, hub: hub)
    var loop = try loop(site, hub)
    try environment { try loop.start() }
    Terminal.standardOutput("\(server.address)\n")
    if open { BrowserWindow.open(server.address) }
    let started = loop
    let thread = Thread {
      var loop = started
      loop.run()
    }
    thread.stackSize = 8 << 20
    thread.start()
    try await server.run()
  }

  private func loop(_ site: PreviewSite, _ hub: PreviewHub) throws -> PreviewLoop {
    var siteOptions = try options.siteOptions()
    siteOptions.previewScript = PreviewSite.scriptAddress
    // The page for missing pages would begin its addresses where the published site is.
    siteOptions.hasAddress = false
    let folder = SourceRole.contentFolder
    let theme = try options.themeFolder()
    return PreviewLoop(
      PreviewSource(
        content: ("\(options.source)/\(folder)", folder), theme: (theme.path, theme.name),
        options: siteOptions),
      watch: watch(), site: site, hub: hub,
      output: PreviewOutput(
        isStrict: options.strict, isQuiet: options.quiet, isVerbose: options.verbose, format: report.format))
  }

  private func watch() -> any SourceWatch {
    #if os(Linux)
      if !poll, let watch = InotifyWatch() { return watch }
    #endif
    return PollingWatch()
  }

  /// Ends the program at once and well when the person or the system asks it to: nothing of it is on a disk.
  private func endOnSignals() -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { _exit(0) }
      source.resume()
      return source
    }
  }

  /// Does what the environment may refuse, and ends the program with its status where it does.
  private func environment<Value>(_ action: () throws -> Value) throws -> Value {
    do {
      return try action()
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }
}

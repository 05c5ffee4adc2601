import Markup
import Preview
import Site

/// Builds the site whenever its source changes, publishes it to the server and says so on the terminal.
struct PreviewLoop: Sendable {
  private var source: PreviewSource
  private var watch: any SourceWatch
  private var builder = PreviewBuilder()
  private var site: PreviewSite
  private let hub: PreviewHub
  private var output: PreviewOutput
  /// What the computer refused when the source was read last.
  private var failure: String?

  init(
    _ source: PreviewSource, watch: any SourceWatch, site: PreviewSite, hub: PreviewHub, output: PreviewOutput
  ) {
    self.source = source
    self.watch = watch
    self.site = site
    self.hub = hub
    self.output = output
  }

  /// Reads everything and builds for the first time.
  mutating func start() throws(FileError) {
    let start = ContinuousClock.now
    _ = try read()
    build(changes: nil, since: start)
  }

  /// Builds again, as often as something changes, for ever.
  mutating func run() -> Never {
    while true {
      // What can't be read now may be there in a moment: an editor is at work, a folder is being replaced.
      watch.wait(atMost: failure == nil ? nil : .milliseconds(250))
      rebuild()
    }
  }

  private mutating func rebuild() {
    let start = ContinuousClock.now
    do throws(FileError) {
      let changes = try read()
      guard changes != nil || failure != nil else { return }
      failure = nil
      build(changes: changes ?? 0, since: start)
    } catch {
      // An editor that replaces a file takes it away for an instant.
      if failure == nil, isMendedSoon() { return rebuild() }
      let description = "\(error)"
      guard failure != description else { return }
      failure = description
      output.fail(description)
      site.keep(PreviewReport(counts: description, problems: [], total: 0))
      hub.publish(site)
    }
  }

  /// Waits a little, and tells whether the source can be read then.
  private mutating func isMendedSoon() -> Bool {
    watch.wait(atMost: .milliseconds(100))
    var copy = source
    return (try? copy.read()) != nil
  }

  /// Reads what has changed, and looks after folders that are new.
  ///
  /// - Returns: How many files are other than they were; nothing where none is.
  private mutating func read() throws(FileError) -> Int? {
    var changes = try source.read()
    // What came into a folder before it was looked after would go unseen.
    while watch.cover(source.folders) {
      if let more = try source.read() { changes = (changes ?? 0) + more }
    }
    return changes
  }

  private mutating func build(changes: Int?, since start: ContinuousClock.Instant) {
    output.note("read", since: start)
    let built = ContinuousClock.now
    let result = builder.build(source.input)
    output.note("build", since: built)
    let said = output.said(source.diagnostics + result.diagnostics, of: source.files)
    if said.diagnostics.contains(where: { output.isError($0) }) {
      site.keep(output.report(of: said))
      hub.publish(site)
      output.refuse(said, hasSite: site.isBuilt, since: start)
    } else {
      let compared = ContinuousClock.now
      let isFirst = !site.isBuilt
      let difference = site.replace(with: result.files)
      output.note("compare", since: compared)
      hub.publish(site)
      output.finish(
        said, pages: result.pageCount, changes: isFirst ? nil : (changes ?? 0, difference), since: start)
    }
  }
}

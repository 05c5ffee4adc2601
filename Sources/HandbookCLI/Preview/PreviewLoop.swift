import Markup
import Preview
import Site

/// Builds the site whenever its source changes, publishes it to the server and says so on the terminal.
struct PreviewLoop: Sendable {
  private var source: PreviewSource
  private var watch: any SourceWatch
  private var builder = IncrementalBuilder()
  private var site: PreviewSite
  private let hub: PreviewHub
  private var output: PreviewOutput
  /// What the computer refused when the source was read last.
  private var failure: String?
  /// Whether the search index is of an older site.
  private var isIndexStale = false

  /// How long it must be quiet for the search index to be made, and what can't be read is given.
  private static let moment = Duration.milliseconds(200)

  init(
    _ source: PreviewSource, watch: any SourceWatch, site: PreviewSite, hub: PreviewHub, output: PreviewOutput
  ) {
    self.source = source
    self.watch = watch
    self.site = site
    self.hub = hub
    self.output = output
  }

  /// Reads everything and builds the pages for the first time.
  mutating func start() throws(FileError) {
    let stages = output.firstStages
    stages.begin("read", .reading)
    _ = try read()
    build(changes: nil, stages)
  }

  /// Builds again, as often as something changes, for ever.
  ///
  /// The search index is most of the work of a build, and who looks at a page does not wait for it. It is made anew
  /// when nothing has changed for a moment; until then the old one is served.
  mutating func run() -> Never {
    if isIndexStale { index() }
    while true {
      // What can't be read now may be there in a moment: an editor is at work, a folder is being replaced.
      watch.wait(atMost: failure != nil || isIndexStale ? Self.moment : nil)
      if !rebuild(), isIndexStale { index() }
    }
  }

  /// Builds again what has changed.
  ///
  /// - Returns: Whether something had changed.
  mutating func rebuild() -> Bool {
    let stages = output.stages
    stages.begin("read")
    do throws(FileError) {
      let changes = try read()
      guard changes != nil || failure != nil else { return false }
      failure = nil
      build(changes: changes ?? 0, stages)
    } catch {
      // An editor that replaces a file takes it away for an instant.
      if failure == nil, isMendedSoon() { return rebuild() }
      let description = "\(error)"
      guard failure != description else { return false }
      failure = description
      output.fail(description)
      site.keep(PreviewReport(counts: description, problems: [], total: 0))
      hub.publish(site)
    }
    return true
  }

  /// Waits a little, and tells whether the source can be read then.
  private mutating func isMendedSoon() -> Bool {
    watch.wait(atMost: Self.moment)
    var copy = source
    return (try? copy.read()) != nil
  }

  /// Reads what has changed, and looks after folders that are new.
  ///
  /// - Returns: How many files are other than they were; nothing where none is.
  private mutating func read() throws(FileError) -> Int? {
    var fresh = source
    var changes = try fresh.read()
    if changes != nil, fresh.hasLost(since: source) {
      // An editor that saves may put the old file aside before the new one is there.
      watch.wait(atMost: Self.moment)
      fresh = source
      changes = try fresh.read()
    }
    source = fresh
    // What came into a folder before it was looked after would go unseen.
    while watch.cover(source.folders) {
      if let more = try source.read() { changes = (changes ?? 0) + more }
    }
    return changes
  }

  private mutating func build(changes: Int?, _ stages: StageClock) {
    stages.begin("pages", .buildingPages)
    let result = builder.buildPages(source.input)
    let said = output.said(source.diagnostics + result.diagnostics, of: source.files)
    guard !said.diagnostics.contains(where: { output.isError($0) }) else {
      stages.finish()
      // The index that is served is of the site that is served, or nearly.
      isIndexStale = false
      site.keep(output.report(of: said))
      hub.publish(site)
      return output.refuse(said, hasSite: site.isBuilt, in: stages)
    }
    stages.begin("compare")
    let isFirst = !site.isBuilt
    let difference = site.replace(with: result.files, unpublished: result.unpublished)
    hub.publish(site)
    isIndexStale = true
    stages.finish()
    output.finish(
      said, pages: result.pageCount, changes: isFirst ? nil : (changes ?? 0, difference), in: stages)
  }

  /// Makes the search index of the site that was built last.
  private mutating func index() {
    let stages = output.stages
    stages.begin("index")
    site.replaceSearch(with: builder.searchFiles())
    hub.publish(site)
    isIndexStale = false
    stages.end()
  }
}

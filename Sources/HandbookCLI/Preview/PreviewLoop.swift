import Basics
import Handbook
import Markdown
import Preview
import Site
import SystemPackage

/// Builds the site whenever its source changes, passes it to the server, and reports on the terminal.
struct PreviewLoop: Sendable {
  private var source: PreviewSource
  private var watch: any SourceWatch
  private var builder = IncrementalBuilder()
  private var site: PreviewSite
  private let hub: PreviewHub
  private var output: PreviewOutput
  /// The system's error when the source was last read.
  private var failure: String?
  /// Whether the search index belongs to an older site.
  private var isIndexStale = false

  private var remarks = SourceRemarks()

  /// The time that the last reading of the source took.
  private var readingTime = Duration.zero

  /// The time without changes before the search index is built, and the time that a file can be unreadable.
  private static let moment = Duration.milliseconds(200)
  /// The time after which the source is read even if no change was reported.
  ///
  /// Shared folders of virtual machines, network drives, and some sandboxes report only some of the changes.
  private static let trust = Duration.seconds(2)
  /// The pause between two readings of an unchanged source, as a multiple of the time that a reading takes.
  private static let rest = 100

  init(
    _ source: PreviewSource, watch: any SourceWatch, site: PreviewSite, hub: PreviewHub, output: PreviewOutput
  ) {
    self.source = source
    self.watch = watch
    self.site = site
    self.hub = hub
    self.output = output
  }

  /// Reads everything, and builds the pages for the first time.
  mutating func start() throws(FileError) {
    let stages = output.firstStages
    stages.begin("read", .reading)
    _ = try read()
    build(changes: nil, stages)
  }

  /// Builds again whenever something changes, until the process ends.
  ///
  /// The search index is most of the work of a build, so pages don't wait for it. It is built when nothing
  /// has changed for a moment. Until then, the old index is served.
  mutating func run() -> Never {
    if isIndexStale { index() }
    while true { turn() }
  }

  /// Waits for a change, and builds what has changed or, if nothing has, the search index.
  mutating func turn() {
    // A file that can't be read may soon exist again: an editor is saving, or a folder is being replaced.
    let hasWork = failure != nil || isIndexStale
    watch.wait(atMost: hasWork ? Self.moment : max(Self.trust, readingTime * Self.rest))
    if !rebuild(), isIndexStale { index() }
  }

  /// Builds what has changed.
  ///
  /// - Returns: Whether something has changed.
  mutating func rebuild() -> Bool {
    let stages = output.stages
    stages.begin("read")
    do throws(FileError) {
      let start = ContinuousClock.now
      let changes = try read()
      readingTime = ContinuousClock.now - start
      guard changes != nil || failure != nil else { return false }
      failure = nil
      build(changes: changes ?? 0, stages)
    } catch {
      // An editor that replaces a file may remove it for a moment.
      if failure == nil, isReadableSoon() { return rebuild() }
      let description = "\(error)"
      guard failure != description else { return false }
      failure = description
      output.fail(description)
      site.keep(PreviewReport(counts: description, problems: [], total: 0))
      hub.publish(site)
    }
    return true
  }

  /// Waits briefly, and returns whether the source can then be read.
  private mutating func isReadableSoon() -> Bool {
    watch.wait(atMost: Self.moment)
    var copy = source
    return (try? copy.read()) != nil
  }

  /// Reads what has changed, and watches new folders.
  ///
  /// - Returns: The number of files that have changed, or `nil` if none have.
  private mutating func read() throws(FileError) -> Int? {
    var fresh = source
    var changes = try fresh.read()
    if changes != nil, fresh.hasLost(since: source) {
      // An editor that is saving may move the old file away before it writes the new one.
      watch.wait(atMost: Self.moment)
      fresh = source
      changes = try fresh.read()
    }
    source = fresh
    // Files that were added to a folder before it was watched would be missed otherwise.
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
      // The served index belongs to the served site, or nearly so.
      isIndexStale = false
      site.keep(output.report(of: said))
      hub.publish(site)
      return output.refuse(said, hasSite: site.isBuilt, in: stages)
    }
    stages.begin("compare")
    let isFirst = !site.isBuilt
    let difference = site.replace(
      with: result.files, unpublished: result.unpublished,
      warnings: said.diagnostics.isEmpty ? nil : output.report(of: said, isBlocking: false))
    hub.publish(site)
    isIndexStale = true
    stages.finish()
    output.finish(
      said, pages: result.pageCount, changes: isFirst ? nil : (changes ?? 0, difference), in: stages)
  }

  /// Builds the search index of the last site.
  private mutating func index() {
    let stages = output.stages
    stages.begin("index")
    site.replaceSearch(with: builder.searchFiles())
    if let handbook = builder.builtHandbook {
      let texts = Dictionary(source.files.map { ($0.path, $0.bytes) }) { first, _ in first }
      let unproven = CapturedSources(handbook, in: source.folder).unproven {
        remarks.remark(on: $0, text: texts[$0.edition.path] ?? [])
      }
      site.replaceAuthorsPage(
        with: output.authorsPage(
          of: handbook, on: source.date, unfindable: builder.unfindableWords,
          unproven: unproven))
    }
    hub.publish(site)
    isIndexStale = false
    stages.end()
  }
}

/// The source of the preview, which is read repeatedly.
struct PreviewSource: Sendable {
  private let content: FilePath
  private let theme: (folder: FilePath, name: String)
  private let options: SiteOptions
  private var trees: (content: SourceTree, theme: SourceTree)?

  init(content: FilePath, theme: (folder: FilePath, name: String), options: SiteOptions) {
    self.content = content
    self.theme = theme
    self.options = options
  }

  /// Reads what has changed.
  ///
  /// - Returns: The number of files that have changed, or `nil` if none have and the reading problems are the
  ///   same.
  mutating func read() throws(FileError) -> Int? {
    let fresh = (
      content: try SourceTree(content: content, after: trees?.content),
      theme: try SourceTree(reading: theme.folder, as: theme.name, after: trees?.theme)
    )
    let old = trees
    trees = fresh
    guard let old else { return fresh.content.files.count + fresh.theme.files.count }
    let changes = fresh.content.changes(since: old.content) + fresh.theme.changes(since: old.theme)
    let isSame =
      fresh.content.diagnostics == old.content.diagnostics
      && fresh.theme.diagnostics == old.theme.diagnostics
    return changes == 0 && isSame ? nil : changes
  }

  /// The folder of the handbook.
  var folder: FilePath { content.removingLastComponent() }

  /// The date for which the site is built.
  var date: CalendarDate? { options.date }

  /// Returns whether a file was removed.
  func hasLost(since earlier: PreviewSource) -> Bool {
    guard let trees, let old = earlier.trees else { return false }
    return trees.content.hasLost(since: old.content) || trees.theme.hasLost(since: old.theme)
  }

  /// The folders that were read.
  var folders: [FilePath] { (trees?.content.folders ?? []) + (trees?.theme.folders ?? []) }

  var files: [SourceFile] { (trees?.content.files ?? []) + (trees?.theme.files ?? []) }

  /// The problems that occurred during reading.
  var diagnostics: [Diagnostic] { (trees?.content.diagnostics ?? []) + (trees?.theme.diagnostics ?? []) }

  var input: SiteInput {
    SiteInput(
      content: trees?.content.files ?? [], assets: trees?.content.assets ?? [],
      theme: trees?.theme.files ?? [], themeFolder: theme.name,
      options: options)
  }
}

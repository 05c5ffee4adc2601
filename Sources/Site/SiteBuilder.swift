package import Basics
package import Handbook
import Search
import Synchronization

/// Makes a site from content and a theme: parse, assemble, resolve, check, plan, render.
package enum SiteBuilder {
  /// What came of a build.
  package struct Result: Sendable {
    /// The files of the site, sorted by path; empty where an error stands in the way.
    package var files: [OutputFile] = []
    package var pageCount = 0
    /// The paths of the pages that say `publish: false`.
    package var unpublished: [String] = []
    /// The pages in the order in which they are read; `nil` if an error stands in the way.
    package var outline: SiteOutline?
    package var diagnostics: [Diagnostic] = []
  }

  /// Builds a site.
  ///
  /// The same input gives the same bytes, in whatever order the files come.
  package static func build(_ input: SiteInput) -> Result {
    let (site, diagnostics) = prepare(input)
    var result = Result(diagnostics: diagnostics)
    if let site {
      result.pageCount = site.pageCount
      result.unpublished = site.unpublishedPaths
      result.outline = site.outline
      result.files = site.files()
    }
    return result
  }

  /// Goes through all stages before rendering.
  ///
  /// - Parameter begin: Called at the beginning of each stage.
  /// - Returns: What is rendered, or `nil` if an error stands in the way, and all that is wrong.
  package static func prepare(
    _ input: SiteInput, begin: (BuildStage) -> Void = { _ in }
  ) -> (site: PreparedSite?, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    let (theme, misused) = Theme.load(input.theme, from: input.themeFolder)
    return prepare(input, theme: theme, misused: misused, reusing: &none, begin: begin)
  }

  /// Goes through all stages before rendering, with a theme that was loaded and documents that were read before.
  ///
  /// - Parameters:
  ///   - misused: What is wrong with the theme.
  ///   - cache: `nil` if no documents are to be remembered.
  static func prepare(
    _ input: SiteInput, theme: Theme?, misused: [Diagnostic], reusing cache: inout HandbookCache?,
    begin: (BuildStage) -> Void = { _ in }
  ) -> (site: PreparedSite?, diagnostics: [Diagnostic]) {
    begin(.parse)
    let content = input.content.sorted(byBytesOf: \.path)
    let (manuscript, unread) = ManuscriptReader(
      includesUnpublished: input.options.includesUnpublished, edition: input.options.edition
    ).read(content, assets: input.assets.map(\.path).sorted(byBytesOf: \.self), reusing: &cache)
    begin(.resolve)
    let (handbook, unresolved) = HandbookResolver.resolve(manuscript, reusing: &cache)
    begin(.check)
    let broken = HandbookChecks.diagnostics(for: handbook, on: input.options.date)
    begin(.plan)
    let themeAssets = (theme?.assets ?? []).map { asset in
      (path: asset.path, source: "\(input.themeFolder)/assets/\(asset.name)")
    }
    let (map, collisions) = SiteMap.plan(handbook, themeAssets: themeAssets)
    let unsafe = AssetCheck.diagnostics(
      of: handbook, published: map.assets.map(\.source), among: input.assets)
    let diagnostics = unread + unresolved + broken + collisions + unsafe + misused
    guard let theme, !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    let context = SiteContext(handbook: handbook, map: map, theme: theme, options: input.options)
    return (PreparedSite(context: context, assets: input.assets), diagnostics)
  }
}

/// A site without errors, of which every page can be rendered.
package struct PreparedSite: Sendable {
  let context: SiteContext
  let assets: [AssetFile]

  package var handbook: Handbook { context.handbook }

  package var pageCount: Int { context.map.pages.count }

  /// Whether readers can keep the site on their devices.
  package var isKeptOffline: Bool { context.isKeptOffline }

  /// The pages in the order in which they are read.
  package var outline: SiteOutline { SiteOutline(context) }

  /// Renders all files on all cores and hands on each when it is finished, so that none needs to be kept.
  ///
  /// - Parameters:
  ///   - begin: Called at the beginning of each stage.
  ///   - deliver: Called on any thread, for each path once, in no order.
  package func render(
    begin: (BuildStage) -> Void = { _ in }, to deliver: @escaping @Sendable (OutputFile) -> Void
  ) {
    begin(.render)
    together {
      SearchRecords(site: context).index { deliver(OutputFile(path: $0.path, bytes: $0.bytes)) }
    } _: {
      // Pages that list everything take longest; begun last, one would keep a core busy when all others are done.
      let (others, lists) = context.map.pages.partitioned { $0.subject.kind.growsWithHandbook }
      _ = (lists + others).concurrentMap(neighbours: 1) { deliver(context.render($0)) }
      otherFiles.forEach(deliver)
      begin(.index)
    }
  }

  /// What is neither a page nor part of the search index: redirects, the files that name the site's
  /// address, the theme's assets, the content's own files.
  var otherFiles: [OutputFile] {
    var files = context.map.redirects.map { context.render(redirect: $0.subject, at: $0.route) }
    files += DataFiles(site: context).files + PublishedFiles(site: context).files
    files += PracticeData(site: context).files
    if isKeptOffline { files.append(WebAppManifest(site: context).file) }
    files += context.theme.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    let sources = Dictionary(assets.map { ($0.path, $0.content) }) { first, _ in first }
    files += context.map.assets.compactMap { asset in
      sources[asset.source].map { OutputFile(path: asset.route.path, content: $0) }
    }
    return files
  }

  /// Everyday words that find nothing in the site's search, each with what it's about.
  package var unfindableWords: [(word: String, subject: String)] {
    SearchRecords(site: context).unfindableWords.stockWords
  }

  /// All files, sorted by path.
  ///
  /// - Parameters:
  ///   - begin: Called at the beginning of each stage.
  ///   - see: Called on any thread for each file that is finished.
  package func files(
    begin: (BuildStage) -> Void = { _ in }, see: @escaping @Sendable (OutputFile) -> Void = { _ in }
  ) -> [OutputFile] {
    let files = Mutex<[OutputFile]>([])
    render(begin: begin) { file in
      see(file)
      files.withLock { $0.append(file) }
    }
    return files.withLock { $0 }.sorted(byBytesOf: \.path)
  }
}

extension PreparedSite {
  /// The paths of the pages that say `publish: false`, with their views; empty if they are left out.
  var unpublishedPaths: [String] {
    guard context.options.includesUnpublished else { return [] }
    return context.map.pages.filter { page in
      page.subject.kind.record(page.subject, context.handbook)?.isPublished == false
    }.map(\.route.path)
  }
}

extension Array {
  /// The elements that do not fulfil a condition, and those that do, each in order.
  fileprivate func partitioned(by belongsInSecond: (Element) -> Bool) -> ([Element], [Element]) {
    (filter { !belongsInSecond($0) }, filter(belongsInSecond))
  }
}

/// A part of a build, in the order in which they come.
///
/// The search index is made while pages are rendered; `index` is what remains of it when the last page is done.
package enum BuildStage: String, Sendable, CaseIterable {
  case parse, resolve, check, plan, render, index
}

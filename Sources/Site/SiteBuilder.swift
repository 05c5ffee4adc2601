package import Basics
package import Handbook
package import Markdown
package import Search
import Synchronization

/// Builds a site from content and a theme: parse, assemble, resolve, check, plan, render.
package enum SiteBuilder {
  /// The result of a build.
  package struct Result: Sendable {
    /// The files of the site, sorted by path; empty if there are errors.
    package var files: [OutputFile] = []
    package var pageCount = 0
    /// The paths of the pages with `publish: false`.
    package var unpublished: [String] = []
    /// The pages in reading order, or `nil` if there are errors.
    package var outline: SiteOutline?
    package var diagnostics: [Diagnostic] = []
  }

  /// Builds a site.
  ///
  /// The same input always produces the same bytes, regardless of the order of the files.
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

  /// Runs all stages before rendering.
  ///
  /// - Parameter begin: Called at the beginning of each stage.
  /// - Returns: The site to render, or `nil` if there are errors, and all diagnostics.
  package static func prepare(
    _ input: SiteInput, begin: (BuildStage) -> Void = { _ in }
  ) -> (site: PreparedSite?, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    let (theme, misused) = Theme.load(input.theme, from: input.themeFolder)
    return prepare(input, theme: theme, misused: misused, reusing: &none, begin: begin)
  }

  /// Runs all stages before rendering, with a loaded theme and previously read documents.
  ///
  /// - Parameters:
  ///   - misused: The diagnostics for the theme.
  ///   - cache: The documents that were read before, or `nil` to keep none.
  static func prepare(
    _ input: SiteInput, theme: Theme?, misused: [Diagnostic], reusing cache: inout HandbookCache?,
    begin: (BuildStage) -> Void = { _ in }
  ) -> (site: PreparedSite?, diagnostics: [Diagnostic]) {
    begin(.parse)
    let content = input.content.sorted(byBytesOf: \.path)
    var (manuscript, unread) = ManuscriptReader(
      includesUnpublished: input.options.includesUnpublished, edition: input.options.edition,
      on: input.options.date
    ).read(content, assets: input.assets.map(\.path).sorted(byBytesOf: \.self), reusing: &cache)
    begin(.resolve)
    for place in manuscript.translations.indices {
      let language = manuscript.translations[place].configuration.defaultLanguage
      guard let words = theme?.speaking(language, isDefault: false).theme.strings else { continue }
      manuscript.translations[place].referenceWords = ReferenceText.Words(words)
    }
    let (handbook, unresolved) = HandbookResolver.resolve(manuscript, reusing: &cache)
    begin(.check)
    let broken = HandbookChecks.diagnostics(for: handbook, on: input.options.date)
    begin(.plan)
    let themeAssets = (theme?.assets ?? []).filter(\.isPublished).map { asset in
      (path: asset.path, source: "\(input.themeFolder)/assets/\(asset.name)")
    }
    let (map, collisions) = SiteMap.plan(handbook, themeAssets: themeAssets)
    let unsafe = AssetCheck.diagnostics(
      of: handbook, published: map.assets.map(\.source), among: input.assets)
    let aliases = SiteMap.aliasesInLanguageFolders(of: handbook, map)
    var diagnostics = unread + unresolved + broken + collisions + aliases + unsafe + misused
    let handbooks = [handbook] + handbook.translations
    let spoken = handbooks.map { translated in
      theme.map {
        $0.speaking(translated.configuration.defaultLanguage, isDefault: translated.language == nil)
      }
    }
    diagnostics += spoken.flatMap { $0?.diagnostics ?? [] }
    guard theme != nil, !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    let maps = [map] + handbook.translations.map { SiteMap.plan($0).map }
    let languages =
      handbook.translations.isEmpty
      ? []
      : zip(handbooks, maps).map { handbook, map in
        SiteLanguage(
          tag: handbook.configuration.defaultLanguage,
          folder: handbook.language?.tag.folder ?? "", map: map)
      }
    let contexts = handbooks.indices.compactMap { place in
      spoken[place].map { theme, _ in
        SiteContext(
          handbook: handbooks[place], map: maps[place], theme: theme, options: input.options,
          languages: languages, place: place, original: place == 0 ? nil : handbook)
      }
    }
    return (PreparedSite(contexts: contexts, assets: input.assets), diagnostics)
  }
}

/// A site without errors, whose pages can all be rendered.
package struct PreparedSite: Sendable {
  /// The site in each language of the handbook, the default first.
  let contexts: [SiteContext]
  let assets: [AssetFile]

  /// The site in the default language.
  var context: SiteContext { contexts[0] }

  package var handbook: Handbook { context.handbook }

  package var pageCount: Int { contexts.reduce(0) { $0 + $1.map.pages.count } }

  /// Whether readers can keep the site on their devices.
  package var isKeptOffline: Bool { context.isKeptOffline }

  /// The pages in reading order.
  package var outline: SiteOutline { SiteOutline(context) }

  /// The languages of the site, the default first; empty for a handbook in one language.
  package var languages: [LanguageTag] { context.languages.map(\.tag) }

  /// Returns the site in only one of its languages, with the pages at its root and no links to the other
  /// languages.
  ///
  /// - Returns: `nil` if the site isn't in the language.
  package func inOneLanguage(_ language: LanguageTag?) -> PreparedSite? {
    guard
      let place = language.map({ tag in
        contexts.firstIndex { $0.handbook.configuration.defaultLanguage == tag }
      }) ?? 0
    else {
      return nil
    }
    let context = contexts[place]
    guard !context.languages.isEmpty else { return self }
    let alone = SiteContext(
      handbook: context.handbook, map: context.map, theme: context.theme, options: context.options,
      original: context.original, whole: context.whole)
    return PreparedSite(contexts: [alone], assets: assets)
  }

  /// The states and other jurisdictions whose codes the site has, in order.
  package var states: [String] {
    context.handbook.codes.map(\.current.metadata.jurisdiction.value).reduce(into: []) { states, name in
      if !states.contains(name) { states.append(name) }
    }
  }

  /// The state that the site is limited to, in short, or `nil` for all states.
  package var stateAbbreviation: String? {
    context.handbook.state.map { Jurisdiction.abbreviation(of: $0) ?? context.handbook.codes[0].id.rawValue }
  }

  /// Returns the site of one state, in all languages.
  ///
  /// `base-url` in `handbook.yml` is then the address of the whole handbook, and the site has an address only if one
  /// was given for it.
  ///
  /// - Parameter name: The name of the state, its abbreviation, or the abbreviation of one of its codes.
  /// - Returns: `nil` if the handbook has no code of the state.
  package func ofState(_ name: String) -> PreparedSite? {
    guard let first = context.handbook.ofState(name) else { return nil }
    let handbooks = [first] + first.translations
    let maps = handbooks.map { SiteMap.plan($0).map }
    var options = context.options
    options.hasAddress = options.hasAddress && options.baseURL != nil
    let languages = zip(context.languages, maps).map { language, map in
      SiteLanguage(tag: language.tag, folder: language.folder, map: map)
    }
    let limited = zip(contexts, handbooks).enumerated().map { place, pair in
      SiteContext(
        handbook: pair.1, map: maps[place], theme: pair.0.theme, options: options, languages: languages,
        place: place, original: place == 0 ? nil : first, whole: pair.0.map)
    }
    return PreparedSite(contexts: limited, assets: assets)
  }

  /// Renders all files on all cores, and delivers each one when it's finished, so that none needs to be kept.
  ///
  /// - Parameters:
  ///   - begin: Called at the beginning of each stage.
  ///   - deliver: Called once for each path, on any thread, in no particular order.
  package func render(
    begin: (BuildStage) -> Void = { _ in }, to deliver: @escaping @Sendable (OutputFile) -> Void
  ) {
    begin(.render)
    together {
      for context in contexts {
        SearchRecords(site: context).index {
          deliver(OutputFile(path: context.folder + $0.path, bytes: $0.bytes))
        }
      }
    } _: {
      // Pages that list everything take the longest. If one of them started last, it would keep a core busy
      // after all others are done.
      let pages = contexts.flatMap { context in context.map.pages.map { (context, $0) } }
      let (others, lists) = pages.partitioned { $0.1.subject.kind.growsWithHandbook }
      _ = (lists + others).concurrentMap(neighbours: 1) { context, page in deliver(context.render(page)) }
      otherFiles.forEach(deliver)
      begin(.index)
    }
  }

  /// The files that are neither pages nor part of the search index: redirects, the files that contain the
  /// site's address, the theme's assets, and the content's own files.
  var otherFiles: [OutputFile] {
    var files = contexts.flatMap(otherFiles)
    files += context.theme.assets.filter(\.isPublished).map { OutputFile(path: $0.path, bytes: $0.bytes) }
    return files + contentAssets
  }

  /// The content's own files, such as pictures.
  var contentAssets: [OutputFile] {
    let sources = Dictionary(assets.map { ($0.path, $0.content) }) { first, _ in first }
    return context.map.assets.compactMap { asset in
      sources[asset.source].map { OutputFile(path: asset.route.path, content: $0) }
    }
  }

  /// Returns the same files for one language, without those that all languages share.
  private func otherFiles(of context: SiteContext) -> [OutputFile] {
    var files = context.map.redirects.map { context.render(redirect: $0.subject, at: $0.route) }
    files += DataFiles(site: context).files + PublishedFiles(site: context).files
    files += PracticeData(site: context).files
    if isKeptOffline { files.append(WebAppManifest(site: context).file) }
    return files.map { $0.moved(to: context.folder + $0.path) }
  }

  /// Everyday words that find nothing in the site's search, by subject.
  package var unfindableWords: [StockWords.Subject] {
    SearchRecords(site: context).unfindableWords.stockWords
  }

  /// All files, sorted by path.
  ///
  /// - Parameters:
  ///   - begin: Called at the beginning of each stage.
  ///   - see: Called on any thread for each finished file.
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
  /// The paths of the pages with `publish: false`, including their views; empty if they're left out.
  var unpublishedPaths: [String] {
    guard context.options.includesUnpublished else { return [] }
    return contexts.flatMap { context in
      context.map.pages.filter { page in
        page.subject.kind.record(page.subject, context.handbook)?.isPublished == false
      }.map { context.folder + $0.route.path }
    }
  }
}

extension Array {
  /// Returns the elements that don't meet a condition and those that do, both in order.
  fileprivate func partitioned(by belongsInSecond: (Element) -> Bool) -> ([Element], [Element]) {
    (filter { !belongsInSecond($0) }, filter(belongsInSecond))
  }
}

/// A stage of a build, in order.
///
/// The search index is built while pages are rendered; `index` is the work that remains after the last page.
package enum BuildStage: String, Sendable, CaseIterable {
  case parse, resolve, check, plan, render, index
}

/// Everything that a site is built from.
package struct SiteInput: Sendable {
  /// The text files of the content.
  ///
  /// Their paths begin with `Content/`.
  package private(set) var content: [SourceFile]
  /// The other files of the content.
  package private(set) var assets: [AssetFile]
  /// The files of the theme.
  package var theme: [SourceFile]
  /// The prefix of the paths of the theme's files.
  package var themeFolder: String
  package var options: SiteOptions

  /// - Parameters:
  ///   - content: Files of the content in memory, which can include assets.
  ///   - assets: Other files of the content.
  package init(
    content: [SourceFile], assets: [AssetFile] = [], theme: [SourceFile], themeFolder: String,
    options: SiteOptions = SiteOptions()
  ) {
    let isAsset = content.map { SourceRole.isRole(.asset, of: $0.path) }
    self.content = zip(content, isAsset).filter { !$0.1 }.map(\.0)
    self.assets =
      assets
      + zip(content, isAsset).filter(\.1).map { AssetFile(path: $0.0.path, content: .bytes($0.0.bytes)) }
    self.theme = theme
    self.themeFolder = themeFolder
    self.options = options
  }
}

/// The settings that are chosen for each build, not in the content.
package struct SiteOptions: Sendable, Equatable {
  /// The address where the site is published, or `nil` for the one in `handbook.yml`.
  package var baseURL: SiteAddress?
  /// Whether the site can have an address at all; a site that's distributed as a folder or a file has none.
  package var hasAddress: Bool
  /// Whether documents with `publish: false` are included.
  package var includesUnpublished: Bool
  /// The audience of the site.
  package var edition: HandbookEdition
  /// The date of the build, which decides which editions are in force and which checks of texts are stale.
  ///
  /// With `nil`, editions have the status that their authors wrote, and nothing is stale.
  package var date: CalendarDate?
  /// The root-relative path of the script that a preview adds to every page, or `nil` in a published site.
  package var previewScript: String?
  /// Whether readers can keep the site on their devices if the handbook allows it; only for published sites.
  package var allowsOffline: Bool

  package init(
    baseURL: SiteAddress? = nil, hasAddress: Bool = true, includesUnpublished: Bool = false,
    edition: HandbookEdition = .learner, date: CalendarDate? = nil, previewScript: String? = nil,
    allowsOffline: Bool = false
  ) {
    self.allowsOffline = allowsOffline
    self.previewScript = previewScript
    self.edition = edition
    self.baseURL = baseURL
    self.hasAddress = hasAddress
    self.includesUnpublished = includesUnpublished
    self.date = date
  }
}

/// A file of the finished site.
package struct OutputFile: Sendable, Hashable {
  /// The path from the root of the site, with `/` between components.
  package let path: String
  package let content: FileContent

  package init(path: String, content: FileContent) {
    self.path = path
    self.content = content
  }

  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, content: .bytes(bytes))
  }

  /// Returns the same file at another path.
  package func moved(to path: String) -> OutputFile { OutputFile(path: path, content: content) }

  /// The bytes of a file that's known to be in memory, such as a page.
  ///
  /// For a file that can be one of the content's assets, use ``content``.
  package var bytes: [UInt8] {
    guard let bytes = content.bytesInMemory else {
      preconditionFailure("files that the build creates are in memory, unlike '\(path)'")
    }
    return bytes
  }
}

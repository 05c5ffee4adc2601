import Basics
package import Handbook
package import Search

/// Builds one handbook repeatedly, and renders only the pages that an edit affects.
///
/// Every result is identical to that of ``SiteBuilder/build(_:)`` for the same input, diagnostics included.
/// Stages that need the whole handbook always run in full, but the builder keeps the parsed documents, the
/// rendered pages, and the counted words of the search index.
package struct IncrementalBuilder: Sendable {
  private var handbook: HandbookCache? = HandbookCache()
  private var themes = ThemeCache()
  /// The rendered pages, by the folders of the languages.
  private var pages: [String: PageCache] = [:]
  private var words: [String: WordCache] = [:]
  private var site: PreparedSite?
  /// The site of the build before, which isn't released while an author waits for a page.
  private var replaced: PreparedSite?
  /// What the search index of the last build says about words that find nothing, in the default language.
  private var unfindable: UnfindableWords?

  package init() {}

  /// Builds the site.
  package mutating func build(_ input: SiteInput) -> SiteBuilder.Result {
    var result = buildPages(input)
    result.files += searchFiles()
    result.files = result.files.sorted(byBytesOf: \.path)
    return result
  }

  /// Builds everything except the search index, which is most of the work and isn't needed to view a page.
  ///
  /// - Returns: The files, sorted by path, without those of ``searchFiles()``.
  package mutating func buildPages(_ input: SiteInput) -> SiteBuilder.Result {
    let (theme, misused) = themes.theme(of: input)
    let (site, diagnostics) = SiteBuilder.prepare(
      input, theme: theme, misused: misused, reusing: &handbook)
    replaced = self.site
    self.site = site
    var result = SiteBuilder.Result(diagnostics: diagnostics)
    guard let site, let handbook else { return result }
    result.pageCount = site.pageCount
    result.unpublished = site.unpublishedPaths
    for context in site.contexts {
      let own = context.handbook.language.map { handbook.translation(into: $0.tag) } ?? handbook
      guard let own else { preconditionFailure("the handbook has a translation into each of its languages") }
      result.files += pages[context.folder, default: PageCache()].files(of: context, made: input, own)
    }
    result.files += site.otherFiles
    result.files = result.files.sorted(byBytesOf: \.path)
    return result
  }

  /// The handbook of the last build, or `nil` if it had errors.
  package var builtHandbook: Handbook? { site?.handbook }

  /// Returns the search index of the last build, sorted by path; empty if the build had errors.
  package mutating func searchFiles() -> [OutputFile] {
    replaced = nil
    guard let site else { return [] }
    var files: [OutputFile] = []
    for (place, context) in site.contexts.enumerated() {
      let (index, unfindable) = SearchRecords(site: context).index(
        reusing: &words[context.folder, default: WordCache()])
      if place == 0 { self.unfindable = unfindable }
      files += index.files.map { OutputFile(path: context.folder + $0.path, bytes: $0.bytes) }
    }
    return files
  }

  /// The same words as ``PreparedSite/unfindableWords``, from the last call of ``searchFiles()``.
  package var unfindableWords: [StockWords.Subject] { unfindable?.stockWords ?? [] }
}

/// The last theme that was loaded.
private struct ThemeCache: Sendable {
  private var files: [SourceFile] = []
  private var folder: String?
  private var loaded: (theme: Theme?, diagnostics: [Diagnostic]) = (nil, [])

  mutating func theme(of input: SiteInput) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    if folder != input.themeFolder || files != input.theme {
      files = input.theme
      folder = input.themeFolder
      loaded = Theme.load(input.theme, from: input.themeFolder)
    }
    return loaded
  }
}

/// The last rendered version of each page, with a key of everything that it depends on.
struct PageCache: Sendable {
  private var rendered: [Route: (key: PageKey, file: OutputFile)] = [:]
  private var shared: SharedInputs?
  private var content: [SourceFile] = []
  private var sharedVersion = 0
  private var contentVersion = 0

  /// Returns all pages of a site, and renders only those that have changed.
  ///
  /// - Parameters:
  ///   - input: The input that the site was built from.
  ///   - cache: The cache that its handbook was read with.
  mutating func files(
    of site: SiteContext, made input: SiteInput, _ cache: HandbookCache
  ) -> [OutputFile] {
    note(site, input, cache)
    let dependencies = PageDependencies(
      site: site, cache: cache, shared: sharedVersion, content: contentVersion)
    let known = rendered
    let results = site.map.pages.concurrentMap { page in
      let key = dependencies.key(of: page)
      if let old = known[page.route], old.key == key { return (key: key, file: old.file) }
      return (key: key, file: site.render(page))
    }
    rendered = Dictionary(zip(site.map.pages.map(\.route), results)) { first, _ in first }
    return results.map(\.file)
  }

  /// Gives the inputs that all pages share a new version number if they have changed.
  private mutating func note(_ site: SiteContext, _ input: SiteInput, _ cache: HandbookCache) {
    let manuscript = site.handbook.manuscript
    let shared = SharedInputs(
      theme: input.theme, options: input.options,
      files: [
        manuscript.configurationPath, manuscript.language?.configurationPath ?? "",
        manuscript.glossary?.path ?? "", manuscript.reviews.path,
      ].map(cache.version),
      pages: site.map.pages, languages: site.languages, navigation: site.navigation,
      searchPlaceholder: site.searchPlaceholder, hasFeed: Feed(site: site).exists)
    if shared != self.shared {
      self.shared = shared
      sharedVersion += 1
    }
    if input.content != content {
      content = input.content
      contentVersion += 1
    }
  }
}

/// The counted words of each run of records in the last search index.
struct WordCache: Sendable {
  private var corpus: SearchCorpus?
  private var runs: [(records: [SearchRecord], words: TokenizedRecords)] = []

  init() {}

  /// Returns the words of a run, or `nil` if the run has changed.
  func words(of records: [SearchRecord], inRun run: Int, of corpus: SearchCorpus) -> TokenizedRecords? {
    guard corpus == self.corpus, runs.indices.contains(run), runs[run].records == records else { return nil }
    return runs[run].words
  }

  mutating func replace(
    with runs: [(records: [SearchRecord], words: TokenizedRecords)], of corpus: SearchCorpus
  ) {
    self.runs = runs
    self.corpus = corpus
  }
}

/// Everything that a page was made from.
///
/// Equal keys mean equal pages.
/// Each number is the version of a value and changes with it; the values themselves aren't kept.
struct PageKey: Sendable, Equatable {
  /// The version of the ``SharedInputs``, which all pages depend on.
  let shared: Int
  /// The version of the documents' outlines, if the page shows any of them.
  var outlines: Int?
  /// The version of the content as a whole, if the page has the text of all documents.
  var content: Int?
  /// The versions of the files that the page shows or mentions.
  var files: [Int] = []
}

/// The inputs that all pages of a site depend on.
struct SharedInputs: Sendable, Equatable {
  let theme: [SourceFile]
  let options: SiteOptions
  /// The versions of the configuration, its translation, the glossary, and the record of reviews.
  let files: [Int]
  let pages: [Page]
  /// The pages in all languages of the handbook, which every page links to.
  let languages: [SiteLanguage]
  let navigation: Navigation?
  let searchPlaceholder: String
  let hasFeed: Bool
}

/// Finds everything that each page of a site depends on.
///
/// A page of prose depends on its own file and those that it refers to, and a lesson also on the outlines of
/// other documents. Every other page depends on the outlines of all documents, and the print page on all
/// content.
struct PageDependencies {
  let site: SiteContext
  let cache: HandbookCache
  let shared: Int
  let content: Int
  /// The files of each document; for a code, those of all its editions.
  private let paths: [DocumentKey: [String]]

  init(site: SiteContext, cache: HandbookCache, shared: Int, content: Int) {
    self.site = site
    self.cache = cache
    self.shared = shared
    self.content = content
    var paths: [DocumentKey: [String]] = [:]
    for document in site.handbook.documents {
      var files = [document.path]
      if case .code(let id, _, _) = document.key, let code = site.handbook.code(id) {
        files = code.editions.map(\.path)
      }
      paths[document.key] = files
    }
    self.paths = paths
  }

  /// Returns the key of a page.
  func key(of page: Page) -> PageKey {
    var key = PageKey(shared: shared)
    switch page.subject.kind.source {
    case .record(let showsOthers):
      if let record = page.subject.kind.record(page.subject, site.handbook) {
        addFiles(of: record.document, to: &key)
      }
      if showsOthers(page.subject, site.handbook) { key.outlines = cache.outlineVersion }
    case .outlines: key.outlines = cache.outlineVersion
    case .everything: key.content = content
    }
    return key
  }

  /// Adds the document, those that it refers to, and those mentioned in text that it can quote.
  private func addFiles(of document: DocumentKey, to key: inout PageKey) {
    var seen: Set<DocumentKey> = [document]
    var open = [document]
    while let next = open.popLast() {
      for path in paths[next] ?? [] { key.files.append(cache.version(of: path)) }
      for case let target? in site.handbook.targets[next] ?? [] {
        // Topics and lessons are only mentioned; only codes can be quoted.
        guard let key = target.document, next == document || target.isOfCode else { continue }
        if seen.insert(key).inserted { open.append(key) }
      }
    }
  }
}

import Basics
import Handbook
import Search

/// Builds one handbook again and again, and each time renders only what an edit has reached.
///
/// Every result is what ``SiteBuilder/build(_:)`` gives for the same input, byte for byte, diagnostics included.
/// Stages that look at the whole handbook run whole; what is kept is what they run over: the documents that were
/// read, the pages that were rendered, and the counted words of the search index.
package struct IncrementalBuilder: Sendable {
  private var handbook: HandbookCache? = HandbookCache()
  private var themes = ThemeCache()
  private var pages = PageCache()
  private var words = WordCache()
  private var site: PreparedSite?

  package init() {}

  /// Builds the site.
  package mutating func build(_ input: SiteInput) -> SiteBuilder.Result {
    var result = buildPages(input)
    result.files += searchFiles()
    result.files = result.files.sorted(byBytesOf: \.path)
    return result
  }

  /// Builds everything but the search index, which is most of the work and which nobody waits for who looks at a
  /// page.
  ///
  /// - Returns: The files, sorted by path, with none of ``searchFiles()``.
  package mutating func buildPages(_ input: SiteInput) -> SiteBuilder.Result {
    let (theme, misused) = themes.theme(of: input)
    let (site, diagnostics) = SiteBuilder.prepare(
      input, theme: theme, misused: misused, reusing: &handbook)
    self.site = site
    var result = SiteBuilder.Result(diagnostics: diagnostics)
    guard let site, let handbook else { return result }
    result.pageCount = site.pageCount
    result.unpublished = site.unpublishedPaths
    result.files = pages.files(of: site, made: input, handbook) + site.otherFiles
    result.files = result.files.sorted(byBytesOf: \.path)
    return result
  }

  /// The search index of the site that was built last, sorted by path; nothing where it had errors.
  package mutating func searchFiles() -> [OutputFile] {
    guard let site else { return [] }
    return SearchRecords(site: site.context).index(reusing: &words).files
      .map { OutputFile(path: $0.path, bytes: $0.bytes) }
  }
}

/// The theme that was loaded last.
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

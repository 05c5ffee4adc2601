import Handbook
package import Markup
import Search

/// Makes a site from content and a theme: parse, assemble, resolve, check, plan, render.
package enum SiteBuilder {
  /// What came of a build.
  package struct Result: Sendable {
    /// The files of the site, sorted by path; empty where an error stands in the way.
    package var files: [OutputFile] = []
    package var pageCount = 0
    /// The pages in the order in which they are read; nothing where an error stands in the way.
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
      result.pageCount = site.map.pages.count
      result.outline = SiteOutline(site)
      result.files = files(of: site, content: input.content)
    }
    return result
  }

  /// Goes through all stages before rendering.
  ///
  /// - Returns: What pages are rendered from, or nothing where an error stands in the way.
  static func prepare(_ input: SiteInput) -> (site: SiteContext?, diagnostics: [Diagnostic]) {
    let content = input.content.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let (manuscript, unread) = ManuscriptReader(
      includesUnpublished: input.options.includesUnpublished, edition: input.options.edition
    ).read(content)
    let (handbook, unresolved) = HandbookResolver.resolve(manuscript)
    let broken = HandbookChecks.diagnostics(for: handbook, on: input.options.date)
    let (map, collisions) = SiteMap.plan(handbook)
    let (theme, misused) = Theme.load(input.theme, from: input.themeFolder)
    let diagnostics = unread + unresolved + broken + collisions + misused
    guard let theme, !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    return (SiteContext(handbook: handbook, map: map, theme: theme, options: input.options), diagnostics)
  }

  private static func files(of site: SiteContext, content: [SourceFile]) -> [OutputFile] {
    let renderer = PageRenderer(site: site)
    var files = site.map.pages.concurrentMap { renderer.render($0) }
    files += SearchRecords(site: site).index().files.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    files += site.map.redirects.map { renderer.render(redirect: $0.subject, at: $0.route) }
    files += PublishedFiles(site: site).files
    files += site.theme.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    let sources = Dictionary(content.map { ($0.path, $0.bytes) }) { first, _ in first }
    files += site.map.assets.compactMap { asset in
      sources[asset.source].map { OutputFile(path: asset.route.path, bytes: $0) }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

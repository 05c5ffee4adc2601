package import Basics
import Handbook

/// Makes a site from content and a theme: parse, assemble, resolve, check, plan, render.
package enum SiteBuilder {
  /// What came of a build.
  package struct Result: Sendable {
    /// The files of the site, sorted by path; empty where an error stands in the way.
    package var files: [OutputFile] = []
    package var pageCount = 0
    /// The paths of the pages that say `publish: false`.
    package var unpublished: [String] = []
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
  /// - Returns: What is rendered, or nothing where an error stands in the way, and all that is wrong.
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
  ///   - cache: Nothing where no documents are to be remembered.
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

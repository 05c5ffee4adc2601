import Basics
import Handbook

/// The pages that were rendered last, each with what it was made from.
struct PageCache: Sendable {
  private var rendered: [Route: (key: PageKey, file: OutputFile)] = [:]
  private var shared: SharedInputs?
  private var content: [SourceFile] = []
  private var sharedVersion = 0
  private var contentVersion = 0

  /// All pages of a site, rendered where they are not as they were.
  ///
  /// - Parameters:
  ///   - input: What the site was made from.
  ///   - cache: What its handbook was read with.
  mutating func files(
    of site: PreparedSite, made input: SiteInput, _ cache: HandbookCache
  ) -> [OutputFile] {
    note(site, input, cache)
    let dependencies = PageDependencies(
      site: site.context, cache: cache, shared: sharedVersion, content: contentVersion)
    let known = rendered
    let results = site.context.map.pages.concurrentMap { page in
      let key = dependencies.key(of: page)
      if let old = known[page.route], old.key == key { return (key: key, file: old.file) }
      return (key: key, file: site.context.render(page))
    }
    rendered = Dictionary(zip(site.context.map.pages.map(\.route), results)) { first, _ in first }
    return results.map(\.file)
  }

  /// Gives what all pages are made from a new number where it has changed.
  private mutating func note(_ site: PreparedSite, _ input: SiteInput, _ cache: HandbookCache) {
    let manuscript = site.context.handbook.manuscript
    let shared = SharedInputs(
      theme: input.theme, options: input.options,
      files: [manuscript.configurationPath, manuscript.glossary?.path ?? "", manuscript.reviews.path]
        .map(cache.version),
      pages: site.context.map.pages, navigation: site.context.navigation,
      searchPlaceholder: site.context.searchPlaceholder,
      hasFeed: Feed(site: site.context).exists)
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

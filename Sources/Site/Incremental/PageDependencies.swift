import Basics
import Handbook

/// What a page was made from.
///
/// Two equal keys mean equal pages.
/// Each number stands for a value and changes when the value does; the values themselves are not kept.
struct PageKey: Sendable, Equatable {
  /// ``SharedInputs``, which every page is made from.
  let shared: Int
  /// What documents show of themselves on the pages of others, where the page shows such a thing.
  var outlines: Int?
  /// The content as a whole, where the page has the text of all documents.
  var content: Int?
  /// The files that the page shows or names.
  var files: [Int] = []
}

/// What every page of a site is made from.
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

/// Finds what each page of a site is made from.
///
/// A page of prose is made from its own file and from those that it refers to, a lesson also from what others show
/// of themselves. Every other page is made from what all documents show of themselves, and the page for print from
/// all of everything.
struct PageDependencies {
  let site: SiteContext
  let cache: HandbookCache
  let shared: Int
  let content: Int
  /// The files of each document: for a code, those of all its editions.
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

  /// The key of a page.
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

  /// Adds the document itself, those that it refers to, and those that these name in what may be quoted.
  private func addFiles(of document: DocumentKey, to key: inout PageKey) {
    var seen: Set<DocumentKey> = [document]
    var open = [document]
    while let next = open.popLast() {
      for path in paths[next] ?? [] { key.files.append(cache.version(of: path)) }
      for case let target? in site.handbook.targets[next] ?? [] {
        // A topic or lesson is only ever named; what may be quoted is a code.
        guard let key = target.document, next == document || target.isOfCode else { continue }
        if seen.insert(key).inserted { open.append(key) }
      }
    }
  }
}

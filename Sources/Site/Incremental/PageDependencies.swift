import Basics
import Handbook

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

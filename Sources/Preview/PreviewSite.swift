import Basics
import Foundation
package import Site

/// The site that the preview serves: the last good build, and any problems in the source since then.
package struct PreviewSite: Sendable {
  private struct File {
    let content: FileContent
    /// The build that last changed what the page shows.
    let revision: Int
  }

  /// The script that every page needs, from the root of the server.
  package static let scriptAddress = "/\(RequestPolicy.folder)/preview.js"

  /// A value that distinguishes the page tags of this run of the program from those of other runs.
  private let session: String
  private var files: [String: File] = [:]
  /// The files of the search index, which pages don't wait for.
  private var search: [String: [UInt8]] = [:]
  /// The files of older indexes.
  private var retiredSearch: [String: [UInt8]] = [:]
  /// The size of ``retiredSearch`` in bytes.
  private var retiredSize = 0
  private var styleSheets = StyleSheetNames([])
  /// The paths of the pages that a build would leave out.
  private var unpublished: [String] = []
  /// The number of good builds of the pages.
  private var revision = 0
  /// The build that last changed a file that pages only refer to, such as a picture in the content.
  private var attachmentRevision = 0
  /// The errors that prevent a newer site, or the warnings about this one, or `nil`.
  private var report: PreviewReport?

  /// The unfinished work.
  private var authors = AuthorsPage([])

  /// A site before its first build.
  ///
  /// - Parameter session: Letters and digits that differ in each run of the program.
  package init(session: String) {
    self.session = session
  }

  /// Whether a build has succeeded.
  package var isBuilt: Bool { revision > 0 }

  /// Replaces the files of the site with those of a good build, except the search index.
  ///
  /// - Parameters:
  ///   - unpublished: The paths of the pages that a build would leave out.
  ///   - warnings: The warnings about the site, or `nil` if there are none.
  /// - Returns: What changed; everything for the first build.
  @discardableResult
  package mutating func replace(
    with output: [OutputFile], unpublished: [String] = [], warnings: PreviewReport? = nil
  ) -> SiteChanges {
    var changes = SiteChanges()
    revision += 1
    let names = StyleSheetNames(output.lazy.map(\.path))
    let renamings = names.renamings(since: styleSheets)
    var fresh: [String: File] = [:]
    fresh.reserveCapacity(output.count)
    var hasNewAttachment = false
    for file in output {
      let old = files[file.path]
      if let old, Self.areSame(old.content, file.content) {
        fresh[file.path] = old
      } else if let old, file.path.hasSuffix(".html"), let before = old.content.bytesInMemory,
        let after = file.content.bytesInMemory, StyleSheetNames.areEqual(before, after, but: renamings)
      {
        fresh[file.path] = File(content: file.content, revision: old.revision)
      } else {
        fresh[file.path] = File(content: file.content, revision: revision)
        if old != nil, file.path.hasPrefix(Self.attachmentFolder) { hasNewAttachment = true }
        changes.count(file.path)
      }
    }
    // A style sheet with a new name counts once, as the new one.
    for path in files.keys where fresh[path] == nil && !path.hasSuffix(".css") { changes.count(path) }
    if hasNewAttachment { attachmentRevision = revision }
    files = fresh
    styleSheets = names
    self.unpublished = unpublished
    show(warnings)
    return changes
  }

  /// Replaces the files of the search index.
  ///
  /// If a search has started in an open page, it continues with the index that the page has loaded, whose
  /// file names contain hashes. Older files are kept until they exceed ``maximumRetiredSize``.
  package mutating func replaceSearch(with output: [OutputFile]) {
    let fresh = Dictionary(output.map { ($0.path, $0.bytes) }) { first, _ in first }
    let old = search.filter { fresh[$0.key] == nil }
    let size = old.reduce(0) { $0 + $1.value.count }
    search = fresh
    if retiredSize + size > Self.maximumRetiredSize {
      retiredSearch = [:]
      retiredSize = 0
    }
    retiredSearch.merge(old) { $1 }
    retiredSize += size
  }

  /// Returns whether two files have the same contents.
  ///
  /// Comparing whole blocks of memory is the fastest way to find out.
  private static func areSame(_ left: FileContent, _ right: FileContent) -> Bool {
    guard let left = left.bytesInMemory, let right = right.bytesInMemory else { return left == right }
    guard left.count == right.count else { return false }
    return left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard let first = left.baseAddress, let second = right.baseAddress, first != second else {
          return true
        }
        return memcmp(first, second, left.count) == 0
      }
    }
  }

  /// Replaces the page for authors.
  package mutating func replaceAuthorsPage(with page: AuthorsPage) { authors = page }

  /// Keeps the site and shows why there is no newer one.
  package mutating func keep(_ report: PreviewReport) { show(report) }

  private mutating func show(_ report: PreviewReport?) {
    self.report = report
    self.report?.addPages { files[$0] != nil }
  }

  /// Returns the reply to a request for anything except the stream of events.
  ///
  /// - Parameter range: The requested part of the file, or `nil` for all of it.
  package func reply(to resource: PreviewRequest.Resource, range: RequestRange? = nil) -> Reply {
    switch resource {
    case .script: return Reply(.script, PackageResources.preview_js)
    case .styleSheet: return Reply(.styleSheet, PackageResources.preview_css)
    case .badges: return Reply(.styleSheet, PackageResources.badges_css)
    case .authors: return Reply(.html, authors.bytes)
    case .events: return .eventStream
    case .entrance(let location, let cookie): return Reply(to: location, cookie: cookie)
    case .file(let path):
      guard isBuilt else {
        return Reply(.html, ServedPage.bytes(of: FirstBuildPage.bytes, tag: tag(of: path)), status: 503)
      }
      if let bytes = search[path.file] ?? retiredSearch[path.file] {
        return Reply(MediaType(path: path.file), bytes)
      }
      guard let file = files[path.file] else { return notFound(path) }
      return found(file, at: path, range: range)
    }
  }

  private func found(_ file: File, at path: RequestPath, range: RequestRange?) -> Reply {
    let type = MediaType(path: path.file)
    guard type.isDocument else { return Reply(type, file.content, part: range) }
    // Files from the content aren't trusted, unlike files that the theme created.
    guard type == .html, !path.file.hasPrefix(Self.attachmentFolder), let page = file.content.bytesInMemory
    else { return Reply(type, file.content, part: range, fields: [Self.sandbox]) }
    return Reply(
      type, .bytes(ServedPage.bytes(of: page, tag: tag(of: path))), part: range,
      fields: ["Content-Security-Policy: frame-ancestors 'self'"])
  }

  private func notFound(_ path: RequestPath) -> Reply {
    guard let page = files["404.html"]?.content.bytesInMemory else {
      return Reply(.plainText, Array("Not found\n".utf8), status: 404)
    }
    let tagged = ServedPage.bytes(of: page, tag: tag(of: path))
    return Reply(.html, path.depth == 0 ? tagged : ServedPage.rooted(tagged), status: 404)
  }

  /// Returns the tag of the page at a path, which changes whenever the page must be reloaded.
  func tag(of path: RequestPath) -> String {
    guard isBuilt else { return "\(session)-none" }
    guard let file = files[path.file] else {
      return "\(session)-\(files["404.html"]?.revision ?? 0)-missing"
    }
    return "\(session)-\(file.revision)-\(refersToAttachments(file) ? attachmentRevision : 0)"
  }

  /// Returns the state of the page at a path, for its script.
  package func message(for path: RequestPath) -> PreviewMessage {
    PreviewMessage(page: tag(of: path), styles: styleSheets.all, unpublished: unpublished, report: report)
  }

  private func refersToAttachments(_ file: File) -> Bool {
    file.content.bytesInMemory?.firstRange(of: Array(Self.attachmentFolder.utf8)) != nil
  }

  /// The site's folder for files in the content that pages refer to.
  private static let attachmentFolder = "files/"

  /// The maximum size of older indexes, in bytes.
  private static let maximumRetiredSize = 64 << 20

  private static let sandbox =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"
}

/// The changes in the site after a rebuild.
package struct SiteChanges: Sendable, Hashable {
  /// Pages that were added or removed, or that differ in more than the names of style sheets.
  package var pages = 0
  package var styleSheets = 0
  /// All other files except those of the search index.
  package var others = 0

  package init() {}

  mutating func count(_ path: String) {
    if path.hasSuffix(".html") {
      pages += 1
    } else if path.hasSuffix(".css") {
      styleSheets += 1
    } else {
      others += 1
    }
  }
}

/// What the preview changes in a page that it serves.
private enum ServedPage {
  /// Returns the page with its tag, which the preview's script reads from its own element.
  ///
  /// A field of the response isn't enough: under load, browsers don't always show it to scripts, and a page
  /// without a tag can't know that it's out of date.
  static func bytes(of page: [UInt8], tag: String) -> [UInt8] {
    inserting(" data-tag=\"\(tag)\"", after: "src=\"\(PreviewSite.scriptAddress)\"", in: page)
  }

  /// Returns the page with relative addresses that start at the root of the server, wherever it's shown.
  static func rooted(_ page: [UInt8]) -> [UInt8] {
    inserting("\n<base href=\"/\">", after: "<head>", in: page)
  }

  /// Returns the page with a text inserted, or the page itself if it doesn't contain the mark.
  private static func inserting(_ text: String, after mark: String, in page: [UInt8]) -> [UInt8] {
    guard let place = page.firstRange(of: Array(mark.utf8)) else { return page }
    return page[..<place.upperBound] + Array(text.utf8) + page[place.upperBound...]
  }
}

/// The style sheets of a site, whose names contain a hash of their contents.
///
/// A changed style sheet has a new name, so every page that refers to it changes too. Such a page doesn't
/// have to be reloaded, because its script replaces the old style sheet with the new one.
struct StyleSheetNames: Sendable, Hashable {
  /// A style sheet's names before and after a change; both have the same length.
  struct Renaming: Sendable, Hashable {
    let old: [UInt8]
    let new: [UInt8]
    /// The offset of the first byte in which they differ.
    let difference: Int

    fileprivate init?(_ old: String, _ new: String) {
      self.old = Array(old.utf8)
      self.new = Array(new.utf8)
      guard self.old.count == self.new.count,
        let difference = zip(self.old, self.new).enumerated().first(where: { $0.element.0 != $0.element.1 })
      else { return nil }
      self.difference = difference.offset
    }
  }

  /// The paths by their stems, which have no hash.
  private let paths: [String: String]

  /// - Parameter paths: The paths of all files of the site.
  init(_ paths: some Sequence<String>) {
    self.paths = Dictionary(paths.compactMap { path in Self.stem(of: path).map { ($0, path) } }) { first, _ in
      first
    }
  }

  /// All paths, sorted.
  var all: [String] { paths.values.sorted() }

  /// Returns the style sheets whose names have changed.
  func renamings(since old: Self) -> [Renaming] {
    paths.compactMap { stem, path in old.paths[stem].flatMap { Renaming($0, path) } }
  }

  /// Returns the path without the hyphen, the 16 digits, and the extension of a theme's style sheet, or `nil`
  /// for other paths.
  private static func stem(of path: String) -> String? {
    guard path.hasSuffix(".css") else { return nil }
    let name = path.dropLast(".css".count)
    let hash = name.utf8.suffix(16)
    guard name.utf8.count > 17, hash.allSatisfy(isDigit), name.utf8.dropLast(16).last == UInt8(ascii: "-")
    else {
      return nil
    }
    return String(name.dropLast(17))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// Returns whether two pages are the same except for the names of style sheets.
  static func areEqual(_ old: [UInt8], _ new: [UInt8], but renamings: [Renaming]) -> Bool {
    guard old.count == new.count else { return false }
    var done = 0
    while let place = firstDifference(old, new, from: done) {
      let match = renamings.first { renaming in
        let start = place - renaming.difference
        let end = start + renaming.old.count
        return start >= done && end <= old.count && old[start..<end].elementsEqual(renaming.old)
          && new[start..<end].elementsEqual(renaming.new)
      }
      guard let match else { return false }
      done = place - match.difference + match.old.count
    }
    return true
  }

  /// - Precondition: Both have the same length.
  private static func firstDifference(_ old: [UInt8], _ new: [UInt8], from start: Int) -> Int? {
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        (start..<old.count).first { old[$0] != new[$0] }
      }
    }
  }
}

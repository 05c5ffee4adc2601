/// What a file of the content is, which its place tells.
package enum SourceRole: Sendable, Hashable {
  case configuration
  /// A code of ethics, or one edition of it.
  case code(slug: String, edition: String?)
  case lesson(slug: String)
  case topic(slug: String)
  case glossary
  case page(slug: String)
  /// The list of ids that were once published.
  case publishedIDs
  /// A file that pages may refer to.
  case asset
  /// A Markdown file in a folder that means nothing.
  case unplaced

  /// The folder that holds a handbook's content.
  package static let contentFolder = "Content"

  /// The role of a file of the content.
  ///
  /// - Parameter path: As in `SourceFile.path`, with ``contentFolder`` first.
  package init(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).dropFirst().map { String(Substring($0)) }
    guard let last = parts.last else {
      self = .asset
      return
    }
    switch (parts.count, parts[0]) {
    case (1, "handbook.yml"): self = .configuration
    case (1, "glossary.md"): self = .glossary
    case (1, "published-ids.txt"): self = .publishedIDs
    case _ where !last.hasSuffix(".md"): self = .asset
    case (2, "codes"): self = .code(slug: Self.slug(parts[1...]), edition: nil)
    case (3, "codes"): self = .code(slug: parts[1], edition: Self.slug(parts[2...]))
    case (2..., "lessons"): self = .lesson(slug: Self.slug(parts[1...]))
    case (2, "topics"): self = .topic(slug: Self.slug(parts[1...]))
    case (2..., "pages"): self = .page(slug: Self.slug(parts[1...]))
    default: self = .unplaced
    }
  }

  /// A path below its folder, without the ending of its file.
  private static func slug(_ parts: ArraySlice<String>) -> String {
    String(decoding: parts.joined(separator: "/").utf8.dropLast(".md".utf8.count), as: UTF8.self)
  }
}

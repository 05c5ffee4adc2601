import Basics

/// What a file of the content is, which its place tells.
package enum SourceRole: Sendable, Hashable {
  case configuration
  /// The title and other texts of the configuration in another language: `handbook.es.yml`.
  case translatedConfiguration
  /// A document that authors write.
  case record(RecordKind, RecordName)
  /// The list of ids that were once published.
  case publishedIDs
  /// The list of pages that were once published.
  case publishedPages
  /// The list of self-checks that were once published.
  case publishedQuestions
  /// The list of versions that were once published.
  case publishedVersions
  /// The signature of that list, or the keys that may sign it.
  case signature
  /// The record of reviewed claims.
  case reviews
  /// What the issuer of a code published, kept beside the code: `codes/washington.source.txt`.
  case capturedSource
  /// A file that pages may refer to.
  case asset
  /// A Markdown file in a folder that means nothing.
  case unplaced

  /// The folder that holds a handbook's content.
  package static let contentFolder = "Content"

  /// The endings of the formats that captured sources can have.
  package static let sourceEndings = ["txt", "html", "htm", "docx", "pdf"]

  /// Whether a file in the folder of codes is named like a captured source: `washington.source.txt`.
  private static func isCapturedSource(_ name: String) -> Bool {
    sourceEndings.contains { name.hasSuffix(".source.\($0)") }
  }

  /// The role of a file of the content.
  ///
  /// - Parameter path: As in `SourceFile.path`, with ``contentFolder`` first.
  package init(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).dropFirst().map { String(Substring($0)) }
    guard let last = parts.last else {
      self = .asset
      return
    }
    if parts.count > 1, parts[0] == RecordKind.code.row.folder, Self.isCapturedSource(last) {
      self = .capturedSource
      return
    }
    switch (parts.count, parts[0]) {
    case (1, "handbook.yml"): self = .configuration
    case (1, "glossary.md"): self = .record(.glossary, RecordName(slug: "glossary", edition: nil))
    case (1, "published-ids.txt"): self = .publishedIDs
    case (1, "published-pages.txt"): self = .publishedPages
    case (1, "published-questions.txt"): self = .publishedQuestions
    case (1, "published-versions.txt"): self = .publishedVersions
    case (1, "published-versions.txt.sig"), (1, "allowed-signers"): self = .signature
    case (1, ReviewRecord.fileName): self = .reviews
    case (1, _) where last.hasSuffix(".yml") && TranslationPath(path) != nil: self = .translatedConfiguration
    case _ where !last.hasSuffix(".md"): self = .asset
    default:
      guard let kind = RecordKind(folder: parts[0]), kind.row.depth.contains(parts.count - 1) else {
        self = .unplaced
        return
      }
      let isEdition = kind == .code && parts.count == 3
      self = .record(
        kind,
        isEdition
          ? RecordName(slug: parts[1], edition: Self.slug(parts[2...]))
          : RecordName(slug: Self.slug(parts[1...]), edition: nil))
    }
  }

  /// Whether the file is the glossary.
  var isGlossary: Bool {
    if case .record(.glossary, _) = self { true } else { false }
  }

  /// A path below its folder, without the ending of its file.
  private static func slug(_ parts: ArraySlice<String>) -> String {
    String(decoding: parts.joined(separator: "/").utf8.dropLast(".md".utf8.count), as: UTF8.self)
  }
}

/// A text file of the content that the program keeps, with one entry to a line.
///
/// Empty lines and lines that begin with `#` are ignored.
struct LineList: Sendable {
  let role: SourceRole

  /// The lines with their ranges, without the spaces around them.
  func lines(
    in files: [SourceFile]
  ) -> (lines: [Located<String>], path: String, diagnostics: [Diagnostic]) {
    guard let file = file(among: files) else { return ([], "", []) }
    let check = TextCheck(file)
    guard check.isReadable else { return ([], file.path, check.diagnostics) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.bytes.starts(with: mark) ? file.bytes.dropFirst(mark.count) : file.bytes[...]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = lines.enumerated().compactMap { offset, line -> Located<String>? in
      let start = line.prefix { $0 == UInt8(ascii: " ") }.count
      let end = line.reversed().prefix { $0.isASCIIWhitespace }.count
      let text = line.dropFirst(start).dropLast(end)
      guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
      let before = start + (offset == 0 ? bytes.startIndex : 0)
      return Located(
        String(decoding: text, as: UTF8.self),
        SourceRange(line: offset + 1, column: before + 1, length: text.count))
    }
    return (found, file.path, check.diagnostics)
  }

  /// The file; `nil` if there is none.
  func file(among files: [SourceFile]) -> SourceFile? {
    files.first { SourceRole(path: $0.path) == role }
  }
}

/// Paths between files of the content.
enum SourcePath {
  /// The path from the root that a path relative to a file leads to.
  ///
  /// - Returns: `nil` if it points outside the folder Content.
  static func resolve(_ relative: String, from file: String) -> String? {
    let slash = UInt8(ascii: "/")
    // In bytes, since every link of every page comes by here.
    var parts = Array(file.utf8.split(separator: slash).dropLast())
    for part in relative.utf8.split(separator: slash) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        // The first component is the content's folder itself.
        guard parts.count > 1 else { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return String(decoding: Array(parts.joined(separator: CollectionOfOne(slash))), as: UTF8.self)
  }

  /// The path that leads from a file to another.
  static func relative(_ target: String, from file: String) -> String {
    let from = file.split(separator: "/").dropLast()
    let to = target.split(separator: "/")
    let shared = zip(from, to.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - shared)
    return (up + to.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}

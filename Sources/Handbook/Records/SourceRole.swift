import Basics

/// The role of a file of the content, which depends on its path.
package enum SourceRole: Sendable, Hashable {
  case configuration
  /// The title and other texts of the configuration in another language: `handbook.es.yml`.
  case translatedConfiguration
  /// A document that authors write.
  case record(RecordKind, RecordName)
  /// The list of published ids.
  case publishedIDs
  /// The list of published pages.
  case publishedPages
  /// The list of published self-checks.
  case publishedQuestions
  /// The list of published versions.
  case publishedVersions
  /// The signature of that list, or the keys that are allowed to sign it.
  case signature
  /// The record of reviewed claims.
  case reviews
  /// The original publication of a code, next to the code: `codes/washington.source.txt`.
  case capturedSource
  /// A file that pages may refer to.
  case asset
  /// A Markdown file in a folder that has no meaning.
  case unplaced

  /// The folder with a handbook's content.
  package static let contentFolder = "Content"

  /// The extensions of the formats that captured sources can have.
  package static let sourceEndings = ["txt", "html", "htm", "docx", "pdf"]

  /// Returns whether a file in the folder of codes has the name of a captured source:
  /// `washington.source.txt`.
  private static func isCapturedSource(_ name: String) -> Bool {
    sourceEndings.contains { name.hasSuffix(".source.\($0)") }
  }

  /// Determines the role of a file of the content.
  ///
  /// - Parameter path: The path as in `SourceFile.path`, beginning with ``contentFolder``.
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

  /// Returns whether a file has a role that no Markdown file has, such as that of an asset or a list.
  ///
  /// Nearly all files are Markdown files, so that few roles need to be determined.
  package static func isRole(_ role: SourceRole, of path: String) -> Bool {
    !path.utf8.suffix(3).elementsEqual(".md".utf8) && SourceRole(path: path) == role
  }

  /// Returns whether a file is the glossary.
  static func isGlossary(_ path: String) -> Bool {
    guard path.utf8.suffix(11).elementsEqual("glossary.md".utf8),
      case .record(.glossary, _) = Self(path: path)
    else { return false }
    return true
  }

  /// Returns a path below its folder without the file's extension.
  private static func slug(_ parts: ArraySlice<String>) -> String {
    String(decoding: parts.joined(separator: "/").utf8.dropLast(".md".utf8.count), as: UTF8.self)
  }
}

/// A text file of the content that the program maintains, with one entry per line.
///
/// Empty lines and lines that begin with `#` are ignored.
struct LineList: Sendable {
  let role: SourceRole

  /// Returns the lines with their ranges, without surrounding spaces.
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

  /// Returns the file, or `nil` if there is none.
  func file(among files: [SourceFile]) -> SourceFile? {
    files.first { SourceRole.isRole(role, of: $0.path) }
  }
}

/// Paths between files of the content.
enum SourcePath {
  /// Returns the path from the root for a path relative to a file.
  ///
  /// - Returns: The path, or `nil` if it points outside the Content folder.
  static func resolve(_ relative: String, from file: String) -> String? {
    let slash = UInt8(ascii: "/")
    // Bytes are faster than characters, and every link of every page goes through here.
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

  /// Returns the relative path from one file to another.
  static func relative(_ target: String, from file: String) -> String {
    let from = file.split(separator: "/").dropLast()
    let to = target.split(separator: "/")
    let shared = zip(from, to.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - shared)
    return (up + to.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}

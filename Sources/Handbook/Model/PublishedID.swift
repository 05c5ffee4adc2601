package import Markup

/// An id of a provision that was once published, as a line of `published-ids.txt`: `WA#gifts`.
package struct PublishedID: Sendable, Hashable, Comparable {
  package let code: CodeID
  package let provision: ProvisionID
  /// The file and the line that list it.
  package let path: String
  package let range: SourceRange

  package static func < (left: Self, right: Self) -> Bool {
    (left.code, left.provision) < (right.code, right.provision)
  }

  /// The name of the file below the content's folder.
  package static let fileName = "published-ids.txt"

  /// Reads the list; lines that are empty or begin with `#` are passed over.
  package static func read(_ files: [SourceFile]) -> [PublishedID] {
    guard let file = files.first(where: { SourceRole(path: $0.path) == .publishedIDs }) else { return [] }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { offset, line in
      let text = line.trimmingPrefix(" ").prefix { !$0.isWhitespace }
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      return PublishedID(
        code: CodeID(String(parts[0])), provision: ProvisionID(String(parts[1])), path: file.path,
        range: SourceRange(line: offset + 1, column: 1, length: text.utf8.count))
    }
  }
}

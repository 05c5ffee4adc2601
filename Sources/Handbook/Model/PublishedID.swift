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
  package static func read(_ files: [SourceFile]) -> (ids: [PublishedID], diagnostics: [Diagnostic]) {
    guard let file = files.first(where: { SourceRole(path: $0.path) == .publishedIDs }) else {
      return ([], [])
    }
    if let unreadable = TextEncoding.diagnostic(for: file) { return ([], [unreadable]) }
    let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes.dropFirst(3) : file.bytes[...]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let ids = lines.enumerated().compactMap { offset, line -> PublishedID? in
      let start = line.prefix { $0 == UInt8(ascii: " ") }.count
      let text = line.dropFirst(start).prefix { !$0.isASCIIWhitespace }
      let parts = text.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      let byteOrderMark = offset == 0 ? bytes.startIndex : 0
      return PublishedID(
        code: CodeID(String(decoding: parts[0], as: UTF8.self)),
        provision: ProvisionID(String(decoding: parts[1], as: UTF8.self)), path: file.path,
        range: SourceRange(line: offset + 1, column: byteOrderMark + start + 1, length: text.count))
    }
    return (ids, [])
  }
}

import Basics

/// The address of a request, split into its path and its query.
package struct RequestTarget: Sendable, Hashable {
  /// The maximum length of an address, in bytes.
  package static let maximumLength = 4096

  package let path: RequestPath
  /// The path as the browser sent it, with a leading slash.
  let encodedPath: String
  /// The part after the question mark, as the browser sent it.
  let query: [UInt8]

  /// Reads an address that begins with a slash.
  ///
  /// Other forms are only for proxies: an address with a scheme, a host with a port, and an asterisk.
  ///
  /// Source: RFC 9112, section 3.2.1.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.maximumLength else { throw .addressTooLong }
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    path = try RequestPath(bytes[..<mark])
    encodedPath = String(decoding: bytes[..<mark], as: UTF8.self)
    query = Array(bytes[min(mark + 1, bytes.count)...])
  }

  /// Returns the value of a part of the query, decoded once.
  func value(of name: String) -> [UInt8]? {
    for part in query.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2, pair[0].elementsEqual(name.utf8) { return PercentCoding.decoded(pair[1]) }
    }
    return nil
  }
}

/// The path of a request, decoded once and known to stay in the site.
///
/// The path is only looked up among the files of the site, so even a path that this check missed couldn't
/// reach the disk.
package struct RequestPath: Sendable, Hashable {
  /// The names between the slashes, decoded; empty for the root.
  package let components: [String]
  /// Whether it ends in a slash.
  package let isFolder: Bool

  /// Reads a path.
  ///
  /// These are refused: a name that is empty or begins with a period, and, encoded or not, a slash in a name,
  /// a backslash, a colon, a control character, or bytes that aren't UTF-8.
  ///
  /// - Parameter bytes: The path as the browser sent it, with a leading slash.
  package init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard bytes.first == UInt8(ascii: "/") else { throw .unsafeAddress }
    var names = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    isFolder = names.last?.isEmpty ?? true
    if isFolder, !names.isEmpty { names.removeLast() }
    var components: [String] = []
    for name in names { components.append(try Self.component(name)) }
    self.components = components
  }

  private static func component(_ name: ArraySlice<UInt8>) throws(Refusal) -> String {
    // Browsers never send a fragment, and they encode bytes outside ASCII.
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
      let decoded = PercentCoding.decoded(name), decoded.first != UInt8(ascii: "."),
      decoded.allSatisfy(isAllowed), let text = String(validating: decoded, as: UTF8.self)
    else { throw .unsafeAddress }
    return text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
      && byte != UInt8(ascii: ":")
  }

  /// The file of the site at the path, which is `index.html` for a folder.
  package var file: String {
    (isFolder ? components + ["index.html"] : components).joined(separator: "/")
  }

  /// The number of folders between the root and the path.
  var depth: Int { isFolder ? components.count : max(0, components.count - 1) }
}

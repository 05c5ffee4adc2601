import Basics

/// The address of a request, cut into its path and its query.
package struct RequestTarget: Sendable, Hashable {
  /// The longest address that is read, in bytes.
  package static let maximumLength = 4096

  package let path: RequestPath
  /// What stands behind the question mark, as it was sent.
  let query: [UInt8]

  /// Reads an address that begins with a slash.
  ///
  /// Other forms are for proxies: an address with a scheme, a host with a port, an asterisk.
  ///
  /// Source: RFC 9112, section 3.2.1.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.maximumLength else { throw .addressTooLong }
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    path = try RequestPath(bytes[..<mark])
    query = Array(bytes[min(mark + 1, bytes.count)...])
  }

  /// The value of a part of the query, decoded once.
  func value(of name: String) -> [UInt8]? {
    for part in query.split(separator: UInt8(ascii: "&")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2, pair[0].elementsEqual(name.utf8) { return PercentCoding.decoded(pair[1]) }
    }
    return nil
  }
}

import Basics

/// The location of a page or a file in the site.
package struct Route: Sendable, Hashable, Comparable {
  /// The path from the root of the site, which is never absolute and always ends with a file name.
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.path.precedesInBytes(right.path)
  }

  /// The relative path from a page at this route to the root of the site: empty, or `../` for each folder.
  var wayToRoot: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Returns the percent-encoded relative address of another route from this one.
  ///
  /// - Parameter anchor: The anchor without `#`.
  func address(of other: Route, anchor: String? = nil) -> String {
    let fragment = anchor.map { "#" + Route.encodedFragment($0) } ?? ""
    if other == self, anchor != nil { return fragment }
    let shared = sharedFolders(with: other)
    let up = path.utf8.dropFirst(shared).count { $0 == UInt8(ascii: "/") }
    let rest = shared == 0 ? other.path : String(other.path.utf8.dropFirst(shared)) ?? ""
    return String(repeating: "../", count: up) + Route.encoded(rest) + fragment
  }

  /// Returns the length in bytes of the folders that this route shares with another, including their slashes.
  private func sharedFolders(with other: Route) -> Int {
    var length = 0
    var shared = 0
    for (byte, otherByte) in zip(path.utf8, other.path.utf8) {
      guard byte == otherByte else { break }
      length += 1
      if byte == UInt8(ascii: "/") { shared = length }
    }
    return shared
  }

  /// Returns a path or fragment in which all bytes with a special meaning in addresses are escaped.
  ///
  /// Source: RFC 3986, sections 2.1 and 3.3. Colons are also escaped, so that a first component is never
  /// mistaken for a scheme.
  package static func encoded(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isUnreserved) else { return text }
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns an escaped fragment, which can have parameters for the program that opens a file: `page=3`.
  private static func encodedFragment(_ text: String) -> String {
    text.split(separator: "=", omittingEmptySubsequences: false).map { encoded(String($0)) }
      .joined(separator: "=")
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
    default: false
    }
  }
}

/// An address that a page can link to or load from.
///
/// Source: WHATWG URL, section 4.1, for the definition of a scheme; the list of schemes is our own.
struct Address: Sendable, Hashable {
  /// The text of the address before it's escaped for an attribute.
  let text: String

  /// Creates an address inside the site from one that the site's plan made: relative to its page,
  /// percent-encoded, and ending with a file name or an anchor.
  init(internal text: String) {
    self.text = text
  }

  /// Creates an address from one that an author wrote.
  ///
  /// Returns `nil` if its scheme isn't `http`, `https`, `mailto`, or `tel`, if it has a host without a
  /// scheme, or if it contains a control character, a space, or a backslash.
  init?(_ text: String) {
    guard !text.isEmpty, Address.isSafe(text) else { return nil }
    self.text = text
  }

  private static func isSafe(_ text: String) -> Bool {
    if text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) { return false }
    if text.hasPrefix("//") { return false }
    let beforeDelimiter = text.utf8.prefix { byte in
      byte != UInt8(ascii: ":") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?")
        && byte != UInt8(ascii: "#")
    }
    let hasScheme = text.utf8[beforeDelimiter.endIndex...].first == UInt8(ascii: ":")
    guard hasScheme else { return true }
    return ["http", "https", "mailto", "tel"].contains(String(Substring(beforeDelimiter)).lowercased())
  }
}

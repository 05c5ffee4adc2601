import Basics

/// The place of a page or a file in the site.
package struct Route: Sendable, Hashable, Comparable {
  /// The path from the root of the site: never absolute, always ending in a file's name.
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.path.precedesInBytes(right.path)
  }

  /// The way from a page at this route to the root of the site: empty, or `../` for each folder.
  var wayToRoot: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// The address that leads from this route to another, percent-encoded.
  ///
  /// - Parameter anchor: Without `#`.
  func address(of other: Route, anchor: String? = nil) -> String {
    let fragment = anchor.map { "#" + Route.encodedFragment($0) } ?? ""
    if other == self, anchor != nil { return fragment }
    let shared = sharedFolders(with: other)
    let up = path.utf8.dropFirst(shared).count { $0 == UInt8(ascii: "/") }
    let rest = shared == 0 ? other.path : String(other.path.utf8.dropFirst(shared)) ?? ""
    return String(repeating: "../", count: up) + Route.encoded(rest) + fragment
  }

  /// How many bytes the folders have that this route and another are both in, with the slash behind each.
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

  /// A path or fragment with every byte escaped that has another meaning in an address.
  ///
  /// Source: RFC 3986, sections 2.1 and 3.3. A colon is escaped too, so that a first component never reads as a
  /// scheme.
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

  /// A fragment, which can have parameters for the program that shows a file: `page=3`.
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

/// An address that a page may link to or load from.
///
/// Source: WHATWG URL, section 4.1, for what a scheme is; the list of schemes is the handbook's own.
struct Address: Sendable, Hashable {
  /// As it stands in an attribute once it is escaped.
  let text: String

  /// An address of the site itself, which the plan of the site has made: relative to its page, percent-encoded,
  /// ending in a file name or an anchor.
  init(internal text: String) {
    self.text = text
  }

  /// An address that somebody wrote, or `nil` if its scheme is none of `http`, `https`, `mailto` and
  /// `tel`, where it names a host without a scheme, or where it holds a control character, a space or a
  /// backslash.
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

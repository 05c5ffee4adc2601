package import Basics
package import Markdown

/// An address outside the handbook that it can link to.
package struct WebAddress: Sendable, Hashable, FrontMatterScalar {
  package let rawValue: String

  /// Creates an address from a text with an allowed scheme and no white space or control character.
  package init?(_ text: String) {
    guard Self.schemes.contains(where: { text.lowercased().hasPrefix($0) }),
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else { return nil }
    rawValue = text
  }

  private static let schemes = ["http://", "https://", "mailto:", "tel:"]

  package static var shape: FrontMatterShape { .address }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    (Address.completed(text).map { NearestMatch($0, isOnlyOne: true) }, nil)
  }
}

/// The address at which a site is published.
///
/// Source: RFC 3986, section 3, without user information, query, and fragment.
package struct SiteAddress: Sendable, Hashable {
  /// The address from the scheme to the slash at the end.
  package let text: String
  /// The path from the root of the host to the root of the site, which begins and ends with a slash.
  package let path: String

  /// Creates an address from a text with the scheme `http` or `https`, a host, and a path.
  ///
  /// The slash at the end is optional. The result is `nil` for any other text, or if a character needs
  /// escaping.
  package init?(_ text: String) {
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix),
      text.utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    let parts = rest.dropFirst(host.count).split(separator: "/")
    guard !host.isEmpty, !host.hasPrefix(":"), !parts.contains(where: { $0 == "." || $0 == ".." }) else {
      return nil
    }
    path = parts.isEmpty ? "/" : "/\(parts.joined(separator: "/"))/"
    self.text = scheme + host + path
  }

  /// Returns whether a byte is a letter, a digit, or a mark allowed in hosts and paths, except `'`, `(`, and
  /// `)`.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~%!$&*+,;=:/[]".utf8.contains(byte)
    }
  }
}

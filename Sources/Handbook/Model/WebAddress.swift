package import Basics
package import Markdown

/// An address outside the handbook that readers may be sent to.
package struct WebAddress: Sendable, Hashable, FrontMatterScalar {
  package let rawValue: String

  /// An address with a scheme of the allow-list and no white space or control character.
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

/// The address that a site is published at.
///
/// Source: RFC 3986, section 3, without user information, query and fragment.
package struct SiteAddress: Sendable, Hashable {
  /// From the scheme to the slash at the end.
  package let text: String
  /// The way from the root of the host to the root of the site, which begins and ends with a slash.
  package let path: String

  /// An address with the scheme `http` or `https`, a host, and a path with or without a slash at its end, or
  /// `nil` if it is another, or holds a character that an address has to escape.
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

  /// Letters, digits, and the marks of hosts and paths but for `'`, `(` and `)`.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~%!$&*+,;=:/[]".utf8.contains(byte)
    }
  }
}

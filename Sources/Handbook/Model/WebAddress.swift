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

/// The address to which readers report errors in the handbook: an email address, or the issues of a repository.
package struct ReportAddress: Sendable, Hashable, FrontMatterScalar {
  /// The recipient of reports, which decides the names of their parts in an address.
  private enum Recipient {
    case mail
    /// GitHub, and others with the same parameters, such as Forgejo and Gitea.
    case issues
    case gitLabIssues
  }

  private let recipient: Recipient
  /// The address without a report.
  private let text: String

  /// Creates an address from what authors write: `corrections@example.org`, the address of a repository such as
  /// `https://github.com/example/handbook`, or that of its page for new issues, which can have a query.
  package init?(_ text: String) {
    let mail = text.hasPrefix("mailto:") ? text.dropFirst("mailto:".count) : text[...]
    if Self.isMail(mail) {
      self.init(.mail, "mailto:\(mail)")
      return
    }
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let site = SiteAddress(String(first)) else { return nil }
    let query = parts.count > 1 ? parts[1] : ""
    guard query.utf8.allSatisfy(Self.isAllowedInQuery) else { return nil }
    var folders = site.path.split(separator: "/").map(String.init)
    let origin = site.text.dropLast(site.path.count)
    let host = origin.drop { $0 != ":" }.dropFirst("://".count).lowercased()
    let isGitLab = host.hasPrefix("gitlab.") || folders.contains("-")
    if folders.suffix(2) == ["issues", "new"] { folders.removeLast(2) }
    if folders.last == "issues" { folders.removeLast() }
    if isGitLab, folders.last == "-" { folders.removeLast() }
    guard folders.count >= 2 else { return nil }
    if folders[folders.count - 1].hasSuffix(".git") { folders[folders.count - 1].removeLast(".git".count) }
    folders += isGitLab ? ["-", "issues", "new"] : ["issues", "new"]
    self.init(
      isGitLab ? .gitLabIssues : .issues,
      origin + "/" + folders.joined(separator: "/") + (query.isEmpty ? "" : "?\(query)"))
  }

  private init(_ recipient: Recipient, _ text: String) {
    self.recipient = recipient
    self.text = text
  }

  /// Returns the address that prepares a report.
  ///
  /// The body is always the last parameter, so that a script can change it.
  package func address(subject: String, body: String) -> String {
    let (title, description) =
      switch recipient {
      case .mail: ("subject", "body")
      case .issues: ("title", "body")
      case .gitLabIssues: ("issue%5Btitle%5D", "issue%5Bdescription%5D")
      }
    return text + (text.contains("?") ? "&" : "?") + "\(title)=\(PercentCoding.encoded(subject))"
      + "&\(description)=\(PercentCoding.encoded(body))"
  }

  private static func isMail(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "@") }
  }

  private static func isAllowedInQuery(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || "%&+=,".utf8.contains(byte)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(byte)
    }
  }

  package static var shape: FrontMatterShape {
    .pattern(
      #"^((mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^/\s]+/[^#\s]+)$"#,
      "an email address, or the address of a repository such as https://github.com/example/handbook")
  }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    let completed = Address.completed(text).flatMap { ReportAddress($0) == nil ? nil : $0 }
    return (completed.map { NearestMatch($0, isOnlyOne: true) }, nil)
  }
}

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

  /// An address that somebody wrote, or nothing where its scheme is none of `http`, `https`, `mailto` and
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

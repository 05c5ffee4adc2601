import Basics

/// The path of a request, decoded once and known to stay in the site.
///
/// It is only ever looked up among the files of the site, so a path that passed could do no harm on a disk either.
package struct RequestPath: Sendable, Hashable {
  /// The names between the slashes, decoded; none for the root.
  package let components: [String]
  /// Whether it ends in a slash.
  package let isFolder: Bool

  /// Reads a path.
  ///
  /// Refused are a name that is empty or begins with a full stop, and, encoded or not, a slash in a name, a
  /// backslash, a colon, a control character and what is no UTF-8.
  ///
  /// - Parameter bytes: The path as it was sent, with the slash at its start.
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
    // A fragment is never sent, and a byte outside ASCII is sent encoded.
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

  /// The file of the site that is meant: in a folder its `index.html`.
  package var file: String {
    (isFolder ? components + ["index.html"] : components).joined(separator: "/")
  }

  /// How many folders it is below the root.
  var depth: Int { isFolder ? components.count : max(0, components.count - 1) }
}

/// Where an address in a page of a package leads.
enum PackageLink: Equatable {
  /// A file of the package, by its path from the root, and the id of a place in it.
  case file(String, anchor: String?)
  /// An address that a reader may follow out of the package: of the web, for mail or for a call.
  case outside
  /// Data within the address itself.
  case data
  /// An address that no package may hold: from the root of a host, or out of the package's folder.
  case broken

  /// Reads an address.
  ///
  /// - Parameters:
  ///   - address: As it stands in the page, character references read.
  ///   - path: The page's own path from the root of the package.
  init(_ address: String, from path: String) {
    if ["http://", "https://", "mailto:", "tel:"].contains(where: address.hasPrefix) {
      self = .outside
      return
    }
    if address.hasPrefix("data:") {
      self = .data
      return
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? Self.decoded(parts[1]) : nil
    let file = parts[0].prefix { $0 != "?" }
    guard !file.isEmpty else {
      self = .file(path, anchor: anchor)
      return
    }
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for part in file.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        guard folders.popLast() != nil else {
          self = .broken
          return
        }
      } else if part.isEmpty || part.contains(":") {
        self = .broken
        return
      } else {
        folders.append(Self.decoded(part))
      }
    }
    self = .file(folders.joined(separator: "/"), anchor: anchor)
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let number = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(number)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

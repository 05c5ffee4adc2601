import Basics

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
    let beforeDelimiter = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    if address[beforeDelimiter.endIndex...].hasPrefix(":") {
      switch beforeDelimiter.lowercased() {
      case "http", "https", "mailto", "tel": self = .outside
      case "data": self = .data
      default: self = .broken
      }
      return
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? PercentCoding.decoded(parts[1]) : nil
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
        folders.append(PercentCoding.decoded(part))
      }
    }
    self = .file(folders.joined(separator: "/"), anchor: anchor)
  }
}

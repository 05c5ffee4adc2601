/// The style sheets of a site, whose names contain a hash of their contents.
///
/// A changed style sheet has a new name, so every page that refers to it changes too. Such a page doesn't
/// have to be reloaded, because its script replaces the old style sheet with the new one.
struct StyleSheetNames: Sendable, Hashable {
  /// A style sheet's names before and after a change; both have the same length.
  struct Renaming: Sendable, Hashable {
    let old: [UInt8]
    let new: [UInt8]
    /// The offset of the first byte in which they differ.
    let difference: Int

    fileprivate init?(_ old: String, _ new: String) {
      self.old = Array(old.utf8)
      self.new = Array(new.utf8)
      guard self.old.count == self.new.count,
        let difference = zip(self.old, self.new).enumerated().first(where: { $0.element.0 != $0.element.1 })
      else { return nil }
      self.difference = difference.offset
    }
  }

  /// The paths by their stems, which have no hash.
  private let paths: [String: String]

  /// - Parameter paths: The paths of all files of the site.
  init(_ paths: some Sequence<String>) {
    self.paths = Dictionary(paths.compactMap { path in Self.stem(of: path).map { ($0, path) } }) { first, _ in
      first
    }
  }

  /// All paths, sorted.
  var all: [String] { paths.values.sorted() }

  /// Returns the style sheets whose names have changed.
  func renamings(since old: Self) -> [Renaming] {
    paths.compactMap { stem, path in old.paths[stem].flatMap { Renaming($0, path) } }
  }

  /// Returns the path without the hyphen, the 16 digits, and the extension of a theme's style sheet, or `nil`
  /// for other paths.
  private static func stem(of path: String) -> String? {
    guard path.hasSuffix(".css") else { return nil }
    let name = path.dropLast(".css".count)
    let hash = name.utf8.suffix(16)
    guard name.utf8.count > 17, hash.allSatisfy(isDigit), name.utf8.dropLast(16).last == UInt8(ascii: "-")
    else {
      return nil
    }
    return String(name.dropLast(17))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// Returns whether two pages are the same except for the names of style sheets.
  static func areEqual(_ old: [UInt8], _ new: [UInt8], but renamings: [Renaming]) -> Bool {
    guard old.count == new.count else { return false }
    var done = 0
    while let place = firstDifference(old, new, from: done) {
      let match = renamings.first { renaming in
        let start = place - renaming.difference
        let end = start + renaming.old.count
        return start >= done && end <= old.count && old[start..<end].elementsEqual(renaming.old)
          && new[start..<end].elementsEqual(renaming.new)
      }
      guard let match else { return false }
      done = place - match.difference + match.old.count
    }
    return true
  }

  /// - Precondition: Both have the same length.
  private static func firstDifference(_ old: [UInt8], _ new: [UInt8], from start: Int) -> Int? {
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        (start..<old.count).first { old[$0] != new[$0] }
      }
    }
  }
}

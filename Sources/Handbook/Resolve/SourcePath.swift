/// Paths between files of the content.
enum SourcePath {
  /// The path from the root that a path relative to a file leads to.
  ///
  /// - Returns: Nothing where it leads out of the content.
  static func resolve(_ relative: String, from file: String) -> String? {
    let slash = UInt8(ascii: "/")
    // In bytes, since every link of every page comes by here.
    var parts = Array(file.utf8.split(separator: slash).dropLast())
    for part in relative.utf8.split(separator: slash) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        // The first component is the content's folder itself.
        guard parts.count > 1 else { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return String(decoding: Array(parts.joined(separator: CollectionOfOne(slash))), as: UTF8.self)
  }

  /// The path that leads from a file to another.
  static func relative(_ target: String, from file: String) -> String {
    let from = file.split(separator: "/").dropLast()
    let to = target.split(separator: "/")
    let shared = zip(from, to.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - shared)
    return (up + to.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}

/// Paths between files of the content.
enum SourcePath {
  /// The path from the root that a path relative to a file leads to.
  ///
  /// - Returns: Nothing where it leads out of the content.
  static func resolve(_ relative: String, from file: String) -> String? {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in relative.split(separator: "/", omittingEmptySubsequences: true).map(String.init) {
      switch part {
      case ".": continue
      case "..":
        // The first component is the content's folder itself.
        guard parts.count > 1 else { return nil }
        parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
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

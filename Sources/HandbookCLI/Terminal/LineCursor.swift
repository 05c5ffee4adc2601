import Markup

/// Finds lines of files by their numbers, going on from the one that was found last.
///
/// Diagnostics come in the order of their places: to find the lines of all takes as long as to read the files once.
struct LineCursor {
  private let files: [String: SourceFile]
  private var path = ""
  /// The number of a line of that file, from 1, where it begins, and where its bytes end once they were asked for.
  private var found = (line: 1, start: 0, end: -1)

  init(_ files: [String: SourceFile]) {
    self.files = files
  }

  /// A line without its end; nothing where the file has no such line.
  ///
  /// - Parameter number: From 1.
  mutating func line(_ number: Int, of path: String) -> ArraySlice<UInt8>? {
    guard let bytes = files[path]?.bytes else { return nil }
    if path != self.path || number < found.line {
      self.path = path
      found = (1, 0, -1)
    }
    while found.line < number {
      guard let newline = bytes[found.start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      found = (found.line + 1, newline + 1, -1)
    }
    if found.end < 0 {
      found.end = bytes[found.start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }
    let content = bytes[found.start..<found.end]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }
}

import Markup

/// The lines of files by their numbers; each file is looked through once, when the first of its lines is asked for.
struct FileLines {
  private let files: [String: SourceFile]
  /// Where the lines of a file begin, from 0, and one past its end.
  private var starts: [String: [Int]] = [:]

  init(_ files: [String: SourceFile]) {
    self.files = files
  }

  /// A line without its end; nothing where the file has no such line.
  ///
  /// - Parameter number: From 1.
  mutating func line(_ number: Int, of path: String) -> ArraySlice<UInt8>? {
    guard let bytes = files[path]?.bytes else { return nil }
    if starts[path] == nil { starts[path] = Self.starts(of: bytes) }
    guard let starts = starts[path], number > 0, number < starts.count else { return nil }
    let content = bytes[starts[number - 1]..<(starts[number] - 1)]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }

  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    // The last line ends where a line feed could be.
    starts.append(bytes.count + 1)
    return starts
  }
}

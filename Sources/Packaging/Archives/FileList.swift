import Basics
import Site

/// Several files in one sequence of bytes, which a script can take apart.
///
/// The format is four bytes with the length of a list, the list as JSON, and the files one after the other.
/// The list has each file's path, media type, and length.
enum FileList {
  static func bytes(of files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    let list = JSONText.list(
      files.map { file in
        .list([
          .text(Route.encoded(file.path)), .text(MediaType(path: file.path).field), .number(file.bytes.count),
        ])
      })
    let text = list.compact
    let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: text.count >> $0) }
    return length + text + files.flatMap(\.bytes)
  }

  /// Returns the files, or `nil` if the bytes have another format.
  static func files(in bytes: [UInt8]) -> [OutputFile]? {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + length, let list = JSONValue(Array(bytes[4..<(4 + length)]))?.array else {
      return nil
    }
    var rest = bytes[(4 + length)...]
    let files = list.compactMap { entry -> OutputFile? in
      guard let path = entry[0]?.string, let size = entry[2]?.integer, 0...rest.count ~= size else {
        return nil
      }
      defer { rest = rest.dropFirst(size) }
      return OutputFile(path: PercentCoding.decoded(path[...]), bytes: Array(rest.prefix(size)))
    }
    return files.count == list.count && rest.isEmpty ? files : nil
  }
}

import Handbook
import Markdown
import SystemPackage

/// Files that a command adds to a source.
///
/// They never replace existing files.
struct NewFiles {
  private(set) var files: [(path: FilePath, bytes: [UInt8])] = []

  mutating func add(_ path: FilePath, _ bytes: [UInt8]) { files.append((path, bytes)) }

  /// Adds every file below a folder.
  ///
  /// - Parameter fill: A function that changes the contents of a file.
  mutating func add(
    allIn folder: FilePath, to target: FilePath, _ fill: ([UInt8]) -> [UInt8] = { $0 }
  ) throws(FileError) {
    for name in try Files.names(in: folder) {
      let path = folder.appending(name)
      // An archive of the program's source may omit names that begin with a period.
      let targetPath = target.below(FilePath(name == "gitignore" ? ".gitignore" : name))
      if Files.kind(of: path) == .folder {
        try add(allIn: path, to: targetPath, fill)
      } else {
        add(targetPath, fill(try Files.read(path)))
      }
    }
  }

  /// Omits files that already exist outside a folder, such as the user's own README.
  mutating func keepExisting(outside folder: FilePath) {
    files.removeAll { !$0.path.starts(with: folder) && !Files.isFree($0.path) }
  }

  /// Writes all files, or none if one already exists.
  func write() throws {
    if let taken = files.first(where: { !Files.isFree($0.path) }) {
      throw Refused("'\(taken.path)' already exists; nothing was overwritten")
    }
    try WholeFiles.write(.adding) { whole in
      for file in files { try whole.add(file.path, file.bytes) }
    }
  }
}

/// The template of a new file, with placeholders such as `{title}`.
struct Beginning {
  private let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the text with its placeholders filled in.
  func filled(_ values: KeyValuePairs<String, String>) -> [UInt8] {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "{") {
      result += rest[..<start]
      rest = rest[start...]
      if let (name, value) = values.first(where: { rest.hasPrefix("{\($0.key)}") }) {
        result += value
        rest = rest.dropFirst(name.count + 2)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return Array((result + rest).utf8)
  }

  /// Returns a text as a YAML value.
  ///
  /// Source: YAML 1.2.2, section 7.3.1, double-quoted style.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.properties.generalCategory == .control: " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// Returns a file name for a title, without an extension, or `nil` if the title has no letter or digit.
  static func slug(of title: String) -> String? {
    guard
      title.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return nil }
    return HeadingAnchors.slug(of: Array(title.utf8))
  }
}

import Foundation

/// A folder with a handbook's source, which is removed when the test ends.
final class SourceFolder {
  let path: String

  /// - Parameter content: Paths below `Content/` and their texts. If `handbook.yml` is missing, it is added.
  init(_ content: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("handbook-\(UUID().uuidString)").path
    for (name, text) in ["handbook.yml": "title: Handbook\n"].merging(content, uniquingKeysWith: { $1 }) {
      try write("Content/\(name)", Data(text.utf8))
    }
    let themes = "\(path)/Themes"
    try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(themes)/default", withDestinationPath: Program.defaultTheme)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ name: String, _ data: Data) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// Returns all files below a folder with their bytes.
  func files(in folder: String) throws -> [String: Data] { try Self.files(at: "\(path)/\(folder)") }

  /// Returns all files with their bytes below a folder with an absolute path.
  static func files(at folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
      var isFolder: ObjCBool = false
      let file = "\(folder)/\(name)"
      if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: file))
      }
    }
    return files
  }
}

/// A code with two provisions and a topic, in a handbook without problems.
let soundContent = [
  "codes/washington.md": """
  ---
  title: Code of Ethics
  jurisdiction: Washington
  abbreviation: WA
  status: draft
  ---

  ## Conduct {#conduct}

  - No gifts. {#gifts .gifts}
  - No loans. {#loans}
  """,
  "topics/gifts.md": "---\ntitle: Gifts\n---\n\nPresents.\n",
  "pages/about.md": "---\ntitle: About\n---\n\nSee [[WA#gifts]].\n",
]

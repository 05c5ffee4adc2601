import Basics
import Foundation

@testable import Site

/// The repository's default theme, for tests.
enum DefaultTheme {
  static let folder = "Themes/default"

  /// The files of the theme, with their paths from the root of the repository.
  static let files: [SourceFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return (paths?.compactMap { $0 as? String } ?? []).compactMap { path in
      guard let data = try? Data(contentsOf: root.appending(path: "\(folder)/\(path)")) else { return nil }
      return SourceFile(path: "\(folder)/\(path)", bytes: Array(data))
    }
  }()

  static let loaded = Theme.load(files, from: folder)

  /// Returns the files with one of them replaced or added.
  static func files(with path: String, _ text: String) -> [SourceFile] {
    files.filter { $0.path != "\(folder)/\(path)" } + [SourceFile(path: "\(folder)/\(path)", text: text)]
  }
}

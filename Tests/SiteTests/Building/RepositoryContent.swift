import Basics
import Foundation

/// The content of the repository, for tests.
enum RepositoryContent {
  static let files: [SourceFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let paths = FileManager.default.enumerator(atPath: root.appending(path: "Content").path)
    return (paths?.compactMap { $0 as? String } ?? []).compactMap { path in
      guard let data = try? Data(contentsOf: root.appending(path: "Content/\(path)")) else { return nil }
      return SourceFile(path: "Content/\(path)", bytes: Array(data))
    }
  }()
}

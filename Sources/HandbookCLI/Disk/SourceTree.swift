import Foundation
import Markup

/// Reads the files below a folder.
struct SourceTree {
  /// The largest file that is read, in bytes.
  static let maximumFileSize = 64 << 20

  /// The files, sorted by path.
  private(set) var files: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What the folder is called.
  private let topFolder: String

  /// Reads a folder.
  ///
  /// Files and folders whose names begin with a full stop are passed over. A symbolic link is followed where it
  /// stays inside the folder, and reported where it leads out.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - name: What the folder is called in the paths of the files.
  init(reading root: String, as name: String) throws(FileError) {
    topFolder = name
    guard let resolved = Files.resolved(root) else { throw .last("read", root) }
    var paths: [String] = []
    var visited: Set<String> = [resolved]
    try list(root, as: name, root: resolved, paths: &paths, visited: &visited)
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let prefix = name.utf8.count
    let results = paths.concurrentMap { path -> Result<SourceFile, FileError> in
      let location = root + String(path.dropFirst(prefix))
      return Result { () throws(FileError) in SourceFile(path: path, bytes: try Files.read(location)) }
    }
    for result in results { files.append(try result.get()) }
  }

  private mutating func list(
    _ folder: String, as name: String, root: String, paths: inout [String], visited: inout Set<String>
  ) throws(FileError) {
    for entry in try Files.names(in: folder) where !entry.hasPrefix(".") {
      let location = "\(folder)/\(entry)"
      let path = "\(name)/\(entry)"
      if Files.isLink(location), !isInside(location, root: root) {
        diagnostics.append(
          Diagnostic(
            .error, "link-outside", "Symbolic link leads out of the folder '\(topFolder)'", path: path,
            help: "copy the file into the folder"))
        continue
      }
      switch Files.kind(of: location) {
      case .folder:
        if Files.isLink(location), let target = Files.resolved(location), !visited.insert(target).inserted {
          continue
        }
        try list(location, as: path, root: root, paths: &paths, visited: &visited)
      case .file:
        let size = Files.size(of: location)
        guard size <= Self.maximumFileSize else {
          diagnostics.append(
            Diagnostic(
              .error, "file-too-large",
              "A file of \(size) bytes is larger than the \(Self.maximumFileSize) that are read", path: path))
          continue
        }
        paths.append(path)
      case .other, .missing:
        diagnostics.append(
          Diagnostic(.error, "unreadable-file", "File is neither a file nor a folder", path: path))
      }
    }
  }

  private func isInside(_ location: String, root: String) -> Bool {
    guard let target = Files.resolved(location) else { return false }
    return target.hasPrefix(root + "/")
  }
}

import Foundation
import Markup

/// Reads the files below a folder.
struct SourceTree: Sendable {
  /// The largest file that is read, in bytes.
  static let maximumFileSize = 64 << 20

  /// The files, sorted by path.
  private(set) var files: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The folders that were looked through, where they are on the disk.
  private(set) var folders: [String] = []
  /// What tells each file from its former selves; nothing where it was written so lately that it could change
  /// again and look the same.
  private var stamps: [FileStamp?] = []
  /// What the folder is called.
  private let topFolder: String

  /// Reads a folder.
  ///
  /// Files and folders whose names begin with a full stop are passed over, and what editors keep beside a file:
  /// `name~`, `#name#`. A symbolic link is followed where it
  /// stays inside the folder, and reported where it leads out.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - name: What the folder is called in the paths of the files.
  ///   - earlier: The same folder as it was read before; what has not changed since is not read again.
  init(reading root: String, as name: String, after earlier: SourceTree? = nil) throws(FileError) {
    topFolder = name
    guard let resolved = Files.resolved(root) else { throw .last("read", root) }
    let now = FileStamp.now
    var found: [(path: String, stamp: FileStamp)] = []
    var visited: Set<String> = [resolved]
    try list(root, as: name, root: resolved, found: &found, visited: &visited)
    found.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let known = earlier.map { $0.matches(of: found) } ?? Array(repeating: nil, count: found.count)
    let prefix = name.utf8.count
    let results = zip(found, known).map { ($0.path, $1) }
      .concurrentMap { path, known -> Result<SourceFile, FileError> in
        if let known { return .success(known) }
        let location = root + String(path.dropFirst(prefix))
        return Result { () throws(FileError) in SourceFile(path: path, bytes: try Files.read(location)) }
      }
    for result in results { files.append(try result.get()) }
    stamps = found.map { $0.stamp.isSettled(at: now) ? $0.stamp : nil }
  }

  /// How many files are other than they were, new ones and those that are gone among them.
  func changes(since earlier: SourceTree) -> Int {
    var changes = 0
    var place = 0
    for file in files {
      while place < earlier.files.count,
        earlier.files[place].path.utf8.lexicographicallyPrecedes(file.path.utf8)
      {
        changes += 1
        place += 1
      }
      if place < earlier.files.count, earlier.files[place].path == file.path {
        if earlier.files[place].bytes != file.bytes { changes += 1 }
        place += 1
      } else {
        changes += 1
      }
    }
    return changes + earlier.files.count - place
  }

  /// Whether a file is gone that was there.
  func hasLost(since earlier: SourceTree) -> Bool {
    var place = 0
    return earlier.files.contains { file in
      while place < files.count, files[place].path.utf8.lexicographicallyPrecedes(file.path.utf8) {
        place += 1
      }
      return place == files.count || files[place].path != file.path
    }
  }

  private static func isPassedOver(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || (name.hasPrefix("#") && name.hasSuffix("#"))
  }

  /// The files that were found before and are the same; nothing in the place of others.
  private func matches(of found: [(path: String, stamp: FileStamp)]) -> [SourceFile?] {
    var place = 0
    return found.map { path, stamp in
      while place < files.count, files[place].path.utf8.lexicographicallyPrecedes(path.utf8) { place += 1 }
      guard place < files.count, files[place].path == path, stamps[place] == stamp else { return nil }
      return files[place]
    }
  }

  private mutating func list(
    _ folder: String, as name: String, root: String, found: inout [(path: String, stamp: FileStamp)],
    visited: inout Set<String>
  ) throws(FileError) {
    folders.append(folder)
    for entry in try Files.names(in: folder) where !Self.isPassedOver(entry) {
      let location = "\(folder)/\(entry)"
      let path = "\(name)/\(entry)"
      let (kind, isLink, stamp) = Files.state(of: location)
      if isLink, !isInside(location, root: root) {
        diagnostics.append(
          Diagnostic(
            .error, "link-outside", "Symbolic link leads out of the folder '\(topFolder)'", path: path,
            help: "copy the file into the folder"))
        continue
      }
      switch kind {
      case .folder:
        if isLink, let target = Files.resolved(location), !visited.insert(target).inserted {
          continue
        }
        try list(location, as: path, root: root, found: &found, visited: &visited)
      case .file:
        guard stamp.size <= Self.maximumFileSize else {
          diagnostics.append(
            Diagnostic(
              .error, "file-too-large",
              "A file of \(stamp.size) bytes is larger than the \(Self.maximumFileSize) that are read",
              path: path))
          continue
        }
        found.append((path, stamp))
      case .other, .missing:
        let hasOddName = kind == .missing && !isLink && entry.unicodeScalars.contains("\u{FFFD}")
        diagnostics.append(
          Diagnostic(
            .error, "unreadable-file",
            hasOddName ? "Name of the file is not UTF-8" : "File is neither a file nor a folder", path: path))
      }
    }
  }

  private func isInside(_ location: String, root: String) -> Bool {
    guard let target = Files.resolved(location) else { return false }
    return target.hasPrefix(root + "/")
  }
}

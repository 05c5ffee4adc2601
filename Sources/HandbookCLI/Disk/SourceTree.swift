import Basics
import Handbook
import Site
import SystemPackage

/// The files below a folder at the time of reading.
///
/// Text is read into memory. Assets stay on the disk, except for small ones with markup, styles, or scripts,
/// which checks must read.
struct SourceTree: Sendable {
  /// The largest text file that is read, in bytes.
  static let maximumFileSize = 64 << 20
  /// The largest asset that is read into memory, in bytes.
  static let maximumAssetInMemory = 4 << 20

  /// The text files, sorted by path.
  private(set) var files: [SourceFile] = []
  /// The assets, sorted by path.
  private(set) var assets: [AssetFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The folders that were read, and those of the symbolic links that lead to them, as paths on the disk.
  private(set) var folders: [FilePath] = []
  /// The stamps of ``files``.
  ///
  /// `nil` if a file was written so recently that it could change again and look the same.
  private var stamps: [FileStamp?] = []
  /// The name of the folder in the paths of its files.
  private let topFolder: String

  /// A file that was found but hasn't been read yet.
  private struct Found {
    let path: String
    let location: FilePath
    let stamp: FileStamp
  }

  /// Reads a folder.
  ///
  /// Ignores files and folders whose names begin with a period, and the temporary files of editors: `name~`,
  /// `#name#`, `~$name`. Follows a symbolic link that stays inside the folder, and reports one that points
  /// outside. A folder is entered through a link at most once, and never from inside itself.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - name: The name of the folder in the paths of its files.
  ///   - isAsset: Returns whether the file at a path is published unchanged.
  ///   - earlier: An earlier reading of the folder. Files that haven't changed since aren't read again.
  init(
    reading root: FilePath, as name: String, isAsset: (String) -> Bool = { _ in false },
    after earlier: SourceTree? = nil
  ) throws(FileError) {
    topFolder = name
    guard let resolved = Files.resolved(root) else { throw .last("read", root) }
    folders = Files.foldersOfLinks(in: root)
    let now = FileStamp.now
    var found: [Found] = []
    let identity = Files.state(of: root).stamp.identity
    var visited: Set<FileStamp.Identity> = [identity]
    try list(root, as: name, root: resolved, above: [identity], found: &found, visited: &visited)
    found = found.sorted(byBytesOf: \.path)
    var texts: [Found] = []
    for file in found {
      if isAsset(file.path) {
        assets.append(AssetFile(path: file.path, content: try Self.content(of: file)))
      } else if file.stamp.size <= Self.maximumFileSize {
        texts.append(file)
      } else {
        diagnostics.append(
          Diagnostic(
            .error, .fileTooLarge,
            "Text file has \(file.stamp.size) bytes, and the limit is \(Self.maximumFileSize)",
            path: file.path))
      }
    }
    let known = earlier?.matches(of: texts) ?? Array(repeating: nil, count: texts.count)
    let results = zip(texts, known).map { ($0, $1) }
      .concurrentMap { file, known -> Result<SourceFile, FileError> in
        if let known { return .success(known) }
        return Result { () throws(FileError) in
          SourceFile(path: file.path, bytes: try Files.read(file.location))
        }
      }
    for result in results { files.append(try result.get()) }
    stamps = texts.map { $0.stamp.isSettled(at: now) ? $0.stamp : nil }
  }

  /// Reads the folder of a handbook's content.
  ///
  /// - Parameter earlier: An earlier reading of the content.
  init(content folder: FilePath, after earlier: SourceTree? = nil) throws(FileError) {
    try self.init(
      reading: folder, as: SourceRole.contentFolder, isAsset: { SourceRole.isRole(.asset, of: $0) },
      after: earlier)
  }

  private static func content(of file: Found) throws(FileError) -> FileContent {
    let size = Int(file.stamp.size)
    let head = try Files.read(0..<min(size, StoredFile.headSize), of: file.location)
    let isChecked =
      AssetKind(path: file.path, bytes: head) != .inert || MediaType(path: file.path).isCode
    if isChecked, size <= maximumAssetInMemory { return .bytes(try Files.read(file.location)) }
    return .stored(
      StoredFile(location: file.location.string, size: size, version: file.stamp.text, head: head) {
        location, range in try Files.read(range, of: FilePath(location))
      })
  }

  /// Returns the number of files that were added, changed, or removed.
  func changes(since earlier: SourceTree) -> Int {
    Self.changes(from: earlier.files, to: files, path: \.path)
      + Self.changes(from: earlier.assets, to: assets, path: \.path)
  }

  /// Returns the number of elements that differ between two lists that are sorted by path.
  private static func changes<File: Equatable>(
    from old: [File], to new: [File], path: (File) -> String
  ) -> Int {
    var changes = 0
    var index = 0
    for file in new {
      while index < old.count, path(old[index]).precedesInBytes(path(file)) {
        changes += 1
        index += 1
      }
      if index < old.count, path(old[index]) == path(file) {
        if old[index] != file { changes += 1 }
        index += 1
      } else {
        changes += 1
      }
    }
    return changes + old.count - index
  }

  /// Returns whether a file was removed.
  func hasLost(since earlier: SourceTree) -> Bool {
    let paths = Set(files.map(\.path)).union(assets.map(\.path))
    return !earlier.files.allSatisfy { paths.contains($0.path) }
      || !earlier.assets.allSatisfy { paths.contains($0.path) }
  }

  private static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~")
      || (name.hasPrefix("#") && name.hasSuffix("#"))
  }

  /// Returns the files that were already read and haven't changed, with `nil` for the others.
  private func matches(of found: [Found]) -> [SourceFile?] {
    var index = 0
    return found.map { file in
      while index < files.count, files[index].path.precedesInBytes(file.path) { index += 1 }
      guard index < files.count, files[index].path == file.path, stamps[index] == file.stamp else {
        return nil
      }
      return files[index]
    }
  }

  /// - Parameters:
  ///   - above: The folder and those through which it was entered.
  ///   - visited: The folders that were entered through links.
  private mutating func list(
    _ folder: FilePath, as name: String, root: FilePath, above: Set<FileStamp.Identity>,
    found: inout [Found], visited: inout Set<FileStamp.Identity>
  ) throws(FileError) {
    folders.append(folder)
    for entry in try Files.names(in: folder) where !Self.isIgnored(entry) {
      let location = folder.appending(entry)
      let path = "\(name)/\(entry)"
      let (kind, isLink, stamp) = Files.state(of: location)
      let target = isLink ? Files.resolved(location) : nil
      if isLink, target?.starts(with: root) != true {
        diagnostics.append(
          Diagnostic(
            .error, .linkOutside, "Symbolic link points outside the folder '\(topFolder)'", path: path,
            help: "copy the file into the folder"))
        continue
      }
      switch kind {
      case .folder:
        guard !above.contains(stamp.identity), !isLink || visited.insert(stamp.identity).inserted else {
          continue
        }
        try list(
          location, as: path, root: root, above: above.union([stamp.identity]), found: &found,
          visited: &visited)
      case .file:
        // The target's own path, so that a later change of the link can't make it point outside.
        found.append(Found(path: path, location: target ?? location, stamp: stamp))
      case .other, .missing:
        let hasOddName = kind == .missing && !isLink && entry.unicodeScalars.contains("\u{FFFD}")
        diagnostics.append(
          Diagnostic(
            .error, .unreadableFile,
            hasOddName ? "Name of the file is not UTF-8" : "Not a file or a folder", path: path))
      }
    }
  }
}

import Cexchange
import Foundation

/// Whole files, read and written.
enum Files {
  /// The bytes of a file.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("read", path) }
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = Foundation.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = .last("read", path) }
        if got <= 0 { break }
        count += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes a file that does not exist yet.
  static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("create", path) }
    let written = bytes.withUnsafeBytes { write(descriptor, $0) }
    let failure = written ? nil : FileError.last("write", path)
    guard close(descriptor) == 0, failure == nil else { throw failure ?? .last("write", path) }
  }

  private static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < buffer.count {
      let wrote = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { return false }
      done += wrote
    }
    return true
  }

  /// The names in a folder, without `.` and `..`, sorted by their bytes.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let directory = opendir(folder) else { throw .last("read", folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What stands at a path, the target of a symbolic link where it is one.
  static func kind(of path: String) -> FileKind { state(of: path).kind }

  /// What stands at a path, the target of a symbolic link where it is one, and what tells it from its former selves.
  static func state(of path: String) -> (kind: FileKind, isLink: Bool, stamp: FileStamp) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return (.missing, false, FileStamp(stat())) }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, stat(path, &status) != 0 { return (.missing, true, FileStamp(stat())) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return (.folder, isLink, FileStamp(status))
    case S_IFREG: return (.file, isLink, FileStamp(status))
    default: return (.other, isLink, FileStamp(status))
    }
  }

  /// The bytes of a file; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether a path is a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The absolute path without links, or nothing where it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The absolute path without links, but for the end that does not exist.
  static func resolvedAsFarAsItExists(_ path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    let parent = (path as NSString).deletingLastPathComponent
    guard !parent.isEmpty, parent != path else { return path }
    let start = resolvedAsFarAsItExists(parent)
    return (start == "/" ? "" : start) + "/" + (path as NSString).lastPathComponent
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o755) != 0 else { return }
    if errno == EEXIST, kind(of: path) == .folder { return }
    guard errno == ENOENT else { throw .last("create", path) }
    let parent = (path as NSString).deletingLastPathComponent
    guard !parent.isEmpty, parent != path else { throw .last("create", path) }
    try makeFolder(parent)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last("create", path) }
  }

  /// Waits until the disk holds what was written to the file system of a folder.
  static func synchronize(_ folder: String) throws(FileError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", folder) }
    defer { close(descriptor) }
    guard handbook_sync(descriptor) == 0 else { throw .last("write to", folder) }
  }

  /// Removes a file, or a folder with all it holds; a link is removed, never followed.
  static func remove(_ path: String) throws(FileError) {
    if !isLink(path), kind(of: path) == .folder {
      for name in try names(in: path) { try remove("\(path)/\(name)") }
      guard rmdir(path) == 0 else { throw .last("remove", path) }
    } else {
      guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
    }
  }
}

/// What can stand at a path.
enum FileKind {
  case file, folder, other, missing
}

import Cexchange
import Foundation

/// Whole files, read and written.
enum Files {
  /// The bytes of a file.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    // Nobody waits here for a pipe that came to the place of a file.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(
        operation: "read", path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
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

  /// Writes a file that does not exist yet; where that fails, what was written of it stays.
  ///
  /// - Parameter waitsForDisk: Whether the disk must hold the file.
  static func create(_ path: String, _ bytes: [UInt8], waitsForDisk: Bool = false) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("create", path) }
    let written = bytes.withUnsafeBytes { write(descriptor, $0) } && (!waitsForDisk || isOnDisk(descriptor))
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

  /// Waits until the disk holds a file; a file system that can't say so is taken at its word.
  private static func isOnDisk(_ descriptor: Int32) -> Bool {
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      return errno == EINVAL || errno == ENOTSUP
    }
    return true
  }

  /// The names in a folder, without `.` and `..`, sorted by their bytes; what is no UTF-8 in one is U+FFFD.
  static func names(in folder: String) throws(FileError) -> [String] {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("read", folder) }
    defer { close(descriptor) }
    guard let names = names(in: descriptor) else { throw .last("read", folder) }
    return names.map { $0.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The names in an open folder, each with the zero at its end; nothing where they can't be read, with `errno` set.
  private static func names(in descriptor: Int32) -> [[CChar]]? {
    let copy = dup(descriptor)
    guard copy >= 0, let directory = fdopendir(copy) else { return nil }
    defer { closedir(directory) }
    var names: [[CChar]] = []
    errno = 0
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Array(bytes.bindMemory(to: CChar.self).prefix { $0 != 0 }) + [0]
      }
      if name != [0x2E, 0], name != [0x2E, 0x2E, 0] { names.append(name) }
      errno = 0
    }
    return errno == 0 ? names : nil
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
    try remove(Array(path.utf8CString), in: AT_FDCWD, path: path)
  }

  /// - Parameters:
  ///   - name: With the zero at its end; it need not be UTF-8.
  ///   - folder: An open folder.
  private static func remove(_ name: [CChar], in folder: Int32, path: String) throws(FileError) {
    if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
    // Source: unlink(2), a folder is EISDIR on Linux, and EPERM by POSIX.
    guard errno == EISDIR || errno == EPERM else { throw .last("remove", path) }
    let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("remove", path) }
    defer { close(descriptor) }
    // Whose folder it is may empty it; where it is somebody else's, that shows below.
    _ = fchmod(descriptor, 0o700)
    guard let names = names(in: descriptor) else { throw .last("remove", path) }
    for name in names {
      try remove(
        name, in: descriptor,
        path: "\(path)/\(String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))")
    }
    guard unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT else { throw .last("remove", path) }
  }
}

/// What can stand at a path.
enum FileKind {
  case file, folder, other, missing
}

import Basics
import Csystem
import Foundation
import SystemPackage

/// A file operation that the system refused.
struct FileError: CommandFailure {
  /// The operation that failed, such as "write".
  let operation: String
  let path: FilePath
  /// The error number, as in `errno`.
  let code: Int32

  /// Returns the error that the last system call left in `errno`.
  static func last(_ operation: String, _ path: FilePath) -> FileError {
    FileError(operation: operation, path: path, code: errno)
  }

  /// Whether a part of the path doesn't exist.
  var isMissing: Bool { code == ENOENT }

  var description: String { "Can't \(operation) '\(path)': \(String(cString: strerror(code)))" }
}

/// The kinds of things that can exist at a path.
enum FileKind {
  case file, folder, other, missing
}

/// Operations that read and write whole files and folders.
enum Files {
  // MARK: Reading

  /// Returns the bytes of a file.
  static func read(_ path: FilePath) throws(FileError) -> [UInt8] {
    let (descriptor, size) = try openFile(path)
    defer { close(descriptor) }
    return try read(descriptor, count: size, of: path)
  }

  /// Returns a range of the bytes of a file.
  ///
  /// - Throws: ``FileError``, including if the file is too short.
  static func read(_ range: Range<Int>, of path: FilePath) throws(FileError) -> [UInt8] {
    let (descriptor, _) = try openFile(path)
    defer { close(descriptor) }
    guard lseek(descriptor, off_t(range.lowerBound), SEEK_SET) >= 0 else { throw .last("read", path) }
    let bytes = try read(descriptor, count: range.count, of: path)
    guard bytes.count == range.count else { throw FileError(operation: "read", path: path, code: EIO) }
    return bytes
  }

  /// Opens a file for reading.
  ///
  /// A pipe in place of a file is an error, because reading it could wait forever.
  static func openFile(_ path: FilePath) throws(FileError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(path.string, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("read", path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      defer { close(descriptor) }
      throw .last("read", path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError(
        operation: "read", path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    return (descriptor, Int(status.st_size))
  }

  /// Returns the next bytes of an open file: the number that was requested, or fewer at the end of the file.
  private static func read(
    _ descriptor: Int32, count wanted: Int, of path: FilePath
  ) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
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

  /// Returns the names in a folder, without `.` and `..`, sorted by their bytes.
  ///
  /// Bytes that aren't UTF-8 become U+FFFD.
  static func names(in folder: FilePath) throws(FileError) -> [String] {
    let descriptor = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("read", folder) }
    defer { close(descriptor) }
    guard let names = names(in: descriptor) else { throw .last("read", folder) }
    return names.map { String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self) }
      .sorted(byBytesOf: \.self)
  }

  /// Returns the names in an open folder, each with its terminating zero, or `nil` with `errno` set.
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

  // MARK: What exists

  /// Returns the kind of the file or folder at a path.
  ///
  /// For a symbolic link, this is the kind of its target.
  static func kind(of path: FilePath) -> FileKind { state(of: path).kind }

  /// Returns what exists at a path, whether the path is a symbolic link, and the stamp of its target.
  static func state(of path: FilePath) -> (kind: FileKind, isLink: Bool, stamp: FileStamp) {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return (.missing, false, FileStamp(stat())) }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, stat(path.string, &status) != 0 { return (.missing, true, FileStamp(stat())) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return (.folder, isLink, FileStamp(status))
    case S_IFREG: return (.file, isLink, FileStamp(status))
    default: return (.other, isLink, FileStamp(status))
    }
  }

  /// Returns whether nothing exists at a path, not even a broken symbolic link.
  static func isFree(_ path: FilePath) -> Bool {
    let state = state(of: path)
    return state.kind == .missing && !state.isLink
  }

  /// Returns the size of a file in bytes, or 0 if there is none.
  static func size(of path: FilePath) -> Int {
    var status = stat()
    return stat(path.string, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Returns the absolute path without symbolic links, or `nil` if it doesn't exist.
  static func resolved(_ path: FilePath) -> FilePath? {
    guard let pointer = realpath(path.string, nil) else { return nil }
    defer { free(pointer) }
    return FilePath(platformString: pointer)
  }

  /// Returns the absolute path without symbolic links, even if the end of the path doesn't exist.
  static func location(of path: FilePath) -> FilePath {
    var existing = path.isAbsolute ? path : FilePath(FileManager.default.currentDirectoryPath).pushing(path)
    var rest: [FilePath.Component] = []
    while true {
      if let resolved = resolved(existing) {
        return rest.reversed().reduce(into: resolved) { $0.append($1) }.lexicallyNormalized()
      }
      guard let last = existing.lastComponent else { return path }
      rest.append(last)
      existing.removeLastComponent()
    }
  }

  /// Returns the folders of the symbolic links that a path goes through, in the order in which the system
  /// follows them.
  ///
  /// A change to such a link changes what the path refers to, but doesn't change anything in the link's old
  /// target.
  static func foldersOfLinks(in path: FilePath) -> [FilePath] {
    var folders: [FilePath] = []
    var pending = path
    // Source: path_resolution(7), which limits the system to 40 links.
    for _ in 0..<40 {
      guard let (folder, target) = firstLink(in: pending) else { break }
      folders.append(folder)
      pending = target
    }
    return folders
  }

  /// Returns the folder of the first symbolic link in a path, and the path with the link replaced by its
  /// target.
  private static func firstLink(in path: FilePath) -> (folder: FilePath, target: FilePath)? {
    var walked = FilePath(root: path.root, [FilePath.Component]())
    var components = Array(path.components)[...]
    while let component = components.popFirst() {
      let next = walked.appending(component)
      if state(of: next).isLink, let target = linkTarget(of: next) {
        let folder = walked.isEmpty ? "." : walked
        return (folder, (target.isAbsolute ? target : walked.pushing(target)).appending(components))
      }
      walked = next
    }
    return nil
  }

  private static func linkTarget(of path: FilePath) -> FilePath? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard readlink(path.string, &buffer, buffer.count - 1) > 0 else { return nil }
    return FilePath(platformString: buffer)
  }

  // MARK: Writing

  /// Creates a file that doesn't exist yet.
  ///
  /// If writing fails, the part that was written remains.
  static func create(_ path: FilePath, _ bytes: [UInt8]) throws(FileError) {
    let file = try FileWriter(creating: path)
    do throws(FileError) {
      try file.write(bytes)
    } catch {
      file.abandon()
      throw error
    }
    try file.finish()
  }

  /// Creates a file that doesn't exist yet by copying another, without reading it into memory.
  static func copy(_ source: FilePath, to path: FilePath) throws(FileError) {
    let (descriptor, _) = try openFile(source)
    defer { close(descriptor) }
    let file = try FileWriter(creating: path)
    do throws(FileError) {
      try file.copy(descriptor)
    } catch {
      file.abandon()
      throw error
    }
    try file.finish()
  }

  /// Creates a folder and its missing parents.
  ///
  /// - Returns: The folders that didn't exist before, from outermost to innermost.
  @discardableResult
  static func makeFolder(_ path: FilePath) throws(FileError) -> [FilePath] {
    if mkdir(path.string, 0o755) == 0 { return [path] }
    if errno == EEXIST, kind(of: path) == .folder { return [] }
    guard errno == ENOENT, path.parent != path, !path.isEmpty else { throw .last("create", path) }
    let above = try makeFolder(path.parent)
    if mkdir(path.string, 0o755) == 0 { return above + [path] }
    let code = errno
    if code == EEXIST, kind(of: path) == .folder { return above }
    for folder in above.reversed() { rmdir(folder.string) }
    throw FileError(operation: "create", path: path, code: code)
  }

  /// Waits until everything that was written to the file system of a folder is stored on the disk.
  static func synchronize(_ folder: FilePath) throws(FileError) {
    let descriptor = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", folder) }
    defer { close(descriptor) }
    guard handbook_sync(descriptor) == 0 else { throw .last("write to", folder) }
  }

  /// Removes a file, or a folder with everything in it.
  ///
  /// For a symbolic link, only the link is removed, not its target.
  static func remove(_ path: FilePath) throws(FileError) {
    try remove(Array(path.string.utf8CString), in: AT_FDCWD, path: path)
  }

  /// Removes a file or folder in an open folder.
  ///
  /// - Parameters:
  ///   - name: The name with its terminating zero. It doesn't have to be UTF-8.
  ///   - folder: The open folder.
  private static func remove(_ name: [CChar], in folder: Int32, path: FilePath) throws(FileError) {
    if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
    // Source: unlink(2), a folder is EISDIR on Linux, and EPERM by POSIX.
    guard errno == EISDIR || errno == EPERM else { throw .last("remove", path) }
    let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("remove", path) }
    defer { close(descriptor) }
    // The owner of a folder can empty it. If it belongs to someone else, the calls below fail.
    _ = fchmod(descriptor, 0o700)
    guard let names = names(in: descriptor) else { throw .last("remove", path) }
    for name in names {
      try remove(name, in: descriptor, path: path.pushing(FilePath(platformString: name)))
    }
    guard unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT else { throw .last("remove", path) }
  }
}

/// A file that is being written.
struct FileWriter {
  private let path: FilePath
  private let descriptor: Int32

  /// Creates a file that doesn't exist yet.
  init(creating path: FilePath) throws(FileError) {
    self.path = path
    descriptor = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("create", path) }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(FileError) {
    let isWritten = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let wrote = Foundation.write(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if wrote < 0, errno == EINTR { continue }
        guard wrote > 0 else { return false }
        done += wrote
      }
      return true
    }
    guard isWritten else { throw .last("write", path) }
  }

  /// Appends the rest of an open file.
  func copy(_ source: Int32) throws(FileError) {
    guard handbook_copy(source, descriptor) >= 0 else { throw .last("write", path) }
  }

  /// Closes the file.
  ///
  /// - Parameter waitsForDisk: Whether to wait until the file is on the disk. If the file system doesn't
  ///   support
  ///   this, there is no wait.
  func finish(waitsForDisk: Bool = false) throws(FileError) {
    while waitsForDisk, fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP {
      if errno == EINTR { continue }
      let failure = FileError.last("write", path)
      close(descriptor)
      throw failure
    }
    guard close(descriptor) == 0 else { throw .last("write", path) }
  }

  /// Closes the file after a failure.
  func abandon() { close(descriptor) }
}

/// The properties that distinguish a file from its earlier versions without reading it.
struct FileStamp: Sendable, Hashable {
  /// The identity of a file regardless of its name: two paths with the same identity refer to the same file.
  struct Identity: Sendable, Hashable {
    let device: UInt64
    let number: UInt64
  }

  let identity: Identity
  /// The size in bytes.
  let size: Int64
  /// The times when the contents and the status were last changed, in nanoseconds since 1970.
  private let written: Int64
  private let changed: Int64

  init(_ status: stat) {
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
    size = Int64(status.st_size)
    #if os(Linux)
      written = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #else
      written = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #endif
  }

  /// Returns whether any later change is certain to give the file a different stamp.
  ///
  /// Some file systems record times in steps of two seconds, so two changes in one step can't be
  /// distinguished.
  func isSettled(at now: Int64) -> Bool {
    max(written, changed) < now - 2_000_000_000
  }

  /// The stamp as text.
  var text: String { "\(identity.device)-\(identity.number)-\(size)-\(written)-\(changed)" }

  /// The current time, in nanoseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension FilePath {
  /// The folder that contains the path, which is `.` for a name without folders.
  ///
  /// For a path that ends in `.` or `..`, this is the path without it, as for any other name.
  var parent: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }

  /// Returns a path below this one, without a redundant `./` at the start.
  func below(_ path: FilePath) -> FilePath { self == "." ? path : pushing(path) }

  /// Returns whether two absolute paths are equal or one is a folder that contains the other.
  func overlaps(_ other: FilePath) -> Bool { starts(with: other) || other.starts(with: self) }
}

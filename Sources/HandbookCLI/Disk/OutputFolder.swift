import Basics
import Csystem
import Foundation
import Site
import Synchronization
import SystemPackage

/// The folder that a site is written to, which is replaced completely or not at all.
///
/// The new site is built in a folder next to the old one, and the two are swapped in one step. Until then,
/// the old site is unchanged, whatever happens.
struct OutputFolder {
  /// The file that marks a folder as created by this program.
  static let marker = ".handbook-output"

  /// The path as given by the user.
  let path: FilePath
  /// Whether the new site must be on the disk before it replaces the old one.
  private let waitsForDisk: Bool
  /// The absolute path, without `.`, `..`, or symbolic links.
  private let location: FilePath

  /// - Parameter waitsForDisk: Whether to protect the sites from a power failure too.
  ///
  ///   If only the process ends, no site is lost in any case.
  init(path: FilePath, waitsForDisk: Bool = false) {
    self.path = path
    self.waitsForDisk = waitsForDisk
    location = Files.location(of: path)
  }

  /// The reason why a folder is not replaced.
  enum Refusal: CommandFailure {
    /// The folder contains files that this program didn't write.
    case foreign(FilePath)
    /// The folder is, contains, or is inside a folder of the source.
    case overlapsSource(FilePath, source: FilePath)
    /// Another build is running.
    case locked(FilePath)

    var description: String {
      switch self {
      case .foreign(let path):
        "Won't replace '\(path)', because it contains files that this program didn't write; choose an empty folder"
      case .overlapsSource(let path, let source):
        "Won't write to '\(path)', because it overlaps with '\(source)', which belongs to the handbook's source; "
          + "choose another folder"
      case .locked(let path):
        "Another build is writing to '\(path)'; wait until it ends"
      }
    }
  }

  /// Replaces the folder with a new site.
  ///
  /// - Parameters:
  ///   - sources: The folders that are read, or would be if they existed. The output must not overlap them.
  ///   - makeSite: A function that delivers all files of the site, each path once, from any thread.
  /// - Returns: The number of files.
  func replace(
    sources: [FilePath], _ makeSite: (_ deliver: @escaping @Sendable (OutputFile) -> Void) throws -> Void
  ) throws -> Int {
    try checkSources(sources)
    guard let name = location.lastComponent?.string else { throw Refusal.foreign(path) }
    let parent = location.parent
    try Files.makeFolder(parent)
    return try withLock(in: parent, name: name) {
      try checkContents()
      let fresh = parent.appending(".\(name).building")
      try Files.remove(fresh)
      return try Interruption.removing(fresh) {
        do {
          let count = try write(to: fresh, makeSite)
          if waitsForDisk { try Files.synchronize(fresh) }
          try swap(fresh)
          return count
        } catch {
          try? Files.remove(fresh)
          throw error
        }
      }
    }
  }

  private func checkSources(_ sources: [FilePath]) throws(Refusal) {
    for source in sources where location.overlaps(Files.location(of: source)) {
      throw .overlapsSource(path, source: source)
    }
  }

  /// Prevents a second build while this one runs, then removes the lock file.
  ///
  /// The system releases the lock when the process ends for any reason. A remaining lock file doesn't block
  /// anything.
  private func withLock(in parent: FilePath, name: String, _ action: () throws -> Int) throws -> Int {
    let lock = parent.appending(".\(name).lock")
    while true {
      let descriptor = open(lock.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileError.last("write to", parent) }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        if errno == EINTR { continue }
        throw errno == EWOULDBLOCK ? Refusal.locked(path) : FileError.last("lock", lock)
      }
      // If another build ended in the meantime, it removed the file that this process locked.
      guard isSameFile(descriptor, lock) else { continue }
      defer { unlink(lock.string) }
      return try Interruption.removing(lock, while: action)
    }
  }

  private func isSameFile(_ descriptor: Int32, _ path: FilePath) -> Bool {
    var held = stat()
    var current = stat()
    return fstat(descriptor, &held) == 0 && stat(path.string, &current) == 0
      && FileStamp(held).identity == FileStamp(current).identity
  }

  private func checkContents() throws {
    switch Files.kind(of: location) {
    case .missing: return
    case .folder:
      let names = try Files.names(in: location)
      guard names.contains(Self.marker) || names.allSatisfy({ $0 == ".gitignore" }) else {
        throw Refusal.foreign(path)
      }
      // Replacing the folder requires only the permission to write to its parent, but whoever made the folder
      // read-only wants to keep it.
      guard access(location.string, W_OK) == 0 else { throw FileError.last("write to", path) }
    case .file, .other: throw Refusal.foreign(path)
    }
  }

  private func write(
    to folder: FilePath, _ makeSite: (@escaping @Sendable (OutputFile) -> Void) throws -> Void
  ) throws -> Int {
    try Files.makeFolder(folder)
    let written = WrittenFiles(folder: folder)
    try makeSite { written.write($0) }
    let count = try written.finish()
    try Files.create(
      folder.appending(Self.marker), Array("Written by handbook; replaced by every build.\n".utf8))
    let ignore = location.appending(".gitignore")
    if Files.kind(of: ignore) == .file {
      try Files.create(folder.appending(".gitignore"), try Files.read(ignore))
    }
    return count
  }

  /// Replaces the old folder with the new one.
  private func swap(_ fresh: FilePath) throws {
    if Files.kind(of: location) == .missing {
      guard rename(fresh.string, location.string) == 0 else { throw FileError.last("create", path) }
      return
    }
    guard handbook_exchange(fresh.string, location.string) == 0 else { throw FileError.last("replace", path) }
    try Files.remove(fresh)
  }
}

/// The files of a site, which many threads write below one folder.
private final class WrittenFiles: Sendable {
  private struct Progress {
    var count = 0
    var failure: FileError?
  }

  private let folder: FilePath
  private let progress = Mutex(Progress())

  /// - Parameter folder: An existing, empty folder.
  init(folder: FilePath) {
    self.folder = folder
  }

  /// Writes a file, unless writing another one has failed.
  func write(_ file: OutputFile) {
    guard progress.withLock({ $0.failure == nil }) else { return }
    do throws(FileError) {
      try create(folder.appending(file.path), file.content)
      progress.withLock { $0.count += 1 }
    } catch {
      progress.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Returns the number of files.
  ///
  /// - Throws: The first failure.
  func finish() throws(FileError) -> Int {
    let progress = progress.withLock { $0 }
    if let failure = progress.failure { throw failure }
    return progress.count
  }

  /// Creates a file, and its folder if the folder is missing.
  private func create(_ path: FilePath, _ content: FileContent) throws(FileError) {
    do throws(FileError) {
      try Self.create(path, content)
    } catch  where error.isMissing && error.path == path {
      try Files.makeFolder(path.parent)
      try Self.create(path, content)
    }
  }

  private static func create(_ path: FilePath, _ content: FileContent) throws(FileError) {
    switch content {
    case .bytes(let bytes): try Files.create(path, bytes)
    case .stored(let file): try Files.copy(FilePath(file.location), to: path)
    }
  }
}

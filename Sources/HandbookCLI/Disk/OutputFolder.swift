import Cexchange
import Foundation
import Markup
import Site

/// The folder that a site is written to, replaced as a whole or not at all.
///
/// The new site is built in a folder beside the old one, and the two change places in one step. Until then the
/// old site is as it was, whatever happens.
struct OutputFolder {
  /// The file that says that this program made the folder.
  static let marker = ".handbook-output"

  /// The path as it was given.
  let path: String
  /// Whether the disk must hold the new site before it takes the old one's place.
  private let waitsForDisk: Bool
  /// The same path from the root, without `.`, `..` and symbolic links.
  private let location: String

  /// - Parameter waitsForDisk: Whether neither site may be lost where the power fails. Where a process ends,
  ///   however it ends, none is lost in any case.
  init(path: String, waitsForDisk: Bool = false) {
    self.path = path
    self.waitsForDisk = waitsForDisk
    // A tilde that the shell has left in a path is a name like any other.
    let named = path.hasPrefix("~") ? "./\(path)" : path
    location = Files.resolvedAsFarAsItExists(URL(fileURLWithPath: named).standardizedFileURL.path)
  }

  /// Why a folder is not replaced.
  enum Refusal: Error, CustomStringConvertible {
    /// The folder holds what this program did not write.
    case foreign(String)
    /// The folder holds, or is held by, the source.
    case overlapsSource(String)
    /// Another build is at work.
    case locked(String)

    var description: String {
      switch self {
      case .foreign(let path):
        "Won't replace '\(path)': it holds files that this program did not write; name an empty folder"
      case .overlapsSource(let path):
        "Won't write to '\(path)': the folder and the handbook's source hold one another"
      case .locked(let path):
        "Another build is writing to '\(path)'; wait for its end"
      }
    }
  }

  /// Replaces the folder by a new site.
  ///
  /// - Parameters:
  ///   - sources: The folders that are read, which the output must not touch.
  ///   - makeSite: Hands on all files of the site, each path once, from any thread.
  /// - Returns: The number of files.
  func replace(
    sources: [String], _ makeSite: (_ deliver: @escaping @Sendable (OutputFile) -> Void) -> Void
  ) throws -> Int {
    try checkSources(sources)
    let beside = (location as NSString).deletingLastPathComponent
    let name = (location as NSString).lastPathComponent
    try Files.makeFolder(beside)
    return try withLock(in: beside, name: name) {
      try checkContents()
      let fresh = "\(beside)/.\(name).building"
      try Files.remove(fresh)
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

  private func checkSources(_ sources: [String]) throws {
    for source in sources {
      guard let source = Files.resolved(source) else { continue }
      if location == "/" || location == source || source.hasPrefix(location + "/")
        || location.hasPrefix(source + "/")
      {
        throw Refusal.overlapsSource(path)
      }
    }
  }

  /// Keeps a second build out while this one runs, then takes its file away.
  ///
  /// The system lets go of the lock when the process ends, however it ends; a file that is left holds nobody up.
  private func withLock(in parent: String, name: String, _ action: () throws -> Int) throws -> Int {
    let lockPath = "\(parent)/.\(name).lock"
    while true {
      let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileError.last("write to", parent) }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        if errno == EINTR { continue }
        throw errno == EWOULDBLOCK ? Refusal.locked(path) : FileError.last("lock", lockPath)
      }
      // A build that ended in between has taken the file away: another one stands at its path, or none.
      guard isSameFile(descriptor, lockPath) else { continue }
      defer { unlink(lockPath) }
      return try action()
    }
  }

  private func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var standing = stat()
    return fstat(descriptor, &held) == 0 && stat(path, &standing) == 0 && held.st_ino == standing.st_ino
      && held.st_dev == standing.st_dev
  }

  private func checkContents() throws {
    switch Files.kind(of: location) {
    case .missing: return
    case .folder:
      let names = try Files.names(in: location)
      guard names.contains(Self.marker) || names.allSatisfy({ $0 == ".gitignore" }) else {
        throw Refusal.foreign(path)
      }
      // To replace it takes the right to write beside it alone, but who took the other away did not mean that.
      guard access(location, W_OK) == 0 else { throw FileError.last("write to", path) }
    case .file, .other: throw Refusal.foreign(path)
    }
  }

  private func write(
    to folder: String, _ makeSite: (@escaping @Sendable (OutputFile) -> Void) -> Void
  ) throws -> Int {
    try Files.makeFolder(folder)
    let written = WrittenFiles(folder: folder)
    makeSite { written.write($0) }
    let count = try written.finish()
    try Files.create(
      "\(folder)/\(Self.marker)", Array("Written by handbook; replaced by every build.\n".utf8))
    let ignore = "\(location)/.gitignore"
    if Files.kind(of: ignore) == .file { try Files.create("\(folder)/.gitignore", try Files.read(ignore)) }
    return count
  }

  /// Puts the new folder in the place of the old one.
  private func swap(_ fresh: String) throws {
    if Files.kind(of: location) == .missing {
      guard rename(fresh, location) == 0 else { throw FileError.last("create", path) }
      return
    }
    guard handbook_exchange(fresh, location) == 0 else { throw FileError.last("replace", path) }
    try Files.remove(fresh)
  }
}

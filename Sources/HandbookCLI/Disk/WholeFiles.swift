import Csystem
import Foundation
import SystemPackage

/// Files that people keep, written together: each file is complete, and none is written if one can't be.
///
/// All files are first written next to their destinations, under names that a build ignores, and are on the
/// disk before the first one is moved. Neither killing the process nor a power failure leaves a partial file.
struct WholeFiles {
  /// Whether a file can already exist at a destination.
  enum Policy {
    /// Nothing can exist at the destination.
    ///
    /// Missing folders are created.
    case adding
    /// An existing file is replaced.
    ///
    /// If it is a symbolic link, the link stays and its target is replaced. A file keeps its permissions.
    case replacing
  }

  private let policy: Policy
  private var pending: [(fresh: FilePath, target: FilePath)] = []
  private var madeFolders: [FilePath] = []
  private var placed = 0

  private init(_ policy: Policy) { self.policy = policy }

  /// Writes all files, or none if one fails.
  ///
  /// - Parameter body: A function that adds the files.
  static func write(_ policy: Policy, _ body: (inout WholeFiles) throws -> Void) throws {
    var files = WholeFiles(policy)
    do {
      try body(&files)
      try files.place()
      for file in files.pending { Interruption.keep(file.fresh) }
    } catch {
      files.undo()
      throw error
    }
  }

  mutating func add(_ path: FilePath, _ bytes: [UInt8]) throws {
    try add(path) { try $0.write(bytes) }
  }

  /// Adds a file that is written piece by piece.
  mutating func add(_ path: FilePath, _ content: (FileWriter) throws -> Void) throws {
    let target = policy == .replacing ? Files.resolved(path) ?? path : path
    madeFolders += try Files.makeFolder(target.parent)
    let fresh = target.parent.appending(".handbook-\(getpid())-\(pending.count).new")
    // Another process with this id may have left the file when it was killed.
    unlink(fresh.string)
    Interruption.remove(fresh)
    pending.append((fresh, target))
    do {
      let file = try FileWriter(creating: fresh)
      do {
        try content(file)
      } catch {
        file.abandon()
        throw error
      }
      try file.finish(waitsForDisk: true)
    } catch let error as FileError where error.path == fresh {
      throw FileError(operation: "write", path: path, code: error.code)
    }
    var status = stat()
    if policy == .replacing, stat(target.string, &status) == 0,
      chmod(fresh.string, status.st_mode & 0o7777) != 0
    {
      throw FileError.last("write", path)
    }
  }

  private mutating func place() throws(FileError) {
    for file in pending {
      switch policy {
      case .replacing:
        guard rename(file.fresh.string, file.target.string) == 0 else { throw .last("replace", file.target) }
      case .adding:
        guard Self.moveToFreePath(file.fresh, file.target) else { throw .last("create", file.target) }
      }
      placed += 1
    }
  }

  private func undo() {
    if policy == .adding { for file in pending.prefix(placed) { unlink(file.target.string) } }
    for file in pending.dropFirst(placed) { unlink(file.fresh.string) }
    for folder in madeFolders.reversed() { rmdir(folder.string) }
    for file in pending { Interruption.keep(file.fresh) }
  }

  private static func moveToFreePath(_ fresh: FilePath, _ target: FilePath) -> Bool {
    if handbook_move_new(fresh.string, target.string) == 0 { return true }
    // Some file systems can't do this in one call.
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP, link(fresh.string, target.string) == 0
    else {
      return false
    }
    unlink(fresh.string)
    return true
  }
}

import Csystem
import Foundation
import SystemPackage

/// Files that people keep, written together: each appears as a whole, and none does if one can't be written.
///
/// All are written beside their places, under names that a build ignores, and are on the disk before the first is
/// moved to its place. So neither a process that is killed nor a power failure leaves half of one.
struct WholeFiles {
  /// What may exist where a file is to be written.
  enum Policy {
    /// Nothing.
    ///
    /// Folders that are missing are created.
    case adding
    /// An older file.
    ///
    /// A symbolic link stays one and the file it points to is replaced. A file keeps its permissions.
    case replacing
  }

  private let policy: Policy
  private var pending: [(fresh: FilePath, target: FilePath)] = []
  private var madeFolders: [FilePath] = []
  private var placed = 0

  private init(_ policy: Policy) { self.policy = policy }

  /// Writes files: all of them, or none if one fails.
  ///
  /// - Parameter body: Adds the files.
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
    // Left by another process with this number, which was killed.
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
    // Some file systems can't do it in one call.
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP, link(fresh.string, target.string) == 0
    else {
      return false
    }
    unlink(fresh.string)
    return true
  }
}

import Cexchange
import Foundation

/// Writes files that people keep: each appears as a whole, and none does where one can't be written.
///
/// All are written beside their places, under names that a build passes over, and are on the disk before the first is
/// moved into its own. So neither a process that is killed nor a power failure leaves half of one.
enum WholeFiles {
  /// A file on its way.
  private struct Pending {
    let fresh: String
    let target: String
  }

  /// Puts new files in the place of old ones.
  ///
  /// A symbolic link stays one: what it leads to is replaced. A file keeps its permissions.
  static func replace(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    var written: [Pending] = []
    defer { for file in written { unlink(file.fresh) } }
    for file in files {
      let target = Files.resolved(file.path) ?? file.path
      try write(file.bytes, for: target, &written)
      var status = stat()
      if stat(target, &status) == 0, let last = written.last,
        chmod(last.fresh, status.st_mode & 0o7777) != 0
      {
        throw .last("write", target)
      }
    }
    for file in written {
      guard rename(file.fresh, file.target) == 0 else { throw .last("replace", file.target) }
    }
  }

  /// Adds new files, with the folders that they need.
  ///
  /// - Throws: Also where something stands at the place of one.
  static func add(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    var written: [Pending] = []
    var folders: [String] = []
    var added = 0
    do throws(FileError) {
      for file in files {
        try makeFolder((file.path as NSString).deletingLastPathComponent, &folders)
        try write(file.bytes, for: file.path, &written)
      }
      for file in written {
        guard moveToFreePlace(file) else { throw .last("create", file.target) }
        added += 1
      }
    } catch {
      for file in written.prefix(added) { unlink(file.target) }
      for file in written.dropFirst(added) { unlink(file.fresh) }
      for folder in folders.reversed() { rmdir(folder) }
      throw error
    }
  }

  private static func write(
    _ bytes: [UInt8], for target: String, _ written: inout [Pending]
  ) throws(FileError) {
    let folder = (target as NSString).deletingLastPathComponent
    let fresh = "\(folder.isEmpty ? "." : folder)/.handbook-\(getpid())-\(written.count).new"
    // Left by another process with this number, which was killed.
    unlink(fresh)
    do throws(FileError) {
      try Files.create(fresh, bytes, waitsForDisk: true)
    } catch {
      unlink(fresh)
      throw FileError(operation: "write", path: target, code: error.code)
    }
    written.append(Pending(fresh: fresh, target: target))
  }

  /// Makes a folder and those above it, and remembers which.
  private static func makeFolder(_ path: String, _ made: inout [String]) throws(FileError) {
    guard !path.isEmpty, Files.kind(of: path) != .folder else { return }
    try makeFolder((path as NSString).deletingLastPathComponent, &made)
    guard mkdir(path, 0o755) == 0 else { throw .last("create", path) }
    made.append(path)
  }

  private static func moveToFreePlace(_ file: Pending) -> Bool {
    if handbook_move_new(file.fresh, file.target) == 0 { return true }
    // Some file systems can't say it in one call.
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP, link(file.fresh, file.target) == 0 else {
      return false
    }
    unlink(file.fresh)
    return true
  }
}

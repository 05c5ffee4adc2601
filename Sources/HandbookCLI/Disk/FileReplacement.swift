import Foundation

/// Puts new files in the place of old ones: each appears as a whole, and none does where one can't be written.
enum FileReplacement {
  /// Writes all files beside their places, then moves each into its own.
  ///
  /// A symbolic link stays one: what it leads to is replaced. A file keeps its permissions.
  static func replace(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    var written: [(fresh: String, target: String)] = []
    defer { for file in written { unlink(file.fresh) } }
    for file in files {
      let target = Files.resolved(file.path) ?? file.path
      let fresh = "\(target).\(getpid()).new"
      try Files.create(fresh, file.bytes)
      written.append((fresh, target))
      var status = stat()
      if stat(target, &status) == 0, chmod(fresh, status.st_mode & 0o7777) != 0 {
        throw .last("write", target)
      }
    }
    for file in written {
      guard rename(file.fresh, file.target) == 0 else { throw .last("replace", file.target) }
    }
  }
}

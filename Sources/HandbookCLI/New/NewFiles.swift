import ArgumentParser
import Handbook

/// Files that a command adds to a source, none of which may stand in the place of another.
struct NewFiles {
  private(set) var files: [(path: String, bytes: [UInt8])] = []

  mutating func add(_ path: String, _ bytes: [UInt8]) { files.append((path, bytes)) }

  /// Adds every file below a folder.
  ///
  /// - Parameter fill: What becomes of a file's content.
  mutating func add(
    allIn folder: String, to target: String, _ fill: ([UInt8]) -> [UInt8] = { $0 }
  ) throws(FileError) {
    for name in try Files.names(in: folder) {
      let path = "\(folder)/\(name)"
      // An archive of the program's source may leave names out that begin with a full stop.
      let targetPath = "\(target)/\(name == "gitignore" ? ".gitignore" : name)"
      if Files.kind(of: path) == .folder {
        try add(allIn: path, to: targetPath, fill)
      } else {
        add(targetPath, fill(try Files.read(path)))
      }
    }
  }

  /// Leaves out the files that exist outside of a folder, as a README of one's own.
  mutating func keepsExisting(below folder: String) {
    files.removeAll { !$0.path.hasPrefix("\(folder)/") && Files.kind(of: $0.path) != .missing }
  }

  /// Writes all of them, or none where one exists.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func write() throws {
    if let taken = files.first(where: { Files.kind(of: $0.path) != .missing || Files.isLink($0.path) }) {
      throw ExitCode.refused("'\(taken.path)' exists, and nothing is written over")
    }
    do {
      try WholeFiles.add(files)
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }
}

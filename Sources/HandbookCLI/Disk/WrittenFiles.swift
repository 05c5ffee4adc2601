import Site
import Synchronization

/// Files that many threads write below one folder.
final class WrittenFiles: Sendable {
  private struct Progress {
    var count = 0
    var failure: FileError?
  }

  private let folder: String
  private let progress = Mutex(Progress())

  /// - Parameter folder: A folder that exists and is empty.
  init(folder: String) {
    self.folder = folder
  }

  /// Writes a file, unless another one failed before.
  func write(_ file: OutputFile) {
    guard progress.withLock({ $0.failure == nil }) else { return }
    do throws(FileError) {
      try create("\(folder)/\(file.path)", file.bytes)
      progress.withLock { $0.count += 1 }
    } catch {
      progress.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// The number of files.
  ///
  /// - Throws: The first failure.
  func finish() throws(FileError) -> Int {
    let progress = progress.withLock { $0 }
    if let failure = progress.failure { throw failure }
    return progress.count
  }

  /// Folders are made where the first file in them shows that they are missing.
  private func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    do throws(FileError) {
      try Files.create(path, bytes)
    } catch  where error.isMissing {
      try Files.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
      try Files.create(path, bytes)
    }
  }
}

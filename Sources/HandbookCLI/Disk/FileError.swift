import Foundation

/// A file operation that the environment refused.
struct FileError: Error, CustomStringConvertible {
  /// What was tried, as in "write".
  let operation: String
  let path: String
  /// The error's number, as in `errno`.
  let code: Int32

  /// The error that the last system call left in `errno`.
  static func last(_ operation: String, _ path: String) -> FileError {
    FileError(operation: operation, path: path, code: errno)
  }

  /// Whether a part of the path does not exist.
  var isMissing: Bool { code == ENOENT }

  var description: String {
    "Can't \(operation) '\(path)': \(String(cString: strerror(code)))"
  }
}

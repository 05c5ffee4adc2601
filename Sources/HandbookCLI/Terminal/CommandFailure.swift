import ArgumentParser

/// An error that ends a command, with the reason and the exit status.
///
/// This is the only way in which commands fail. `HandbookCommand.main()` prints the reason and exits.
protocol CommandFailure: Error, CustomStringConvertible {
  var status: ExitCode { get }
}

extension CommandFailure {
  /// 2: the system or the way the program is installed is the cause.
  var status: ExitCode { .system }
}

extension ExitCode {
  /// The content has problems that its author can fix.
  static let content = ExitCode(1)
  /// The system refused something, such as reading a file.
  static let system = ExitCode(2)
}

/// A failure that only one command has.
struct Refused: CommandFailure {
  let description: String
  let status: ExitCode

  /// - Parameter reason: A sentence without a period, which says what to do.
  init(_ reason: String, status: ExitCode = .system) {
    description = reason
    self.status = status
  }
}

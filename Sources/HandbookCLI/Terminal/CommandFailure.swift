import ArgumentParser

/// An error that ends a command, with the reason and the exit status.
///
/// All failures of commands are of this type. `HandbookCommand.main()` prints the reason and exits.
protocol CommandFailure: Error, CustomStringConvertible {
  var status: ExitCode { get }
}

extension CommandFailure {
  /// The default status, 2, for failures caused by the system or by the installation of the program.
  var status: ExitCode { .system }
}

extension ExitCode {
  /// The content has problems that its author can fix.
  static let content = ExitCode(1)
  /// The system refused something, such as reading a file.
  static let system = ExitCode(2)
}

/// A failure without a type of its own.
struct Refused: CommandFailure {
  let description: String
  let status: ExitCode

  /// - Parameter reason: A sentence without a period that says what to do.
  init(_ reason: String, status: ExitCode = .system) {
    description = reason
    self.status = status
  }
}

import ArgumentParser

extension ExitCode {
  /// Says why a command ends.
  ///
  /// - Parameter status: 2 where the environment is to blame, 1 where the content is.
  static func refused(_ message: String, status: Int32 = 2) -> ExitCode {
    Terminal.standardError("handbook: \(message)\n")
    return ExitCode(status)
  }
}

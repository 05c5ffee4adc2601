import ArgumentParser

extension ExitCode {
  /// Says why a command ends.
  ///
  /// - Parameter status: 2 where the environment is to blame, 1 where the content is.
  static func refused(_ message: String, status: Int32 = 2) -> ExitCode {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map {
      Terminal.printable(String($0))
    }
    Terminal.standardError("handbook: \(lines.joined(separator: "\n"))\n")
    return ExitCode(status)
  }
}

import Foundation

/// The terminal that the program may be run from.
enum Terminal {
  /// Whether standard error is a terminal that shows colour.
  ///
  /// Source: no-color.org; bixense.com/clicolors.
  static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    if environment["NO_COLOR"].map({ !$0.isEmpty }) == true { return false }
    if environment["CLICOLOR_FORCE"].map({ !$0.isEmpty && $0 != "0" }) == true { return true }
    return isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// Whether standard error is a terminal on which a line can be drawn again.
  static var drawsLines: Bool {
    guard isatty(STDERR_FILENO) == 1, let type = ProcessInfo.processInfo.environment["TERM"] else {
      return false
    }
    return !type.isEmpty && type != "dumb"
  }

  static func standardError(_ text: String) {
    TerminalLine.erase { FileHandle.standardError.write(Data(text.utf8)) }
  }

  static func standardOutput(_ text: String) {
    TerminalLine.erase { FileHandle.standardOutput.write(Data(text.utf8)) }
  }

  /// A text in which no character can steer the terminal.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\t" && scalar.properties.generalCategory == .control
  }
}

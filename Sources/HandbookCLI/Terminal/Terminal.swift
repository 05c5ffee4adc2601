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
    // Who can't be told anything is told by the status alone.
    let isTold = TerminalLine.erase { write(text, to: STDERR_FILENO) }
    if !isTold { exit(2) }
  }

  static func standardOutput(_ text: String) {
    let isTold = TerminalLine.erase { write(text, to: STDOUT_FILENO) }
    guard !isTold else { return }
    let reason = String(cString: strerror(errno))
    standardError("handbook: Can't write to standard output: \(reason)\n")
    exit(2)
  }

  /// - Returns: Whether all of it could be written; where it could not, `errno` says why.
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if wrote >= 0 {
        done += wrote
      } else if errno == EAGAIN {
        // Another program that has the same terminal open told it not to wait.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// A text in which no character can steer the terminal, nor begin a line of its own.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  /// Whether a character does something to the terminal, or changes the order in which others are shown.
  ///
  /// Source: The Unicode Standard 16.0, section 23.1, control codes; Annex #9, section 2, explicit directional embeddings, overrides and isolates.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

import Basics
import Foundation
import Synchronization

/// The terminal from which the program may be run.
enum Terminal {
  /// Whether standard error is a terminal that shows color.
  ///
  /// Source: no-color.org; bixense.com/clicolors.
  static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    if environment["NO_COLOR"].map({ !$0.isEmpty }) == true { return false }
    if environment["CLICOLOR_FORCE"].map({ !$0.isEmpty && $0 != "0" }) == true { return true }
    return isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// Whether standard error is a terminal on which a line can be redrawn.
  static var drawsLines: Bool {
    guard isatty(STDERR_FILENO) == 1, let type = ProcessInfo.processInfo.environment["TERM"] else {
      return false
    }
    return !type.isEmpty && type != "dumb"
  }

  /// Whether the program can ask a person: both standard input and standard output are terminals.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Asks a person a question.
  ///
  /// - Returns: The first letter of the answer in lowercase, a space for an empty answer, or `nil` if the
  ///   input has
  ///   ended.
  static func ask(_ question: String) -> Character? {
    standardOutput(question)
    return readLine().map { $0.lowercased().first ?? " " }
  }

  static func standardError(_ text: String) {
    // If nothing can be printed, only the exit status can report the failure.
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

  /// - Returns: Whether the whole text was written.
  ///
  /// If not, `errno` contains the reason.
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
        // Another program on the same terminal has made it nonblocking.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Returns the text with characters that control the terminal or start a new line replaced.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  /// Returns whether a character controls the terminal, or changes the order in which others are shown.
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

/// The last line of the terminal while it is being redrawn.
///
/// Source: ECMA-48, section 8.3.41, for the sequence that erases a line.
enum TerminalLine {
  /// The text on the line.
  private static let shown = Mutex("")
  /// The width of a terminal that doesn't report it, in characters.
  private static let usualWidth = 80

  /// Replaces the text of the line.
  ///
  /// - Parameter text: A text in which each character is one column wide.
  static func draw(_ text: String) {
    shown.withLock { shown in
      // A full line would wrap and couldn't be erased.
      let text = String(text.prefix(max(width - 1, 0)))
      if text != shown { write("\r\u{1B}[K" + text) }
      shown = text
    }
  }

  /// Erases the line, and then calls a function that writes to the terminal.
  static func erase<Result: Sendable>(_ andThen: () -> Result) -> Result {
    shown.withLock { shown in
      if !shown.isEmpty { write("\r\u{1B}[K") }
      shown = ""
      return andThen()
    }
  }

  private static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : usualWidth
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

extension Phrase {
  /// Returns a number with a comma before every three digits: "10,000".
  ///
  /// - Precondition: The number is not negative.
  static func grouped(_ count: Int) -> String {
    let digits = Array(String(count))
    return digits.indices.map { place in
      place > 0 && (digits.count - place).isMultiple(of: 3) ? ",\(digits[place])" : String(digits[place])
    }.joined()
  }
}

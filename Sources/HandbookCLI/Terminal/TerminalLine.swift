import Foundation
import Synchronization

/// The last line of the terminal, where it is drawn again and again.
///
/// Source: ECMA-48, section 8.3.41, for the sequence that erases a line.
enum TerminalLine {
  /// What stands there.
  private static let shown = Mutex("")
  /// Where the line's length is not known, in characters.
  private static let usualWidth = 80

  /// Puts a text in the place of what the line says.
  ///
  /// - Parameter text: Of characters that take one place each.
  static func draw(_ text: String) {
    shown.withLock { shown in
      // A line that fills its place would wrap, and could not be erased.
      let text = String(text.prefix(max(width - 1, 0)))
      if text != shown { write("\r\u{1B}[K" + text) }
      shown = text
    }
  }

  /// Takes away what the line says, and does what else writes to the terminal.
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

import Foundation

/// A terminal on which a test reads and types.
final class PseudoTerminal {
  /// The program's end of the terminal.
  let file: FileHandle
  private let master: Int32
  private(set) var text = ""

  /// An error that is thrown if the system provides no terminal.
  struct Failure: Error {}

  init() throws {
    #if os(Linux)
      // Source: ioctl_tty(2), TIOCSPTLCK and TIOCGPTN, which the C library's module doesn't have.
      master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var lock: Int32 = 0
      var number: UInt32 = 0
      guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0
      else {
        throw Failure()
      }
      let name = "/dev/pts/\(number)"
    #else
      master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let path = ptsname(master) else {
        throw Failure()
      }
      let name = String(cString: path)
    #endif
    let end = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard end >= 0 else { throw Failure() }
    file = FileHandle(fileDescriptor: end, closeOnDealloc: true)
  }

  deinit {
    close(master)
  }

  /// Reads until the text contains a given part or the writing program has ended.
  ///
  /// - Returns: Whether the text contains the part.
  @discardableResult
  func read(until part: String) -> Bool {
    while !text.contains(part) {
      guard readMore() else { return false }
    }
    return true
  }

  /// Types a text, as a person would.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.write(master, bytes, bytes.count)
  }

  /// Reads until the writing program has ended.
  func readToEnd() {
    try? file.close()
    while readMore() {}
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    text += String(decoding: buffer[..<count], as: UTF8.self)
    return true
  }
}

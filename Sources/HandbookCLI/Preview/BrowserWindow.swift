import Foundation

/// The user's browser.
enum BrowserWindow {
  /// Opens an address in the browser, and reports a failure.
  static func open(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      if process.terminationStatus != 0 { fail(address) }
    }
    do {
      try process.run()
    } catch {
      fail(address)
    }
  }

  private static func fail(_ address: String) {
    Terminal.standardError("handbook: Can't open a browser; open \(address) yourself\n")
  }
}

import Foundation
import Testing

@testable import HandbookCLI

@Suite("The port of the preview")
struct LoopbackPortTests {
  @Test(
    "The port can be reached at both addresses that localhost can mean",
    .enabled(if: Self.hasIPv6, "the system has no IPv6"))
  func bothAddresses() throws {
    let preview = try RunningPreview(in: SourceFolder(soundContent))
    for name in ["[::1]", "localhost"] {
      let connection = try RawConnection(port: preview.port, isIPv6: true)
      connection.send("GET / HTTP/1.1\r\nHost: \(name):\(preview.port)\r\nConnection: close\r\n\r\n")
      #expect(RawReply(connection.readToEnd()).status == 200)
    }
  }

  @Test(
    "A port that another program uses at either address is skipped",
    .enabled(if: Self.hasIPv6, "the system has no IPv6"))
  func takenAddress() throws {
    let other = try LoopbackPort(from: 0)
    close(other.listeners[0])
    defer { close(other.listeners[1]) }
    let preview = try RunningPreview(in: SourceFolder(soundContent), port: String(other.number))
    #expect(Int(preview.port) != other.number)
  }

  private static var hasIPv6: Bool {
    guard let port = try? LoopbackPort(from: 0) else { return false }
    defer { for listener in port.listeners { close(listener) } }
    return port.listeners.count == 2
  }
}

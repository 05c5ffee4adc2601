import Foundation
import Testing

/// A `handbook serve` process that runs until the test ends.
final class RunningPreview {
  let port: UInt16
  private let process: Process
  private let source: SourceFolder
  private let said: PipeReading

  /// Starts the program and waits for its address.
  init(_ arguments: String..., in source: SourceFolder, port: String = "0") throws {
    self.source = source
    process = Program.process(["serve", "--port", port] + arguments, in: source.path)
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    said = PipeReading(errors)
    var printed = ""
    while !printed.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      printed += String(decoding: data, as: UTF8.self)
    }
    let address = try #require(
      URL(string: printed.trimmingCharacters(in: .whitespacesAndNewlines)), "it printed '\(printed)'")
    self.port = UInt16(try #require(address.port))
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// The program's output to standard error so far.
  var errors: String { said.text }

  /// Sends a signal and waits for the end.
  ///
  /// - Returns: The exit status.
  func end(with signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// Returns the reply to a request for a path.
  func get(_ path: String, method: String = "GET", fields: [String] = []) throws -> RawReply {
    try send(
      (["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields).joined(
        separator: "\r\n") + "\r\n\r\n")
  }

  /// Returns the reply to bytes that are sent unchanged.
  func send(_ text: String) throws -> RawReply {
    let connection = try RawConnection(port: port)
    connection.send(text)
    return RawReply(connection.readToEnd())
  }

  /// Returns the stream of events for a page.
  func events(of page: String) throws -> EventStream {
    let connection = try RawConnection(port: port)
    let encoded = page.replacing("/", with: "%2F")
    connection.send("GET /_handbook/events?page=\(encoded) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
    return EventStream(connection)
  }
}

/// A reply of a server, divided into its parts.
struct RawReply {
  let status: Int?
  let head: String
  let body: String

  init(_ text: String) {
    let end = text.firstRange(of: "\r\n\r\n")
    head = end.map { String(text[..<$0.lowerBound]) } ?? text
    body = end.map { String(text[$0.upperBound...]) } ?? ""
    status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}

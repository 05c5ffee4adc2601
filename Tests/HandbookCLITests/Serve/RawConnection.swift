import Foundation

/// A connection on which a test can send anything.
final class RawConnection {
  private let descriptor: Int32

  /// An error that is thrown if a connection can't be made.
  struct Failure: Error {}

  /// Connects to a port of this computer.
  ///
  /// - Parameter isIPv6: Whether to connect to ::1 instead of 127.0.0.1.
  init(port: UInt16, isIPv6: Bool = false) throws {
    let family = isIPv6 ? AF_INET6 : AF_INET
    #if os(Linux)
      descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(family, SOCK_STREAM, 0)
    #endif
    var status: Int32
    if isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(family)
      address.sin6_port = port.bigEndian
      address.sin6_addr = in6addr_loopback
      status = Self.connect(descriptor, to: &address)
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(family)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      status = Self.connect(descriptor, to: &address)
    }
    guard descriptor >= 0, status == 0 else { throw Failure() }
    // A test that waits for data that never arrives fails after this time.
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(descriptor)
  }

  private static func connect<Address>(_ descriptor: Int32, to address: inout Address) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Returns the next bytes, or an empty string if the other side has ended or nothing arrives for a long
  /// time.
  func read() -> String {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
  }

  func readToEnd() -> String {
    var text = ""
    while case let more = read(), !more.isEmpty { text += more }
    return text
  }
}

/// The events that a server sends.
final class EventStream {
  private let connection: RawConnection
  private var text = ""

  init(_ connection: RawConnection) {
    self.connection = connection
  }

  /// Returns the next event, or `nil` if none arrives for a long time.
  func next() -> Event? {
    while true {
      if let start = text.firstRange(of: "data: "), let end = text[start.upperBound...].firstRange(of: "\n\n")
      {
        let json = Data(text[start.upperBound..<end.lowerBound].utf8)
        text = String(text[end.upperBound...])
        return try? JSONDecoder().decode(Event.self, from: json)
      }
      let more = connection.read()
      if more.isEmpty { return nil }
      text += more
    }
  }

  /// Returns the next event that meets a condition.
  func first(where condition: (Event) -> Bool) -> Event? {
    while let event = next() {
      if condition(event) { return event }
    }
    return nil
  }

  struct Event: Decodable, Equatable {
    struct Report: Decodable, Equatable {
      struct Problem: Decodable, Equatable {
        let identifier: String
        let place: String
      }
      let counts: String
      let problems: [Problem]
    }
    let page: String
    let styles: [String]
    let unpublished: [String]
    let report: Report?
  }
}

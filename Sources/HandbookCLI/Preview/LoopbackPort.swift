import FlyingSocks
import Foundation

/// A port of this computer that no other computer reaches, at both of the addresses that `localhost` may stand for.
struct LoopbackPort: Sendable {
  let number: Int
  /// One socket for 127.0.0.1 and, where the system has IPv6, one for ::1.
  let listeners: [Socket]

  /// How many ports are tried.
  private static let attempts = 100

  /// No port could be had.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Takes a port, the next that is free where another program has it at either address.
  ///
  /// - Parameter wanted: From 0 to 65535; 0 for any that is free.
  init(from wanted: Int) throws(Refusal) {
    for attempt in 0..<Self.attempts {
      let port = wanted == 0 ? 0 : wanted + attempt
      guard port <= 65535 else { break }
      do {
        self = try Self(listeningOn: UInt16(port))
        return
      } catch SocketError.failed(_, EADDRINUSE, _) {
        continue
      } catch {
        throw Refusal(description: "Can't listen on port \(port): \(error.localizedDescription)")
      }
    }
    throw Refusal(
      description: "Can't listen: port \(wanted) and those after it are taken; name another with --port")
  }

  private init(listeningOn wanted: UInt16) throws {
    let first = try Self.listener(AF_INET, at: .inet(ip4: "127.0.0.1", port: wanted))
    guard case .ip4(_, let port) = try? first.sockname() else {
      preconditionFailure("a socket that listens on 127.0.0.1 has a port there")
    }
    number = Int(port)
    do {
      listeners = [first, try Self.listener(AF_INET6, at: .inet6(ip6: "::1", port: port))]
    } catch SocketError.failed(_, let error, _) where error != EADDRINUSE {
      // There is no IPv6 here, so that no name leads there.
      listeners = [first]
    } catch {
      try? first.close()
      throw error
    }
  }

  private static func listener(_ family: Int32, at address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: family)
    do {
      // A browser that is started from here must not inherit the port.
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      return socket
    } catch {
      try? socket.close()
      throw error
    }
  }
}

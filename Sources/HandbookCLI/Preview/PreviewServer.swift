import FlyingSocks
import Foundation
import Preview

/// Serves the preview on a port of this computer that no other computer reaches.
///
/// The sockets are FlyingFox's; its own server bounds neither the head of a request nor the number of connections,
/// and lets a field that is sent twice pass.
struct PreviewServer: Sendable {
  let port: Int
  private let listener: Socket
  private let hub: PreviewHub
  private let pool: any AsyncSocketPool = .make()

  /// How many ports are tried.
  private static let attempts = 100

  /// No port could be had.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Takes a port, the next that is free where another program has it.
  init(port wanted: Int, hub: PreviewHub) throws(Refusal) {
    self.hub = hub
    listener = try Self.listener(from: wanted)
    guard case .ip4(_, let port) = try? listener.sockname() else {
      preconditionFailure("a socket that listens on 127.0.0.1 has a port there")
    }
    self.port = Int(port)
  }

  private static func listener(from wanted: Int) throws(Refusal) -> Socket {
    for port in wanted...min(wanted + attempts - 1, 65535) {
      do {
        return try listen(port)
      } catch SocketError.failed(_, EADDRINUSE, _) {
        continue
      } catch {
        throw Refusal(description: "Can't listen on port \(port): \(error.localizedDescription)")
      }
    }
    throw Refusal(
      description: "Can't listen: port \(wanted) and those after it are taken; name another with --port")
  }

  private static func listen(_ port: Int) throws -> Socket {
    let socket = try Socket(domain: Int32(AF_INET))
    do {
      // A browser that is started from here must not inherit the port.
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: "127.0.0.1", port: UInt16(port)))
      try socket.listen()
      return socket
    } catch {
      try? socket.close()
      throw error
    }
  }

  var address: String { "http://127.0.0.1:\(port)/" }

  /// Answers until the task is cancelled.
  func run() async throws {
    try await pool.prepare()
    let table = ConnectionTable()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask { try await table.watch() }
      group.addTask { try await accept(into: table) }
      try await group.next()
    }
  }

  private func accept(into table: ConnectionTable) async throws {
    let socket = try AsyncSocket(socket: listener, pool: pool)
    let policy = RequestPolicy(port: port)
    while true {
      do {
        let accepted = try await socket.accept()
        guard let number = await table.open() else {
          refuse(accepted)
          continue
        }
        let connection = PreviewConnection(
          socket: accepted, pool: pool, number: number, policy: policy, hub: hub, table: table)
        await table.attach(Task { await connection.run() }, to: number)
      } catch SocketError.failed {
        // The browser left before its turn, or this program has no file left: others will end.
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  /// Says that there is no room, as far as the browser hears it.
  private func refuse(_ socket: AsyncSocket) {
    let reply = Reply(Preview.Refusal.busy)
    _ = try? socket.socket.write(Data(reply.head(keepsConnection: false) + reply.body))
    try? socket.close()
  }
}

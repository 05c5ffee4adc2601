import FlyingSocks
import Foundation
import Preview

/// Serves the preview on a port of this computer that no other computer reaches.
///
/// The sockets are FlyingFox's; its own server bounds neither the head of a request nor the number of connections,
/// and lets a field that is sent twice pass.
struct PreviewServer: Sendable {
  private let port: LoopbackPort
  private let hub: PreviewHub
  private let pool: any AsyncSocketPool = .make()

  init(port: LoopbackPort, hub: PreviewHub) {
    self.port = port
    self.hub = hub
  }

  var address: String { "http://127.0.0.1:\(port.number)/" }

  /// Answers until the task is cancelled.
  func run() async throws {
    try await pool.prepare()
    let table = ConnectionTable()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask { try await table.watch() }
      for listener in port.listeners { group.addTask { try await accept(from: listener, into: table) } }
      try await group.next()
    }
  }

  private func accept(from listener: Socket, into table: ConnectionTable) async throws {
    let socket = try AsyncSocket(socket: listener, pool: pool)
    let policy = RequestPolicy(port: port.number)
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

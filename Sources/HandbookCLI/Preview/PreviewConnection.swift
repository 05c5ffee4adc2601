import FlyingSocks
import Foundation
import Preview

/// A connection of a browser, and the requests that come over it.
struct PreviewConnection: Sendable {
  let socket: AsyncSocket
  let pool: any AsyncSocketPool
  let number: Int
  let policy: RequestPolicy
  let hub: PreviewHub
  let table: ConnectionTable

  /// Answers requests until either side has had enough.
  func run() async {
    do {
      try await answerRequests()
    } catch let refusal as Refusal {
      try? await refuse(refusal)
    } catch {
      // The browser has gone or was too slow.
    }
    await leavePool()
    try? socket.close()
    await table.close(number)
  }

  /// Waits until the pool has forgotten the socket.
  ///
  /// The pool wakes who waits for a socket and only then forgets what it waited for. A socket that is closed in
  /// between leaves its traces, and the next one with its number would never be heard. Waiting for nothing, and
  /// giving up, takes the pool's next turn.
  private func leavePool() async {
    let turn = Task { try await pool.suspendSocket(socket.socket, untilReadyFor: []) }
    turn.cancel()
    _ = await turn.result
  }

  private func answerRequests() async throws {
    var buffer: [UInt8] = []
    while true {
      await table.awaitRequest(number)
      let request = try policy.admit(try await head(&buffer))
      await table.beginReply(number)
      if case .events(let page) = request.resource, !request.isHead { return try await stream(page) }
      let reply = hub.site.reply(to: request.resource)
      let head = reply.head(keepsConnection: request.keepsConnection)
      try await socket.write(Data(request.isHead ? head : head + reply.body))
      guard request.keepsConnection else { return }
    }
  }

  /// The next head.
  ///
  /// - Parameter buffer: What was read and belongs to no head yet.
  private func head(_ buffer: inout [UInt8]) async throws -> RequestHead {
    var searched = 0
    while true {
      if let end = RequestHead.end(in: buffer, searched: searched) {
        defer { buffer.removeFirst(end) }
        return try RequestHead(Array(buffer[..<end]))
      }
      guard buffer.count < RequestHead.maximumLength else { throw Refusal.headTooLong }
      searched = buffer.count
      buffer += try await socket.read(atMost: 4096)
    }
  }

  /// Tells the page at a path what happens to it, until the page goes.
  private func stream(_ page: RequestPath) async throws {
    let start = Reply.eventStream
    try await socket.write(Data(start.head(keepsConnection: false) + start.body))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // A page says nothing more; reading ends when it goes.
        _ = try await socket.read(atMost: 1)
        throw SocketError.disconnected
      }
      group.addTask {
        var last: PreviewMessage?
        for await _ in hub.changes() {
          let message = hub.site.message(for: page)
          guard message != last else { continue }
          last = message
          await table.beginReply(number)
          try await socket.write(Data(message.bytes))
          await table.rest(number)
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// Says why a request is not answered, and waits until the browser has heard it.
  ///
  /// A connection that ends while bytes of it are unread takes the reply down with it.
  private func refuse(_ refusal: Refusal) async throws {
    await table.beginReply(number)
    let reply = Reply(refusal)
    try await socket.write(Data(reply.head(keepsConnection: false) + reply.body))
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var drained = 0
    while drained < 64 * RequestHead.maximumLength { drained += try await socket.read(atMost: 4096).count }
  }
}

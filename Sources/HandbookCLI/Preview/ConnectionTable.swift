/// The connections that are open, how many there may be and how long each may wait.
actor ConnectionTable {
  /// The most connections.
  ///
  /// A browser opens six, and one for each page that is seen.
  static let capacity = 256
  /// How long a connection may take to send the whole head of a request, or to take the whole of a reply.
  static let patience = Duration.seconds(30)

  private struct Connection {
    var task: Task<Void, Never>?
    var deadline: ContinuousClock.Instant?
    /// Whether it waits for a request, so that nothing is lost when it ends.
    var isIdle = true
  }

  private var connections: [Int: Connection] = [:]
  private var count = 0

  /// Enters a new connection, and ends the one that has been idle for longest where there are too many.
  ///
  /// - Returns: Its number; nothing where all others are busy.
  func open() -> Int? {
    if connections.count >= Self.capacity {
      // Numbers rise, so the oldest of equals goes first.
      let idle = connections.filter { $0.value.isIdle }
      guard
        let oldest = idle.min(by: {
          ($0.value.deadline ?? .now, $0.key) < ($1.value.deadline ?? .now, $1.key)
        })
      else { return nil }
      end(oldest.key)
    }
    count += 1
    connections[count] = Connection(deadline: .now + Self.patience)
    return count
  }

  /// Says what task serves a connection.
  func attach(_ task: Task<Void, Never>, to number: Int) {
    if connections[number] == nil { task.cancel() } else { connections[number]?.task = task }
  }

  /// Notes that a connection waits for a request.
  func awaitRequest(_ number: Int) {
    connections[number]?.isIdle = true
    connections[number]?.deadline = .now + Self.patience
  }

  /// Notes that a connection sends.
  func beginReply(_ number: Int) {
    connections[number]?.isIdle = false
    connections[number]?.deadline = .now + Self.patience
  }

  /// Notes that a connection has nothing to send for now and stays.
  func rest(_ number: Int) {
    connections[number]?.deadline = nil
  }

  /// Forgets a connection that has ended.
  func close(_ number: Int) {
    connections[number] = nil
  }

  /// Ends connections that have waited for too long, once a second.
  func watch() async throws {
    while true {
      try await Task.sleep(for: .seconds(1))
      let now = ContinuousClock.now
      for (number, connection) in connections {
        if let deadline = connection.deadline, deadline < now { end(number) }
      }
    }
  }

  private func end(_ number: Int) {
    connections.removeValue(forKey: number)?.task?.cancel()
  }
}

import Basics
import Foundation
import Markdown
import Preview
import Synchronization
import SystemPackage

/// Serves the preview on a port for this computer only and, if the author asks for it, for the local network.
///
/// Each connection has its own thread, because there are few connections and a waiting thread costs nothing.
/// The cost of a connection is limited: the length of a request's head, the time that a browser takes, and
/// the number of connections.
struct PreviewServer: Sendable {
  private let port: LoopbackPort
  private let network: NetworkPort?
  private let hub: PreviewHub

  init(port: LoopbackPort, network: NetworkPort? = nil, hub: PreviewHub) {
    self.port = port
    self.network = network
    self.hub = hub
  }

  var address: String { "http://127.0.0.1:\(port.number)/" }

  /// Answers requests on its own threads, until the process ends.
  func start() {
    let table = ConnectionTable()
    Self.startThread { while true { table.endLate() } }
    let policy = RequestPolicy(port: port.number)
    for listener in port.listeners { Self.startThread { accept(from: listener, by: policy, into: table) } }
    if let network {
      Self.startThread { accept(from: network.listener, by: network.policy, into: table) }
    }
  }

  private func accept(from listener: Int32, by policy: RequestPolicy, into table: ConnectionTable) {
    while true {
      let socket = Foundation.accept(listener, nil, nil)
      guard socket >= 0 else {
        // The browser disconnected early, or this program has too many open files and others will be closed.
        usleep(errno == EMFILE || errno == ENFILE ? 20_000 : 0)
        continue
      }
      Sockets.prepare(socket)
      guard let number = table.open(socket) else {
        let reply = Reply(Preview.Refusal.busy)
        _ = try? Sockets.write(reply.head(keepsConnection: false), to: socket)
        close(socket)
        continue
      }
      let connection = PreviewConnection(
        socket: socket, number: number, policy: policy, hub: hub, table: table)
      Self.startThread { connection.run() }
    }
  }

  private static func startThread(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 512 << 10
    thread.start()
  }
}

/// A connection from a browser, and the requests on it.
private struct PreviewConnection: Sendable {
  let socket: Int32
  let number: Int
  let policy: RequestPolicy
  let hub: PreviewHub
  let table: ConnectionTable

  /// Answers requests until either side ends the connection.
  func run() {
    do {
      try answerRequests()
    } catch let refusal as Preview.Refusal {
      try? refuse(refusal)
    } catch {
      // The browser disconnected or was too slow, or a file changed while it was being sent.
    }
    table.close(number)
  }

  private func answerRequests() throws {
    var buffer: [UInt8] = []
    while true {
      table.awaitRequest(number)
      let request = try policy.admit(try head(&buffer))
      table.beginReply(number)
      if case .events(let page) = request.resource, !request.isHead { return try stream(page) }
      let reply = hub.site.reply(to: request.resource, range: request.range)
      let head = reply.head(keepsConnection: request.keepsConnection)
      switch reply.content {
      case .bytes:
        try Sockets.write(request.isHead ? head : head + reply.body, to: socket)
      case .stored(let file):
        try Sockets.write(head, to: socket)
        guard !request.isHead else { break }
        try file.forEachBlock(in: reply.range) { block in
          table.beginReply(number)
          try Sockets.write(block, to: socket)
        }
      }
      guard request.keepsConnection else { return }
    }
  }

  /// Returns the next head.
  ///
  /// - Parameter buffer: Bytes that were read but don't belong to a head yet.
  private func head(_ buffer: inout [UInt8]) throws -> RequestHead {
    var searched = 0
    while true {
      if let end = RequestHead.end(in: buffer, searched: searched) {
        defer { buffer.removeFirst(end) }
        return try RequestHead(Array(buffer[..<end]))
      }
      guard buffer.count < RequestHead.maximumLength else { throw Preview.Refusal.headTooLong }
      searched = buffer.count
      buffer += try Sockets.read(from: socket)
    }
  }

  /// Sends updates to the page at a path, until the page is closed.
  private func stream(_ page: RequestPath) throws {
    let start = Reply.eventStream
    try Sockets.write(start.head(keepsConnection: false) + start.body, to: socket)
    let changes = try hub.subscribe()
    defer { changes.end() }
    var last: PreviewMessage?
    while true {
      let message = hub.site.message(for: page)
      if message != last {
        last = message
        table.beginReply(number)
        try Sockets.write(message.bytes, to: socket)
        table.rest(number)
      }
      // A page sends nothing more, so the socket becomes readable only when the page is closed.
      var waits = [
        pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        pollfd(fd: changes.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, -1) > 0 || errno == EINTR, waits[0].revents == 0 else { return }
      changes.clear()
    }
  }

  /// Sends the reason why a request isn't answered, and waits until the browser has read it.
  ///
  /// If a connection is closed while it still has unread bytes, the reply is lost.
  private func refuse(_ refusal: Preview.Refusal) throws {
    table.beginReply(number)
    let reply = Reply(refusal)
    try Sockets.write(reply.head(keepsConnection: false) + reply.body, to: socket)
    shutdown(socket, Int32(SHUT_WR))
    var drained = 0
    while drained < 64 * RequestHead.maximumLength { drained += try Sockets.read(from: socket).count }
  }
}

/// Complete reads and writes on a socket.
private enum Sockets {
  /// An error that means that the other side disconnected, or that this side ended the connection.
  struct Disconnected: Error {}

  /// Prevents child processes from inheriting a socket, and prevents the socket from ending this program with
  /// a signal.
  static func prepare(_ socket: Int32) {
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    #if !os(Linux)
      var isOn: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// Returns the bytes that have arrived, waiting until there are some.
  static func read(from socket: Int32) throws(Disconnected) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count > 0 { return Array(buffer[..<count]) }
      guard count < 0, errno == EINTR else { throw Disconnected() }
    }
  }

  static func write(_ bytes: [UInt8], to socket: Int32) throws(Disconnected) {
    #if os(Linux)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let isSent = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = send(socket, buffer.baseAddress?.advanced(by: done), buffer.count - done, flags)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    guard isSent else { throw Disconnected() }
  }
}

/// The open connections, with limits on their number and on how long each can wait.
private final class ConnectionTable: Sendable {
  /// The maximum number of connections.
  ///
  /// A browser opens six, plus one for each open page.
  private static let capacity = 256
  /// The time that a connection can take to send the head of a request or to receive the next block of a
  /// reply.
  private static let patience = Duration.seconds(30)

  private struct Connection {
    let socket: Int32
    var deadline: ContinuousClock.Instant?
    /// Whether it is waiting for a request, so that nothing is lost when it ends.
    var isIdle = true
  }

  private struct State {
    var connections: [Int: Connection] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// Adds a new connection.
  ///
  /// If there are too many, ends the one that has been idle the longest.
  ///
  /// - Returns: Its number, or `nil` if all others are busy.
  func open(_ socket: Int32) -> Int? {
    state.withLock { state in
      if state.connections.count >= Self.capacity {
        // Numbers increase, so if several have been idle equally long, the oldest one is ended.
        let idle = state.connections.filter { $0.value.isIdle }
        guard
          let oldest = idle.min(by: {
            ($0.value.deadline ?? .now, $0.key) < ($1.value.deadline ?? .now, $1.key)
          })
        else { return nil }
        Self.end(oldest.value)
        // Its thread closes it soon. Until then, it doesn't count as idle.
        state.connections[oldest.key]?.isIdle = false
      }
      state.count += 1
      state.connections[state.count] = Connection(socket: socket, deadline: .now + Self.patience)
      return state.count
    }
  }

  /// Records that a connection is waiting for a request.
  func awaitRequest(_ number: Int) { note(number, isIdle: true, deadline: .now + Self.patience) }

  /// Records that a connection is sending.
  func beginReply(_ number: Int) { note(number, isIdle: false, deadline: .now + Self.patience) }

  /// Records that a connection stays open with nothing to send for now.
  func rest(_ number: Int) { note(number, isIdle: false, deadline: nil) }

  /// Closes a connection that has ended.
  func close(_ number: Int) {
    // The lock is held so that no other connection gets the descriptor before this one is removed.
    state.withLock { state in
      if let connection = state.connections.removeValue(forKey: number) {
        _ = Foundation.close(connection.socket)
      }
    }
  }

  /// Waits one second, then ends connections that have waited too long.
  func endLate() {
    sleep(1)
    let now = ContinuousClock.now
    state.withLock { state in
      for connection in state.connections.values {
        if let deadline = connection.deadline, deadline < now { Self.end(connection) }
      }
    }
  }

  private func note(_ number: Int, isIdle: Bool, deadline: ContinuousClock.Instant?) {
    state.withLock { state in
      state.connections[number]?.isIdle = isIdle
      state.connections[number]?.deadline = deadline
    }
  }

  /// Wakes the thread of a connection, which then closes it.
  private static func end(_ connection: Connection) { shutdown(connection.socket, Int32(SHUT_RDWR)) }
}

/// A port that other computers can't reach, at both addresses that `localhost` can mean.
struct LoopbackPort: Sendable {
  let number: Int
  /// A listening socket for 127.0.0.1 and, if the system has IPv6, another for ::1.
  let listeners: [Int32]

  /// The number of ports to try.
  private static let attempts = 100

  /// Opens a port, or the next free one if another program uses it at either address.
  ///
  /// - Parameter wanted: A number from 0 to 65535; 0 means any free port.
  init(from wanted: Int) throws(PortFailure) {
    for attempt in 0..<Self.attempts {
      let port = wanted == 0 ? 0 : wanted + attempt
      guard port <= 65535 else { break }
      do throws(SocketError) {
        self = try Self(listeningOn: UInt16(port))
        return
      } catch {
        if error.code == EADDRINUSE { continue }
        throw PortFailure(
          description: "Can't listen on port \(port): \(String(cString: strerror(error.code)))")
      }
    }
    throw PortFailure(
      description: "Can't listen: port \(wanted) and those after it are taken; choose another with --port")
  }

  private init(listeningOn wanted: UInt16) throws(SocketError) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let first = try listener(AF_INET, at: &address)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isKnown = withUnsafeMutableBytes(of: &address) { bytes in
      getsockname(first, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
    }
    precondition(isKnown == 0, "a socket that listens has an address")
    number = Int(UInt16(bigEndian: address.sin_port))
    var second = sockaddr_in6()
    second.sin6_family = sa_family_t(AF_INET6)
    second.sin6_port = address.sin_port
    second.sin6_addr = in6addr_loopback
    do throws(SocketError) {
      listeners = [first, try listener(AF_INET6, at: &second)]
    } catch {
      // Without IPv6, `localhost` can't mean that address.
      guard error.code == EADDRINUSE else {
        listeners = [first]
        return
      }
      close(first)
      throw error
    }
  }
}

/// A port at this computer's address in the local network, for phones.
///
/// Requests need a key.
struct NetworkPort: Sendable {
  let listener: Int32
  let policy: RequestPolicy
  /// The address to open, which contains the key.
  let address: String

  /// - Parameter number: The port, which is the same as at the loopback addresses.
  init(_ number: Int) throws(PortFailure) {
    guard let host = NetworkInterface.all.preferred?.address else {
      throw PortFailure(description: "Can't find this computer's address in a local network; leave out --lan")
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(number).bigEndian
    guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
      preconditionFailure("the system formats IPv4 addresses as dotted decimals")
    }
    do throws(SocketError) {
      listener = try HandbookCLI.listener(AF_INET, at: &address)
    } catch {
      throw PortFailure(
        description: "Can't listen on \(host):\(number): \(String(cString: strerror(error.code)))")
    }
    let key = (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    policy = RequestPolicy(host: host, port: number, key: key)
    self.address = "http://\(host):\(number)/?key=\(key)"
  }
}

/// A network interface with an IPv4 address.
struct NetworkInterface: Sendable, Equatable {
  let name: String
  /// The address in dotted decimal.
  let address: String

  init(name: String, address: String) {
    self.name = name
    self.address = address
  }

  /// The interfaces that are running, in the system's order.
  static var all: [NetworkInterface] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var interfaces: [NetworkInterface] = []
    var next = first
    while let entry = next?.pointee {
      if let interface = NetworkInterface(entry) { interfaces.append(interface) }
      next = entry.ifa_next
    }
    return interfaces
  }

  /// - Parameter entry: An entry of the system's list; the result is `nil` if it isn't running or has no IPv4
  ///   address.
  private init?(_ entry: ifaddrs) {
    guard let address = entry.ifa_addr, Int32(address.pointee.sa_family) == AF_INET,
      Int(entry.ifa_flags) & Int(IFF_UP) != 0
    else { return nil }
    var text = [UInt8](repeating: 0, count: Int(INET_ADDRSTRLEN))
    let isWritten = text.withUnsafeMutableBytes { buffer in
      address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
        inet_ntop(AF_INET, &address.pointee.sin_addr, buffer.baseAddress, socklen_t(buffer.count)) != nil
      }
    }
    guard isWritten else { return nil }
    self.init(
      name: String(cString: entry.ifa_name), address: String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    )
  }

  /// Whether the address is for local networks, so that it can't be reached from the internet.
  ///
  /// Source: RFC 1918, section 3.
  var isPrivate: Bool {
    let numbers = address.split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 4 else { return false }
    return numbers[0] == 10 || numbers[0] == 172 && (16...31).contains(numbers[1])
      || numbers[0] == 192 && numbers[1] == 168
  }

  /// Whether the interface belongs to containers, virtual machines, or a tunnel instead of a network of
  /// devices.
  var isVirtual: Bool {
    ["lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "utun", "tun", "tap", "wg", "bridge"]
      .contains { name.hasPrefix($0) }
  }
}

extension [NetworkInterface] {
  /// The interface that a phone in the same local network can most likely reach, or `nil` if there is none.
  var preferred: NetworkInterface? {
    let suitable = filter { $0.isPrivate && !$0.isVirtual }
    let physical = suitable.first { interface in
      ["en", "eth", "wl"].contains { interface.name.hasPrefix($0) }
    }
    return physical ?? suitable.first
  }
}

/// An error that is thrown if no port was available.
struct PortFailure: CommandFailure {
  let description: String
}

/// A failed system call.
private struct SocketError: Error {
  let code: Int32
}

/// Returns a socket that listens at an address.
private func listener<Address>(
  _ family: Int32, at address: inout Address
) throws(SocketError) -> Int32 {
  #if os(Linux)
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
  #else
    let descriptor = socket(family, SOCK_STREAM, 0)
  #endif
  guard descriptor >= 0 else { throw SocketError(code: errno) }
  // A browser that this program starts must not inherit the port.
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  var isOn: Int32 = 1
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
  let isBound = withUnsafeBytes(of: &address) { bytes in
    bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
  }
  guard isBound == 0, listen(descriptor, 128) == 0 else {
    let code = errno
    close(descriptor)
    throw SocketError(code: code)
  }
  return descriptor
}

/// Gives connections the newest site, and wakes those that wait for a newer one.
final class PreviewHub: Sendable {
  private struct State {
    var site: PreviewSite
    /// The write ends of pipes that signal changes of the site.
    var listeners: Set<Int32> = []
  }

  private let state: Mutex<State>

  init(_ site: PreviewSite) {
    state = Mutex(State(site: site))
  }

  /// The newest site.
  var site: PreviewSite { state.withLock { $0.site } }

  /// Replaces the site.
  func publish(_ site: PreviewSite) {
    state.withLock { state in
      state.site = site
      // The reader of a full pipe wakes up anyway.
      for listener in state.listeners { _ = write(listener, "\n", 1) }
    }
  }

  /// Begins to listen for changes.
  func subscribe() throws(FileError) -> Changes {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .last("open", "a pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let writing = ends[1]
    state.withLock { state in _ = state.listeners.insert(writing) }
    return Changes(hub: self, descriptor: ends[0], writing: writing)
  }

  /// A signal of changes to the site, as a descriptor that can be waited for together with others.
  struct Changes {
    fileprivate let hub: PreviewHub
    /// A descriptor that is readable after a change, until ``clear()``.
    let descriptor: Int32
    fileprivate let writing: Int32

    /// Records that the newest site has been seen; several changes count as one.
    func clear() {
      var buffer = [UInt8](repeating: 0, count: 64)
      while read(descriptor, &buffer, buffer.count) > 0 {}
    }

    func end() {
      hub.state.withLock { state in
        state.listeners.remove(writing)
        close(writing)
      }
      close(descriptor)
    }
  }
}

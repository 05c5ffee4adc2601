import Dispatch
import Foundation
import Synchronization
import SystemPackage

/// Cleanup when the user or the system ends the program.
///
/// Running programs are killed, and unfinished files and temporary folders are removed. SIGINT, SIGTERM, and
/// SIGHUP are handled from the first time that there is something to clean up. A signal that this program was
/// told to ignore, as by `nohup`, stays ignored. SIGKILL can't be handled; in that case, child processes end
/// with this one (see `handbook_spawn`), and the next build removes what is left of the previous one.
enum Interruption {
  private struct State {
    var groups: Set<pid_t> = []
    var paths: Set<FilePath> = []
    /// The exit status after a signal, or `nil` to end with the signal itself, as programs do by default.
    var status: Int32?
    var sources: [any DispatchSourceSignal] = []
  }

  private static let state = Mutex(State())

  /// Does some work, and removes a path if the program is interrupted in the meantime.
  static func removing<Result>(_ path: FilePath, while work: () throws -> Result) rethrows -> Result {
    remove(path)
    defer { keep(path) }
    return try work()
  }

  /// Registers a path to remove if the program is interrupted.
  static func remove(_ path: FilePath) {
    state.withLock { state in
      install(&state)
      state.paths.insert(path)
    }
  }

  /// Unregisters a path, so that it is kept.
  static func keep(_ path: FilePath) {
    state.withLock { state in _ = state.paths.remove(path) }
  }

  /// Creates a temporary folder, which is removed afterward, even if the program is interrupted.
  static func withTemporaryFolder<Result>(_ work: (FilePath) throws -> Result) throws -> Result {
    let variable = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
    let parent = FilePath(variable.isEmpty ? "/tmp" : variable)
    let path = parent.appending("handbook-\(UUID().uuidString)")
    return try removing(path) {
      guard mkdir(path.string, 0o700) == 0 else { throw FileError.last("create", path) }
      defer { try? Files.remove(path) }
      return try work(path)
    }
  }

  /// Starts a child process that leads a process group, which is killed if the program is interrupted.
  ///
  /// - Parameter spawn: Returns the process id, or -1 with `errno` set.
  static func spawning(_ spawn: () -> pid_t) -> pid_t {
    // The lock is held so that a signal can't arrive before the process is registered.
    state.withLock { state in
      install(&state)
      let child = spawn()
      if child > 0 { state.groups.insert(child) }
      return child
    }
  }

  /// Unregisters a child process that is about to be reaped, because its id can be reused after that.
  static func forget(_ child: pid_t) {
    state.withLock { state in _ = state.groups.remove(child) }
  }

  /// Makes the program end with status 0 on a signal, because signals are the normal way to end a server.
  static func endsWell() {
    state.withLock { state in
      install(&state)
      state.status = 0
    }
  }

  private static func install(_ state: inout State) {
    guard state.sources.isEmpty else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var current = sigaction()
      sigaction(number, nil, &current)
      let isIgnored = Self.isIgnored(current)
      guard !isIgnored else { continue }
      // A dispatch source receives the signal even if the process ignores it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { end(by: number) }
      source.resume()
      state.sources.append(source)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    let ignore = unsafeBitCast(SIG_IGN, to: Int.self)
    #if os(Linux)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignore
    #else
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == ignore
    #endif
  }

  private static func end(by number: Int32) {
    // The lock is never released, so nothing else can start.
    state.withLock { state in
      for group in state.groups { kill(-group, SIGKILL) }
      // A thread or a process that hasn't ended yet may create another file in a folder that is being
      // removed.
      for _ in 0..<20 {
        for path in state.paths { try? Files.remove(path) }
        if state.paths.allSatisfy(Files.isFree) { break }
        usleep(10_000)
      }
      if let status = state.status { _exit(status) }
      signal(number, SIG_DFL)
      // Threads of Dispatch block all signals, and a program can be started with signals blocked.
      var only = sigset_t()
      sigemptyset(&only)
      sigaddset(&only, number)
      pthread_sigmask(SIG_UNBLOCK, &only, nil)
      raise(number)
      _exit(128 + number)
    }
  }
}

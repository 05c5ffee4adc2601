import Foundation
import Preview
import Synchronization
import SystemPackage

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

import Preview
import Synchronization

/// Hands the newest site to whoever serves it, and wakes those who wait for a newer one.
final class PreviewHub: Sendable {
  private struct State {
    var site: PreviewSite
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var count = 0
  }

  private let state: Mutex<State>

  init(_ site: PreviewSite) {
    state = Mutex(State(site: site))
  }

  /// The newest site.
  var site: PreviewSite { state.withLock { $0.site } }

  /// Puts a site in the place of the one before.
  func publish(_ site: PreviewSite) {
    let listeners = state.withLock { state in
      state.site = site
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }

  /// Yields at once, and again when the site is another; who is slow hears of several sites once.
  func changes() -> AsyncStream<Void> {
    let (stream, listener) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.count += 1
      state.listeners[state.count] = listener
      return state.count
    }
    listener.onTermination = { [weak self] _ in
      self?.state.withLock { $0.listeners[number] = nil }
    }
    listener.yield()
    return stream
  }
}

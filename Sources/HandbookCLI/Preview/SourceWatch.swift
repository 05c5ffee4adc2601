import Foundation

/// Waits for changes of the source.
///
/// It only says that something may have changed; what has, the files themselves tell.
protocol SourceWatch: Sendable {
  /// Looks after folders from now on.
  ///
  /// - Returns: Whether one of them was not looked after before, so that a change in it may have gone unseen.
  mutating func cover(_ folders: [String]) -> Bool

  /// Waits until something may have changed, and then until it is quiet.
  ///
  /// - Parameter limit: How long to wait at most; nothing for as long as it takes.
  mutating func wait(atMost limit: Duration?)
}

/// Looks at the source twice a second.
struct PollingWatch: SourceWatch {
  static let interval = Duration.milliseconds(500)

  mutating func cover(_ folders: [String]) -> Bool { false }

  mutating func wait(atMost limit: Duration?) {
    let wait = min(limit ?? Self.interval, Self.interval)
    usleep(UInt32(wait / .microseconds(1)))
  }
}

import Foundation
import SystemPackage

/// Waits for changes to the source.
///
/// It reports only that something may have changed. The files themselves show what it was.
protocol SourceWatch: Sendable {
  /// Watches these folders from now on, and no others.
  ///
  /// - Returns: Whether one of them wasn't watched before, so that a change in it may have been missed.
  mutating func cover(_ folders: [FilePath]) -> Bool

  /// Waits until something may have changed, and then until the changes stop.
  ///
  /// - Parameter limit: The longest time to wait, or `nil` for no limit.
  mutating func wait(atMost limit: Duration?)
}

/// A watch that checks the source twice a second.
struct PollingWatch: SourceWatch {
  static let interval = Duration.milliseconds(500)

  mutating func cover(_ folders: [FilePath]) -> Bool { false }

  mutating func wait(atMost limit: Duration?) {
    let wait = min(limit ?? Self.interval, Self.interval)
    usleep(UInt32(wait / .microseconds(1)))
  }
}

#if os(Linux)
  /// A watch that gets changes from the kernel.
  ///
  /// Source: inotify(7).
  struct InotifyWatch: SourceWatch {
    /// The time without events after which a change is complete, in milliseconds.
    ///
    /// An editor that saves creates, writes, and renames files within a millisecond or two.
    private static let quiet: Int32 = 5
    /// The same time after many events, when more are likely: a branch is being checked out, or a folder
    /// copied.
    private static let quietAfterMany: Int32 = 75
    private static let many = 16
    /// The longest time to wait for changes to stop.
    private static let longest = Duration.seconds(2)

    private let descriptor: Int32
    /// The kernel's numbers for the watched folders.
    ///
    /// Two paths of the same folder have the same number.
    private var watched: Set<Int32> = []
    /// Whether the kernel refused to watch a folder, because its limit was reached.
    private var isBlind = false

    /// Creates a watch, or returns `nil` if the kernel doesn't provide any more.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return nil }
    }

    mutating func cover(_ folders: [FilePath]) -> Bool {
      isBlind = false
      // A file that is being written counts as changed when it is closed, not while it is incomplete.
      let events =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF
      var current: Set<Int32> = []
      for folder in folders {
        let number = inotify_add_watch(descriptor, folder.string, UInt32(events) | UInt32(IN_ONLYDIR))
        if number >= 0 {
          current.insert(number)
        } else if errno != ENOENT, errno != ENOTDIR {
          isBlind = true
        }
      }
      for number in watched.subtracting(current) { inotify_rm_watch(descriptor, number) }
      let hasNew = !current.isSubset(of: watched)
      watched = current
      return hasNew
    }

    mutating func wait(atMost limit: Duration?) {
      let limit = isBlind ? min(limit ?? PollingWatch.interval, PollingWatch.interval) : limit
      guard isReadable(within: limit.map { Int32($0 / .milliseconds(1)) } ?? -1) else { return }
      let start = ContinuousClock.now
      var count = drain()
      while ContinuousClock.now - start < Self.longest,
        isReadable(within: count > Self.many ? Self.quietAfterMany : Self.quiet)
      {
        count += drain()
      }
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&request, 1, milliseconds) > 0
    }

    /// Reads the pending events of the kernel.
    ///
    /// - Returns: The number of events.
    private mutating func drain() -> Int {
      var count = 0
      let headSize = MemoryLayout<inotify_event>.size
      withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
        while true {
          let length = read(descriptor, buffer.baseAddress, buffer.count)
          guard length > 0 else { return }
          var offset = 0
          while offset + headSize <= length {
            let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            // A folder that was removed may be created again under its name, and then needs a new watch.
            if event.mask & UInt32(IN_IGNORED) != 0 { watched.remove(event.wd) }
            offset += headSize + Int(event.len)
            count += 1
          }
        }
      }
      return count
    }
  }
#endif

import Foundation
import SystemPackage

/// Waits for changes of the source.
///
/// It only reports that something may have changed. The files themselves show what has.
protocol SourceWatch: Sendable {
  /// Watches these folders from now on, and no others.
  ///
  /// - Returns: Whether one of them wasn't watched before, so that a change in it may have been missed.
  mutating func cover(_ folders: [FilePath]) -> Bool

  /// Waits until something may have changed, and then until no more changes follow.
  ///
  /// - Parameter limit: How long to wait at most, or `nil` for as long as it takes.
  mutating func wait(atMost limit: Duration?)
}

/// Looks at the source twice a second.
struct PollingWatch: SourceWatch {
  static let interval = Duration.milliseconds(500)

  mutating func cover(_ folders: [FilePath]) -> Bool { false }

  mutating func wait(atMost limit: Duration?) {
    let wait = min(limit ?? Self.interval, Self.interval)
    usleep(UInt32(wait / .microseconds(1)))
  }
}

#if os(Linux)
  /// Gets changes from the kernel.
  ///
  /// Source: inotify(7).
  struct InotifyWatch: SourceWatch {
    /// How long nothing may happen until a change counts as done, in milliseconds.
    ///
    /// An editor that saves creates, writes and renames files within a millisecond or two.
    private static let quiet: Int32 = 12
    /// The same if so much happens that more must be expected: another branch is checked out, a folder is copied.
    private static let quietAfterMany: Int32 = 75
    private static let many = 16
    /// How long changes may go on until they count anyway.
    private static let longest = Duration.seconds(2)

    private let descriptor: Int32
    /// The kernel's numbers of the folders that are watched.
    ///
    /// Two paths of one folder have the same number.
    private var watched: Set<Int32> = []
    /// Whether the kernel refused to watch a folder: it has a limit.
    private var isBlind = false

    /// `nil` if the kernel gives no more watches.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return nil }
    }

    mutating func cover(_ folders: [FilePath]) -> Bool {
      isBlind = false
      // A file that is written counts when it is closed, not while it is incomplete.
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

    /// Takes the kernel's events.
    ///
    /// - Returns: How many there were.
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
            // A folder that is gone may come back under its name, and then needs a new watch.
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

#if os(Linux)
  import Foundation

  /// Hears of changes from the kernel.
  ///
  /// Source: inotify(7).
  struct InotifyWatch: SourceWatch {
    /// How long nothing may happen until a change counts as done, in milliseconds.
    ///
    /// An editor that saves makes, writes and renames files within a millisecond or two.
    private static let quiet: Int32 = 12
    /// The same where so much happens that more must be expected: another branch is checked out, a folder copied.
    private static let quietAfterMany: Int32 = 75
    private static let many = 16
    /// How long changes may go on until they count nevertheless.
    private static let longest = Duration.seconds(2)

    private let descriptor: Int32
    /// What is watched, by the kernel's numbers.
    private var folders: [Int32: String] = [:]
    /// Whether the kernel refused to look after a folder: it has a limit.
    private var isBlind = false

    /// Nothing where the kernel gives no more watches.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return nil }
    }

    mutating func cover(_ folders: [String]) -> Bool {
      var hasNew = false
      isBlind = false
      // A file that is written counts when it is closed, not while it is half there.
      let events =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF
      for folder in folders {
        let number = inotify_add_watch(descriptor, folder, UInt32(events) | UInt32(IN_ONLYDIR))
        if number < 0 {
          if errno != ENOENT, errno != ENOTDIR { isBlind = true }
        } else if self.folders.updateValue(folder, forKey: number) != folder {
          hasNew = true
        }
      }
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

    /// Takes what the kernel has to tell.
    ///
    /// - Returns: How much it was.
    private mutating func drain() -> Int {
      var count = 0
      let headSize = MemoryLayout<inotify_event>.size
      withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
        while true {
          let length = read(descriptor, buffer.baseAddress, buffer.count)
          guard length > 0 else { return }
          var place = 0
          while place + headSize <= length {
            let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            // A folder that is gone may come back under its name and then needs a new watch.
            if event.mask & UInt32(IN_IGNORED) != 0 { folders[event.wd] = nil }
            place += headSize + Int(event.len)
            count += 1
          }
        }
      }
      return count
    }
  }
#endif

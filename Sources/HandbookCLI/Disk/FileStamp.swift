import Foundation

/// What tells a file from its former selves without reading it.
struct FileStamp: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64
  /// In bytes.
  let size: Int64
  /// When its bytes were written, and when anything of it was changed, in nanoseconds since 1970.
  private let written: Int64
  private let changed: Int64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if os(Linux)
      written = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #else
      written = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #endif
  }

  /// Whether a later change is sure to give the file another stamp.
  ///
  /// Some file systems count time in steps of two seconds; a file that changes twice in one step looks the same.
  func isSettled(at now: Int64) -> Bool {
    max(written, changed) < now - 2_000_000_000
  }

  /// The time, in nanoseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

import Foundation
import Synchronization

/// Reads a pipe to its end in the background, because a program that fills an unread pipe waits forever.
///
/// A thread reads the pipe, because Foundation's own way can leave a closed file in the system's queue.
final class PipeReading: Sendable {
  private let data = Mutex(Data())
  private let isOver = DispatchSemaphore(value: 0)

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    Thread.detachNewThread { [self] in
      while true {
        let piece = handle.availableData
        if piece.isEmpty { break }
        data.withLock { $0 += piece }
      }
      isOver.signal()
    }
  }

  /// The text that was read so far.
  var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

  /// Returns the whole text, after waiting for the end of the pipe.
  func end() -> String {
    isOver.wait()
    isOver.signal()
    return text
  }
}

import Foundation
import Synchronization

/// Reads a pipe to its end while something else is done: a program that fills a pipe that nobody reads waits for ever.
///
/// A thread does it. What Foundation offers for this leaves the system's queue with a file that was closed.
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

  /// What was read so far.
  var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

  /// What was read, when all of it is.
  func end() -> String {
    isOver.wait()
    isOver.signal()
    return text
  }
}

import Foundation
import Site
import Synchronization

/// What a run that takes long is doing: one line of the terminal, drawn again and again, and gone before anything else
/// is said.
///
/// Whoever works only counts; a thread of its own looks at the count and draws.
final class Progress: Sendable {
  /// How long a run is silent.
  private static let patience = Duration.seconds(1)
  /// How long a line stands until the next one.
  private static let interval = Duration.milliseconds(100)

  private struct State {
    var step: ProgressStep?
    var isEnded = false
  }

  private let state = Mutex(State())
  private let count = Atomic<Int>(0)

  /// Begins to show what is done.
  ///
  /// - Returns: Nothing where there is no terminal to show it on.
  static func begin() -> Progress? {
    guard Terminal.drawsLines else { return nil }
    let progress = Progress()
    // It has to end with the run, which holds it.
    Thread.detachNewThread { [weak progress] in
      usleep(UInt32(patience / .microseconds(1)))
      while progress?.draw() == true { usleep(UInt32(interval / .microseconds(1))) }
    }
    return progress
  }

  private init() {}

  /// Says what is done from now on.
  func begin(_ step: ProgressStep) {
    count.store(0, ordering: .relaxed)
    state.withLock { $0.step = step }
  }

  /// Counts a finished page; any thread may.
  ///
  /// Other files are not counted: the search index is made while pages are rendered.
  func advance(by file: OutputFile) {
    if file.path.utf8.reversed().starts(with: ".html".utf8.reversed()) { count.add(1, ordering: .relaxed) }
  }

  /// Takes the line away.
  func end() {
    state.withLock { $0.isEnded = true }
    TerminalLine.erase {}
  }

  /// - Returns: Whether there is more to draw.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isEnded else { return false }
      if let step = state.step { TerminalLine.draw(step.text(done: count.load(ordering: .relaxed))) }
      return true
    }
  }
}

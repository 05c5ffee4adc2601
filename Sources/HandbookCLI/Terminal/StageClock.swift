/// How long the stages of a run take, told as they end to those who asked.
final class StageClock {
  private let isTold: Bool
  private let start = ContinuousClock.now
  private var current: (name: String, start: ContinuousClock.Instant)?

  /// - Parameter isTold: Whether a line is printed for each stage.
  init(isTold: Bool) {
    self.isTold = isTold
  }

  /// Ends the stage that is under way and begins another.
  func begin(_ name: String) {
    end()
    current = (name, .now)
  }

  /// Ends the stage that is under way.
  func end() {
    if isTold, let current {
      Terminal.standardError("\(current.name): \(Self.text(ContinuousClock.now - current.start))\n")
    }
    current = nil
  }

  /// The time since the run began.
  var total: String { Self.text(ContinuousClock.now - start) }

  private static func text(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

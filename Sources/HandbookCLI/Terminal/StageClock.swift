/// How long the stages of a run take, told as they end to those who asked; on a terminal a line says what is done.
final class StageClock {
  private let isTold: Bool
  private let progress: Progress?
  private let start = ContinuousClock.now
  private var current: (name: String, start: ContinuousClock.Instant)?

  /// - Parameters:
  ///   - isTold: Whether a line is printed for each stage.
  ///   - progress: What shows the stages while they last.
  init(isTold: Bool, progress: Progress? = nil) {
    self.isTold = isTold
    self.progress = progress
  }

  deinit {
    progress?.end()
  }

  /// Ends the stage that is under way and begins another.
  ///
  /// - Parameter step: What is shown of it while it lasts.
  func begin(_ name: String, _ step: ProgressStep? = nil) {
    end()
    current = (name, .now)
    if let step { progress?.begin(step) }
  }

  /// Ends the stage that is under way.
  func end() {
    if isTold, let current {
      Terminal.standardError("\(current.name): \(Self.text(ContinuousClock.now - current.start))\n")
    }
    current = nil
  }

  /// Takes away what is shown of the stages, since the run has come to its end.
  func finish() {
    end()
    progress?.end()
  }

  /// The time since the run began.
  var total: String { Self.text(ContinuousClock.now - start) }

  private static func text(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

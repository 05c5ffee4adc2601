import Basics
import Foundation
import Site
import Synchronization

/// The progress of a long run: one line on the terminal that is redrawn, and erased before anything else is
/// printed.
///
/// Working threads only count. A separate thread reads the count and draws the line.
final class Progress: Sendable {
  /// The time before the progress of a run is first shown.
  private static let patience = Duration.seconds(1)
  /// The time between two drawings of the line.
  private static let interval = Duration.milliseconds(100)

  private struct State {
    var step: ProgressStep?
    var isEnded = false
  }

  private let state = Mutex(State())
  private let count = Atomic<Int>(0)

  /// Starts to show progress, or returns `nil` if there is no terminal to show it on.
  static func begin() -> Progress? {
    guard Terminal.drawsLines else { return nil }
    let progress = Progress()
    // The thread ends after the run, which owns the progress.
    Thread.detachNewThread { [weak progress] in
      usleep(UInt32(patience / .microseconds(1)))
      while progress?.draw() == true { usleep(UInt32(interval / .microseconds(1))) }
    }
    return progress
  }

  private init() {}

  /// Starts a step.
  func begin(_ step: ProgressStep) {
    count.store(0, ordering: .relaxed)
    state.withLock { $0.step = step }
  }

  /// Counts a finished page, from any thread.
  ///
  /// Other files don't count, because the search index is built while pages are rendered.
  func advance(by file: OutputFile) {
    if file.path.utf8.reversed().starts(with: ".html".utf8.reversed()) { count.add(1, ordering: .relaxed) }
  }

  /// Erases the line.
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

/// A step of a run, as shown to people.
struct ProgressStep: Sendable, Equatable {
  private let what: String
  /// The number of its items, or `nil` if they aren't counted.
  private let total: Int?
  private let things: String

  private init(_ what: String, total: Int? = nil, of things: String = "") {
    self.what = what
    self.total = total
    self.things = things
  }

  static let reading = ProgressStep("reading the files")

  static let buildingPages = ProgressStep("building the pages")

  static let verifying = ProgressStep("checking the site")

  static func packing(_ kind: PackageKind) -> ProgressStep {
    ProgressStep("making the \(kind.rawValue)")
  }

  /// - Parameter pages: The number of pages of the site.
  static func rendering(pages: Int) -> ProgressStep { ProgressStep("rendering", total: pages, of: "pages") }

  init(_ stage: BuildStage) {
    switch stage {
    case .parse: self.init("reading the content")
    case .resolve: self.init("following references")
    case .check: self.init("checking")
    case .plan: self.init("planning the site")
    case .render: self.init("rendering")
    case .index: self.init("indexing for the search")
    }
  }

  /// Returns the text of the step: "rendering 4,200 of 10,000 pages".
  func text(done: Int) -> String {
    guard let total else { return what }
    return "\(what) \(Phrase.grouped(min(done, total))) of \(Phrase.grouped(total)) \(things)"
  }
}

/// Measures the stages of a run, prints their times if the user asked for them, and shows the stages on a
/// terminal.
final class StageClock {
  private let isVerbose: Bool
  private let progress: Progress?
  private let start = ContinuousClock.now
  private var current: (name: String, start: ContinuousClock.Instant)?

  /// - Parameters:
  ///   - isVerbose: Whether to print a line for each stage.
  ///   - progress: The display of the stages on a terminal.
  init(isVerbose: Bool, progress: Progress? = nil) {
    self.isVerbose = isVerbose
    self.progress = progress
  }

  deinit {
    progress?.end()
  }

  /// Ends the current stage and starts another.
  ///
  /// - Parameter step: The step that the terminal shows in the meantime.
  func begin(_ name: String, _ step: ProgressStep? = nil) {
    end()
    current = (name, .now)
    if let step { progress?.begin(step) }
  }

  /// Ends the current stage.
  func end() {
    if isVerbose, let current {
      Terminal.standardError("\(current.name): \(Self.text(ContinuousClock.now - current.start))\n")
    }
    current = nil
  }

  /// Ends the last stage, and erases the progress on the terminal.
  func finish() {
    end()
    progress?.end()
  }

  /// The time since the run started.
  var total: String { Self.text(ContinuousClock.now - start) }

  private static func text(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}

import Foundation
import TestSupport
import Testing

@Suite("A build that is killed")
struct InterruptedBuildTests {
  /// Returns a handbook in which every page contains its version.
  private func content(version: Int) -> [String: String] {
    var content = soundContent
    for page in 0..<40 {
      content["pages/page-\(page).md"] =
        "---\ntitle: Page \(page)\n---\n\nVersion \(version) says [[WA#gifts]].\n"
    }
    return content
  }

  private func write(version: Int, to source: SourceFolder) throws {
    for (name, text) in content(version: version) { try source.write("Content/\(name)", Data(text.utf8)) }
  }

  /// Returns the output of a complete build of each version.
  private func sites(in source: SourceFolder) throws -> [[String: Data]] {
    try [0, 1].map { version in
      try write(version: version, to: source)
      #expect(try Program.run("build", in: source.path).status == 0)
      return try source.files(in: "Output")
    }
  }

  @Test("A killed build leaves the old site or the new one, and the next build leaves nothing else")
  func killed() throws {
    let source = try SourceFolder(content(version: 0))
    let sites = try sites(in: source)
    #expect(sites[0] != sites[1])
    var generator = SeededGenerator(seed: 8)
    // Measure how long a build takes here, so that the moments of the kills are spread over all of it.
    let start = ContinuousClock.now
    try write(version: 0, to: source)
    #expect(try Program.run("build", in: source.path).status == 0)
    let length = ContinuousClock.now - start
    var interrupted = 0
    for round in 1...10 {
      let old = sites[(round - 1) % 2]
      let new = sites[round % 2]
      try write(version: round % 2, to: source)
      let build = try Program.start("build", in: source.path)
      if round % 2 == 0 { waitForNewFolder(in: source, while: build) }
      let part = round % 2 == 0 ? 20 : 1
      usleep(UInt32(Double(generator.below(1000)) * (length / .microseconds(1000)) / Double(part)))
      kill(build.processIdentifier, SIGKILL)
      build.waitUntilExit()
      if build.terminationReason == .uncaughtSignal { interrupted += 1 }
      let left = try source.files(in: "Output")
      #expect(left == old || left == new, "round \(round)")
      #expect(try Program.run("build", in: source.path).status == 0)
      #expect(try source.files(in: "Output") == new, "round \(round)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
          == ["Content", "Output", "Themes"])
    }
    #expect(interrupted > 0, "every build was over before it could be killed")
  }

  @Test("Of two simultaneous builds, one writes its site and the other says why it doesn't")
  func twoAtOnce() throws {
    let source = try SourceFolder(content(version: 0))
    let sites = try sites(in: source)
    let first = try stoppedBuild(of: source)
    let second = try Program.run("build", in: source.path)
    #expect(second.status == 2)
    #expect(second.errors.contains("Another build is writing to"))
    #expect(try source.files(in: "Output") == sites[1])
    kill(first.processIdentifier, SIGCONT)
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    #expect(try source.files(in: "Output") == sites[0])
  }

  /// Starts a build of version 0 and stops it while it writes.
  ///
  /// A build can finish before it is stopped, so it is tried several times.
  private func stoppedBuild(of source: SourceFolder) throws -> Process {
    for _ in 1...50 {
      try write(version: 0, to: source)
      let build = try Program.start("build", in: source.path)
      waitForNewFolder(in: source, while: build)
      let isWriting = { FileManager.default.fileExists(atPath: "\(source.path)/.Output.building") }
      if kill(build.processIdentifier, SIGSTOP) == 0, isWriting() { return build }
      kill(build.processIdentifier, SIGCONT)
      build.waitUntilExit()
      try write(version: 1, to: source)
      try #require(try Program.run("build", in: source.path).status == 0)
    }
    throw TooFast()
  }

  private struct TooFast: Error {}

  /// Waits until a build has begun to write or has ended.
  private func waitForNewFolder(in source: SourceFolder, while build: Process) {
    while build.isRunning, !FileManager.default.fileExists(atPath: "\(source.path)/.Output.building") {
      usleep(200)
    }
  }
}

import Foundation
import Testing

@Suite("A command that is interrupted")
struct InterruptionTests {
  /// A handbook, and a program in place of Chromium that starts another program and waits.
  private struct WaitingPackage {
    let source: SourceFolder
    let temporary: String
    let process: Process

    init() throws {
      source = try SourceFolder(soundContent)
      temporary = "\(source.path)/temporary"
      try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
      let script = """
        #!/bin/sh
        sleep 1000 &
        echo "$$ $!" > '\(source.path)/pids.new'
        mv '\(source.path)/pids.new' '\(source.path)/pids'
        wait
        """
      try source.write("chromium", Data(script.utf8))
      chmod("\(source.path)/chromium", 0o755)
      process = Program.process(
        ["package", "--as", "zip", "pdf"], in: source.path,
        environment: ["HANDBOOK_CHROMIUM": "\(source.path)/chromium", "TMPDIR": temporary])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    /// Returns the processes that the program has started.
    func children() throws -> [pid_t] {
      let file = "\(source.path)/pids"
      while process.isRunning, !FileManager.default.fileExists(atPath: file) { usleep(10_000) }
      return try String(contentsOfFile: file, encoding: .utf8).split { $0 == " " || $0 == "\n" }
        .compactMap { pid_t($0) }
    }
  }

  @Test(
    "A signal ends the command and what it has started, and its temporary files are removed",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(signal: Int32) throws {
    let package = try WaitingPackage()
    let children = try package.children()
    #expect(children.count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: package.temporary).count == 1)
    kill(package.process.processIdentifier, signal)
    package.process.waitUntilExit()
    #expect(package.process.terminationReason == .uncaughtSignal)
    #expect(package.process.terminationStatus == signal)
    for child in children { #expect(ProcessTable.ends(child), "\(child)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: package.temporary) == [])
    #expect(try package.source.files(in: "Packages").isEmpty)
  }

  @Test(
    "SIGKILL ends the command's child too",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "only Linux has PR_SET_PDEATHSIG"))
  func killed() throws {
    let package = try WaitingPackage()
    let children = try package.children()
    kill(package.process.processIdentifier, SIGKILL)
    package.process.waitUntilExit()
    #expect(ProcessTable.ends(try #require(children.first)))
    // Killing this stand-in doesn't end its own child, but Chromium's children end when their connection
    // closes.
    if children.count > 1 { kill(children[1], SIGKILL) }
  }

  @Test("A command interrupted while it writes a site leaves the old site and nothing next to it")
  func build() throws {
    var content = soundContent
    for page in 0..<300 { content["pages/p\(page).md"] = "---\ntitle: Page \(page)\n---\n\nWords.\n" }
    let source = try SourceFolder(content)
    let build = try Program.start("build", in: source.path)
    let fresh = "\(source.path)/.Output.building"
    while build.isRunning, !FileManager.default.fileExists(atPath: fresh) { usleep(200) }
    kill(build.processIdentifier, SIGINT)
    build.waitUntilExit()
    #expect(build.terminationReason == .uncaughtSignal || build.terminationStatus == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
    #expect(names == ["Content", "Themes"] || names == ["Content", "Output", "Themes"])
  }
}

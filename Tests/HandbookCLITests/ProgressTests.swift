import Basics
import Foundation
import Site
import Testing

@testable import HandbookCLI

@Suite("The progress of a run")
struct ProgressTests {
  /// A handbook, and a program in place of Chromium that waits and makes nothing.
  private struct SlowPackage {
    let source: SourceFolder
    /// The file that ends the wait.
    var end: String { "\(source.path)/end" }

    /// - Parameter seconds: The longest time that the program waits.
    init(seconds: Int) throws {
      source = try SourceFolder(soundContent)
      let script = """
        #!/bin/sh
        turns=0
        while [ ! -e '\(source.path)/end' ] && [ $turns -lt \(seconds * 10) ]; do
          sleep 0.1
          turns=$((turns + 1))
        done
        """
      try source.write("chromium", Data(script.utf8))
      chmod("\(source.path)/chromium", 0o755)
    }

    func process(_ arguments: [String], type: String) -> Process {
      let process = Program.process(
        ["package", "--format", "pdf"] + arguments, in: source.path,
        environment: ["HANDBOOK_CHROMIUM": "\(source.path)/chromium", "TERM": type, "NO_COLOR": "1"])
      process.standardOutput = FileHandle.nullDevice
      return process
    }
  }

  @Test("On a terminal, a line shows the progress and is erased before the end", .timeLimit(.minutes(2)))
  func terminal() throws {
    let package = try SlowPackage(seconds: 60)
    let terminal = try PseudoTerminal()
    let process = package.process([], type: "xterm")
    process.standardError = terminal.file
    try process.run()
    #expect(terminal.read(until: "\r\u{1B}[Kmaking the pdf"))
    try package.source.write("end", Data())
    process.waitUntilExit()
    terminal.readToEnd()
    #expect(process.terminationStatus == 2)
    #expect(terminal.text.hasSuffix("making the pdf\r\u{1B}[Khandbook: Chromium made no tagged PDF\r\n"))
    #expect(terminal.text.contains("\u{1B}[3") == false, "it has no color")
  }

  @Test(
    "A terminal that can't erase lines shows no progress, and neither does a quiet run",
    arguments: [(["--quiet"], "xterm"), ([], "dumb"), ([], "")])
  func noLine(arguments: [String], type: String) throws {
    let package = try SlowPackage(seconds: 2)
    let terminal = try PseudoTerminal()
    let process = package.process(arguments, type: type)
    process.standardError = terminal.file
    try process.run()
    process.waitUntilExit()
    terminal.readToEnd()
    #expect(terminal.text == "handbook: Chromium made no tagged PDF\r\n")
  }

  @Test("No progress is shown if standard error isn't a terminal")
  func pipe() throws {
    let package = try SlowPackage(seconds: 2)
    let process = package.process([], type: "xterm")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == "handbook: Chromium made no tagged PDF\n")
  }

  @Test("Pages are counted, and the count never exceeds their number")
  func counts() {
    #expect(ProgressStep.rendering(pages: 10_000).text(done: 4_200) == "rendering 4,200 of 10,000 pages")
    #expect(ProgressStep.rendering(pages: 12).text(done: 999) == "rendering 12 of 12 pages")
    #expect(ProgressStep(.index).text(done: 5) == "indexing for the search")
    #expect([0, 999, 1000, 1_234_567].map(Phrase.grouped) == ["0", "999", "1,000", "1,234,567"])
  }
}

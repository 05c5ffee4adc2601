import Foundation
import Testing

@Suite("The contents of a source's folder")
struct HostileSourceTests {
  private func check(_ source: SourceFolder) throws -> Program.Outcome {
    let outcome = try Program.run("check", in: source.path)
    #expect(outcome.status == 1)
    return outcome
  }

  @Test("Anything that isn't a file is reported, without waiting for it")
  func pipes() throws {
    let source = try SourceFolder(soundContent)
    #expect(mkfifo("\(source.path)/Content/pages/pipe.md", 0o644) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/Content/pages/gone.md", withDestinationPath: "missing.md")
    let outcome = try check(source)
    #expect(
      outcome.errors.contains(
        "Content/pages/pipe.md: error: Not a file or a folder [unreadable-file]"))
    #expect(outcome.errors.contains("Content/pages/gone.md: error: "))
  }

  @Test("Symbolic links in circles don't keep the source from being read completely")
  func loops() throws {
    let source = try SourceFolder(soundContent)
    for (name, target) in [("a", "."), ("b", "../.."), ("top", ".."), ("c", "c"), ("d", "e"), ("e", "d")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(source.path)/Content/pages/\(name)", withDestinationPath: target)
    }
    let outcome = try check(source)
    #expect(outcome.errors.contains("Content/pages/b: error: Symbolic link points outside"))
    #expect(outcome.errors.utf8.count < 100_000)
  }

  @Test("A name that isn't valid text is reported as well as possible")
  func names() throws {
    let source = try SourceFolder(soundContent)
    let name: [UInt8] = Array("\(source.path)/Content/pages/caf".utf8) + [0xE9] + Array(".md".utf8) + [0]
    let file = name.withUnsafeBytes { bytes in
      bytes.baseAddress.map { open($0.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644) } ?? -1
    }
    #if os(Linux)
      try #require(file >= 0)
    #else
      // Other systems have file systems that accept only UTF-8 names.
      guard file >= 0 else { return }
    #endif
    close(file)
    let outcome = try check(source)
    #expect(
      outcome.errors.contains(
        "Content/pages/caf\u{FFFD}.md: error: Name of the file is not UTF-8 [unreadable-file]"),
      "\(outcome.errors)")
  }

  @Test(
    "A command whose standard output can't be written to ends with the reason",
    arguments: ["ids", "schema code"])
  func fullOutput(command: String) throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run(
      "/bin/sh", ["-c", "\"$0\" \(command) > /dev/full", Program.executable.path], in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "handbook: Can't write to standard output: No space left on device\n")
    let silent = try Program.run(
      "/bin/sh", ["-c", "\"$0\" \(command) > /dev/full 2> /dev/full", Program.executable.path],
      in: source.path)
    #expect(silent.status == 2)
  }
}

import Csystem
import Foundation
import SystemPackage
import Testing

@testable import HandbookCLI

/// The C functions of the target Csystem.
@Suite("System calls")
struct SystemCallTests {
  private let source: SourceFolder

  init() throws {
    source = try SourceFolder([:])
    try source.write("left/l", Data("left".utf8))
    try source.write("right/r", Data("right".utf8))
    try source.write("file", Data("file".utf8))
  }

  private func path(_ name: String) -> String { "\(source.path)/\(name)" }

  @Test("Two folders are swapped in one step")
  func exchange() throws {
    #expect(handbook_exchange(path("left"), path("right")) == 0)
    #expect(try source.files(in: "left") == ["r": Data("right".utf8)])
    #expect(try source.files(in: "right") == ["l": Data("left".utf8)])
    #expect(handbook_exchange(path("left"), path("missing")) == -1 && errno == ENOENT)
  }

  @Test("A file is moved only to a path where nothing exists")
  func moveNew() throws {
    #expect(handbook_move_new(path("file"), path("left/l")) == -1 && errno == EEXIST)
    #expect(try source.files(in: "left") == ["l": Data("left".utf8)])
    #expect(handbook_move_new(path("file"), path("left/new")) == 0)
    #expect(try source.files(in: "left")["new"] == Data("file".utf8))
  }

  @Test("A file is copied completely, from the reader's position to the writer's")
  func copy() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try source.write("big", Data(bytes))
    try source.write("copy", Data())
    let from = open(path("big"), O_RDONLY)
    let to = open(path("copy"), O_WRONLY)
    defer {
      close(from)
      close(to)
    }
    #expect(lseek(from, 1, SEEK_SET) == 1)
    #expect(write(to, "*", 1) == 1)
    #expect(handbook_copy(from, to) == bytes.count - 1)
    #expect(try source.files(in: ".")["copy"] == Data(Array("*".utf8) + bytes[1...]))
    #expect(handbook_copy(from, to) == 0, "nothing is left to copy")
  }

  @Test("A copy that can't be written fails with the system's reason")
  func failedCopy() throws {
    let from = open(path("file"), O_RDONLY)
    defer { close(from) }
    #expect(handbook_copy(from, -1) == -1 && errno == EBADF)
    let device = open("/dev/full", O_WRONLY)
    guard device >= 0 else { return }
    defer { close(device) }
    #expect(handbook_copy(from, device) == -1 && errno == ENOSPC)
  }

  @Test("A folder's file system is synchronized, and a closed descriptor is an error")
  func sync() {
    let folder = open(source.path, O_RDONLY)
    defer { close(folder) }
    #expect(handbook_sync(folder) == 0)
    #expect(handbook_sync(-1) == -1 && errno == EBADF)
  }

  @Test("A child process gets the given folder, environment, and streams, and no others")
  func child() throws {
    let script = "pwd; echo $GIFT; cat; ls /proc/self/fd 2>/dev/null | wc -l; echo wrong >&2; exit 3"
    let outcome = try Interruption.withTemporaryFolder { folder in
      let child = ChildProcess(program: "/bin/sh", arguments: ["-c", script], folder: folder)
      let outcome = try child.run(output: folder.appending("out"), limit: .seconds(60))
      let lines = String(decoding: try Files.read(folder.appending("out")), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(Files.resolved(FilePath(String(lines[0]))) == Files.resolved(folder))
      #expect(lines[1] == "")
      #if os(Linux)
        // The three streams, and the folder that ls is reading.
        #expect(lines[2] == "4", "\(lines)")
      #endif
      return outcome
    }
    #expect(outcome.status == 3)
    #expect(outcome.errors == "wrong\n")
  }

  @Test("A program that can't be executed is reported with the system's reason")
  func missingProgram() throws {
    _ = try Interruption.withTemporaryFolder { folder in
      #expect(throws: ChildProcess.Failure.notStarted(code: ENOENT)) {
        try ChildProcess(program: "/nowhere/program", arguments: [], folder: folder).run(limit: .seconds(1))
      }
    }
  }

  @Test("A program that takes too long or writes too much is ended along with its children")
  func limits() throws {
    try Interruption.withTemporaryFolder { folder in
      let slow = ChildProcess(
        program: "/bin/sh", arguments: ["-c", "sleep 1000 & echo $! > pid; wait"], folder: folder)
      #expect(throws: ChildProcess.Failure.tooSlow) { try slow.run(limit: .milliseconds(300)) }
      let text = String(decoding: try Files.read(folder.appending("pid")), as: UTF8.self)
      let grandchild = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(ProcessTable.ends(grandchild))
      let loud = ChildProcess(program: "/usr/bin/yes", arguments: [], folder: folder)
      #expect(throws: ChildProcess.Failure.tooMuchOutput) {
        try loud.run(output: folder.appending("out"), limit: .seconds(60), maximumOutput: 1000)
      }
    }
  }
}

/// The processes of the system.
enum ProcessTable {
  /// Returns whether a process ends within a few seconds.
  ///
  /// A process that hasn't been reaped counts as ended.
  static func ends(_ process: pid_t) -> Bool {
    for _ in 0..<500 {
      if kill(process, 0) != 0 { return true }
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      if state?.split(separator: ")").last?.hasPrefix(" Z") == true { return true }
      usleep(20_000)
    }
    return false
  }
}

import Foundation
import TestSupport
import Testing

/// Tests of the files that `init`, `new`, `import`, `ids`, and `package` write, which people keep.
@Suite("A file that people keep")
struct WrittenWholeTests {
  /// A handbook with several files, in which no provision has an id.
  private static let content = Dictionary(
    uniqueKeysWithValues: (0..<8).map { number in
      (
        "codes/state-\(number).md",
        """
        ---
        title: Code of Ethics
        jurisdiction: State \(number)
        abbreviation: S\(number)
        status: draft
        ---

        \(String(repeating: "- Refuse gifts.\n- Keep records.\n\n", count: 40))
        """
      )
    })

  @Test("Whenever a command that replaces a file is killed, the file is completely old or completely new")
  func replaced() throws {
    let source = try SourceFolder(Self.content)
    let old = try source.files(in: "Content")
    let start = ContinuousClock.now
    #expect(try Program.run("ids", "--write", in: source.path).status == 0)
    let length = Int((ContinuousClock.now - start) / .microseconds(1))
    let new = try source.files(in: "Content")
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<12 {
      for (name, data) in old { try source.write("Content/\(name)", data) }
      let run = try Program.start("ids", "--write", in: source.path)
      usleep(UInt32(generator.below(length)))
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      let left = try source.files(in: "Content")
      for (name, data) in old { #expect(left[name] == data || left[name] == new[name], "\(name)") }
      // Files that a killed run leaves behind are ignored.
      #expect(left.keys.allSatisfy { old[$0] != nil || $0.contains("/.handbook-") }, "\(left.keys)")
      #expect(try Program.run("ids", "--write", in: source.path).status == 0)
      #expect(try source.files(in: "Content").filter { old[$0.key] != nil } == new)
    }
  }

  @Test("Whenever a command that adds a file is killed, the file is complete or missing")
  func added() throws {
    let source = try SourceFolder([:])
    let start = ContinuousClock.now
    #expect(try Program.run("init", "whole", in: source.path).status == 0)
    let length = Int((ContinuousClock.now - start) / .microseconds(1))
    let whole = try source.files(in: "whole")
    var generator = SeededGenerator(seed: 5)
    for round in 0..<12 {
      let run = try Program.start("init", "round-\(round)", in: source.path)
      usleep(UInt32(generator.below(length)))
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      for (name, data) in try source.files(in: "round-\(round)") where !name.contains(".handbook-") {
        #expect(whole[name] == data, "\(name)")
      }
    }
  }

  @Test(
    "If the disk is full, no partial file is left, and nothing else is left behind or lost",
    .enabled(if: SmallDisk.isPossible, "a small disk can only be mounted on Linux, by who may unshare"),
    arguments: [
      // The free space in kB. A command that writes several files is stopped at the first one, and at a later
      // one.
      ("init disk/book", 0), ("init disk/book", 8), ("new code Oregon --source disk", 0),
      ("new theme mine --source disk", 0), ("new theme mine --source disk", 40),
      ("import draft.txt --jurisdiction Oregon --source disk", 0),
      ("import draft.txt --jurisdiction Oregon --source disk", 16), ("ids --write --source disk", 0),
      ("ids --publish --source disk", 0), ("package --source disk --destination disk/out", 0),
      ("package --source disk --destination disk/out", 20), ("package --source disk -o disk/new/deep", 0),
      ("package --source disk -o disk/new/deep", 20), ("package --as zip epub --source disk -o disk/new", 70),
    ])
  func full(command: String, kilobytes: Int) throws {
    let source = try SourceFolder(soundContent)
    let code = try #require(soundContent["codes/washington.md"]).replacing(" {#loans}", with: "")
    try source.write("Content/codes/washington.md", Data(code.utf8))
    try source.write("draft.txt", Data(String(repeating: "Refuse all gifts.\n\n", count: 2000).utf8))
    let outcome = try SmallDisk.run(
      """
      cp -RL Content Themes disk
      mkdir disk/out && head -c 60000 /dev/zero > disk/Content/pages/big.bin
      find disk | sort > before.txt; cp -R disk before
      free=$(df --output=avail -k disk | tail -1)
      head -c $(((free - \(kilobytes)) * 1024)) /dev/zero > disk/filler
      "$0" \(command); status=$?
      rm disk/filler
      find disk | sort | diff before.txt - && diff -r before disk && exit $status
      exit 77
      """, in: source)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
  }

  @Test("If a file can't be written, the command gives the reason and the status of a refusal")
  func refused() throws {
    let source = try SourceFolder(soundContent)
    try source.write("taken", Data())
    for arguments in [
      ["init", "taken/book"], ["package", "--destination", "taken"],
      ["package", "--destination", "taken/deep"],
      ["import", "Content/pages/about.md", "--jurisdiction", "Oregon", "--output", "taken/oregon.md"],
    ] {
      let outcome = try Program.run(arguments, in: source.path)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(
        outcome.errors.contains("Not a directory") || outcome.errors.contains("File exists"),
        "\(outcome.errors)")
    }
    #expect(try source.files(in: ".")["taken"] == Data())
  }
}

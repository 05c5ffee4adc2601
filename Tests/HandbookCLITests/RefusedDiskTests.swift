import Foundation
import Testing

/// Disks that refuse operations, mounted in a separate namespace so that they disappear when the shell ends.
@Suite(
  "A disk that refuses an operation",
  .enabled(if: SmallDisk.isPossible, "a small disk can only be mounted on Linux, by who may unshare"))
struct RefusedDiskTests {
  @Test("If the disk is full, the old site doesn't change", arguments: [0, 40, 200])
  func full(kilobytes: Int) throws {
    let source = try SourceFolder(soundContent)
    let outcome = try SmallDisk.run(
      """
      "$0" build --quiet --output disk/site && cp -R disk/site before
      echo 'More words.' >> Content/pages/about.md
      free=$(df --output=avail -k disk | tail -1)
      head -c $(((free - \(kilobytes)) * 1024)) /dev/zero > disk/filler
      "$0" build --quiet --output disk/site; status=$?
      diff -r before disk/site && ls -A disk && exit $status
      """, in: source)
    #expect(outcome.status == 2)
    #expect(outcome.output == "filler\nsite\n")
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
  }

  @Test("If the disk is read-only, the old site doesn't change")
  func readOnly() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try SmallDisk.run(
      """
      "$0" build --quiet --output disk/site && cp -R disk/site before
      echo 'More words.' >> Content/pages/about.md
      mount -o remount,ro disk
      "$0" build --quiet --output disk/site; status=$?
      diff -r before disk/site && ls -A disk && exit $status
      """, in: source)
    #expect(outcome.status == 2)
    #expect(outcome.output == "site\n")
    #expect(outcome.errors.contains("Read-only file system"), "\(outcome.errors)")
  }

  @Test("If the folder is a mount point and can't be replaced, nothing is written")
  func mountPoint() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try SmallDisk.run(
      """
      "$0" build --quiet --output disk; status=$?
      ls -A disk && exit $status
      """, in: source)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Can't replace 'disk'"), "\(outcome.errors)")
  }
}

/// A disk of 4 MB in memory.
enum SmallDisk {
  private static let unshare = "/usr/bin/unshare"
  private static let options = ["--user", "--map-root-user", "--mount"]

  /// Whether this machine lets a process mount a disk that only that process sees.
  static let isPossible: Bool = {
    guard FileManager.default.isExecutableFile(atPath: unshare) else { return false }
    let command = options + ["mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (try? Program.run(unshare, command, in: "/").status) == 0
  }()

  /// Runs a shell's commands in the folder of a source, with the disk at `disk` and the program as `$0`.
  static func run(_ script: String, in source: SourceFolder) throws -> Program.Outcome {
    try FileManager.default.createDirectory(
      atPath: "\(source.path)/disk", withIntermediateDirectories: true)
    let mount = "mount -t tmpfs -o size=4m tmpfs disk || exit 99\n"
    return try Program.run(
      unshare, options + ["sh", "-c", mount + script, Program.executable.path], in: source.path)
  }
}

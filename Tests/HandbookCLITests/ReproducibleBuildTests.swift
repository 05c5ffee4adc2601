import Foundation
import SystemPackage
import Testing

@Suite("The repository's own handbook")
struct ReproducibleBuildTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL.path

  /// The circumstances of a build.
  private struct Setting {
    /// An absolute path.
    var folder: String
    var cores: String
    var umask: String
    var environment: [String: String]
    /// Whether the source is written in the reverse order of its names, the order in which some file systems
    /// list it.
    var isReversed = false
  }

  /// Copies a folder file by file.
  private func copy(_ name: String, to folder: String, isReversed: Bool) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(Self.repository)/\(name)").sorted()
    for file in isReversed ? names.reversed() : names {
      let (from, to) = ("\(Self.repository)/\(name)/\(file)", "\(folder)/\(name)/\(file)")
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: from, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      try FileManager.default.createDirectory(
        atPath: FilePath(to).removingLastComponent().string, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: from, toPath: to)
    }
  }

  /// Builds the site and every package except the PDF, and returns their files.
  private func build(_ setting: Setting) throws -> [String: Data] {
    for name in ["Content", "Themes"] {
      try copy(name, to: setting.folder, isReversed: setting.isReversed)
    }
    let hasTaskset = FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")
    let cores = hasTaskset ? "exec /usr/bin/taskset --cpu-list \(setting.cores)" : "exec"
    for arguments in [
      ["build"], ["package", "--format", "zip", "single-file", "epub", "scorm"],
      ["package", "--edition", "facilitator", "--destination", "Facilitators"],
    ] {
      let outcome = try Program.run(
        "/bin/sh",
        ["-c", "umask \(setting.umask); \(cores) \"$0\" \"$@\"", Program.executable.path] + arguments
          + ["--quiet", "--date", "2026-11-21"],
        in: setting.folder, environment: setting.environment)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return try ["Output", "Packages", "Facilitators"].reduce(into: [:]) { files, name in
      let folder = "\(setting.folder)/\(name)"
      for (path, data) in try SourceFolder.files(at: folder) { files["\(name)/\(path)"] = data }
      try checkPermissions(below: folder, umask: setting.umask)
    }
  }

  /// Checks that everyone can read the files, within the limits of the umask, and that none is executable.
  private func checkPermissions(below folder: String, umask: String) throws {
    let mask = Int(umask, radix: 8) ?? 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(
        attributes[.posixPermissions] as? Int == (isFolder ? 0o755 : 0o644) & ~mask, "\(name)")
    }
  }

  @Test(
    "All outputs are the same bytes for any folder, time zone, locale, umask, and number of cores")
  func settings() throws {
    let source = try SourceFolder([:])
    let last = ProcessInfo.processInfo.activeProcessorCount - 1
    let first = try build(
      Setting(
        folder: "\(source.path)/a", cores: "0", umask: "000",
        environment: [
          "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1",
        ]))
    // A file system in memory lists names in the order in which they were written, last one first.
    let memory = "/dev/shm/handbook-\(UUID().uuidString)"
    let hasMemory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    defer { try? FileManager.default.removeItem(atPath: memory) }
    let second = try build(
      Setting(
        folder: "\(hasMemory ? memory : source.path)/another folder/ä", cores: "0-\(last)", umask: "077",
        environment: ["TZ": "Pacific/Pago_Pago", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
        isReversed: true))
    #expect(first.count > 55)
    #expect(first.keys.sorted() == second.keys.sorted())
    for (path, bytes) in first { #expect(second[path] == bytes, "\(path)") }
  }
}

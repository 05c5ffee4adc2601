import Foundation
import Testing

@Suite("The repository's own handbook")
struct ReproducibleBuildTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL.path

  /// Where and how a handbook is built.
  private struct Setting {
    var folder: String
    var cores: String
    var environment: [String: String]
  }

  private func build(_ setting: Setting, in source: SourceFolder) throws -> [String: Data] {
    let folder = "\(source.path)/\(setting.folder)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["Content", "Themes"] {
      try FileManager.default.copyItem(atPath: "\(Self.repository)/\(name)", toPath: "\(folder)/\(name)")
    }
    var command = [Program.executable.path, "build", "--quiet", "--date", "2026-11-21"]
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset") {
      command = ["/usr/bin/taskset", "--cpu-list", setting.cores] + command
    }
    let outcome = try Program.run(
      command[0], Array(command.dropFirst()), in: folder, environment: setting.environment)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try source.files(in: "\(setting.folder)/Output")
  }

  @Test("is the same bytes from another folder, time zone, locale and number of cores")
  func settings() throws {
    let source = try SourceFolder([:])
    let last = ProcessInfo.processInfo.activeProcessorCount - 1
    let first = try build(
      Setting(
        folder: "a", cores: "0",
        environment: [
          "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1",
        ]),
      in: source)
    let second = try build(
      Setting(
        folder: "another folder/ä", cores: "0-\(last)",
        environment: ["TZ": "Pacific/Pago_Pago", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"]),
      in: source)
    #expect(first.count > 50)
    #expect(first.keys.sorted() == second.keys.sorted())
    for (path, bytes) in first { #expect(second[path] == bytes, "\(path)") }
  }
}

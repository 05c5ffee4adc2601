import Foundation
import Handbook

/// The program pandoc, which reads Word files.
///
/// It runs in its own sandbox, with a limit of memory, on a copy in a folder of its own, and is stopped when it
/// takes too long or writes too much.
struct Pandoc {
  /// Why it gave nothing.
  enum Failure: Error, Equatable, CustomStringConvertible {
    case missing
    case tooSlow
    case tooMuch
    case failed(status: Int32, said: String)

    var description: String {
      switch self {
      case .missing:
        "Can't find pandoc, which reads Word files: install it (pandoc.org, version 2.15 or later), "
          + "or import the draft as Markdown or text"
      case .tooSlow: "pandoc took longer than \(Pandoc.maximumSeconds) seconds and was stopped"
      case .tooMuch: "pandoc wrote more than \(Pandoc.maximumOutput >> 20) MB and was stopped"
      case .failed(let status, let said):
        "pandoc failed with status \(status)\(said.isEmpty ? "" : ": \(said)")"
      }
    }
  }

  static let maximumSeconds = 60
  static let maximumOutput = 64 << 20
  private static let arguments = [
    "--sandbox", "--track-changes=all", "--from=docx", "--to=json", "draft.docx", "+RTS", "-M1g", "-RTS",
  ]

  private let program: String

  /// Finds the program in the folders of `PATH`.
  init() throws(Failure) {
    guard let found = InstalledPrograms.path(of: "pandoc") else { throw .missing }
    program = found
  }

  /// The tree of a Word file's text with its tracked changes, as JSON.
  func tree(of file: WordFile) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "handbook-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    try Files.create(folder.appendingPathComponent("draft.docx").path, file.bytes)
    let output = folder.appendingPathComponent("tree.json").path
    let errors = folder.appendingPathComponent("errors.txt").path
    try Files.create(output, [])
    try Files.create(errors, [])
    let status = try run(in: folder, output: output, errors: errors)
    guard status == 0 else {
      let said = String(decoding: try Files.read(errors).prefix(400), as: UTF8.self)
      throw Failure.failed(status: status, said: said.split(separator: "\n").first.map(String.init) ?? "")
    }
    return try Files.read(output)
  }

  private func run(in folder: URL, output: String, errors: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Self.arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let deadline = ContinuousClock.now + .seconds(Self.maximumSeconds)
    while process.isRunning {
      let failure: Failure? =
        ContinuousClock.now > deadline
        ? .tooSlow : Files.size(of: output) > Self.maximumOutput ? .tooMuch : nil
      if let failure {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw failure
      }
      usleep(10_000)
    }
    process.waitUntilExit()
    guard Files.size(of: output) <= Self.maximumOutput else { throw Failure.tooMuch }
    return process.terminationStatus
  }
}

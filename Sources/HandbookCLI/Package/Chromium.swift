import Foundation
import Site

/// The browser that prints PDF files.
///
/// It runs without a window, with a profile of its own in a folder that goes afterwards, and is stopped when it
/// takes too long.
struct Chromium {
  /// Why it gave nothing.
  enum Failure: Error, CustomStringConvertible {
    case missing
    case tooSlow
    case failed(String)

    var description: String {
      switch self {
      case .missing:
        "Can't find Chromium, which prints the PDF: install it, or name its program in HANDBOOK_CHROMIUM"
      case .tooSlow: "Chromium took longer than \(Chromium.maximumSeconds) seconds and was stopped"
      case .failed(let said): "Chromium made no tagged PDF\(said.isEmpty ? "" : ": \(said)")"
      }
    }
  }

  static let maximumSeconds = 300

  private let program: String

  /// Finds the program: the one that the environment names, else one in the folders of `PATH`.
  init() throws(Failure) {
    let chosen = ProcessInfo.processInfo.environment["HANDBOOK_CHROMIUM"]
    let found =
      chosen
      ?? InstalledPrograms.path(
        of: "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
    guard let found, access(found, X_OK) == 0 else { throw .missing }
    program = found
  }

  /// Prints a page of a site to a tagged PDF with an outline.
  func pdf(of page: OutputFile, in site: [OutputFile]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "handbook-package-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try OutputFolder(path: folder.appendingPathComponent("site").path).replace(sources: []) { deliver in
      for file in site { deliver(file) }
    }
    let output = folder.appendingPathComponent("handbook.pdf").path
    let errors = folder.appendingPathComponent("errors.txt").path
    try Files.create(errors, [])
    try run(
      in: folder, output: output, errors: errors,
      address: folder.appendingPathComponent("site").appendingPathComponent(page.path).absoluteString)
    guard Files.kind(of: output) == .file else {
      throw Failure.failed(lastLine(of: errors))
    }
    let bytes = try Files.read(output)
    guard bytes.starts(with: "%PDF-".utf8), holds(bytes, "/StructTreeRoot") else {
      throw Failure.failed("what it wrote is another kind of file")
    }
    return bytes
  }

  private func run(in folder: URL, output: String, errors: String, address: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-extensions", "--user-data-dir=\(folder.appendingPathComponent("profile").path)",
        "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
        "--print-to-pdf=\(output)",
      ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [address]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let deadline = ContinuousClock.now + .seconds(Self.maximumSeconds)
    while process.isRunning {
      if ContinuousClock.now > deadline {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw Failure.tooSlow
      }
      usleep(20_000)
    }
    process.waitUntilExit()
  }

  private func lastLine(of file: String) -> String {
    let text = (try? Files.read(file)).map { String(decoding: $0.suffix(400), as: UTF8.self) } ?? ""
    return text.split(separator: "\n").last.map(String.init) ?? ""
  }

  private func holds(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    Data(bytes).range(of: Data("\(text)".utf8)) != nil
  }
}

import Basics
import Foundation
import Site
import SystemPackage

/// The browser that prints PDF files, without a window and with its own profile.
struct Chromium {
  /// The reason why there is no PDF.
  enum Failure: CommandFailure {
    case missing
    case tooSlow
    case failed(String)

    var description: String {
      switch self {
      case .missing:
        "Can't find Chromium, which prints the PDF: install it, or set HANDBOOK_CHROMIUM to its path"
      case .tooSlow: "Chromium took longer than \(Chromium.limit.components.seconds) seconds and was stopped"
      case .failed(let said): "Chromium made no tagged PDF\(said.isEmpty ? "" : ": \(said)")"
      }
    }
  }

  private static let limit = Duration.seconds(300)

  private let program: FilePath

  /// Finds the program: the one in `HANDBOOK_CHROMIUM`, or one in the folders of `PATH`.
  init() throws(Failure) {
    let chosen = ProcessInfo.processInfo.environment["HANDBOOK_CHROMIUM"].map { FilePath($0) }
    let found =
      chosen
      ?? ChildProcess.find(
        "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
    guard let found, access(found.string, X_OK) == 0 else { throw .missing }
    program = found
  }

  /// Prints a page to a tagged PDF with an outline.
  ///
  /// - Parameter files: The page, and then what it loads.
  func pdf(of files: [OutputFile]) throws -> [UInt8] {
    try Interruption.withTemporaryFolder { folder in
      _ = try OutputFolder(path: folder.appending("site")).replace(sources: []) { deliver in
        for file in files { deliver(file) }
      }
      let output = folder.appending("handbook.pdf")
      let outcome: ChildProcess.Outcome
      do {
        outcome = try ChildProcess(
          program: program,
          arguments: arguments(output, page: folder.appending("site/\(files[0].path)"), in: folder),
          folder: folder
        ).run(limit: Self.limit)
      } catch ChildProcess.Failure.tooSlow {
        throw Failure.tooSlow
      } catch ChildProcess.Failure.notStarted {
        throw Failure.missing
      }
      guard Files.kind(of: output) == .file else {
        throw Failure.failed(outcome.errors.split(separator: "\n").last.map(String.init) ?? "")
      }
      let bytes = try Files.read(output)
      guard bytes.starts(with: "%PDF-".utf8), bytes.holds(Array("/StructTreeRoot".utf8)) else {
        throw Failure.failed("it wrote another kind of file")
      }
      return bytes
    }
  }

  private func arguments(_ output: FilePath, page: FilePath, in folder: FilePath) -> [String] {
    [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-extensions", "--user-data-dir=\(folder.appending("profile"))", "--no-pdf-header-footer",
      "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=\(output)",
    ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [URL(fileURLWithPath: page.string).absoluteString]
  }
}

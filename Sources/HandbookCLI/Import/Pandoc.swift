import Foundation
import Handbook
import SystemPackage

/// The program pandoc, which reads Word files.
///
/// It runs in its own sandbox, with limited memory, on a copy in a temporary folder, and is stopped if it takes too long
/// or writes too much.
struct Pandoc {
  /// Why there is no result.
  enum Failure: CommandFailure, Equatable {
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

  private let program: FilePath

  /// Finds the program in the folders of `PATH`.
  init() throws(Failure) {
    guard let found = ChildProcess.find("pandoc") else { throw .missing }
    program = found
  }

  /// The tree of a Word file's text with its tracked changes, as JSON.
  func tree(of file: WordFile) throws -> [UInt8] {
    try Interruption.withTemporaryFolder { folder in
      try Files.create(folder.appending("draft.docx"), file.bytes)
      let output = folder.appending("tree.json")
      let outcome: ChildProcess.Outcome
      do {
        outcome = try ChildProcess(program: program, arguments: Self.arguments, folder: folder).run(
          output: output, limit: .seconds(Self.maximumSeconds), maximumOutput: Self.maximumOutput)
      } catch ChildProcess.Failure.tooSlow {
        throw Failure.tooSlow
      } catch ChildProcess.Failure.tooMuchOutput {
        throw Failure.tooMuch
      } catch ChildProcess.Failure.notStarted {
        throw Failure.missing
      }
      guard outcome.status == 0 else {
        let said = outcome.errors.split(separator: "\n").first.map(String.init) ?? ""
        throw Failure.failed(status: outcome.status, said: said)
      }
      return try Files.read(output)
    }
  }
}

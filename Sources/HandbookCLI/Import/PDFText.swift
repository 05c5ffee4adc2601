import SystemPackage

/// The text of a PDF file, extracted with the program `pdftotext` from poppler.
///
/// The program reads a copy of the file, with limits on time and output, and gets no other input.
struct PDFText {
  enum Failure: CommandFailure, Equatable {
    case missing
    case tooSlow
    case tooMuch
    case failed(status: Int32)
    case empty

    var description: String {
      switch self {
      case .missing:
        "Can't find pdftotext, which reads PDF files: install poppler (Debian: poppler-utils), or open the file in a "
          + "viewer, select all, and paste the text into a .txt file"
      case .tooSlow: "pdftotext took longer than \(PDFText.maximumSeconds) seconds and was stopped"
      case .tooMuch: "pdftotext wrote more than \(PDFText.maximumOutput >> 20) MB and was stopped"
      case .failed(let status):
        "pdftotext can't read the file (status \(status)): it may be damaged or protected"
      case .empty: "The PDF has no text, only pictures of it: run it through text recognition (OCR) first"
      }
    }
  }

  static let maximumSeconds = 60
  static let maximumOutput = 16 << 20

  private let program: FilePath

  init() throws(Failure) {
    guard let found = ChildProcess.find("pdftotext") else { throw .missing }
    program = found
  }

  /// Returns the text of a file, with its lines laid out as on its pages.
  func text(of file: FilePath) throws -> [UInt8] {
    try Interruption.withTemporaryFolder { folder in
      try Files.copy(file, to: folder.appending("draft.pdf"))
      let output = folder.appending("text.txt")
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
      guard outcome.status == 0 else { throw Failure.failed(status: outcome.status) }
      let text = try Files.read(output)
      guard text.contains(where: { $0 > 0x20 }) else { throw Failure.empty }
      return text
    }
  }

  private static let arguments = ["-layout", "-enc", "UTF-8", "-q", "draft.pdf", "-"]
}

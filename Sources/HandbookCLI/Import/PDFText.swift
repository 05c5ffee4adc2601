import Foundation

/// The text of a PDF file, through the program `pdftotext` of poppler.
///
/// The program runs on the file itself with a limit of time and of output, and gets no other input.
struct PDFText {
  enum Failure: Error, Equatable, CustomStringConvertible {
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

  private let program: String

  init() throws(Failure) {
    guard let found = InstalledPrograms.path(of: "pdftotext") else { throw .missing }
    program = found
  }

  /// The text of a file, its lines laid out as on its pages.
  func text(of file: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    // A name that begins with a hyphen is no option.
    let path = file.hasPrefix("/") ? file : "./\(file)"
    process.arguments = ["-layout", "-enc", "UTF-8", "-q", path, "-"]
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let deadline = ContinuousClock.now + .seconds(Self.maximumSeconds)
    var output: [UInt8] = []
    var failure: Failure?
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while failure == nil {
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, 200)
      if ContinuousClock.now > deadline { failure = .tooSlow }
      guard ready != 0 else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      output += buffer[..<count]
      if output.count > Self.maximumOutput { failure = .tooMuch }
    }
    if let failure {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw failure
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure.failed(status: process.terminationStatus) }
    guard output.contains(where: { $0 > 0x20 }) else { throw Failure.empty }
    return output
  }
}

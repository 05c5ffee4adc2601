import ArgumentParser
import Basics
import Drafts
import Handbook
import SystemPackage

/// The command `handbook import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a draft of a code into a code file, with its tracked changes as marks.",
    discussion: """
      Reads Word files (.docx), saved web pages (.html), PDF files (through pdftotext), Markdown, and plain text. \
      Reports what it understood and what to check. Overwrites a file only with --update and --write.

      Examples:
        handbook import draft.docx --jurisdiction Washington
        handbook import page.html --jurisdiction Oregon --dry-run
        handbook import draft.txt --jurisdiction Oregon --output Content/codes/oregon/2026.md
        handbook import new.docx --update Content/codes/washington.md
      """)

  @Argument(help: "The draft: a .docx, .html, .pdf, .md, or .txt file.")
  var file: FilePath

  @Option(name: .shortAndLong, help: "The state or territory of the code (required without --update).")
  var jurisdiction: String?

  @Option(name: .shortAndLong, help: "The prefix of citations (default: the postal abbreviation).")
  var abbreviation: String?

  @Option(
    name: .shortAndLong, help: "The file to write (default: Content/codes/<jurisdiction>.md in the source).")
  var output: FilePath?

  @OptionGroup var folder: FolderOption

  @Option(
    help:
      "Update this code file. Provisions keep their ids and topics. Prints the changes unless --write is set."
  )
  var update: FilePath?

  @Flag(help: "With --update, replace the code file.")
  var write = false

  @Option(help: "With --update, write a new edition with this name next to the code file instead.")
  var edition: String?

  @Flag(help: "With --update, keep provisions that aren't in the draft as deleted text, with their ids.")
  var keepRemoved = false

  @Option(
    help: ArgumentHelp(
      "With --update, make the id of a removed provision an alias of the one that replaces it. Can be repeated.",
      valueName: "old-id=new-id"))
  var alias: [String] = []

  @Flag(help: "Print the outline, and write nothing.")
  var dryRun = false

  @Flag(help: "Write each document in the draft to its own file.")
  var split = false

  @Flag(
    help: "Read underlined words as inserted and struck words as deleted, as legislative drafts mark changes."
  )
  var readFormat = false

  @Flag(help: "Leave out signature blocks, forms, and history notes.")
  var leaveOutForms = false

  @Flag(name: .shortAndLong, help: "Print only diagnostics.")
  var quiet = false

  func validate() throws {
    if update == nil {
      guard let jurisdiction, !jurisdiction.isBlank else {
        throw ValidationError("give the --jurisdiction of the code")
      }
      _ = try CitationPrefix.of(jurisdiction, given: abbreviation)
      guard !write, edition == nil, !keepRemoved, alias.isEmpty else {
        throw ValidationError("--write, --edition, --keep-removed, and --alias need --update")
      }
    } else if split || output != nil {
      throw ValidationError("--split and --output don't go with --update")
    }
    guard alias.allSatisfy({ Self.pair($0) != nil }) else {
      throw ValidationError("--alias takes two ids, such as --alias gifts=exchange-gifts")
    }
    if let edition, edition.isEmpty || edition.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "-" })
    {
      throw ValidationError("--edition can contain only letters, digits, and hyphens")
    }
  }

  func run() throws {
    if let update {
      try runUpdate(of: update)
      return
    }
    let jurisdiction = jurisdiction ?? ""
    let editions = folder.content.appending("codes/\(DraftImporter.slug(of: jurisdiction))")
    let target = output ?? FilePath("\(editions).md")
    guard dryRun || Files.isFree(target) else {
      throw Refused(
        "'\(target)' already exists; nothing was overwritten. Update it with --update, or choose another file "
          + "with --output")
    }
    guard dryRun || output != nil || Files.kind(of: editions) != .folder else {
      throw Refused(
        "'\(editions)' has the editions of this code; nothing was written. Give the newest of them to --update, "
          + "with --edition if this is a new one, or choose another file with --output")
    }
    let result = DraftImporter.run(try DraftFile(file).source(), options(jurisdiction, path: target.string))
    report(result.diagnostics, files: result.codes.map(\.file))
    guard !result.codes.isEmpty else { throw ExitCode.content }
    if dryRun {
      for code in result.codes { Terminal.standardOutput(code.listing) }
    } else {
      try write(result.codes)
    }
    if !quiet { summarize(result) }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.content }
  }

  private func options(_ jurisdiction: String, path: String) -> DraftImporter.Options {
    var options = DraftImporter.Options(jurisdiction: jurisdiction, abbreviation: abbreviation, path: path)
    options.draftPath = file.string
    options.readsFormat = readFormat
    options.leavesOutForms = leaveOutForms
    options.splits = split
    return options
  }

  private func report(_ diagnostics: [Diagnostic], files: [SourceFile]) {
    DiagnosticOutput(diagnostics: diagnostics, files: files, format: .text).print()
  }

  // MARK: Updating

  /// Returns the two ids of an `--alias`.
  private static func pair(_ text: String) -> (old: String, new: String)? {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map {
      $0.hasPrefix("#") ? String($0.dropFirst()) : String($0)
    }
    return parts.count == 2 && !parts.contains("") ? (parts[0], parts[1]) : nil
  }

  private func runUpdate(of path: FilePath) throws {
    guard Files.kind(of: path) == .file else { throw Refused("'\(path)' is not a file") }
    let target = try target(ofEdition: path)
    let old = SourceFile(path: path.string, bytes: try Files.read(path))
    let result = CodeUpdate.run(
      try DraftFile(file).source(), options("", path: target.string), old: old, keepsVanished: keepRemoved,
      successors: Dictionary(alias.compactMap(Self.pair)) { $1 }, isEdition: edition != nil)
    report(result.diagnostics, files: result.file.map { [$0] } ?? [])
    guard let file = result.file else { throw ExitCode.content }
    Terminal.standardOutput(result.difference)
    if !quiet { Terminal.standardError("\(target): \(result.summary)\n") }
    let isWritten = (write || edition != nil) && !dryRun
    if isWritten, edition != nil || !result.isUnchanged {
      try WholeFiles.write(edition == nil ? .replacing : .adding) { try $0.add(target, file.bytes) }
    }
    if !quiet {
      let advice =
        if isWritten, edition != nil {
          "Next: change 'version', 'effective', and 'status' here, then run handbook check. "
            + "Add 'verified', 'topics', and 'not-stated' again after you have compared this text"
        } else if isWritten {
          "Next: check the front matter, then run handbook check"
        } else if result.isUnchanged {
          "Nothing to write: the code already has this text"
        } else {
          "Nothing was written. Add --write to write it"
        }
      Terminal.standardError(advice + "\n")
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.content }
  }

  /// Returns the file to write an update to: the code's own, or that of a new edition next to it.
  private func target(ofEdition path: FilePath) throws -> FilePath {
    guard let edition else { return path }
    let folder = path.parent
    guard folder.parent.lastComponent?.string == "codes" else {
      throw Refused(
        "'\(path)' is not in a folder of editions: move it to a folder of the code's name first, "
          + "such as Content/codes/washington/2024.md")
    }
    let target = folder.appending("\(edition).md")
    guard Files.isFree(target) else {
      throw Refused("'\(target)' already exists; nothing was written. Choose another name, or move the file")
    }
    return target
  }

  // MARK: Importing

  private func write(_ codes: [DraftImporter.Code]) throws {
    for code in codes where !Files.isFree(FilePath(code.file.path)) {
      throw Refused("'\(code.file.path)' already exists; nothing was written")
    }
    try WholeFiles.write(.adding) { files in
      for code in codes { try files.add(FilePath(code.file.path), code.file.bytes) }
    }
  }

  private func summarize(_ result: DraftImporter.Result) {
    for code in result.codes {
      Terminal.standardError("\(code.file.path): \(code.summary)\n")
    }
    let count = Phrase.counted(result.diagnostics.count, "thing")
    Terminal.standardError(
      dryRun
        ? "\(count) to check. Nothing was written\n"
        : "\(count) to check. Next: fill in the front matter, \(capture(for: result))then run handbook check\n"
    )
  }

  /// Returns the advice to keep the draft next to its code, or an empty text if that isn't possible.
  private func capture(for result: DraftImporter.Result) -> String {
    guard result.codes.count == 1, let code = result.codes.first, let ending = file.extension?.lowercased(),
      SourceRole.sourceEndings.contains(ending)
    else { return "" }
    let captured = FilePath("\(code.file.path.dropLast(".md".count)).source.\(ending)")
    return Files.isFree(captured) ? "copy the draft to \(captured), " : ""
  }
}

/// The file of a draft, whose format is recognized by its first bytes and its extension.
struct DraftFile {
  private let path: FilePath

  init(_ path: FilePath) {
    self.path = path
  }

  /// Returns the source to import.
  ///
  /// - Throws: ``Refused`` if the format of the file isn't supported.
  func source() throws -> DraftImporter.Source {
    switch Files.kind(of: path) {
    case .missing: throw Refused("'\(path)' does not exist")
    case .folder, .other: throw Refused("'\(path)' is not a file")
    case .file: break
    }
    guard Files.size(of: path) <= WordFile.maximumBytes else {
      throw Refused("'\(path)' \(WordFile.Refusal.tooLarge)")
    }
    let bytes = try Files.read(path)
    let ending = path.extension?.lowercased() ?? ""
    if bytes.starts(with: "%PDF-".utf8) || ending == "pdf" {
      return .text(try PDFText().text(of: path), isMarkdown: false)
    }
    if bytes.starts(with: "{\\rtf".utf8) || ending == "rtf" { throw unreadable("is Rich Text") }
    if bytes.starts(with: [0x50, 0x4B]) || WordFile.isOldFormat(bytes) || ending == "docx" || ending == "doc"
    {
      if ["odt", "ott", "pages", "epub"].contains(ending) { throw unreadable("is not a Word file") }
      return .word(bytes)
    }
    if ["odt", "pages", "wpd"].contains(ending) { throw unreadable("is not a Word file") }
    let isPage = ["html", "htm", "xhtml", "mhtml"].contains(ending) || Self.looksLikePage(bytes)
    if isPage { return .html(bytes) }
    return .text(bytes, isMarkdown: ending == "md" || ending == "markdown" ? true : nil)
  }

  private func unreadable(_ what: String) -> Refused {
    Refused(
      "'\(path)' \(what): open it in Word or LibreOffice and save it as .docx (File > Save As > Word Document)"
    )
  }

  private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(400), as: UTF8.self).lowercased()
    return head.contains("<!doctype html") || head.contains("<html")
  }
}

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

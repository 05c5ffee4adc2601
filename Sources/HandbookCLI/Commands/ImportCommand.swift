import ArgumentParser
import Drafts
import Foundation
import Handbook
import Markup

/// The command `handbook import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a draft of a code into a code file, with its tracked changes as marks.",
    discussion: """
      Reads Word files (.docx), saved web pages (.html), PDF files (through pdftotext), Markdown and plain text. \
      Reports what it understood and what to look at. Never overwrites a file.

      Examples:
        handbook import draft.docx --jurisdiction Washington
        handbook import page.html --jurisdiction Oregon --dry-run
        handbook import draft.txt --jurisdiction Oregon --output Content/codes/oregon/2026.md
        handbook import new.docx --update Content/codes/washington.md
      """)

  @Argument(help: "The draft: a .docx, .html, .pdf, .md or .txt file.")
  var file: String

  @Option(name: .shortAndLong, help: "The state or territory of the code (required without --update).")
  var jurisdiction: String?

  @Option(name: .shortAndLong, help: "The prefix of citations (default: the postal abbreviation).")
  var abbreviation: String?

  @Option(
    name: .shortAndLong, help: "The file to write (default: Content/codes/<jurisdiction>.md in the source).")
  var output: String?

  @Option(name: .shortAndLong, help: "The folder that contains Content.")
  var source = "."

  @Option(
    help:
      "Update this code file: unchanged provisions keep their ids and topics. Prints the changes, unless --write."
  )
  var update: String?

  @Flag(help: "With --update, replace the code file.")
  var write = false

  @Option(help: "With --update, write a new edition of this name beside the code file instead.")
  var edition: String?

  @Flag(help: "With --update, keep provisions that the draft no longer has as struck text, with their ids.")
  var keepRemoved = false

  @Flag(help: "Print the outline, and write nothing.")
  var dryRun = false

  @Flag(help: "Write each instrument of the draft to a file of its own.")
  var split = false

  @Flag(
    help: "Read underlined words as inserted and struck words as deleted, as legislative drafts mark changes."
  )
  var readFormat = false

  @Flag(help: "Leave out signature blocks, forms and history notes.")
  var leaveOutForms = false

  @Flag(name: .shortAndLong, help: "Print only diagnostics.")
  var quiet = false

  func validate() throws {
    if update == nil {
      guard let jurisdiction, !jurisdiction.isBlank else {
        throw ValidationError("give the --jurisdiction of the code")
      }
      _ = try CitationPrefix.of(jurisdiction, given: abbreviation)
      guard !write, edition == nil, !keepRemoved else {
        throw ValidationError("--write, --edition, and --keep-removed need --update")
      }
    } else if split || output != nil {
      throw ValidationError("--split and --output don't go with --update")
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
    let target = output ?? "\(source)/Content/codes/\(DraftImporter.slug(of: jurisdiction)).md"
    guard dryRun || isFree(target) else {
      throw ExitCode.refused(
        "'\(target)' already exists; nothing was overwritten. Choose another file with --output")
    }
    let result = DraftImporter.run(try DraftFile(file).source(), options(jurisdiction, path: target))
    report(result.diagnostics, files: result.codes.map(\.file))
    guard !result.codes.isEmpty else { throw ExitCode(1) }
    if dryRun {
      for code in result.codes { Terminal.standardOutput(code.listing) }
    } else {
      try write(result.codes)
    }
    if !quiet { summarize(result) }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  private func options(_ jurisdiction: String, path: String) -> DraftImporter.Options {
    var options = DraftImporter.Options(jurisdiction: jurisdiction, abbreviation: abbreviation, path: path)
    options.readsFormat = readFormat
    options.leavesOutForms = leaveOutForms
    options.splits = split
    return options
  }

  private func report(_ diagnostics: [Diagnostic], files: [SourceFile]) {
    let text = DiagnosticReport(files: files, usesColor: Terminal.usesColor).text(for: diagnostics)
    if !text.isEmpty { Terminal.standardError(text) }
  }

  // MARK: Updating

  private func runUpdate(of path: String) throws {
    guard Files.kind(of: path) == .file else { throw ExitCode.refused("'\(path)' is not a file") }
    let target = try target(ofEdition: path)
    let old: SourceFile
    do {
      old = SourceFile(path: path, bytes: try Files.read(path))
    } catch {
      throw ExitCode.refused("\(error)")
    }
    let result = CodeUpdate.run(
      try DraftFile(file).source(), options("", path: target), old: old, keepsVanished: keepRemoved)
    report(result.diagnostics, files: result.file.map { [$0] } ?? [])
    guard let file = result.file else { throw ExitCode(1) }
    Terminal.standardOutput(result.difference)
    if !quiet { Terminal.standardError("\(target): \(result.summary)\n") }
    let isWritten = (write || edition != nil) && !dryRun
    if isWritten {
      do {
        if edition != nil {
          try WholeFiles.add([(target, file.bytes)])
        } else if !result.isUnchanged {
          try WholeFiles.replace([(target, file.bytes)])
        }
      } catch {
        throw ExitCode.refused("\(error)")
      }
    }
    if !quiet {
      Terminal.standardError(
        isWritten
          ? "Next: check the front matter, then run handbook check\n"
          : "Nothing was written. Add --write to write it\n")
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  /// The file that an update is written to: the code's own, or that of a new edition beside it.
  private func target(ofEdition path: String) throws -> String {
    guard let edition else { return path }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[parts.count - 3] == "codes" else {
      throw ExitCode.refused(
        "'\(path)' is not in a folder of editions: move it to a folder of the code's name first, "
          + "such as Content/codes/washington/2024.md")
    }
    let target = (parts.dropLast() + ["\(edition).md"]).joined(separator: "/")
    guard isFree(target) else {
      throw ExitCode.refused("'\(target)' already exists; nothing was overwritten")
    }
    return target
  }

  // MARK: Importing

  private func isFree(_ path: String) -> Bool {
    Files.kind(of: path) == .missing && !Files.isLink(path)
  }

  private func write(_ codes: [DraftImporter.Code]) throws {
    for code in codes where !isFree(code.file.path) {
      throw ExitCode.refused("'\(code.file.path)' already exists; nothing was written")
    }
    do {
      try WholeFiles.add(codes.map { ($0.file.path, $0.file.bytes) })
    } catch {
      throw ExitCode.refused("\(error)")
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
        : "\(count) to check. Next: fill in the front matter, then run handbook check\n")
  }
}

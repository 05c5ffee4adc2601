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
      """)

  @Argument(help: "The draft: a .docx, .html, .pdf, .md or .txt file.")
  var file: String

  @Option(name: .shortAndLong, help: "The state or territory of the code.")
  var jurisdiction: String

  @Option(name: .shortAndLong, help: "The prefix of citations (default: the postal abbreviation).")
  var abbreviation: String?

  @Option(
    name: .shortAndLong, help: "The file to write (default: Content/codes/<jurisdiction>.md in the source).")
  var output: String?

  @Option(name: .shortAndLong, help: "The folder that contains Content.")
  var source = "."

  @Flag(help: "Print the outline, and write nothing.")
  var dryRun = false

  @Flag(help: "Write each instrument of the draft to a file of its own.")
  var split = false

  @Flag(help: "Read underlined words as inserted and struck words as deleted, as legislative drafts mark changes.")
  var readFormat = false

  @Flag(help: "Leave out signature blocks, forms and history notes.")
  var leaveOutForms = false

  @Flag(name: .shortAndLong, help: "Print only diagnostics.")
  var quiet = false

  func validate() throws {
    guard !jurisdiction.isBlank else { throw ValidationError("--jurisdiction is empty") }
    _ = try CitationPrefix.of(jurisdiction, given: abbreviation)
  }

  func run() throws {
    let target = output ?? "\(source)/Content/codes/\(DraftImporter.slug(of: jurisdiction)).md"
    guard dryRun || isFree(target) else {
      throw ExitCode.refused("'\(target)' already exists; nothing was overwritten. Choose another file with --output")
    }
    var options = DraftImporter.Options(jurisdiction: jurisdiction, abbreviation: abbreviation, path: target)
    options.readsFormat = readFormat
    options.leavesOutForms = leaveOutForms
    options.splits = split
    let result = DraftImporter.run(try DraftFile(file).source(), options)
    let report = DiagnosticReport(files: result.codes.map(\.file), usesColor: Terminal.usesColor)
    let text = report.text(for: result.diagnostics)
    if !text.isEmpty { Terminal.standardError(text) }
    guard !result.codes.isEmpty else { throw ExitCode(1) }
    if dryRun {
      for code in result.codes { Terminal.standardOutput(code.listing) }
    } else {
      try write(result.codes)
    }
    if !quiet { summarize(result) }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

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

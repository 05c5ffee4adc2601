import ArgumentParser
import Drafts
import Handbook
import Markup
import Packaging
import Site

/// The command `handbook export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a code as a Word file, with its marks as tracked changes.",
    discussion: """
      The file keeps the ids of provisions as bookmarks. When it comes back with changes, update the code from it.

      Examples:
        handbook export washington.docx --code WA
        handbook import washington.docx --update Content/codes/washington.md
      """)

  @Argument(help: "The Word file to write.")
  var file: String

  @Option(name: .shortAndLong, help: "The abbreviation of the code.")
  var code: String

  @OptionGroup var options: ContentOptions

  @OptionGroup var report: ReportOptions

  func run() throws {
    guard Files.kind(of: file) == .missing, !Files.isLink(file) else {
      throw ExitCode.refused("'\(file)' already exists; nothing was overwritten. Choose another file")
    }
    let run = try ContentRun(options, format: report.format)
    let errors = run.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw run.failure(errors, "nothing written") }
    guard let found = run.handbook.codes.first(where: { $0.id.rawValue == code }) else {
      throw ExitCode.refused("no code has the abbreviation '\(code)'")
    }
    guard found.current.metadata.text == .full else {
      throw ExitCode.refused("the text of the code '\(code)' is not included in this handbook", status: 1)
    }
    let day = try options.buildDate()
    let parts = WordExport.parts(of: found.current, date: "\(day)T00:00:00Z")
    let files = parts.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    do {
      let bytes = try ZipArchive.bytes(of: Array(files.dropFirst()), first: files.first, at: .standard)
      try WholeFiles.add([(file, bytes)])
    } catch {
      throw ExitCode.refused("\(error)")
    }
    run.finish("\(file): \(Phrase.counted(found.current.text.provisions.count, "provision"))")
  }
}

import ArgumentParser
import Basics
import Drafts
import Handbook
import Packaging
import Site
import SystemPackage

/// The command `handbook export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a code as a Word file, with its marks as tracked changes.",
    discussion: """
      In the file, the ids of provisions are bookmarks. When you get it back with changes, update the code from it.

      Examples:
        handbook export washington.docx --code WA
        handbook import washington.docx --update Content/codes/washington.md
      """)

  @Argument(help: "The Word file to write.")
  var file: FilePath

  @Option(name: .shortAndLong, help: "The abbreviation of the code.")
  var code: String

  @OptionGroup var options: ContentOptions

  @OptionGroup var date: DateOption

  @OptionGroup var report: ReportOptions

  func run() throws {
    guard Files.isFree(file) else {
      throw Refused("'\(file)' already exists; nothing was overwritten. Choose another file")
    }
    let run = HandbookRun(options, format: report.format)
    let day = try date.day()
    let reading = try run.read(on: day)
    let errors = reading.diagnostics.errors
    guard errors.isEmpty else { throw run.fail(errors, "nothing written") }
    guard let found = reading.handbook.codes.first(where: { $0.id.rawValue == code }) else {
      throw Refused("no code has the abbreviation '\(code)'")
    }
    guard found.current.metadata.text == .full else {
      throw Refused("the text of the code '\(code)' is not included in this handbook", status: .content)
    }
    let parts = WordExport.parts(of: found.current, date: "\(day)T00:00:00Z")
    let files = parts.map { OutputFile(path: $0.path, bytes: $0.bytes) }
    let bytes: [UInt8]
    do {
      bytes = try ZipArchive.bytes(of: files, at: .standard)
    } catch {
      throw Refused("\(error)")
    }
    try WholeFiles.write(.adding) { try $0.add(file, bytes) }
    run.say("\(file): \(Phrase.counted(found.current.text.provisions.count, "provision"))")
  }
}

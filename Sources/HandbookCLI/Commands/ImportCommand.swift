import ArgumentParser
import Foundation
import Handbook
import Markup
import SystemPackage

/// The command `handbook import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a draft of a code into a code file, with its tracked changes as marks.",
    discussion: """
      Reads a Word file (.docx) with pandoc, Markdown with changes as converters write them, and plain text. Never \
      overwrites a file. Check what it reports, and give the provisions better ids.

      Examples:
        handbook import draft.docx --jurisdiction Washington
        handbook import draft.txt --jurisdiction Oregon --output Content/codes/oregon/2026.md
      """)

  @Argument(help: "The draft: a .docx, .md or .txt file.")
  var file: FilePath

  @Option(name: .shortAndLong, help: "The state or territory of the code.")
  var jurisdiction: String

  @Option(name: .shortAndLong, help: "The prefix of citations (default: the postal abbreviation).")
  var abbreviation: String?

  @Option(
    name: .shortAndLong, help: "The file to write (default: Content/codes/<jurisdiction>.md in the source).")
  var output: FilePath?

  @OptionGroup var folder: FolderOption

  @Flag(name: .shortAndLong, help: "Print only diagnostics.")
  var quiet = false

  func validate() throws {
    guard !jurisdiction.isBlank else { throw ValidationError("--jurisdiction is empty") }
    _ = try CitationPrefix.of(jurisdiction, given: abbreviation)
  }

  func run() throws {
    let target = output ?? folder.content.appending("codes/\(DraftImporter.slug(of: jurisdiction)).md")
    guard Files.isFree(target) else {
      throw Refused("'\(target)' already exists; nothing was overwritten. Name another file with --output")
    }
    let result = DraftImporter.run(
      try draft(), jurisdiction: jurisdiction, abbreviation: abbreviation, path: target.string)
    DiagnosticOutput(
      diagnostics: result.diagnostics, files: result.file.map { [$0] } ?? [], format: .text
    ).print()
    guard let written = result.file else { throw ExitCode.content }
    try WholeFiles.write(.adding) { try $0.add(target, written.bytes) }
    guard !quiet else { return }
    let count = result.diagnostics.count
    Terminal.standardError(
      "\(target) written; \(count) place\(count == 1 ? "" : "s") to check. Next: fill in the front matter, "
        + "then handbook check\n")
  }

  /// The draft: a Word file, read by pandoc, or text.
  private func draft() throws -> DraftImporter.Source {
    switch Files.kind(of: file) {
    case .missing: throw Refused("'\(file)' does not exist")
    case .folder, .other: throw Refused("'\(file)' is not a file")
    case .file: break
    }
    guard Files.size(of: file) <= WordFile.maximumBytes else {
      throw Refused("'\(file)' \(WordFile.Refusal.tooLarge)")
    }
    let bytes = try Files.read(file)
    let ending = file.extension?.lowercased() ?? ""
    if ending == "docx" || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      do {
        return .pandoc(try Pandoc().tree(of: try WordFile(bytes)))
      } catch let refusal as WordFile.Refusal {
        throw Refused("'\(file)' \(refusal)", status: .content)
      }
    }
    if ["doc", "odt", "pdf", "rtf", "pages"].contains(ending) {
      throw Refused("'\(file)' can't be imported: save it as .docx")
    }
    return .text(bytes, isMarkdown: ending == "md" || ending == "markdown" ? true : nil)
  }
}

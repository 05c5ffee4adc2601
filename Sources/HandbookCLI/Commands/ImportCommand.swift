import ArgumentParser
import Foundation
import Handbook
import Markup

/// The command `handbook import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a draft of a code into a code file, with its tracked changes as marks.",
    discussion: """
      Reads a Word file (.docx) through pandoc, Markdown with the changes as a converter writes them, and plain \
      text. Never writes over a file. Look at what it reports, and give the provisions better ids.

      Examples:
        handbook import draft.docx --jurisdiction Washington
        handbook import draft.txt --jurisdiction Oregon --output Content/codes/oregon/2026.md
      """)

  @Argument(help: "The draft: a .docx, .md or .txt file.")
  var file: String

  @Option(name: .shortAndLong, help: "The state or territory that the code holds in.")
  var jurisdiction: String

  @Option(name: .shortAndLong, help: "What citations begin with (default: the postal abbreviation).")
  var abbreviation: String?

  @Option(
    name: .shortAndLong, help: "The file to write (default: Content/codes/<jurisdiction>.md in the source).")
  var output: String?

  @Option(name: .shortAndLong, help: "The folder that holds Content.")
  var source = "."

  @Flag(name: .shortAndLong, help: "Print diagnostics alone.")
  var quiet = false

  func validate() throws {
    guard !jurisdiction.isBlank else { throw ValidationError("--jurisdiction is empty") }
    _ = try CitationPrefix.of(jurisdiction, given: abbreviation)
  }

  func run() throws {
    let target = output ?? "\(source)/Content/codes/\(DraftImporter.slug(of: jurisdiction)).md"
    guard Files.kind(of: target) == .missing, !Files.isLink(target) else {
      throw ExitCode.refused(
        "'\(target)' exists, and an import writes over nothing: name another file with --output")
    }
    let result = DraftImporter.run(
      try draft(), jurisdiction: jurisdiction, abbreviation: abbreviation, path: target)
    let report = DiagnosticReport(files: result.file.map { [$0] } ?? [], usesColor: Terminal.usesColor)
    let text = report.text(for: result.diagnostics)
    if !text.isEmpty { Terminal.standardError(text) }
    guard let written = result.file else { throw ExitCode(1) }
    do {
      try WholeFiles.add([(target, written.bytes)])
    } catch {
      throw ExitCode.refused("\(error)")
    }
    guard !quiet else { return }
    let count = result.diagnostics.count
    Terminal.standardError(
      "\(target) written; \(count) place\(count == 1 ? "" : "s") to look at. Next: fill in the front matter, "
        + "then handbook check\n")
  }

  /// What to import: a Word file by way of pandoc, or text.
  private func draft() throws -> DraftImporter.Source {
    do {
      switch Files.kind(of: file) {
      case .missing: throw ExitCode.refused("'\(file)' does not exist")
      case .folder, .other: throw ExitCode.refused("'\(file)' is not a file")
      case .file: break
      }
      let ending = (file as NSString).pathExtension.lowercased()
      guard Files.size(of: file) <= WordFile.maximumBytes else {
        throw ExitCode.refused("'\(file)' \(WordFile.Refusal.tooLarge)")
      }
      let bytes = try Files.read(file)
      if ending == "docx" || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        return .pandoc(try Pandoc().tree(of: try WordFile(bytes)))
      }
      if ["doc", "odt", "pdf", "rtf", "pages"].contains(ending) {
        throw ExitCode.refused("'\(file)' can't be imported: save it as .docx")
      }
      return .text(bytes, isMarkdown: ending == "md" || ending == "markdown" ? true : nil)
    } catch let refusal as WordFile.Refusal {
      throw ExitCode.refused("'\(file)' \(refusal)", status: 1)
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }
}

import ArgumentParser
import Basics
import Handbook
import SystemPackage

/// The command `handbook init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a handbook: a folder with an example of each kind of file, ready to build.",
    discussion: """
      Writes Content with two made-up codes, a lesson, two topics, a glossary, Spanish translations of some of them, \
      and a page that takes you on a tour. Comments explain what belongs in each file. Nothing is overwritten. The \
      default theme comes with the program. To change it, make a copy with 'handbook new theme'.

      Examples:
        handbook init
        handbook init my-handbook --title "Codes of Ethics in Our State"
      """)

  @Argument(help: "The folder, which can already exist.")
  var folder: FilePath = "."

  @Option(help: "The title of the handbook.")
  var title = "Codes of Ethics"

  func validate() throws {
    guard !title.isBlank else { throw ValidationError("--title is empty") }
  }

  func run() throws {
    let content = folder.below(FilePath(SourceRole.contentFolder))
    guard Files.isFree(content) else {
      throw Refused("'\(content)' already exists: the folder is a handbook")
    }
    var new = NewFiles()
    try new.add(allIn: SharedFolder().starter, to: folder) { bytes in
      Beginning(bytes).filled(["title": Beginning.quoted(title), "heading": title])
    }
    new.keepExisting(outside: content)
    try new.write()
    for file in new.files { Terminal.standardOutput("\(file.path)\n") }
    let change = folder == "." ? "" : "  cd \(folder)\n"
    Terminal.standardError(
      "Next, see it in your browser, and take the tour:\n\(change)  handbook serve --open\n")
  }
}

import ArgumentParser
import Handbook
import Markup

/// The command `handbook init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a handbook: a folder with an example of each kind of file, which builds at once.",
    discussion: """
      Writes Content with a made-up code, a lesson, two topics, a glossary and a page, each with comments that say \
      what belongs there. Nothing is written over. The default theme comes with the program; \
      'handbook new theme' makes a copy to change.

      Examples:
        handbook init
        handbook init my-handbook --title "Codes of Ethics in Our State"
      """)

  @Argument(help: "The folder, which may exist.")
  var folder = "."

  @Option(help: "The title of the handbook.")
  var title = "Codes of Ethics"

  func validate() throws {
    guard !title.isBlank else { throw ValidationError("--title is empty") }
  }

  func run() throws {
    let content = folder == "." ? SourceRole.contentFolder : "\(folder)/\(SourceRole.contentFolder)"
    guard Files.kind(of: content) == .missing else {
      throw ExitCode.refused("'\(content)' exists: the folder is a handbook already")
    }
    var new = NewFiles()
    do {
      try new.add(allIn: try SharedFolder().starter, to: folder) { bytes in
        Beginning(bytes).filled(["title": Beginning.quoted(title), "heading": title])
      }
    } catch {
      throw ExitCode.refused("\(error)")
    }
    new.keepsExisting(below: content)
    try new.write()
    for file in new.files { Terminal.standardOutput("\(file.path)\n") }
    let change = folder == "." ? "" : "cd \(folder), "
    Terminal.standardError("Next: \(change)handbook build, then open Output/index.html\n")
  }
}

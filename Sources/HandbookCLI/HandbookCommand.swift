import ArgumentParser

/// The program `handbook`.
@main
struct HandbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handbook",
    abstract: "Makes a handbook of codes of ethics from Markdown: a site for the web and for a folder.",
    discussion: """
      Run it in a folder that contains Content; 'handbook init' makes one.

      Exit status: 0 success, 1 problems in the content, 2 the system refused something, 64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self,
      PackageCommand.self, IdsCommand.self, ImportCommand.self, ExportCommand.self, ListCommand.self,
      ReviewCommand.self, VerifyCommand.self, SchemaCommand.self,
    ])

  /// Runs the command that the arguments name, and says why it failed if it did.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as any CommandFailure {
      let lines = failure.description.split(separator: "\n", omittingEmptySubsequences: false)
      let text = lines.map { Terminal.printable(String($0)) }.joined(separator: "\n")
      Terminal.standardError("handbook: \(text)\n")
      exit(withError: failure.status)
    } catch {
      exit(withError: error)
    }
  }
}

import ArgumentParser

/// The program `handbook`.
@main
struct HandbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handbook",
    abstract: "Makes a handbook of codes of ethics from Markdown: a site for the web and for a folder.",
    discussion: """
      Run it in a folder that holds Content; 'handbook init' makes one.

      Exit status: 0 fine, 1 problems in the content, 2 the environment failed, 64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self,
      PackageCommand.self, IdsCommand.self, ImportCommand.self, ListCommand.self, SchemaCommand.self,
    ])
}

import ArgumentParser

@main
struct HandbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "handbook")
}

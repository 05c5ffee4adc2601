import ArgumentParser
import Basics

/// The program `handbook`.
@main
struct HandbookCommand: ParsableCommand {
  /// The version of the program, which scripts get from the program.
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "handbook",
    abstract: "Turn Markdown into a handbook of codes of ethics: a site for the web and for folders.",
    discussion: """
      Run it in a folder that contains Content. To create one, run 'handbook init'.

      Exit status: 0 if the command succeeds; 1 if the content has errors, or warnings with --strict; 2 if the system refused something, such as writing a file; 64 if the command or an option doesn't exist.
      """,
    version: version,
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self,
      PackageCommand.self, IdsCommand.self, ImportCommand.self, ExportCommand.self, ListCommand.self,
      ReviewCommand.self, VerifyCommand.self, SchemaCommand.self,
    ])

  /// Runs the command in the arguments, and prints the reason if it fails.
  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let unknown = UnknownCommand(arguments, of: Self.self) { throw unknown }
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

/// An error for a command that doesn't exist, with the one that was probably meant.
///
/// ArgumentParser suggests options, but not commands.
struct UnknownCommand: CommandFailure {
  let description: String
  var status: ExitCode { .validationFailure }

  /// - Parameter arguments: The arguments after the name of the program; the result is `nil` if they contain
  ///   a
  ///   valid command.
  init?(_ arguments: [String], of root: any ParsableCommand.Type) {
    var command = root
    var path = ["handbook"]
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    for word in words {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = commands.first(where: { $0._commandName == word }) {
        command = next
        path.append(word)
        continue
      }
      let names = commands.map { $0._commandName }
      let meant = NearestMatch.of(word, among: names)
      // A command with subcommands may have its own arguments, as 'verify' has a check code.
      guard path.count == 1 || meant != nil else { return nil }
      description =
        "there is no command '\((path.dropFirst() + [word]).joined(separator: " "))'; "
        + (meant.map { "did you mean '\((path + [$0.text]).joined(separator: " "))'?" }
          ?? "'handbook help' lists the commands")
      return
    }
    return nil
  }
}

/// An error that ends a command, with the reason and the exit status.
///
/// All failures of commands are of this type. `HandbookCommand.main()` prints the reason and exits.
protocol CommandFailure: Error, CustomStringConvertible {
  var status: ExitCode { get }
}

extension CommandFailure {
  /// The default status, 2, for failures caused by the system or by the installation of the program.
  var status: ExitCode { .system }
}

extension ExitCode {
  /// The content has problems that its author can fix.
  static let content = ExitCode(1)
  /// The system refused something, such as reading a file.
  static let system = ExitCode(2)
}

/// A failure without a type of its own.
struct Refused: CommandFailure {
  let description: String
  let status: ExitCode

  /// - Parameter reason: A sentence without a period that says what to do.
  init(_ reason: String, status: ExitCode = .system) {
    description = reason
    self.status = status
  }
}

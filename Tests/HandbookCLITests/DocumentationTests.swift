import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import HandbookCLI

@Suite("The documentation")
struct DocumentationTests {
  // MARK: Guides

  /// A block of a guide: a file to write, or commands to run.
  private enum Step {
    case file(path: String, text: String)
    case commands([String])
  }

  /// Returns the steps of a guide: a block with a path after its language is a file, and one with `sh` has
  /// commands.
  private static func steps(of guide: String) throws -> [Step] {
    let page = String(decoding: try Golden.repositoryFile("Documentation/guides/\(guide).md"), as: UTF8.self)
    var steps: [Step] = []
    var fence: (info: [Substring], lines: [Substring])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        fence?.lines.append(line)
        continue
      }
      guard let block = fence else {
        fence = (line.dropFirst(3).split(separator: " "), [])
        continue
      }
      fence = nil
      if block.info.count == 2 {
        steps.append(
          .file(path: String(block.info[1]), text: block.lines.joined(separator: "\n") + "\n"))
      } else if block.info == ["sh"] {
        let commands = block.lines.joined(separator: "\n").replacing("\\\n", with: "")
        steps.append(.commands(commands.split(separator: "\n").map(String.init)))
      }
    }
    return steps
  }

  @Test(
    "Each guide works when its steps are followed literally in an empty folder",
    arguments: [
      "draft", "edition", "import", "lesson", "offline", "practice", "preview", "publish", "start", "theme",
      "topics", "translate",
    ])
  func guide(name: String) throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("guide-\(UUID().uuidString)")
    try files.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    var folder = root.path
    let path = "\(Program.executable.deletingLastPathComponent().path):/usr/bin:/bin"
    var count = 0
    for step in try Self.steps(of: name) {
      switch step {
      case .file(let path, let text):
        let file = URL(fileURLWithPath: "\(folder)/\(path)")
        #expect(files.fileExists(atPath: file.deletingLastPathComponent().path), "\(path)")
        try Data(text.utf8).write(to: file)
      // A preview runs until someone stops it.
      case .commands(let commands):
        for command in commands where !command.hasPrefix("handbook serve") {
          if command.hasPrefix("cd ") {
            folder += "/\(command.dropFirst(3))"
            continue
          }
          let outcome = try Program.run("/bin/sh", ["-c", command], in: folder, environment: ["PATH": path])
          #expect(outcome.status == 0, "\(command)\n\(outcome.output)\(outcome.errors)")
          count += 1
        }
      }
    }
    #expect(count > 2)
    let last = try Program.run("check", "--quiet", in: folder)
    #expect(!last.errors.contains(" error: "), "\(last.errors)")
  }

  @Test(
    "The documentation is a handbook without errors or warnings, so all its links have targets")
  func manual() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("manual-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: folder) }
    let script = ["python3", "Scripts/documentation_site.py", folder]
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let made = try Program.run("/usr/bin/env", script, in: Program.sharedFolder, environment: ["PATH": path])
    #expect(made.status == 0, "\(made.errors)")
    let outcome = try Program.run(
      "check", "--strict", "--quiet", "--theme", Program.defaultTheme, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("The documentation's index links to each of its pages")
  func index() throws {
    let index = String(decoding: try Golden.repositoryFile("Documentation/README.md"), as: UTF8.self)
    let folder = "\(Program.sharedFolder)/Documentation"
    let pages = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for page in pages where page.hasSuffix(".md") && page != "README.md" {
      #expect(index.contains("](\(page))"), "\(page)")
    }
  }

  // MARK: Pages generated from the program

  @Test("The reference of commands matches the program's help")
  func commands() throws {
    var page = """
      # Commands

      This page is generated from the program's help, which `handbook help COMMAND` prints too.

      """
    let commands = HandbookCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    for command in ["handbook"] + commands {
      let arguments = command == "handbook" ? ["--help"] : ["help", command]
      let outcome = try Program.run(arguments, in: NSTemporaryDirectory())
      page += "\n## \(command == "handbook" ? command : "handbook \(command)")\n\n```text\n"
      page += outcome.output.trimmingCharacters(in: .newlines) + "\n```\n"
    }
    #expect(try Golden.difference(page, fromRepository: "Documentation/reference/commands.md") == nil)
  }

  @Test("The reference of front matter matches the definition that files are checked against")
  func frontMatter() throws {
    let outcome = try Program.run("schema", "front-matter", in: NSTemporaryDirectory())
    #expect(outcome.status == 0)
    let difference = try Golden.difference(
      outcome.output, fromRepository: "Documentation/reference/front-matter.md")
    #expect(difference == nil)
  }
}

@Suite("A command that doesn't exist")
struct UnknownCommandTests {
  @Test(
    "An unknown command is reported, with the command that was probably meant",
    arguments: [
      ("biuld", "there is no command 'biuld'; did you mean 'handbook build'?"),
      ("chek --strict", "there is no command 'chek'; did you mean 'handbook check'?"),
      ("new leson X", "there is no command 'new leson'; did you mean 'handbook new lesson'?"),
      ("help serv", "there is no command 'serv'; did you mean 'handbook serve'?"),
      ("publish", "there is no command 'publish'; 'handbook help' lists the commands"),
    ])
  func unknown(words: String, message: String) throws {
    let outcome = try Program.run(words.split(separator: " ").map(String.init), in: NSTemporaryDirectory())
    #expect(outcome.status == 64)
    #expect(outcome.errors == "handbook: \(message)\n")
  }

  @Test(
    "Words after options or arguments aren't reported", arguments: ["--version", "help", "help new lesson"])
  func known(words: String) throws {
    let outcome = try Program.run(words.split(separator: " ").map(String.init), in: NSTemporaryDirectory())
    #expect(outcome.status == 0)
  }
}

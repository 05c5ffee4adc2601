import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import HandbookCLI

@Suite("The program's help")
struct HelpTests {
  @Test(
    "The help of each command matches the approved text",
    arguments: ["handbook"]
      + HandbookCommand.configuration.subcommands.compactMap { $0.configuration.commandName })
  func help(command: String) throws {
    let arguments = command == "handbook" ? ["--help"] : ["help", command]
    let outcome = try Program.run(arguments, in: NSTemporaryDirectory())
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let difference = try Golden.difference(outcome.output, from: "Help/\(command).txt")
    #expect(difference == nil)
  }

  @Test("A schema lists every key, marks the required ones, and allows no others")
  func schema() throws {
    let outcome = try Program.run("schema", "lesson", in: NSTemporaryDirectory())
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(properties["minutes"]?["type"] as? String == "integer")
    #expect(properties["audience"]?["enum"] as? [String] == ["learner", "facilitator", "both"])
    let objectives = try #require(properties["objectives"]?["items"] as? [String: Any])
    #expect((objectives["properties"] as? [String: Any])?["id"] != nil)
    #expect(schema["required"] as? [String] == ["title"])
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(
      try Program.run("schema", "templates", in: NSTemporaryDirectory()).output.contains(
        "## `code.mustache`\n"))
    #expect(try Program.run("schema", "lessons", in: NSTemporaryDirectory()).status == 64)
  }
}

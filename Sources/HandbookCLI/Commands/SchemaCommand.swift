import ArgumentParser
import Foundation
import Handbook

/// The command `handbook schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file's keys, for the completion of editors.",
    discussion: """
      The schema is made from the rules that 'handbook check' goes by.

      Examples:
        handbook schema code > .vscode/code.schema.json
        handbook schema handbook > .vscode/handbook.schema.json
      """)

  @Argument(help: "The file: \(SchemaSubject.allCases.map(\.rawValue).joined(separator: ", ")).")
  var subject: SchemaSubject

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Terminal.standardOutput(String(decoding: try encoder.encode(JSONSchema(subject)), as: UTF8.self) + "\n")
  }
}

extension SchemaSubject: ExpressibleByArgument {}

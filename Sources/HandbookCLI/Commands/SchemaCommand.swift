import ArgumentParser
import Foundation
import Handbook
import Site

/// The command `handbook schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the keys that a file can have, or the values that templates can use.",
    discussion: """
      For a kind of file, the result is a JSON Schema, which editors use to complete and check keys. For front-matter, \
      it is a Markdown page with the keys of all kinds of files. For templates, it is a Markdown page with a table for \
      each template of a theme.

      Examples:
        handbook schema code > .vscode/code.schema.json
        handbook schema handbook > .vscode/handbook.schema.json
        handbook schema templates > templates.md
      """)

  /// The subject of the description.
  enum Subject: ExpressibleByArgument {
    case file(SchemaSubject)
    case frontMatter
    case templates

    init?(argument: String) {
      if argument == "templates" {
        self = .templates
      } else if argument == "front-matter" {
        self = .frontMatter
      } else if let file = SchemaSubject.allCases.first(where: { $0.name == argument }) {
        self = .file(file)
      } else {
        return nil
      }
    }

    static var allValueStrings: [String] {
      SchemaSubject.allCases.map(\.name) + ["front-matter", "templates"]
    }
  }

  @Argument(help: "The kind of file, front-matter, or templates.")
  var subject: Subject

  func run() throws {
    switch subject {
    case .file(let file):
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let text = String(decoding: try encoder.encode(JSONSchema(file)), as: UTF8.self)
      Terminal.standardOutput(text + "\n")
    case .frontMatter: Terminal.standardOutput(FrontMatterReference.markdown)
    case .templates: Terminal.standardOutput(ThemeReference.markdown)
    }
  }
}

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

  /// A description that is a page.
  enum Reference: String, ExpressibleByArgument, CaseIterable {
    case frontMatter = "front-matter"
    case templates
  }

  @Argument(help: "The kind of file, front-matter, or templates.")
  var subject: EitherArgument<SchemaSubject, Reference>

  func run() throws {
    switch subject {
    case .first(let file):
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let text = String(decoding: try encoder.encode(JSONSchema(file)), as: UTF8.self)
      Terminal.standardOutput(text + "\n")
    case .second(.frontMatter): Terminal.standardOutput(FrontMatterReference.markdown)
    case .second(.templates): Terminal.standardOutput(ThemeReference.markdown)
    }
  }
}

extension SchemaSubject: ExpressibleByArgument {
  package init?(argument: String) {
    guard let subject = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = subject
  }

  package static var allValueStrings: [String] { allCases.map(\.name) }
}

import Markdown

/// A schema that describes the keys of a file and their values to an editor.
///
/// It is generated from the definitions used to check files, so that the two can't differ.
/// Source: JSON Schema, draft 2020-12.
package struct JSONSchema: Sendable, Encodable, Equatable {
  package var dialect: String?
  package var title: String?
  package var description: String?
  package var type: [String]?
  package var format: String?
  package var pattern: String?
  package var choices: [String]?
  package var items: [JSONSchema]?
  package var properties: [String: JSONSchema]?
  package var required: [String]?
  package var additionalProperties: Bool?

  /// The schema of a whole file.
  package init(_ subject: SchemaSubject) {
    self.init(subject.shape)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    title = subject.title
  }

  private init(_ shape: FrontMatterShape) {
    switch shape {
    // Unquoted values are text to this program, even if YAML reads them as numbers or booleans.
    case .text: type = ["string", "number", "boolean"]
    case .integer: type = ["integer"]
    case .boolean: type = ["boolean"]
    case .date: (type, format) = (["string"], "date")
    // YAML reads a year by itself as a number.
    case .statedDate: type = ["string", "integer"]
    case .address: (type, format) = (["string"], "uri")
    case .choice(let words): choices = words
    case .pattern(let pattern, _): (type, self.pattern) = (["string"], pattern)
    case .list(let element): (type, items) = (["array"], [JSONSchema(element)])
    case .record(let keys):
      type = ["object"]
      properties = Dictionary(keys.map { ($0.name, JSONSchema($0)) }) { first, _ in first }
      required = keys.filter(\.isRequired).map(\.name)
      additionalProperties = false
    }
  }

  private init(_ key: FrontMatterKey) {
    self.init(key.shape)
    description = key.summary
  }

  private enum CodingKeys: String, CodingKey {
    case dialect = "$schema"
    case choices = "enum"
    case title, description, type, format, pattern, items, properties, required, additionalProperties
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(dialect, forKey: .dialect)
    try container.encodeIfPresent(title, forKey: .title)
    try container.encodeIfPresent(description, forKey: .description)
    if let type {
      // A single type is written as a string instead of an array.
      if type.count == 1 {
        try container.encode(type[0], forKey: .type)
      } else {
        try container.encode(type, forKey: .type)
      }
    }
    try container.encodeIfPresent(format, forKey: .format)
    try container.encodeIfPresent(pattern, forKey: .pattern)
    try container.encodeIfPresent(choices, forKey: .choices)
    try container.encodeIfPresent(items?.first, forKey: .items)
    try container.encodeIfPresent(properties, forKey: .properties)
    if required?.isEmpty == false { try container.encode(required, forKey: .required) }
    try container.encodeIfPresent(additionalProperties, forKey: .additionalProperties)
  }
}

/// A kind of file whose keys an editor can complete and check.
package enum SchemaSubject: Sendable, Hashable, CaseIterable {
  case handbook
  case record(RecordKind)

  package static let allCases = [handbook] + RecordKind.allCases.map { record($0) }

  /// The name of the subject on the command line.
  package var name: String {
    switch self {
    case .handbook: "handbook"
    case .record(let kind): kind.rawValue
    }
  }

  /// The shape that the file's YAML is checked against.
  var shape: FrontMatterShape {
    switch self {
    case .handbook: HandbookConfiguration.shape
    case .record(let kind): kind.row.schema.shape
    }
  }

  /// The keys that the YAML of a translation can have.
  var translationShape: FrontMatterShape {
    switch self {
    case .handbook: TranslatedConfiguration.shape
    case .record(let kind): kind.row.translationShape
    }
  }

  /// The title of the schema.
  package var title: String {
    switch self {
    case .handbook: "The configuration of a handbook, handbook.yml"
    case .record(let kind): kind.row.schema.title
    }
  }
}

/// The reference of all keys that files can have, as a Markdown page.
///
/// It is generated from the definitions used to check files, so that the two can't differ.
package enum FrontMatterReference {
  package static var markdown: String {
    var page = """
      # Front matter

      This page lists every key of each kind of file. In a Markdown file, the keys are between two lines of three hyphens
      at the top. `handbook.yml` contains only keys. [Authoring](../authoring.md#front-matter) explains the keys that need
      more than a sentence.

      Unknown keys, missing keys, and values of the wrong type are errors. Only the keys marked *yes* are required. If a
      source doesn't state something, leave the key out.

      `handbook schema code` prints the keys of a code as a JSON Schema, which [editors](../editors.md) use to complete and
      check keys. The same works for each kind of file.

      """
    for subject in SchemaSubject.allCases {
      page += "\n## \(heading(of: subject))\n\n" + table(of: subject.shape, in: "")
    }
    page += """

      ## Translations

      A file in another language, such as `topics/gifts.es.md`, contains only text that readers see. Everything else comes
      from the original. [Languages](../languages.md) explains how translations work.

      """
    for subject in SchemaSubject.allCases {
      page +=
        "\n### \(translationHeading(of: subject))\n\n" + table(of: subject.translationShape, in: "")
    }
    return page
  }

  private static func heading(of subject: SchemaSubject) -> String {
    switch subject {
    case .handbook: "handbook.yml"
    case .record(.code): "A code"
    case .record(.topic): "A topic"
    case .record(.lesson): "A lesson"
    case .record(.page): "A page"
    case .record(.glossary): "The glossary"
    }
  }

  private static func translationHeading(of subject: SchemaSubject) -> String {
    switch subject {
    case .handbook: "handbook.es.yml"
    case .record(.code): "A translated code"
    case .record(.topic): "A translated topic"
    case .record(.lesson): "A translated lesson"
    case .record(.page): "A translated page"
    case .record(.glossary): "The translated glossary"
    }
  }

  /// Returns the keys of a record as a table, followed by the keys of the records in it.
  private static func table(of shape: FrontMatterShape, in path: String) -> String {
    guard case .record(let keys) = shape else { return "" }
    var text = "| key | required | value | meaning |\n|---|---|---|---|\n"
    var inner = ""
    for key in keys {
      let name = path + key.name
      text +=
        "| `\(name)` | \(key.isRequired ? "yes" : "") | \(value(of: key.shape)) | \(key.summary.escaped) |\n"
      if let record = record(in: key.shape) { inner += rows(of: record, in: "\(name).") }
    }
    return text + inner
  }

  private static func rows(of keys: [FrontMatterKey], in path: String) -> String {
    keys.map { key in
      let row =
        "| `\(path)\(key.name)` | \(key.isRequired ? "yes" : "") | \(value(of: key.shape)) | \(key.summary.escaped) |\n"
      return row + (record(in: key.shape).map { rows(of: $0, in: "\(path)\(key.name).") } ?? "")
    }.joined()
  }

  private static func record(in shape: FrontMatterShape) -> [FrontMatterKey]? {
    switch shape {
    case .record(let keys): keys
    case .list(let element): record(in: element)
    default: nil
    }
  }

  private static func value(of shape: FrontMatterShape) -> String {
    switch shape {
    case .text: "text"
    case .pattern(_, let words): words
    case .integer: "whole number"
    case .boolean: "`true` or `false`"
    case .date: "date: `2026-11-21`"
    case .statedDate:
      "date, as precise as its source: `2026`, `2026-11`, `2026-11-21`, or a period `2026/2027`"
    case .address: "address that starts with `https://`, `http://`, `mailto:`, or `tel:`"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element):
      if case .record = element { "list of the keys below" } else { "list: \(value(of: element))" }
    case .record: "the keys below"
    }
  }
}

extension String {
  /// The text, escaped for a table cell.
  fileprivate var escaped: String { replacing("|", with: "\\|") }
}

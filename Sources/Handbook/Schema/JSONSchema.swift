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

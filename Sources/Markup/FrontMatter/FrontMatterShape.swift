/// What a key of the front matter may hold, for messages and for the schema that editors use.
package indirect enum FrontMatterShape: Sendable, Hashable {
  case text
  case integer
  case boolean
  case date
  /// An address that readers may be sent to.
  case address
  /// One word of a list.
  case choice([String])
  case list(FrontMatterShape)
  case record([FrontMatterKey])

  /// What to write, as a noun with its article.
  package var expectation: String {
    switch self {
    case .text: "text"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .date: "a date such as 2026-11-21"
    case .address: "an http, https, mailto or tel address"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .list(let element): "a list, each item \(element.expectation)"
    case .record(let keys): "keys with values: \(keys.map(\.name).joined(separator: ", "))"
    }
  }
}

/// A key that a record of the front matter may have.
package struct FrontMatterKey: Sendable, Hashable {
  package var name: String
  package var shape: FrontMatterShape
  package var isRequired: Bool
  /// One sentence on what the key says, for the schema.
  package var summary: String
}

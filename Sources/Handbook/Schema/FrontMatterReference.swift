import Markdown

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

import Basics
import Handbook
import Markdown

/// A description of a page in the vocabulary of search engines.
///
/// Source: schema.org 28, as JSON-LD 1.1. A script element of that type is data: browsers don't run it, and
/// the pages' security policy doesn't apply to it.
enum StructuredData {
  private static func markup(_ members: KeyValuePairs<String, JSONText?>) -> HTML {
    guard case .object(let all) = JSONText.object(members) else { return HTML() }
    let context: [(key: String, value: JSONText)] = [("@context", .text("https://schema.org"))]
    let text = JSONText.object(context + all).written()
    return HTML(markup: "<script type=\"application/ld+json\">\n\(text)\n</script>")
  }

  static func code(_ code: CodeOfEthics, edition index: Int, in site: SiteContext) -> HTML {
    let metadata = code.editions[index].metadata
    let force: String? =
      switch metadata.status {
      case .inForce: "https://schema.org/InForce"
      case .draft, .proposed, .superseded: "https://schema.org/NotInForce"
      case .unknown: nil
      }
    return markup([
      "@type": .text("Legislation"), "name": .text(metadata.title.value),
      "legislationIdentifier": .text(code.id.rawValue),
      "legislationJurisdiction": .text(metadata.jurisdiction.value),
      "legislationType": site.instrument(of: metadata).map(JSONText.text),
      "legislationLegalForce": force.map(JSONText.text),
      "legislationDate": metadata.adopted?.day.map { .text("\($0)") },
      "legislationPassedBy": metadata.issuer.map {
        .object(["@type": .text("Organization"), "name": .text($0)])
      },
      "inLanguage": .text(site.handbook.configuration.language),
      "isBasedOn": metadata.source?.url.map { .text($0.rawValue) },
      "isPartOf": part(of: site),
    ])
  }

  static func lesson(_ lesson: Lesson, in site: SiteContext) -> HTML {
    let metadata = lesson.metadata
    return markup([
      "@type": .text("LearningResource"), "name": .text(metadata.title.value),
      "description": metadata.description.map(JSONText.text),
      "timeRequired": metadata.minutes.map { .text("PT\($0)M") },
      "teaches": .texts(metadata.objectives.map(\.text.value)),
      "inLanguage": .text(site.handbook.configuration.language), "isPartOf": part(of: site),
    ])
  }

  static func glossary(_ glossary: Glossary, in site: SiteContext) -> HTML {
    let terms = glossary.terms.map { term in
      JSONText.object(["@type": .text("DefinedTerm"), "name": .text(term.title)])
    }
    return markup([
      "@type": .text("DefinedTermSet"), "name": .text(glossary.metadata.title.value),
      "hasDefinedTerm": .list(terms), "inLanguage": .text(site.handbook.configuration.language),
    ])
  }

  private static func part(of site: SiteContext) -> JSONText {
    .object(["@type": .text("WebSite"), "name": .text(site.handbook.configuration.title.value)])
  }
}

/// A JSON value that keeps the order of its keys.
///
/// Source: RFC 8259.
package enum JSONText: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSONText])
  case object([(key: String, value: JSONText)])

  /// Returns an object without the keys whose value is `nil`.
  package static func object(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
    .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  static func texts(_ values: [String]) -> JSONText { .list(values.map(JSONText.text)) }

  /// Returns the JSON with each value on its own line, so that versions of a file can be compared by line.
  func written(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let values):
      guard !values.isEmpty else { return "[]" }
      return "[\n" + values.map { inner + $0.written(indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.key)): \($0.value.written(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  /// The JSON without line breaks and spaces.
  package var compact: String {
    switch self {
    case .text, .number, .flag: written()
    case .list(let values): "[\(values.map(\.compact).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.key)):\($0.value.compact)" }.joined(separator: ","))}"
    }
  }

  /// Returns a quoted string without `<`, so that it's also safe in a page's script element.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "<": result += "\\u003c"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

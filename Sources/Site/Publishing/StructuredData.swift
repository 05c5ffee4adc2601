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
    let text = JSONText.object(context + all).lines
    return HTML(
      bytes: Array("<script type=\"application/ld+json\">\n".utf8) + text + Array("\n</script>".utf8))
  }

  static func code(_ code: CodeOfEthics, edition index: Int, in site: SiteContext) -> HTML {
    let metadata = code.editions[index].metadata
    let force: String? =
      switch metadata.status {
      case .inForce: "https://schema.org/InForce"
      case .draft, .proposed, .adopted, .superseded: "https://schema.org/NotInForce"
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
      JSONText.object([
        "@type": .text("DefinedTerm"), "@id": .text("#\(term.id.value)"), "name": .text(term.title),
        "description": term.body.isEmpty
          ? nil : .text(glossary.document.plainText(of: term.body.lowerBound)),
      ])
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

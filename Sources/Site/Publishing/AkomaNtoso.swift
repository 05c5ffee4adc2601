import Basics
import Handbook
import Markdown
import Redline

/// A code of ethics as Akoma Ntoso, the XML format that legislatures exchange.
///
/// Groups become sections and provisions become paragraphs, each with its permanent id as `eId`. A number
/// that the source doesn't print gets no `num`. A draft's marks become `ins` and `del`.
/// Source: Akoma Ntoso version 1.0 part 2, OASIS Standard, namespace 3.0.
struct AkomaNtoso {
  let site: SiteContext
  let code: CodeOfEthics
  let editionIndex: Int

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }
  private var text: CodeText { edition.redline?.marked ?? edition.text }

  /// Returns the path of the file, which is next to the edition's page.
  static func path(of code: CodeOfEthics, edition: Int) -> String {
    "codes/\(code.pageName(ofEdition: edition)).akn.xml"
  }

  var file: OutputFile {
    let document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
      <act name="code-of-ethics">
      \(meta)<preface>
      <p><docTitle>\(XML.escaped(metadata.title.value))</docTitle></p>
      </preface>
      <body>
      \(text.groups.map(section).joined())</body>
      </act>
      </akomaNtoso>

      """
    return OutputFile(
      path: Self.path(of: code, edition: editionIndex), bytes: Array(document.utf8))
  }

  // MARK: Metadata

  private var meta: String {
    let language = site.handbook.configuration.language.prefix { $0 != "-" }
    let work = "/akn/us/act/\(metadata.jurisdiction.value.slugged)/\(code.id.rawValue.lowercased())"
    let expression = "\(work)/\(language)@\(site.checkCode(of: code.id, edition: editionIndex))"
    let date =
      (metadata.adopted ?? metadata.effective ?? metadata.source?.captured)?.firstDay
      ?? metadata.verified?.on?.value
    let dated = "<FRBRdate date=\"\(date.map { "\($0)" } ?? "0001-01-01")\" name=\"\(dateName)\"/>\n"
    let author = "<FRBRauthor href=\"#issuer\"/>\n"
    func level(_ name: String, _ address: String, _ rest: String) -> String {
      let address = XML.escaped(address)
      return
        "<\(name)>\n<FRBRthis value=\"\(address)\"/>\n<FRBRuri value=\"\(address)\"/>\n\(dated)\(author)\(rest)</\(name)>\n"
    }
    return """
      <meta>
      <identification source="#handbook">
      \(level("FRBRWork", work, "<FRBRcountry value=\"us\"/>\n<FRBRauthoritative value=\"false\"/>\n"))\
      \(level("FRBRExpression", expression, "<FRBRlanguage language=\"\(XML.escaped(String(language)))\"/>\n"))\
      \(level("FRBRManifestation", "\(expression).akn", "<FRBRformat value=\"application/akn+xml\"/>\n"))\
      </identification>
      <references source="#handbook">
      <TLCOrganization eId="handbook" href="/ontology/organization/handbook" \
      showAs="\(XML.escaped(site.handbook.configuration.title.value))"/>
      <TLCOrganization eId="issuer" href="/ontology/organization/issuer" \
      showAs="\(XML.escaped(metadata.issuer ?? metadata.jurisdiction.value))"/>
      </references>
      </meta>

      """
  }

  private var dateName: String {
    if metadata.adopted != nil { return "adopted" }
    if metadata.effective != nil { return "effective" }
    if metadata.source?.captured != nil { return "captured" }
    return metadata.verified?.on == nil ? "unknown" : "verified"
  }

  // MARK: Text

  private func section(_ group: CodeGroup) -> String {
    """
    <section eId="\(XML.escaped(group.anchor))">
    \(group.label.map { "<num>\(XML.escaped($0))</num>\n" } ?? "")\
    \(group.heading.map { "<heading>\(inlines(of: $0))</heading>\n" } ?? "")\
    \(parts(of: group.content, in: group.anchor))</section>

    """
  }

  /// Returns the parts of a section, or of a paragraph that has parts.
  ///
  /// A part without its own id is a container.
  private func parts(of content: [CodeElement], in id: String) -> String {
    var count = 0
    let parts = content.map { element -> String in
      switch element {
      case .provisions(let places): return places.map(paragraph).joined()
      case .prose(let node), .leadIn(let node):
        count += 1
        let name = if case .leadIn = element { "lead-in" } else { "text" }
        return "<hcontainer name=\"\(name)\" eId=\"\(XML.escaped(id))__\(name)_\(count)\">\n<content>\n"
          + "<p>\(inlines(of: node))</p>\n</content>\n</hcontainer>\n"
      }
    }.joined()
    // Hierarchical elements can't be empty.
    return parts.isEmpty ? "<content>\n<p/>\n</content>\n" : parts
  }

  /// Returns a provision as a paragraph.
  ///
  /// The recursion is as deep as the lists, whose depth the parser limits.
  private func paragraph(_ place: Int) -> String {
    let provision = text.provisions[place]
    let id = provision.id.value.rawValue
    let own = provision.content.compactMap(\.proseNode).map { "<p>\(inlines(of: $0))</p>\n" }.joined()
    let parts = provision.parts.map(paragraph).joined()
    let body =
      parts.isEmpty
      ? "<content>\n\(own.isEmpty ? "<p/>\n" : own)</content>\n"
      : (own.isEmpty ? "" : "<intro>\n\(own)</intro>\n") + parts
    return """
      <paragraph eId="\(XML.escaped(id))">
      \(provision.label.map { "<num>\(XML.escaped($0))</num>\n" } ?? "")\(body)</paragraph>

      """
  }

  private func inlines(of node: MarkdownDocument.Index) -> String {
    text.document.redlineRuns(of: node).map { run in
      let words = XML.escaped(run.text)
      return switch run.kind {
      case .kept: words
      case .inserted: "<ins>\(words)</ins>"
      case .deleted: "<del>\(words)</del>"
      }
    }.joined()
  }
}

extension String {
  /// The text in lowercase, with hyphens in place of everything but ASCII letters and digits.
  fileprivate var slugged: String {
    lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}

import Basics
import Foundation
import Handbook
import Testing

@testable import Site

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The data files of codes")
struct CodeDataTests {
  private static let body = """
    Introduction. {#intro .values}

    ## Conduct {#conduct .gifts}

    You must:

    - (a) refuse {~~presents~>gifts~~} & loans {#gifts .money}
      - from \\<clients> {#clients}
    - {--report--} {#report}
    """

  private static let keys = """
    version: "2025"
    adopted: 2025-07
    not-stated: [effective]
    sanctions: [reprimand]
    fact-sources: [{ facts: [sanctions], title: A page, seen: 2026 }]
    topics: { reviewed: 2026-11-28 }
    comment-deadline: 2026-12-31
    review-by: 2027-05-21
    """

  private static func site(_ configuration: String = "", address: String? = nil) -> SmallSite {
    SmallSite(
      [
        "handbook.yml": "title: Handbook\n\(configuration)",
        "codes/washington.md": codeSource(body, keys: keys),
        "codes/oregon.md": codeSource(
          "Elsewhere.\n", jurisdiction: "Oregon", abbreviation: "OR", keys: "text: reference"),
        "topics/gifts.md": "---\ntitle: Gifts\n---\n", "topics/money.md": "---\ntitle: Money\n---\n",
        "topics/values.md": "---\ntitle: Values\n---\n",
        "lessons/one.md":
          "---\ntitle: One\nminutes: 20\nobjectives:\n  - { id: name, text: Name one gift }\n---\n",
        "glossary.md": "## Gift \\</script> {#gift}\n\nA thing.\n",
      ], options: SiteOptions(baseURL: address.flatMap { SiteAddress($0) }))
  }

  private static func object(_ path: String) throws -> [String: Any] {
    let bytes = try #require(site().files[path])
    return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test("The JSON has each fact with its state, and a value only if it's stated")
  func facts() throws {
    let facts = try #require(try Self.object("codes/washington.json")["facts"] as? [String: [String: Any]])
    #expect(facts["adopted"]?["state"] as? String == "stated")
    #expect(facts["adopted"]?["value"] as? String == "2025-07")
    #expect(facts["effective"]?["state"] as? String == "not-stated")
    #expect(facts["issuer"]?["state"] as? String == "not-recorded")
    #expect(facts.values.allSatisfy { ($0["value"] != nil) == ($0["state"] as? String == "stated") })
    let seen = facts["sanctions"]?["seen"] as? [[String: String]]
    #expect(seen == [["title": "A page", "seen": "2026"]])
  }

  @Test("The JSON has groups and provisions with labels, lead-ins, topics, citations, and redline runs")
  func text() throws {
    let code = try Self.object("codes/washington.json")
    let groups = try #require(code["groups"] as? [[String: Any]])
    let provisions = try #require(groups.last?["provisions"] as? [[String: Any]])
    let first = try #require(provisions.first)
    #expect(first["id"] as? String == "gifts")
    #expect(first["label"] as? String == "(a)")
    #expect(first["leadIn"] as? String == "You must:")
    #expect(first["text"] as? String == "refuse gifts & loans")
    #expect(first["topics"] as? [String] == ["money", "gifts"])
    #expect(first["citation"] as? String == "Washington draft, Conduct, (a)")
    let runs = try #require(first["redline"] as? [[String: String]])
    #expect(runs.map { $0["kind"] } == ["kept", "deleted", "inserted", "kept"])
    let inner = try #require(first["provisions"] as? [[String: Any]])
    #expect(inner.map { $0["text"] as? String } == ["from <clients>"])
    #expect(inner.map { $0["number"] as? Int } == [1])
    #expect(provisions.last?["isRemoved"] as? Bool == true)
    #expect(code["isOfficial"] as? Bool == false)
    #expect(code["topicsReviewed"] as? String == "2026-11-28")
  }

  @Test("The data of a code whose text isn't included has its facts but no text")
  func reference() throws {
    let code = try Self.object("codes/oregon.json")
    #expect(code["groups"] == nil && code["checkCode"] == nil && code["facts"] != nil)
    #expect(Self.site().files["codes/oregon.akn.xml"] == nil)
  }

  @Test("The Akoma Ntoso file is well-formed, and its elements are where the standard allows them")
  func akomaNtoso() throws {
    let bytes = try #require(Self.site().files["codes/washington.akn.xml"])
    let reader = StructureReader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.problems.isEmpty, "\(reader.problems)")
    #expect(reader.ids.count == Set(reader.ids).count)
    #expect(Set(["intro", "conduct", "gifts", "clients", "report"]).isSubset(of: reader.ids))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<p>refuse <del>presents</del><ins>gifts</ins> &amp; loans</p>"))
    #expect(text.contains("<num>(a)</num>"))
  }

  @Test("Citations in the data have plain spaces")
  func spaces() throws {
    let text = Self.site()["codes/washington.json"]
    #expect(text.contains("item 1") && !text.contains("item\u{A0}"))
  }

  @Test("A text without any date has no Akoma Ntoso file, because the format requires one")
  func undated() throws {
    let dated = """
      ---
      title: Code of Ethics
      jurisdiction: Washington
      abbreviation: WA
      status: draft
      effective: 2027
      ---

      - Be kind. {#kind}

      """
    for (code, isDated) in [(dated, true), (dated.replacing("effective: 2027\n", with: ""), false)] {
      let site = SmallSite(["codes/washington.md": code])
      #expect(site.files["codes/washington.json"] != nil)
      #expect((site.files["codes/washington.akn.xml"] != nil) == isDated)
      #expect(site["codes/washington.html"].contains("washington.akn.xml") == isDated)
      #expect(site["codes/washington.akn.xml"].contains("date=\"2027-01-01\" name=\"effective\"") == isDated)
    }
  }

  @Test("Each term of the glossary has its definition and the address of its entry")
  func definedTerms() throws {
    let site = Self.site()
    let script = site["glossary.html"].components(
      between: "<script type=\"application/ld+json\">", and: "</script>")
    let value = try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any]
    let terms = try #require(value?["hasDefinedTerm"] as? [[String: Any]])
    for term in terms {
      let anchor = try #require((term["@id"] as? String)?.dropFirst())
      #expect(site["glossary.html"].contains("id=\"\(anchor)\""))
      #expect((term["description"] as? String)?.isEmpty == false)
    }
  }

  @Test("The calendar has deadlines and reviews, and lines of at most 75 bytes")
  func calendar() throws {
    let text = Self.site(address: "https://example.org/")["calendar.ics"]
    #expect(text.contains("DTSTART;VALUE=DATE:20261231\r\nSUMMARY:Washington draft: Comments due\r\n"))
    #expect(text.contains("DTSTART;VALUE=DATE:20270521\r\n"))
    #expect(text.contains("UID:WA-comments@example.org\r\n"))
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
  }

  @Test("Codes and topics have feeds with the text that changes")
  func feeds() {
    let site = Self.site(address: "https://example.org/")
    #expect(site["codes/washington.feed.xml"].contains("Conduct, (a): “presents” replaced by “gifts”"))
    #expect(site["topics/money.feed.xml"].contains("“presents” replaced by “gifts”"))
    #expect(!site["topics/values.feed.xml"].contains("presents"))
    #expect(site["feed.xml"].contains("“presents” replaced by “gifts”"))
  }

  @Test(
    "Pages describe themselves in the vocabulary of search engines",
    arguments: [
      ("codes/washington.html", "Legislation"), ("lessons/one.html", "LearningResource"),
      ("glossary.html", "DefinedTermSet"),
    ])
  func structuredData(path: String, type: String) throws {
    let page = Self.site()[path]
    let script = page.components(between: "<script type=\"application/ld+json\">", and: "</script>")
    let value = try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any]
    #expect(value?["@type"] as? String == type)
    #expect(value?["@context"] as? String == "https://schema.org")
  }

  @Test("A single key turns off all data files")
  func off() {
    let site = Self.site("data: false\n", address: "https://example.org/")
    let data = site.files.keys.filter {
      $0.hasSuffix(".json") || $0.hasSuffix(".akn.xml") || $0.hasSuffix(".ics") || $0.hasSuffix(".feed.xml")
    }
    #expect(data.isEmpty)
    #expect(!site["codes/washington.html"].contains("ld+json"))
    #expect(!site["codes/washington.html"].contains("washington.json"))
    #expect(site.files["feed.xml"] != nil)
  }

  @Test("Every file that a page's head links to exists")
  func alternates() {
    let site = Self.site()
    for name in ["washington.json", "washington.akn.xml"] {
      #expect(site["codes/washington.html"].contains("href=\"\(name)\""))
      #expect(site.files["codes/\(name)"] != nil)
    }
  }
}

/// Checks the nesting of elements according to Akoma Ntoso's schema.
private final class StructureReader: NSObject, XMLParserDelegate {
  /// The elements that each written element can contain according to the standard's schema.
  private static let allowed: [String: Set<String>] = [
    "": ["akomaNtoso"], "akomaNtoso": ["act"], "act": ["meta", "preface", "body"],
    "meta": ["identification", "references"],
    "identification": ["FRBRWork", "FRBRExpression", "FRBRManifestation"],
    "FRBRWork": ["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRcountry", "FRBRauthoritative"],
    "FRBRExpression": ["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRlanguage"],
    "FRBRManifestation": ["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRformat"],
    "references": ["TLCOrganization"], "preface": ["p"], "body": ["section"],
    "section": ["num", "heading", "content", "paragraph", "hcontainer"],
    "paragraph": ["num", "content", "intro", "paragraph"], "hcontainer": ["content"], "content": ["p"],
    "intro": ["p"], "p": ["ins", "del", "docTitle"], "heading": ["ins", "del"],
  ]
  private static let needsID: Set<String> = ["section", "paragraph", "hcontainer", "TLCOrganization"]

  var problems: [String] = []
  var ids: [String] = []
  private var open: [String] = [""]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let parent = open.last ?? ""
    if Self.allowed[parent]?.contains(name) != true { problems.append("\(name) in \(parent)") }
    if let id = attributes["eId"] {
      ids.append(id)
    } else if Self.needsID.contains(name) {
      problems.append("\(name) without an eId")
    }
    open.append(name)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}

import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@Suite("The first use of a term links to the glossary")
struct TermLinkTests {
  private static let glossary = """
    ## Client {#client}

    A person.

    ## Dual relationship {#dual-relationship}

    Two roles.

    ## Relationship {#relationship}

    One role.

    ## Editor’s comment {#editors-comment}

    A remark.

    ## Éthique {#ethique}

    Le bien.
    """

  private func handbook(_ page: String, glossary: String = glossary) -> SmallHandbook {
    SmallHandbook([
      "codes/washington.md": codeFile("- A client gives no gifts. {#gifts}\n"), "glossary.md": glossary,
      "pages/a.md": "---\ntitle: A\n---\n\n\(page)\n",
    ])
  }

  /// Returns the terms that a page links to, as `id: words`, in the order of the page.
  private func links(_ page: String, glossary: String = glossary) throws -> [String] {
    let handbook = handbook(page, glossary: glossary)
    let document = try #require(handbook.handbook.page(PageID("a"))?.document)
    return document.nodes.indices.filter { document.nodes[$0].flags.contains(.found) }.map { index in
      let target = document.nodes[index].referenceIndex.map { document.references[$0].target } ?? ""
      return "\(target.dropFirst("glossary#".count)): \(document.plainText(of: index))"
    }
  }

  @Test(
    "Whole words match, in any case, and with an s for the plural",
    arguments: [
      ("A client comes.", ["client: client"]), ("CLIENTS come.", ["client: CLIENTS"]),
      ("The client’s choice.", ["client: client"]), ("“Clients”, he said.", ["client: Clients"]),
      ("(client)", ["client: client"]), ("Clientele, clientss, aclient, client-led, client_a.", []),
      ("Klient", []), ("An editor's comment and an editor’s comment.", ["editors-comment: editor's comment"]),
      ("L’Éthique.", ["ethique: Éthique"]), ("Ünclient, éclient, clientü", []),
      ("A\u{a0}client.", ["client: client"]),
      ("client", ["client: client"]),
    ])
  func words(page: String, expected: [String]) throws {
    #expect(try links(page) == expected)
  }

  @Test("The longest term wins, and its words don't count as uses of a shorter one")
  func longest() throws {
    #expect(try links("A dual relationship.") == ["dual-relationship: dual relationship"])
    #expect(
      try links("A dual\nrelationship, a dual relationship and a relationship.") == [
        "dual-relationship: dual relationship", "relationship: relationship",
      ])
  }

  @Test("Only the first use on a page is a link")
  func first() throws {
    #expect(try links("One client.\n\n- Another *client*.\n") == ["client: client"])
  }

  @Test(
    "Headings, links, references, code, quotations, and table headers stay unchanged",
    arguments: [
      "## A client {#c}", "[a client](https://example.org)", "[[WA#gifts|a client]]", "`client`",
      "    client", "> A client.", "![A client](https://example.org/a.png)", "![[WA#gifts]]",
      "<https://example.org/client>",
    ])
  func excluded(page: String) throws {
    #expect(try links(page) == [])
  }

  @Test("A term that the author refers to isn't linked again")
  func authors() throws {
    #expect(try links("A client. A [[glossary#client|client]].") == [])
    #expect(try links("A client. A [client](../glossary.md#client).") == [])
    #expect(try links("A relationship. A [[glossary#client|client]].") == ["relationship: relationship"])
  }

  @Test("A term lists its uses, with their sentences and sections")
  func backReferences() throws {
    let handbook = handbook("## Part {#part}\n\nFirst. A *dual relationship* is hard. Last.")
    #expect(handbook.diagnostics.filter { $0.severity == .error }.isEmpty)
    let uses = handbook.handbook.backReferences[.term(TermID("dual-relationship"))] ?? []
    #expect(uses.map(\.source) == [.page(PageID("a"))])
    #expect(uses.map(\.anchor) == ["part"])
    #expect(uses.map(\.relation) == [.uses])
    #expect(uses.map(\.sentence) == ["A dual relationship is hard."])
  }

  @Test("Topics and lessons link to terms; the text of a code and the glossary don't")
  func documents() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- A client gives no gifts. {#gifts}\n"),
      "glossary.md": Self.glossary + "\n\nA client.\n",
      "topics/gifts.md": "---\ntitle: Gifts\n---\n\nA client.\n",
      "lessons/gifts.md": "---\ntitle: Gifts\n---\n\nA client.\n",
    ])
    let uses = handbook.handbook.backReferences[.term(TermID("client"))] ?? []
    #expect(uses.map(\.source) == [.topic(TopicID("gifts")), .lesson(LessonID("gifts"))])
  }

  @Test("A glossary that isn't published isn't linked")
  func unpublished() throws {
    let glossary = "---\ntitle: G\npublish: false\n---\n\n" + Self.glossary
    #expect(try links("A client.", glossary: glossary) == [])
  }

  @Test("A reference knows its range in the file")
  func places() throws {
    let document = try #require(
      handbook("Text.\n\nA \\*dual\nrelationship.").handbook.page(PageID("a"))?.document)
    let reference = try #require(document.references.last)
    #expect(reference.range == SourceRange(line: 7, column: 5, length: 4))
  }
}

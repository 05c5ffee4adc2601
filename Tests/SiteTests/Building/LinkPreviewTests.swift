import Basics
import Handbook
import Testing

@testable import Site

@Suite("A link shows a provision or a term in place")
struct LinkPreviewTests {
  private static let long = String(repeating: "word ", count: 200)
  private static let site = SmallSite([
    "codes/oregon.md": oregonEdition(
      "2024", "draft",
      body: """
        ## Conduct {#conduct}

        A specialist must not:

        - take {~~gifts~>money~~} from a "client" & others; {#gifts}
        - do either of these: {#either}
          - lend {#lend}
          - borrow {#borrow}
        - \(long){#long}
        """),
    "glossary.md":
      "## Gift {#gift}\n\nA thing of value. See [[OR#gifts]].\n\nMore about gifts.\n\n## Empty {#empty}\n",
    "pages/about.md": """
    ---
    title: About
    ---

    [[OR#gifts]] [either](../codes/oregon.md#either) [[OR#lend]] [[OR#long]] [[OR]] [[OR#conduct]]
    [[glossary#gift]] [[glossary#empty]] [[pages/other]] [here](#here)

    ## Here {#here}
    """,
    "pages/other.md": "---\ntitle: Other\n---\n\nText.\n",
  ])

  /// The links with a preview on a page: their addresses, names, and texts.
  private func previews(on path: String) -> [(address: String, name: String, text: String)] {
    Self.site[path].matches(of: /href="([^"]*)" data-preview-name="([^"]*)" data-preview="([^"]*)"/)
      .map { (String($0.1), String($0.2), String($0.3)) }
  }

  @Test("with the words that introduce it, in the proposed text, under its citation and the code's status")
  func provisions() {
    #expect(Self.site.diagnostics.allSatisfy { $0.severity != .error }, "\(Self.site.diagnostics)")
    let found = previews(on: "pages/about.html")
    #expect(
      found.map(\.address).prefix(3) == [
        "../codes/oregon.html#gifts", "../codes/oregon.html#either", "../codes/oregon.html#lend",
      ])
    #expect(found[0].name == "Oregon draft, Conduct, item\u{A0}1 · Draft")
    #expect(
      found[0].text == "A specialist must not: take money from a “client” &amp; others;"
        || found[0].text == "A specialist must not: take money from a &quot;client&quot; &amp; others;")
    #expect(found[1].text == "A specialist must not: do either of these: …")
    #expect(found[2].text == "A specialist must not: do either of these: lend")
  }

  @Test("cut after a word if it's long")
  func longTexts() throws {
    let text = try #require(previews(on: "pages/about.html").first { $0.address.hasSuffix("#long") }).text
    #expect(text.count <= 402 && text.count > 300)
    #expect(text.hasSuffix("word …"))
  }

  @Test("with the first paragraph of a term's explanation, in which citations are written out")
  func terms() throws {
    let term = try #require(previews(on: "pages/about.html").first { $0.address.hasSuffix("#gift") })
    #expect(term.name == "Gift")
    #expect(term.text == "A thing of value. See Oregon draft, Conduct, item\u{A0}1.")
  }

  @Test("but not a whole document, a heading, a term without an explanation, or a place on the page itself")
  func others() {
    #expect(previews(on: "pages/about.html").count == 5)
    #expect(previews(on: "glossary.html").map(\.address) == ["codes/oregon.html#gifts"])
    #expect(!Self.site["print.html"].contains("data-preview-name"))
  }

  @Test("in the language of the text, which a translated page names if it's another")
  func languages() {
    let site = SmallSite([
      "handbook.yml": "title: Ethics\nlanguages: [en, es]\n",
      "codes/oregon.md": oregonEdition("2024", body: "- No gifts. {#gifts}"),
      "pages/about.md": "---\ntitle: About\n---\n\n[[OR#gifts]]\n",
      "pages/about.es.md": "---\ntitle: Acerca\n---\n\n[[OR#gifts]]\n",
    ])
    #expect(site["es/pages/about.html"].contains(#"data-preview="No gifts." data-preview-lang="en">"#))
    #expect(site["pages/about.html"].contains(#"data-preview="No gifts.">"#))
  }
}

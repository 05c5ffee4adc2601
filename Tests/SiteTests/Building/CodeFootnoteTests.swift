import Testing

@testable import Site

@Suite("Footnotes of a code")
struct CodeFootnoteTests {
  private static let site = SmallSite([
    "codes/oregon.md": """
    ---
    title: Code
    jurisdiction: Oregon
    abbreviation: OR
    status: draft
    ---

    ## Conduct {#conduct}

    - No gifts.[^value] {#gifts .gifts}
    - Keep {++good ++}records. {#records}

    [^value]: Of {~~any~>monetary~~} value.
    """,
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nThings.\n",
    "pages/a.md": "---\ntitle: A\n---\n\nText.[^1]\n\n![[OR#gifts]]\n\n![[OR]]\n\n[^1]: Of the page.\n",
  ])

  @Test("Footnotes are at the end of the text in every view and on the signing page")
  func text() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    let texts = [
      ("codes/oregon.html", "Of <del>any<ins class=\"gap\"> </ins></del><ins>monetary</ins> value."),
      ("codes/oregon.proposed.html", "Of monetary value."), ("codes/oregon.current.html", "Of any value."),
      ("codes/oregon/undated.sign.html", "Of monetary value."), ("print.html", "Of monetary value."),
    ]
    for (path, text) in texts { #expect(Self.site[path].contains(text), "\(path)") }
    #expect(Self.site["codes/oregon.html"].contains("<em>any</em> replaced by <em>monetary</em>"))
    #expect(!Self.site["codes/oregon.html"].contains("<div class=\"code-prose\"></div>"))
  }

  @Test("Quotations on other pages link to the footnotes on the code's page")
  func quotations() {
    #expect(Self.site["topics/gifts.html"].contains("href=\"../codes/oregon.html#fn-1\""))
    #expect(Self.site["pages/a.html"].contains("href=\"../codes/oregon.html#fn-1\""))
    for (path, bytes) in Self.site.files where path.hasSuffix(".html") {
      let outline = MarkupOutline(bytes)
      let ids = Set(outline.ids)
      #expect(ids.count == outline.ids.count, "\(path)")
      for link in outline.elements.compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
        #expect(ids.contains(String(link.dropFirst())), "\(path): \(link)")
      }
    }
  }
}

import Basics
import Testing

@testable import Site

@Suite("A code in several editions")
struct EditionTests {
  private static func edition(_ status: String, version: String, effective: String, body: String) -> String {
    """
    ---
    title: Code of Ethics
    jurisdiction: Oregon
    abbreviation: OR
    status: \(status)
    version: "\(version)"
    effective: \(effective)
    ---

    \(body)
    """
  }

  private static let site = SmallSite([
    "codes/oregon/2020.md": edition(
      "superseded", version: "2020", effective: "2020-01-01",
      body: """
        ## Conduct {#conduct}

        - Do not accept gifts. {#gifts}
        - Keep records. {#records}
        - Be kind. {#kind}

        ## Money {#money}

        - Do not lend money. {#loans}
        """),
    "codes/oregon/2024.md": edition(
      "in-force", version: "2024", effective: "2024-01-01",
      body: """
        ## Conduct {#conduct}

        - Do not exchange gifts of value. {#gifts}
        - Be kind. {#kind}
        - Do not lend money. {#loans}

        ## Money {#money}

        - Pay what you owe. {#debts}
        """),
    "pages/a.md": "---\ntitle: A\n---\n\nSee [[OR#gifts]].\n",
  ])

  @Test(
    "The newest edition in force has the code's own address, the older one a page that says what replaced it")
  func pages() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    #expect(Self.site["codes/oregon.html"].contains("Do not exchange gifts of value."))
    let old = Self.site["codes/oregon/2020.html"]
    #expect(old.contains("Do not accept gifts."))
    #expect(old.contains("A newer edition has replaced this one: <a href=\"../oregon.html\">2024</a>."))
    #expect(!Self.site["codes/oregon.html"].contains("has replaced this one"))
    #expect(Self.site["pages/a.html"].contains("href=\"../codes/oregon.html#gifts\""))
  }

  @Test("A page shows what the newer edition changes, word by word, with a list in words")
  func difference() {
    let page = Self.site["codes/oregon.changes.html"]
    #expect(page.contains("Do not <del>accept</del><ins>exchange</ins> gifts<ins> of value</ins>."))
    #expect(page.contains("<em>accept</em> replaced by <em>exchange</em>"))
    #expect(page.contains("<del>Keep records.</del>"))
    #expect(page.contains("removed: <em>Keep records.</em>"))
    #expect(page.contains("<ins>Pay what you owe.</ins>"))
    #expect(page.contains("moved here from Money, item 1"))
    #expect(Self.site["codes/oregon.html"].contains("href=\"oregon.changes.html\""))
  }

  @Test("Without what goes the page reads as the newer edition, without what comes as the older")
  func property() {
    let outline = Self.provisionTexts(of: Self.site["codes/oregon.changes.html"])
    let new = Self.provisionTexts(of: Self.site["codes/oregon.html"])
    let old = Self.provisionTexts(of: Self.site["codes/oregon/2020.html"])
    let proposed = outline.map { Self.without("del", $0) }.filter { !$0.isEmpty }
    let current = Set(outline.map { Self.without("ins", $0) }.filter { !$0.isEmpty })
    #expect(proposed == new)
    #expect(current == Set(old))
  }

  @Test("The page shows what becomes of the title, of headings, lead-ins and prose too")
  func otherBlocks() {
    let site = SmallSite([
      "codes/oregon/2020.md": Self.edition(
        "superseded", version: "2020", effective: "2020-01-01",
        body: """
          For all peers.

          ## Conduct {#conduct}

          A word before.

          Peers should:

          - Be kind. {#kind}

          ## Money {#money}

          Pay what you owe.
          """),
      "codes/oregon/2024.md": Self.edition(
        "in-force", version: "2024", effective: "2024-01-01",
        body: """
          For all peers and trainees.

          ## Good conduct {#conduct}

          Peers must:

          - Be kind. {#kind}

          ## Time {#time}

          Be punctual.
          """
      )
      .replacing("title: Code of Ethics", with: "title: Rules of Ethics"),
    ])
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["codes/oregon.changes.html"]
    #expect(page.contains("<h1><del>Code</del><ins>Rules</ins> of Ethics</h1>"))
    #expect(page.contains("For all peers<ins> and trainees</ins>."))
    #expect(page.contains("<h2 id=\"conduct--heading\"><del>Conduct</del><ins>Good conduct</ins>"))
    #expect(page.contains("<ins>Time</ins>") && page.contains("<ins>Be punctual.</ins>"))
    #expect(page.contains("<del>Money</del>") && page.contains("<del>Pay what you owe.</del>"))
    #expect(page.contains("<a href=\"#_gone\">Money</a>: <span>removed: <em>Pay what you owe.</em>"))
    #expect(page.contains("<em>should</em> replaced by <em>must</em>"))
    #expect(page.contains("removed: <em>A word before.</em>"))
    let lines = PageText.lines(ofCode: page, without: ["del"])
    let new = PageText.lines(ofCode: site["codes/oregon.html"])
    #expect(lines.filter { $0 != "No longer in the code" } == new)
    let before = Set(PageText.lines(ofCode: page, without: ["ins"]))
    #expect(before.isSuperset(of: PageText.lines(ofCode: site["codes/oregon/2020.html"])))
    #expect(MarkupOutline(Array(page.utf8)).problems.isEmpty)
  }

  @Test("Editions of one code must agree on its abbreviation")
  func abbreviations() {
    let site = SmallSite([
      "codes/oregon/2020.md": Self.edition(
        "superseded", version: "1", effective: "2020-01-01", body: "- A. {#a}"),
      "codes/oregon/2024.md": Self.edition(
        "in-force", version: "2", effective: "2024-01-01", body: "- A. {#a}"
      )
      .replacing("abbreviation: OR", with: "abbreviation: ORE"),
    ])
    #expect(site.diagnostics.map(\.identifier) == ["edition-mismatch"])
  }

  /// The HTML of each provision's text.
  private static func provisionTexts(of page: String) -> [String] {
    page.split(separator: "<div class=\"provision-text\">").dropFirst().map { part in
      String(part.split(separator: "</div>", maxSplits: 1).first ?? "")
        .replacing("<p>", with: "").replacing("</p>", with: "").replacing("\n", with: "")
    }
  }

  /// A text without the elements of a name and without the tags of the other kind of mark.
  private static func without(_ name: String, _ html: String) -> String {
    let kept = name == "del" ? "ins" : "del"
    var text = html.replacing("<\(kept)>", with: "").replacing("</\(kept)>", with: "")
    while let start = text.firstRange(of: "<\(name)>"),
      let end = text.firstRange(of: "</\(name)>")
    {
      text.removeSubrange(start.lowerBound..<end.upperBound)
    }
    return text
  }
}

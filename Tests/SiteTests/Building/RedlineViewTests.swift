import Testing

@testable import Site

@Suite("The views of a draft")
struct RedlineViewTests {
  private static let site = SmallSite([
    "codes/oregon.md": """
    ---
    title: Code
    jurisdiction: Oregon
    abbreviation: OR
    status: draft
    ---

    ## Conduct {#conduct}

    1. Do not {~~accept~>exchange~~} gifts. {#gifts}
    2. {--Keep records.--} {#records}
    3. {++Be kind.++} {#kind}
    """
  ])

  @Test("Each view is a page with the same ids and links to the other views")
  func views() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    for path in ["codes/oregon.html", "codes/oregon.proposed.html", "codes/oregon.current.html"] {
      let outline = MarkupOutline(Array(Self.site[path].utf8))
      #expect(
        outline.ids.filter { ["conduct", "gifts", "records", "kind"].contains($0) }.count == 4, "\(path)")
      let links = outline.elements.compactMap { $0.attributes["href"] }
      #expect(links.contains("oregon.html"), "\(path)")
      #expect(links.contains("oregon.proposed.html"), "\(path)")
      #expect(links.contains("oregon.current.html"), "\(path)")
    }
  }

  @Test("Removed provisions keep their place in the proposed text, and added ones in the current text")
  func emptied() {
    let proposed = Self.site["codes/oregon.proposed.html"]
    let current = Self.site["codes/oregon.current.html"]
    #expect(proposed.contains("removed by this draft"))
    #expect(!proposed.contains("\"provision-text\">Keep records."))
    #expect(!proposed.contains("added by this draft"))
    #expect(current.contains("added by this draft"))
    #expect(!current.contains("\"provision-text\">Be kind."))
    #expect(!current.contains("removed by this draft"))
    #expect(proposed.contains("Do not exchange gifts."))
    #expect(current.contains("Do not accept gifts."))
  }

  @Test("The list of changes describes each change and links to its location")
  func changes() {
    let page = Self.site["codes/oregon.html"]
    #expect(page.contains("<em>accept</em> replaced by <em>exchange</em>"))
    #expect(page.contains("removed: <em>Keep records.</em>"))
    #expect(page.contains("added: <em>Be kind.</em>"))
    #expect(Self.site["changes.html"].contains("href=\"codes/oregon.html#gifts\""))
  }

  @Test("The legend shows only the kinds of marks that the redline contains")
  func legend() {
    let page = Self.site["codes/oregon.html"]
    #expect(page.contains("<ins>inserted</ins> <del>deleted</del></span>"))
    #expect(!Self.site["codes/oregon.proposed.html"].contains("<ins>inserted</ins>"))
    let site = SmallSite([
      "codes/oregon.md":
        "---\ntitle: C\njurisdiction: O\nabbreviation: OR\nstatus: draft\n---\n\n- {==A==}{>>why<<} b. {#a}\n"
    ])
    #expect(
      site["codes/oregon.html"].contains(
        "<mark>highlighted</mark> <span class=\"editor-comment\">editor’s note</span>"))
  }

  private static let headings = SmallSite([
    "codes/oregon.md": """
    ---
    title: Code
    jurisdiction: Oregon
    abbreviation: OR
    status: draft
    topics: { reviewed: 2026-01-01 }
    ---

    ## {~~Old~>New~~} name{>>why<<} {#name}

    - {--Keep records.--} {#records .notes}
      - {--Daily.--} {#daily .notes}

    | A | {++B++} |
    | --- | --- |
    | {--x--} | y |

    ## {--Money--} {#money .notes}

    {--Pay your debts.--}

    ## {++Time++} {#time}

    - Be punctual. {#punctual}
    """,
    "topics/notes.md": "---\ntitle: Notes\n---\n\nWhat is written down.\n",
  ])

  @Test("Group names use the resolved text, and a removed heading leaves a note in its place")
  func groupNames() {
    #expect(Self.headings.diagnostics.isEmpty, "\(Self.headings.diagnostics)")
    let redline = Self.headings["codes/oregon.html"]
    let proposed = Self.headings["codes/oregon.proposed.html"]
    let current = Self.headings["codes/oregon.current.html"]
    for page in [redline, proposed, current] {
      #expect(!page.contains("OldNew"))
      #expect(!page.contains("why") || page == redline)
    }
    #expect(redline.contains("New name</a>: <span><em>Old</em> replaced by <em>New</em>"))
    #expect(redline.contains("New name</caption>"))
    #expect(current.contains("Old name</caption>"))
    #expect(
      proposed.contains("<h2 id=\"money--heading\"><span class=\"removed-note\">removed by this draft</span>")
    )
    #expect(
      current.contains("<h2 id=\"time--heading\"><span class=\"removed-note\">added by this draft</span>"))
    #expect(
      proposed.contains("<a href=\"#time\">Time</a>") && !proposed.contains("<a href=\"#money\">Money</a>"))
    #expect(
      current.contains("<a href=\"#money\">Money</a>") && !current.contains("<a href=\"#time\">Time</a>"))
  }

  @Test("Each cell of a table has its own changes")
  func tables() {
    let redline = Self.headings["codes/oregon.html"]
    #expect(redline.contains("<span>added: <em>B</em>"))
    #expect(redline.contains("<span>removed: <em>x</em>"))
  }

  @Test("Provisions that a draft removes aren't listed under topics")
  func topics() {
    #expect(Self.headings["topics/notes.html"].contains("No code here mentions this"))
    #expect(!Self.headings["compare.html"].contains("notes.html#code-or"))
  }

  @Test("A draft with only comments has no list of changes")
  func remarks() {
    let site = SmallSite([
      "codes/oregon.md":
        "---\ntitle: C\njurisdiction: O\nabbreviation: OR\nstatus: draft\n---\n\n- A.{>>why<<} {#a}\n"
    ])
    #expect(!site["codes/oregon.html"].contains("_changes"))
  }
}

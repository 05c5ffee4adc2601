import Basics
import Testing

@testable import Site

@Suite("A code with several editions")
struct EditionTests {
  private static let site = SmallSite([
    "codes/oregon/2020.md": oregonEdition(
      "2020", "superseded",
      body: """
        ## Conduct {#conduct}

        - Do not accept gifts. {#gifts}
        - Keep records. {#records}
        - Be kind. {#kind}

        ## Money {#money}

        - Do not lend money. {#loans}
        """),
    "codes/oregon/2024.md": oregonEdition(
      "2024",
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
    "The newest edition in force has the code's main address, and the older one's page links to it")
  func pages() {
    #expect(Self.site.diagnostics.map(\.rule) == [.undeclaredRepeal], "\(Self.site.diagnostics)")
    #expect(Self.site["codes/oregon.html"].contains("Do not exchange gifts of value."))
    let old = Self.site["codes/oregon/2020.html"]
    #expect(old.contains("Do not accept gifts."))
    #expect(old.contains("A newer edition has replaced this one: <a href=\"../oregon.html\">2024</a>."))
    #expect(!Self.site["codes/oregon.html"].contains("has replaced this one"))
    #expect(Self.site["pages/a.html"].contains("href=\"../codes/oregon.html#gifts\""))
  }

  @Test("A page shows the differences between two editions word by word, with a list of changes")
  func difference() {
    let page = Self.site["codes/oregon/2024.changes-since-2020.html"]
    #expect(page.contains("Do not <del>accept</del><ins>exchange</ins> gifts<ins> of value</ins>."))
    #expect(page.contains("<em>accept</em> replaced by <em>exchange</em>"))
    #expect(page.contains("<del>Keep records.</del>"))
    #expect(page.contains("removed: <em>Keep records.</em>"))
    #expect(page.contains("<ins>Pay what you owe.</ins>"))
    #expect(page.contains("moved here from Money, item\u{A0}1"))
    #expect(Self.site["codes/oregon.html"].contains("href=\"oregon/2024.changes-since-2020.html\""))
  }

  @Test("Without deletions, the page reads like the newer edition; without insertions, like the older one")
  func property() {
    let outline = Self.provisionTexts(of: Self.site["codes/oregon/2024.changes-since-2020.html"])
    let new = Self.provisionTexts(of: Self.site["codes/oregon.html"])
    let old = Self.provisionTexts(of: Self.site["codes/oregon/2020.html"])
    let proposed = outline.map { Self.without("del", $0) }.filter { !$0.isEmpty }
    let current = Set(outline.map { Self.without("ins", $0) }.filter { !$0.isEmpty })
    #expect(proposed == new)
    #expect(current == Set(old))
  }

  @Test("The page also shows changes to the title, headings, lead-ins, and prose")
  func otherBlocks() {
    let site = SmallSite([
      "codes/oregon/2020.md": oregonEdition(
        "2020", "superseded",
        body: """
          For all peers.

          ## Conduct {#conduct}

          A word before.

          Peers should:

          - Be kind. {#kind}

          ## Money {#money}

          Pay what you owe.
          """),
      "codes/oregon/2024.md": oregonEdition(
        "2024",
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
    #expect(site.diagnostics.map(\.rule) == [.undeclaredRepeal], "\(site.diagnostics)")
    let page = site["codes/oregon/2024.changes-since-2020.html"]
    #expect(page.contains("<h1><del>Code</del><ins>Rules</ins> of Ethics</h1>"))
    #expect(page.contains("For all peers<ins> and trainees</ins>."))
    #expect(page.contains("<h2 id=\"conduct--heading\"><del>Conduct</del><ins>Good conduct</ins>"))
    #expect(page.contains("<ins>Time</ins>") && page.contains("<ins>Be punctual.</ins>"))
    #expect(page.contains("<del>Money</del>") && page.contains("<del>Pay what you owe.</del>"))
    #expect(page.contains("<a href=\"#_gone\">Money</a>: <span>removed: <em>Pay what you owe.</em>"))
    #expect(page.contains("<em>should</em> replaced by <em>must</em>"))
    #expect(page.contains("removed: <em>A word before.</em>"))
    let lines = PageText.lines(ofCode: page, without: ["del"])
    // The code's main page ends with the provisions that are no longer in it.
    let new = PageText.lines(ofCode: site["codes/oregon.html"]).prefix { $0 != "No longer in this code" }
    #expect(lines.filter { $0 != "No longer in the code" } == Array(new))
    let before = Set(PageText.lines(ofCode: page, without: ["ins"]))
    #expect(before.isSuperset(of: PageText.lines(ofCode: site["codes/oregon/2020.html"])))
    #expect(MarkupOutline(Array(page.utf8)).problems.isEmpty)
  }

  @Test("All editions of a code must have the same abbreviation")
  func abbreviations() {
    let site = SmallSite([
      "codes/oregon/2020.md": oregonEdition(
        "1", "superseded", effective: "2020-01-01", body: "- A. {#a}"),
      "codes/oregon/2024.md": oregonEdition(
        "2", effective: "2024-01-01", body: "- A. {#a}"
      )
      .replacing("abbreviation: OR", with: "abbreviation: ORE"),
    ])
    #expect(site.diagnostics.map(\.identifier) == ["edition-mismatch"])
  }

  /// Returns the HTML of each provision's text.
  private static func provisionTexts(of page: String) -> [String] {
    page.split(separator: "<div class=\"provision-text\">").dropFirst().map { part in
      String(part.split(separator: "</div>", maxSplits: 1).first ?? "")
        .replacing("<p>", with: "").replacing("</p>", with: "").replacing("\n", with: "")
    }
  }

  /// Returns a text without elements of a name, and without the tags of the other kind of mark.
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

@Suite("Comparisons of any two editions")
struct ComparisonTests {
  /// A provision and a group that are renamed twice; each edition lists only the last former id.
  private static let site = SmallSite([
    "codes/oregon/2012.md": oregonEdition(
      "2012", "superseded",
      body: "## Behavior {#behavior}\n\n- No gifts. {#gifts}\n- Keep records. {#records}\n"),
    "codes/oregon/2018.md": oregonEdition(
      "2018", "superseded", more: "repealed: [{ id: records, on: 2018-02-03 }]",
      body:
        "## Conduct {#conduct alias=\"behavior\"}\n\n- No presents. {#presents alias=\"gifts\"}\n- Be kind. {#kind}\n"
    ),
    "codes/oregon/2024.md": oregonEdition(
      "2024",
      body:
        "## Conduct of peers {#peers alias=\"conduct\"}\n\n- No large presents. {#favors alias=\"presents\"}\n- Be kind. {#kind}\n"
    ),
    "codes/oregon/2027.md": oregonEdition(
      "2027", "draft",
      body:
        "## Conduct of peers {#peers}\n\n- No large presents or money. {#favors}\n- Be kind. {#kind}\n"),
  ])

  @Test("The table of editions leads from each edition to its comparison with each earlier one")
  func table() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    let links = Self.site["codes/oregon.html"].matches(
      of: /<a href="oregon\/([^"]*changes[^"]*)"><span class="visually-hidden">([^<]*)<\/span>([^<]*)</
    ).map { "\($0.1): \($0.2)\($0.3)" }
    #expect(
      links == [
        "2027.changes-since-2024.html: 2027, since 2024",
        "2027.changes-since-2018.html: 2027, since 2018",
        "2027.changes-since-2012.html: 2027, since 2012",
        "2024.changes-since-2018.html: 2024, since 2018",
        "2024.changes-since-2012.html: 2024, since 2012",
        "2018.changes-since-2012.html: 2018, since 2012",
      ])
    let page = Self.site["codes/oregon/2024.changes-since-2012.html"]
    #expect(page.contains("href=\"2024.changes-since-2012.html\" aria-current=\"page\""))
    #expect(page.contains("<a href=\"#_editions\">Compare other editions</a>"))
    #expect(page.contains("what the 2024 edition changes in the 2012 edition"))
  }

  @Test("An edition that is named after its file is called an edition")
  func namedAfterItsFile() {
    func code(_ keys: String) -> String { codeSource("- A. {#a}\n", status: "in-force", keys: keys) }
    let site = SmallSite([
      "codes/washington/original.md": code("").replacing("in-force", with: "superseded"),
      "codes/washington/2027.md": code("effective: 2027-01-01"),
    ])
    let page = site["codes/washington/2027.changes-since-original.html"]
    #expect(page.contains("what the 2027 edition changes in the original edition"))
  }

  @Test("A provision and a group that were renamed more than once are paired with their first words")
  func renamed() {
    for (year, words) in [
      ("2024", "<ins>large presents</ins>"), ("2027", "<ins>large presents or money</ins>"),
    ] {
      let page = Self.site["codes/oregon/\(year).changes-since-2012.html"]
      #expect(page.contains("No <del>gifts</del>\(words)."), "\(page)")
      #expect(page.contains("<del>Behavior</del><ins>Conduct of peers</ins>"))
      #expect(page.contains("<ins>Be kind.</ins>"))
    }
  }

  @Test("Provisions and groups of earlier editions lead to their history by the ids that they had")
  func historyOfRenamed() {
    #expect(Self.site["codes/oregon/2012.html"].contains("href=\"../oregon.history.html#gifts\""))
    let page = Self.site["codes/oregon.history.html"]
    for id in ["behavior", "conduct", "peers", "gifts", "presents", "favors"] {
      #expect(page.ranges(of: "id=\"\(id)\"").count == 1, "\(id)")
    }
  }

  @Test("A provision that an edition between the two repealed has the day of its end")
  func repealedBetween() {
    let page = Self.site["codes/oregon/2024.changes-since-2012.html"]
    #expect(page.contains("<del>Keep records.</del>"))
    #expect(page.contains("Repealed on February 3, 2018 by the 2018 edition."))
  }

  @Test(
    "Without deletions, each comparison reads like the newer edition; without insertions, like the older one")
  func property() {
    let years = ["2012", "2018", "2024", "2027"]
    func address(_ year: String) -> String {
      year == "2024" ? "codes/oregon.html" : "codes/oregon/\(year).html"
    }
    for (place, old) in years.enumerated() {
      for new in years[(place + 1)...] {
        let page = Self.site["codes/oregon/\(new).changes-since-\(old).html"]
        let proposed = PageText.lines(ofCode: page, without: ["del"])
        let newer = PageText.lines(ofCode: Self.site[address(new)]).prefix { $0 != "No longer in this code" }
        #expect(proposed.starts(with: newer), "\(new) since \(old)")
        let before = Set(PageText.lines(ofCode: page, without: ["ins"]))
        let older = PageText.lines(ofCode: Self.site[address(old)]).prefix { $0 != "No longer in this code" }
        #expect(before.isSuperset(of: older), "\(new) since \(old)")
      }
    }
  }

  @Test(
    "An edition is compared with nine earlier ones, and keeps those comparisons when a newer one is added")
  func many() {
    let years = (2001...2013).map(String.init)
    let site = SmallSite(
      Dictionary(
        uniqueKeysWithValues: years.map { year in
          (
            "codes/oregon/\(year).md",
            oregonEdition(
              year, year == "2013" ? "in-force" : "superseded", body: "- Rule of \(year). {#rule}")
          )
        }))
    let pages = site.files.keys.filter { $0.contains(".changes-since-") }
    #expect(pages.count == 9 * 3 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1)
    #expect(site.files["codes/oregon/2013.changes-since-2004.html"] != nil)
    #expect(site.files["codes/oregon/2013.changes-since-2003.html"] == nil)
  }
}

@Suite("The history of provisions")
struct ProvisionHistoryTests {
  private static let site = SmallSite([
    "codes/oregon/2018.md": oregonEdition(
      "2018", body: "## Conduct {#conduct}\n\n- No gifts. {#gifts}\n- Keep records. {#records}\n"),
    "codes/oregon/2024.md": oregonEdition(
      "2024",
      more:
        "formerly: [OAR 410-180-0340]\nrepealed:\n  - { id: records, on: 2024-02-03, replaced-by: [notes] }",
      body:
        "## Conduct {#conduct}\n\n- Write notes. {#notes}\n- No gifts at all. {#gifts formerly=\"410-180-0340(2)\"}\n"
    ),
  ])

  @Test("A repealed provision keeps its address on the code's page, with its last text collapsed")
  func repealed() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    let page = Self.site["codes/oregon.html"]
    #expect(page.contains("id=\"records\""))
    #expect(page.contains("Repealed on February 3, 2024 by the 2024 edition."))
    #expect(page.contains("Replaced by: <a href=\"#notes\">"))
    #expect(page.contains("<blockquote><p>Keep records.</p></blockquote>"))
    #expect(page.contains("href=\"oregon/2018.html#records\""))
    #expect(!Self.site["codes/oregon/2018.html"].contains("Repealed on"))
  }

  @Test("Two editions in force are referred to by name, never as current and proposed")
  func names() {
    let page = Self.site["codes/oregon/2024.changes-since-2018.html"]
    #expect(page.contains("<b>2024 edition</b>") && page.contains("<b>2018 edition</b>"))
    #expect(!page.contains(">Proposed<") && !page.contains(">Current<"))
    #expect(page.contains("what the 2024 edition changes in the 2018 edition"))
    #expect(page.contains("Repealed on February 3, 2024 by the 2024 edition. Replaced by:"))
  }

  @Test("Each provision links to its text in each edition, with dates and a description of the change")
  func history() {
    #expect(Self.site["codes/oregon.html"].contains("href=\"oregon.history.html#gifts\""))
    let page = Self.site["codes/oregon.history.html"]
    #expect(
      page.contains(
        "<a href=\"oregon/2018.html#gifts\">2018 edition</a> <span class=\"dot\">January 1, 2018</span>"))
    #expect(page.contains("No gifts<ins> at all</ins>."))
    #expect(page.contains("was Conduct, item\u{A0}1, now Conduct, item\u{A0}2"))
    #expect(page.contains("Repealed on February 3, 2024 by the 2024 edition."))
    #expect(page.contains("id=\"records\""))
    // A provision that ended isn't taken for the one that has its number today.
    #expect(page.contains(">Conduct, item\u{A0}2</a></h3>"))
    #expect(page.contains(">Conduct, item\u{A0}2 (2018 edition)</a></h3>"))
  }

  @Test("Former numbers of a code and a provision are shown")
  func formerly() {
    let page = Self.site["codes/oregon.html"]
    #expect(page.contains("Formerly 410-180-0340(2)") && page.contains("OAR 410-180-0340"))
  }

  @Test("A code with one edition has no history")
  func single() {
    let site = SmallSite([
      "codes/oregon.md": oregonEdition("2018", body: "## Conduct {#conduct}\n\n- A. {#a}\n")
    ])
    #expect(!site["codes/oregon.html"].contains("history"))
    #expect(site.files["codes/oregon.history.html"] == nil)
  }
}

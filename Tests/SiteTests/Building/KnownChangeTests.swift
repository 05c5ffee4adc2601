import Basics
import Handbook
import Markdown
import Search
import Testing

@testable import Site

@Suite("Known changes that the text doesn't include yet")
struct KnownChangeTests {
  private static let content = [
    "codes/oregon.md": """
    ---
    title: Code of Ethics
    jurisdiction: Oregon
    abbreviation: OR
    status: in-force
    superseded-by: { title: The new code, url: "https://example.org/new" }
    review-cycle: every 5 years
    known-changes:
      - what: The rule on gifts has an exception now
        source: the board’s page
        url: https://example.org/board
        seen: 2026-11
        effective: 2027-01-01
        provisions: [gifts]
    ---

    ## Conduct {#conduct}

    - No gifts. {#gifts}
    - No loans. {#loans effective="2027-07-01"}
    """
  ]

  private static let sentence =
    "A later change isn’t in this text yet: The rule on gifts has an exception now. Source: the board’s page, seen November 2026. In effect from January 1, 2027."

  private func site(on day: String) throws -> SmallSite {
    let date = try #require(CalendarDate(day))
    return SmallSite(Self.content, options: SiteOptions(date: date))
  }

  @Test("A known change has a banner on the code's page and a note at each provision that it affects")
  func banner() throws {
    let site = try site(on: "2026-11-28")
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["codes/oregon.html"]
    let linked = Self.sentence.replacing(
      "the board’s page", with: "<a href=\"https://example.org/board\">the board’s page</a>")
    #expect(page.contains("<a href=\"#_known-changes\">A later change is known.</a>"))
    #expect(page.contains("<div class=\"notice notice-warning\" role=\"note\">\(linked)"))
    #expect(page.contains("<div class=\"provision-remark\" role=\"note\">\(linked)"))
    #expect(page.contains("This code was replaced by <a href=\"https://example.org/new\">The new code</a>."))
    #expect(page.contains("every 5 years"))
  }

  @Test(
    "The print page, the signing page, search, and the data also include a known change",
    arguments: ["print.html", "codes/oregon/undated.sign.html"])
  func everywhere(path: String) throws {
    let site = try site(on: "2026-11-28")
    #expect(site[path].contains(Self.sentence))
    let search = site.files.filter { $0.key.hasPrefix("search/") }.map {
      String(decoding: $0.value, as: UTF8.self)
    }
    #expect(search.contains { $0.contains("a later change is known") })
    #expect(site["codes/oregon.json"].contains("\"knownChanges\""))
  }

  @Test(
    "A provision with its own effective date takes effect on that date, based on the date of the build",
    arguments: [("2027-06-30", false), ("2027-07-01", true), ("2027-07-02", true)])
  func effective(day: String, isAfter: Bool) throws {
    let page = try site(on: day)["codes/oregon.html"]
    let (before, after) = isAfter ? (" hidden", "") : ("", " hidden")
    #expect(
      page.contains(
        "<span data-effective=\"2027-07-01\"><span data-before\(before)>Takes effect on July 1, 2027.</span><span data-after\(after)>In effect since July 1, 2027.</span></span>"
      ))
  }

  @Test("A known change to an unknown provision and an invalid date are errors")
  func wrong() {
    let code = (Self.content["codes/oregon.md"] ?? "").replacing("[gifts]", with: "[gift]").replacing(
      "2027-07-01", with: "July 2027")
    let site = SmallSite(["codes/oregon.md": code])
    #expect(Set(site.diagnostics.map(\.identifier)) == ["unknown-provision", "wrong-type"])
  }
}

@Suite("What replaced a code, an edition, or a provision")
struct ReplacedTextTests {
  private static let sentence = "This code was replaced by The new code."

  private static let content = [
    "handbook.yml": "title: Handbook\nmoving: [{ from: OR, to: WA }]\n",
    "codes/oregon/2018.md": oregonEdition(
      "2018", "superseded",
      body: "## Conduct {#conduct}\n\n- No presents. {#presents}\n- Keep records. {#records}\n"),
    "codes/oregon/2024.md": oregonEdition(
      "2024", "superseded",
      more: """
        superseded-by: { title: The new code, url: "https://example.org/new" }
        repealed: [{ id: records, on: 2024-02-03, replaced-by: [gifts] }]
        """,
      body: "## Conduct {#conduct}\n\n- No gifts. {#gifts .gifts alias=\"presents\"}\n"),
    "codes/washington.md": codeSource("- No gifts. {#gifts .gifts}\n", status: "in-force"),
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nThings.\n",
  ]
  private static let site = SmallSite(content)

  @Test(
    "Search, comparisons, topics, and every printed copy say what replaced a code",
    arguments: [
      "codes/oregon.html", "codes/oregon/2024.sign.html", "print.html", "compare.html", "compare-texts.html",
      "topics/gifts.html", "moving/oregon-to-washington.html",
    ])
  func code(path: String) {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    #expect(Self.site[path].contains(Self.sentence), "\(path)")
    let other = Self.site["codes/washington.html"]
    #expect(!other.contains("was replaced"))
  }

  @Test("Results of search for a code and its provisions say what replaced it")
  func search() throws {
    let records = try Self.records
    for title in ["Oregon superseded", "Oregon superseded, Conduct, item\u{A0}1"] {
      let record = try #require(records.first { $0.title == title }, "\(records.map(\.title))")
      #expect(record.context.hasSuffix(" · \(Self.sentence)"), "\(record.context)")
    }
    #expect(
      records.filter { $0.title.hasPrefix("Washington") }.allSatisfy { !$0.context.contains("replaced") })
  }

  @Test("The search result for a repealed provision names the provision that replaced it")
  func provision() throws {
    let record = try #require(Self.records.first { $0.title.hasSuffix("(no longer in the code)") })
    #expect(
      record.context
        == "Repealed on February 3, 2024 by the 2024 edition. Replaced by: Oregon superseded, Conduct, item\u{A0}1"
    )
  }

  @Test(
    "A printed copy of an earlier edition names the edition that replaced it, and comparisons give both statuses"
  )
  func edition() {
    let copy = "A newer edition has replaced this one: 2024."
    for path in ["codes/oregon/2018.html", "codes/oregon/2018.sign.html"] {
      #expect(Self.site[path].ranges(of: "<span>\(copy)</span>").count == 1, "\(path)")
    }
    #expect(!Self.site["codes/oregon/2024.html"].contains("A newer edition"))
    let page = Self.site["codes/oregon/2024.changes-since-2018.html"]
    #expect(page.contains("<b>2018 edition</b> <span>Superseded</span>"))
    #expect(page.contains(Self.sentence))
  }

  @Test(
    "Until an adopted edition takes effect, the page, its copies, and search show the one before and name the day",
    arguments: ["2023-12-31", "2024-01-01"])
  func adopted(day: String) throws {
    let isEarly = day < "2024-01-01"
    let date = try #require(CalendarDate(day))
    let site = SmallSite(
      Self.content.mapValues { $0.replacing("status: superseded", with: "status: in-force") },
      options: SiteOptions(date: date))
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["codes/oregon.html"]
    let coming = "A newer edition takes effect on January 1, 2024: "
    #expect(page.contains(coming) == isEarly)
    #expect(page.contains("A newer edition has been in effect since January 1, 2024: ") == isEarly)
    #expect(page.contains("This code is in force."))
    #expect(site["codes/oregon/2018.sign.html"].contains("<span>\(coming)2024.</span>") == isEarly)
    let next = site[isEarly ? "codes/oregon/2024.html" : "codes/oregon.html"]
    #expect(next.contains("This text has been adopted. It takes effect on January 1, 2024.") == isEarly)
    #expect(
      next.contains("Until January 1, 2024, this edition is in force: <a href=\"../oregon.html\">2018</a>.")
        == isEarly)
    let data = site["codes/oregon.json"]
    #expect(data.contains("\"status\": \"in-force\""))
  }

  private static var records: [SearchRecord] {
    get throws {
      let input = SiteInput(
        content: content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files, themeFolder: DefaultTheme.folder)
      return SearchRecords(site: try #require(SiteBuilder.prepare(input).site).context).all
    }
  }
}

@Suite("The page for people who move from one state to another")
struct MovingPageTests {
  private static func code(_ state: String, _ abbreviation: String, _ body: String) -> String {
    "---\ntitle: Code\njurisdiction: \(state)\nabbreviation: \(abbreviation)\nstatus: in-force\n"
      + "topics: { reviewed: 2026-11-28 }\n---\n\n\(body)"
  }

  private static let content = [
    "handbook.yml": "title: Handbook\nmoving: [{ from: AR, to: OR }]\n",
    "codes/arkansas.md": code(
      "Arkansas", "AR", "- No gifts. {#gifts .gifts}\n- Be kind. {#kind .kindness}\n"),
    "codes/oregon.md": code(
      "Oregon", "OR", "- No large gifts. {#gifts .gifts}\n- No loans. {#loans .loans}\n"),
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nText.\n",
    "topics/kindness.md": "---\ntitle: Kindness\n---\n\nText.\n",
    "topics/loans.md": "---\ntitle: Loans\n---\n\nText.\n",
    "topics/other.md": "---\ntitle: Other\n---\n\nText.\n",
  ]

  @Test("The page has every topic that either code mentions, and says which ones are new or gone")
  func page() {
    let site = SmallSite(Self.content)
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["moving/arkansas-to-oregon.html"]
    #expect(page.contains("<h1>Moving from Arkansas to Oregon</h1>"))
    let headings = page.matches(
      of: /<h2 id="([a-z]+)--heading"><a [^>]*>[^<]*<\/a>(?: <span class="dot">([^<]*)<\/span>)?<\/h2>/
    )
    .map { "\($0.1) \($0.2 ?? "")" }
    #expect(headings == ["gifts ", "kindness not mentioned anymore", "loans new"])
    #expect(page.contains("No gifts.") && page.contains("No large gifts."))
    #expect(
      site["compare.html"].contains(
        "<a href=\"moving/arkansas-to-oregon.html\">Moving from Arkansas to Oregon</a>"))
  }

  @Test("Readers can choose any two texts, each edition of a code by its name")
  func chooser() throws {
    var content = Self.content
    content["codes/oregon.md"] = nil
    content["codes/oregon/2018.md"] = oregonEdition(
      "2018", "superseded", body: "## Conduct {#conduct}\n\n- No gifts. {#gifts .gifts .kindness}\n")
    content["codes/oregon/2024.md"] = oregonEdition(
      "2024", body: "## Conduct {#conduct}\n\n- No large gifts. {#gifts .gifts}\n")
    let site = SmallSite(content)
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["moving/index.html"]
    let texts = page.matches(of: /<template data-move-text="([^"]*)"( data-reviewed)?>/)
    #expect(texts.map { String($0.1) } == ["arkansas", "oregon", "oregon/2018"])
    #expect(texts.map { $0.2 != nil } == [true, false, false])
    #expect(
      page.ranges(of: "<option value=\"oregon/2018\">Oregon, 2018 edition (Superseded)</option>").count == 2)
    #expect(page.contains("<div data-topics=\"gifts kindness\">"))
    #expect(page.contains("href=\"../codes/oregon/2024.changes-since-2018.html\" data-since=\"oregon/2018\""))
    #expect(page.ranges(of: " data-move-topic hidden>").count == 4, "a section for each topic")
    #expect(page.contains("<a href=\"arkansas-to-oregon.html\">"), "without a script, the pages are linked")
    #expect(
      site["moving/arkansas-to-oregon.html"].contains("href=\"index.html?from=arkansas&amp;to=oregon\""))
    #expect(site["compare.html"].contains("<a href=\"moving/index.html\">"))
  }

  @Test("A handbook with one text, or without topics, has no page for choosing two")
  func single() {
    let one = Self.content.filter { $0.key != "codes/oregon.md" && $0.key != "handbook.yml" }
    let untold = Self.content.filter { !$0.key.hasPrefix("topics/") && $0.key != "handbook.yml" }
    for content in [one, untold] {
      #expect(SmallSite(content).files.keys.allSatisfy { !$0.hasPrefix("moving/") })
    }
  }

  @Test("A move to a code that doesn't exist, or whose text isn't included, is an error")
  func wrong() {
    var content = Self.content
    content["handbook.yml"] = "title: Handbook\nmoving: [{ from: AR, to: WA }]\n"
    #expect(SmallSite(content).diagnostics.map(\.identifier) == ["unknown-code"])
  }
}

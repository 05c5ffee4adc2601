import Basics
import Testing

@testable import Site

@Suite("Facts about codes")
struct FactTests {
  private static func site(_ keys: String, status: String = "draft") -> SmallSite {
    SmallSite(["codes/washington.md": codeSource("- A. {#a}\n", status: status, keys: keys)])
  }

  private static func facts(_ keys: String) -> String {
    site(keys)["codes/washington.html"].components(between: "<section class=\"facts\"", and: "</section>")
  }

  @Test("A fact that is stated has its value")
  func stated() {
    #expect(Self.facts("issuer: The Board").contains("<dt>Issued by</dt><dd>The Board"))
  }

  @Test("The facts that are listed as not stated share one row")
  func notStated() {
    let facts = Self.facts("not-stated: [effective, issuer]")
    #expect(facts.contains("<dt>Not stated in the source</dt><dd>Issued by; Effective date</dd>"))
    #expect(!facts.contains("<dt>Issued by</dt>"))
  }

  @Test("All other facts can be listed as not stated at once, except for those that few sources state")
  func allOthers() {
    let facts = Self.facts("issuer: The Board\nnot-stated: [all-others]")
    let row = facts.components(between: "<dt>Not stated in the source</dt><dd>", and: "</dd>")
    let names = row.split(separator: "; ").map(String.init)
    #expect(names.contains("Version") && names.contains("Comments due") && names.contains("Complaints"))
    #expect(!names.contains("Issued by") && !names.contains("Replaced by") && !names.contains("Formerly"))
    #expect(facts.contains("<dt>Issued by</dt><dd>The Board"))
    let settled = Self.site("not-stated: [all-others]", status: "in-force")["codes/washington.html"]
    #expect(!settled.contains("Comments due"))
    let unknown = Self.site("not-stated: [all-others]", status: "unknown")["codes/washington.html"]
    #expect(unknown.contains("The source doesn’t say whether this code is in force."))
  }

  @Test("A fact that nobody recorded has no row")
  func notRecorded() {
    let facts = Self.facts("version: \"2025\"")
    #expect(!facts.contains("Issued by"))
    #expect(!facts.contains("Not stated"))
  }

  @Test("The facts of a code without its text don't link to the complaint guide, which follows them")
  func complaints() {
    let keys = """
      text: reference
      source: { title: The code, url: "https://example.org/code" }
      complaints: { body: The Board, deadline: within 60 days }
      """
    let page = SmallSite(["codes/washington.md": codeSource("", keys: keys)])["codes/washington.html"]
    #expect(page.ranges(of: "How to complain").count == 1)
    #expect(page.contains("<dt>Who takes complaints</dt><dd>The Board</dd>"))
    #expect(Self.facts("complaints: { body: The Board }").contains("<a href=\"#_complaints\">"))
  }

  @Test("A page doesn't say that the source omits the status if nobody has checked")
  func status() {
    let unchecked = Self.site("", status: "unknown")["codes/washington.html"]
    #expect(unchecked.contains("We haven’t checked whether this code is in force."))
    let notStated = Self.site("not-stated: [status]", status: "unknown")["codes/washington.html"]
    #expect(notStated.contains("The source doesn’t say whether this code is in force."))
  }

  @Test("A fact that's both stated and not stated is an error at its position")
  func contradiction() {
    let site = Self.site("issuer: The Board\nnot-stated: [issuer]")
    let found = site.diagnostics.filter { $0.identifier == "contradictory-fact" }
    #expect(found.map { $0.range?.start.line } == [7])
    #expect(site.files.isEmpty)
  }

  @Test(
    "Dates are printed as precisely as their source states them",
    arguments: [
      ("2025", "<time datetime=\"2025\">2025</time>"),
      ("2025-07", "<time datetime=\"2025-07\">July 2025</time>"),
      ("2025-07-01", "<time datetime=\"2025-07-01\">July 1, 2025</time>"),
      (
        "2025-07/2026-06",
        "<time datetime=\"2025-07\">July 2025</time> to <time datetime=\"2026-06\">June 2026</time>"
      ),
    ])
  func dates(written: String, printed: String) {
    #expect(Self.facts("effective: \(written)").contains(printed))
  }

  @Test("A date that doesn't exist is reported", arguments: ["2025-13", "25", "2025-07/2024", "July 2025"])
  func badDates(written: String) {
    #expect(Self.site("effective: \(written)").diagnostics.map(\.identifier) == ["wrong-type"])
  }

  private static let many = """
    administrator: The Office
    scope: [mental health, substance use]
    credentials: [{ name: Certified Peer, acronym: CP, level: level 2, former-names: [Peer Counselor] }]
    adapted-from: { title: Another code, url: "https://example.org/other" }
    history: [{ on: 2024, what: renamed }, { on: 2025-07, what: amended }]
    signature: { who: [applicants], when: before they work, witness: a supervisor }
    renewal: { every: 2 years, hours: 20, ethics-hours: 6, attested-by: [supervisor] }
    duty-to-report: Report what harms a client.
    sanctions: [reprimand, suspension]
    appeal: { to: the Board, within: 10 days }
    related: [{ title: A form, url: "https://example.org/form" }, { title: A manual }]
    reproduction: Copy freely.
    contact: { name: The Board, phone: 360-236-4700 }
    complaints:
      body: The Board
      ways: [by mail]
      must-include: [your name, the date]
      anonymous: false
      signed: true
      deadlines: [{ who: colleagues, within: 90 days }, { who: the public, within: 4 years }]
      steps: [{ what: The Board answers, within: 5 business days }]
    fact-sources: [{ facts: [complaints], title: A page, url: "https://example.org/seen", seen: 2026-11 }]
    """

  @Test(
    "Each fact has its place on the page",
    arguments: [
      "Administered by</dt><dd>The Office", "Services</dt><dd>mental health; substance use",
      "Certified Peer (CP), level 2, formerly Peer Counselor", ">Another code</a>",
      ">2024</time>: renamed</li>",
      ">July 2025</time>: amended</li>", "applicants, before they work, with a supervisor",
      "every 2 years; 20 hours of continuing education; 6 of them in ethics; attested by supervisor",
      "Report what harms a client.", "reprimand; suspension", "the Board, within 10 days", ">A form</a></li>",
      "<li>A manual</li>", "Copy freely.", "Who to call</dt><dd>The Board, <a href=\"tel:3602364700\"",
    ])
  func places(part: String) {
    #expect(Self.facts(Self.many).contains(part), "\(Self.facts(Self.many))")
  }

  @Test("The complaint guide covers who, how, by when, and what happens next, and links to its source")
  func guide() {
    let page = Self.site(Self.many)["codes/washington.html"]
    let guide = page.components(between: "aria-labelledby=\"_complaints\"", and: "</section>")
    for part in [
      "Who takes complaints", "by mail", "Include: your name; the date", "You have to give your name.",
      "You have to sign it.", "Colleagues: 90 days", "The public: 4 years",
      "The Board answers (within 5 business days)", "Possible sanctions: reprimand; suspension",
      "Appeals: the Board, within 10 days", ">A page</a>, seen November 2026.",
    ] {
      #expect(guide.contains(part), "\(part) is missing in \(guide)")
    }
    #expect(page.contains("href=\"#_complaints\""))
  }

  @Test("A code without recorded complaint information has no guide")
  func noGuide() {
    #expect(!Self.site("")["codes/washington.html"].contains("_complaints"))
  }
}

@Suite("The topic review of a code")
struct TopicReviewTests {
  /// The beginning of Washington's cell in the row of a topic that its code doesn't mention.
  private static let gap =
    "<td data-state=\"WA\"><span class=\"cell-state\">WA</span><span class=\"cell-gap\">"

  private static func site(_ keys: String) -> SmallSite {
    SmallSite([
      "codes/washington.md": codeSource("- A. {#a .gifts}\n", keys: keys),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n", "topics/money.md": "---\ntitle: Money\n---\n",
    ])
  }

  @Test("Before the review, pages say that the code hasn't been reviewed yet")
  func unreviewed() {
    let site = Self.site("")
    #expect(site["topics/money.html"].contains("Not yet reviewed for topics:"))
    #expect(!site["topics/money.html"].contains("No code here mentions this."))
    #expect(site["compare.html"].contains("not yet reviewed</span>"))
    #expect(!site["compare.html"].contains(Self.gap))
    #expect(site["compare-texts.html"].contains("not yet reviewed"))
    #expect(site["topics/index.html"].contains("not yet reviewed"))
  }

  @Test("After the review, pages say that the code doesn't mention the topic")
  func reviewed() {
    let site = Self.site("topics: { reviewed: 2026-11-28 }")
    #expect(site["topics/money.html"].contains("Not mentioned in"))
    #expect(site["topics/money.html"].contains("No code here mentions this."))
    #expect(site["compare.html"].contains(Self.gap))
    #expect(site["topics/index.html"].contains("Not in the code here"))
    #expect(!site["topics/index.html"].contains("0 states"))
  }

  @Test(
    "A provision with a topic counts with and without a review",
    arguments: [
      "", "topics: { reviewed: 2026-11-28 }",
    ])
  func speaking(keys: String) {
    #expect(Self.site(keys)["topics/index.html"].contains("1 state"))
  }
}

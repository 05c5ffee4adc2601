import Testing

@testable import Site

/// Returns a code file with a jurisdiction and a body.
func codeSource(
  _ body: String, jurisdiction: String = "Washington", abbreviation: String = "WA", status: String = "draft",
  keys: String = ""
) -> String {
  """
  ---
  title: Code of Ethics
  jurisdiction: \(jurisdiction)
  abbreviation: \(abbreviation)
  status: \(status)
  \(keys)
  ---

  \(body)
  """
}

@Suite("Pages show the numbers that citations use")
struct CountedNumberTests {
  private static let flat = """
    - No gifts. {#gifts}
    - No loans. {#loans}
      - Of money. {#money}
    """

  private static let grouped = """
    - First. {#first}

    ---

    - Second. {#second}
    - Third. {#third}
    """

  @Test("A provision without a label shows its number, which screen readers announce as an item")
  func number() {
    let page = SmallSite(["codes/washington.md": codeSource(Self.flat)])["codes/washington.html"]
    let number = #"<span class="label counted"><span class="visually-hidden">item </span>2</span>"#
    #expect(page.contains(number))
    #expect(page.contains("Gray numbers are ours; the source uses bullets."))
    #expect(!page.contains("bullet\""))
  }

  @Test("The number is the same as in the provision's citation")
  func sameNumber() {
    let page = SmallSite(["codes/washington.md": codeSource(Self.grouped)])["codes/washington.html"]
    for (id, group, number) in [("first", "1", "1"), ("second", "2", "1"), ("third", "2", "2")] {
      let item = page.components(between: "id=\"\(id)\">", and: "</li>")
      #expect(item.contains("</span>\(number)</span>"))
      let place = "group \(group), item \(number)"
      #expect(
        item.contains("data-copy=\"Washington draft, Code of Ethics, \(place), version check code "))
      #expect(item.contains("data-copy=\"WA \(group).\(number)\""))
    }
  }

  @Test("A group without a heading has a name on the page and in the table of contents")
  func groupName() {
    let page = SmallSite(["codes/washington.md": codeSource(Self.grouped)])["codes/washington.html"]
    #expect(page.contains(#"Group\#u{A0}2 <span class="dot">no heading in the source</span></h2>"#))
    let contents = page.components(between: "<nav class=\"contents\"", and: "</nav>")
    #expect(contents.contains("#group-2\">Group\u{A0}2</a>"))
  }

  @Test("The only group of a code without headings has no name")
  func onlyGroup() {
    let site = SmallSite([
      "codes/washington.md": codeSource(Self.flat), "pages/a.md": "---\ntitle: A\n---\n\n[[WA#loans]]\n",
    ])
    #expect(!site["codes/washington.html"].lowercased().contains("group\u{A0}1"))
    #expect(site["pages/a.html"].contains(">Washington draft, item\u{A0}2</a>"))
  }

  @Test("A labeled provision has neither an added number nor a bullet")
  func label() {
    let page = SmallSite(["codes/washington.md": codeSource("1. No gifts. {#gifts}\n2. No loans. {#loans}\n")]
    )[
      "codes/washington.html"]
    #expect(page.contains(#"<span class="label">2.</span>"#))
    #expect(!page.contains("counted"))
    #expect(!page.contains("Gray numbers"))
  }

  @Test("The note about numbers doesn't mention bullets for provisions that are paragraphs")
  func paragraphs() {
    let page = SmallSite(["codes/washington.md": codeSource("No gifts. {#gifts}\n\nNo loans. {#loans}\n")])[
      "codes/washington.html"]
    #expect(page.contains("Gray numbers are ours; the source doesn’t number these provisions."))
  }

  @Test("Signing pages, quotations, and the print page show the same numbers")
  func elsewhere() {
    let site = SmallSite([
      "codes/washington.md": codeSource(Self.grouped), "pages/a.md": "---\ntitle: A\n---\n\n![[WA]]\n",
    ])
    let number = #"<span class="visually-hidden">item </span>2</span>"#
    for page in ["codes/washington/undated.sign.html", "pages/a.html", "print.html"] {
      #expect(site[page].contains(number), "\(page)")
    }
    let name = ">Group\u{A0}2 <span class=\"dot\">no heading in the source</span></h3>"
    #expect(site["print.html"].contains(name))
  }

  @Test(
    "Authors get the short citation with the text 'short'",
    arguments: [
      ("[[WA#third|short]]", ">WA 2.2</a>"), ("[[WA|short]]", ">WA</a>"),
      ("[[topics/gifts|short]]", ">short</a>"), ("[[WA#third|in short]]", ">in short</a>"),
      ("[[OR#deep|short]]", ">OR (2)(b)(iii)</a>"), ("[[OR#only|short]]", ">OR 9</a>"),
    ])
  func short(source: String, link: String) {
    let site = SmallSite([
      "codes/washington.md": codeSource(Self.grouped),
      "codes/oregon.md": codeSource(
        """
        - (2) Do not {#two}
          - (b) take {#b}
            - (iii) gifts. {#deep}

        9. Report. {#only}
        """, jurisdiction: "Oregon", abbreviation: "OR"),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n",
      "pages/a.md": "---\ntitle: A\n---\n\nSee \(source).\n",
    ])
    #expect(site["pages/a.html"].contains(link), "\(site.diagnostics)")
  }
}

@Suite("Two codes of one jurisdiction")
struct SharedJurisdictionTests {
  private static let content = [
    "codes/arkansas.md": codeSource("- A. {#a .gifts}\n", jurisdiction: "Arkansas", abbreviation: "AR"),
    "codes/supervisors.md": codeSource(
      "- B. {#b .gifts}\n", jurisdiction: "Arkansas", abbreviation: "AR-S", keys: "short-title: supervisors"),
    "topics/gifts.md": "---\ntitle: Gifts\n---\n",
    "topics/money.md": "---\ntitle: Money\n---\n",
  ]

  @Test(
    "Topics, the comparison, and the list of codes distinguish the two codes",
    arguments: [
      "topics/gifts.html", "topics/money.html", "compare.html", "codes/index.html", "codes/supervisors.html",
    ])
  func names(page: String) {
    #expect(SmallSite(Self.content)[page].contains("Arkansas (supervisors)"))
  }

  @Test("A code without a short title is identified by its abbreviation")
  func withoutShortTitle() {
    let site = SmallSite(Self.content)
    #expect(site["topics/gifts.html"].contains("Arkansas (AR)"))
  }

  @Test("The only code of a jurisdiction is identified by the jurisdiction")
  func only() {
    var content = Self.content
    content["codes/supervisors.md"] = nil
    let site = SmallSite(content)
    #expect(!site["topics/gifts.html"].contains("Arkansas ("))
  }
}

extension String {
  /// Returns the text between the first occurrence of a text and the next of another, or an empty text.
  func components(between start: String, and end: String) -> String {
    guard let from = firstRange(of: start) else { return "" }
    let rest = self[from.upperBound...]
    return String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)])
  }
}

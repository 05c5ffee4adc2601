import Basics
import Handbook
import Testing

@testable import Site

@Suite("Permanent addresses of codes")
struct PermanentAddressTests {
  private static let address = SiteOptions(baseURL: SiteAddress("https://example.org/"))
  private static let old = oregonEdition(
    "2018", effective: "2018-07-01", body: "## Conduct {#conduct}\n\n- No gifts. {#gifts}")
  private static let new = oregonEdition(
    "2024", body: "## Conduct {#conduct}\n\n- No gifts at all. {#gifts}")

  @Test("An address that was copied or printed before a new edition leads to the same text after it")
  func stays() throws {
    let before = SmallSite(["codes/oregon.md": Self.old], options: Self.address)
    #expect(before.diagnostics.isEmpty)
    let citation = try #require(
      before["codes/oregon.html"].firstMatch(of: /data-copy="([^"]*item 1[^"]*)"/)?.1)
    #expect(
      citation.wholeMatch(
        of:
          /Oregon, Code of Ethics, Conduct, item 1 \(2018, effective July 1, 2018\), version check code ([0-9a-f]{16}), https:\/\/example.org\/codes\/oregon\/2018.html#gifts/
      ) != nil, "\(citation)")
    let after = SmallSite(
      [
        "codes/oregon/2018.md": Self.old.replacing("in-force", with: "superseded"),
        "codes/oregon/2024.md": Self.new,
      ], options: Self.address)
    #expect(after.diagnostics.isEmpty)
    for site in [before, after] {
      let page = site["codes/oregon/2018.html"]
      #expect(page.contains("No gifts.") && page.contains("id=\"gifts\""))
    }
    #expect(after["codes/oregon.html"].contains("No gifts at all."))
    #expect(after["codes/oregon/2024.html"].contains("No gifts at all."))
  }

  @Test(
    "On the print page, links to an older edition and to a provision that ended open the code's pages"
  )
  func inPrint() {
    let ending = "repealed:\n  - id: records\n    on: 2024-01-01"
    let site = SmallSite([
      "codes/oregon/2018.md": Self.old.replacing("in-force", with: "superseded")
        + "\n- Keep records. {#records}",
      "codes/oregon/2024.md": Self.new.replacing("status: in-force", with: "status: in-force\n\(ending)"),
      "pages/about.md":
        "---\ntitle: About\n---\n\n[old](../codes/oregon/2018.md#records) [new](../codes/oregon/2024.md#gifts) [[OR#records]]\n",
    ])
    let links = site["print.html"].matches(of: /href="([^"]*)"[^>]*>(?:old|new|Oregon superseded[^<]*)</).map(
      \.1)
    #expect(
      links == ["codes/oregon/2018.html#records", "#code-OR--gifts", "codes/oregon/2018.html#records"])
  }

  @Test("The code's main page says which version it shows, and the permanent page links to the main page")
  func says() {
    let site = SmallSite(["codes/oregon.md": Self.new], options: Self.address)
    #expect(
      site["codes/oregon.html"].contains(
        "This page always shows the current version, which is now “2024”. Its permanent address is <a href=\"oregon/2024.html\">codes/oregon/2024.html</a>."
      ))
    let frozen = site["codes/oregon/2024.html"]
    #expect(
      frozen.contains(
        "This is the permanent address of the version “2024”. <a href=\"../oregon.html\">Oregon</a> always shows the current one."
      ))
    #expect(frozen.contains("<link rel=\"canonical\" href=\"https://example.org/codes/oregon.html\">"))
    #expect(!site["sitemap.xml"].contains("codes/oregon/2024.html"))
  }

  @Test("The views of a draft at its permanent address link to each other")
  func views() {
    let draft = Self.new.replacing("No gifts", with: "No {++large ++}gifts")
    let site = SmallSite(["codes/oregon.md": draft])
    #expect(site["codes/oregon/2024.html"].contains("href=\"2024.proposed.html\""))
    #expect(site["codes/oregon/2024.current.html"].contains("No gifts at all."))
    #expect(site["codes/oregon/2024.proposed.html"].contains("No large gifts at all."))
  }

  @Test(
    "The signing page and every copy have the edition, its date, its check code, and its permanent address")
  func signing() {
    let site = SmallSite(["codes/oregon.md": Self.new], options: Self.address)
    let code = CheckCodes.of(site["codes/oregon/2024.sign.html"])
    #expect(code.count == 1)
    for page in ["codes/oregon/2024.sign.html", "codes/oregon.html", "print.html"] {
      #expect(CheckCodes.of(site[page]) == code)
      #expect(site[page].contains("https://example.org/codes/oregon/2024.html"))
    }
    #expect(site["codes/oregon/2024.sign.html"].contains("January 1, 2024"))
  }

  @Test("A page lists every version with its check code, including versions that are gone")
  func list() {
    let site = SmallSite([
      "codes/oregon.md": Self.new,
      "published-versions.txt": """
      OR 2018 2019-05-06 00000000000000aa Oregon, Code of Ethics, 2018
      OR 2024 2024-05-06 00000000000000bb Oregon, Code of Ethics, 2024
      XX 2001 2002-05-06 00000000000000cc Xanadu, Code of Ethics, 2001
      """,
    ])
    // The list records a different text for 2024, which is an error in a handbook, so nothing is built.
    #expect(site.diagnostics.map(\.identifier) == ["changed-version"])
    let words = SmallSite(["codes/oregon.md": Self.new])["versions.html"]
    let code = words.firstMatch(of: /data-check-code="([0-9a-f]{16})"/).map { String($0.1) } ?? ""
    let page = SmallSite([
      "codes/oregon.md": Self.new,
      "published-versions.txt": """
      OR 2018 2019-05-06 00000000000000aa Oregon, Code of Ethics, 2018
      OR 2024 2024-05-06 00000000000000bb Oregon, Code of Ethics, 2024
      OR 2024 2025-05-06 \(code) Oregon, Code of Ethics, 2024
      XX 2001 2002-05-06 00000000000000cc Xanadu, Code of Ethics, 2001
      """,
    ])["versions.html"]
    let rows = page.matches(of: /data-check-code="([0-9a-f]{16})" data-sentence="([^"]*)"/).map {
      "\($0.1) \($0.2)"
    }
    #expect(
      rows == [
        "\(code) Oregon, Code of Ethics, 2024. This is the newest version here.",
        "00000000000000bb Oregon, Code of Ethics, 2024. The words of this version were corrected later.",
        "00000000000000aa Oregon, Code of Ethics, 2018. This handbook no longer has the text.",
        "00000000000000cc Xanadu, Code of Ethics, 2001. This handbook no longer has the text.",
      ])
    #expect(page.contains("May 6, 2025") && page.contains("<h2 id=\"code-xx--heading\">XX</h2>"))
  }

  @Test(
    "The address of a signing sheet or a comparison, copied before a new edition, leads to the same words after it"
  )
  func sheetsAndComparisonsStay() throws {
    func edition(_ year: String, _ status: String = "superseded", gifts: String) -> String {
      oregonEdition(year, status, body: "## Conduct {#conduct}\n\n- \(gifts) {#gifts}")
    }
    let old = ["codes/oregon/2018.md": edition("2018", gifts: "No gifts.")]
    let before = SmallSite(
      old.merging(["codes/oregon/2020.md": edition("2020", "in-force", gifts: "No large gifts.")]) { $1 })
    let after = SmallSite(
      old.merging([
        "codes/oregon/2020.md": edition("2020", gifts: "No large gifts."),
        "codes/oregon/2024.md": edition("2024", "in-force", gifts: "Any gifts."),
        "codes/oregon/2026.md": edition("2026", "draft", gifts: "Some gifts."),
      ]) { $1 })
    #expect(before.diagnostics.isEmpty && after.diagnostics.isEmpty)
    #expect(before["codes/oregon.html"].contains("href=\"oregon/2020.sign.html\""))
    for site in [before, after] {
      #expect(site["codes/oregon/2020.sign.html"].contains("No large gifts."))
      #expect(
        site["codes/oregon/2020.changes-since-2018.html"].contains("No <ins>large </ins>gifts."))
      #expect(site["codes/oregon/2020.changes.html"].contains("url=2020.changes-since-2018.html"))
    }
    #expect(
      CheckCodes.of(before["codes/oregon/2020.sign.html"])
        == CheckCodes.of(after["codes/oregon/2020.sign.html"]))
    // The earlier addresses lead to the pages of the edition that is in force at the moment.
    #expect(before["codes/oregon.sign.html"].contains("<a href=\"oregon/2020.sign.html\">"))
    #expect(before["codes/oregon.changes.html"].contains("<a href=\"oregon/2020.changes-since-2018.html\">"))
    #expect(after["codes/oregon.sign.html"].contains("<a href=\"oregon/2024.sign.html\">"))
    #expect(after["codes/oregon.changes.html"].contains("<a href=\"oregon/2024.changes-since-2020.html\">"))
    // People can still sign the text that they were given, and see that it was replaced.
    let replaced = "A newer edition has replaced this one: <a href=\"../oregon.html\">2024</a>."
    #expect(after["codes/oregon/2020.sign.html"].contains(replaced))
    #expect(!before["codes/oregon/2020.sign.html"].contains("A newer edition"))
    #expect(after["codes/oregon/2026.html"].contains("href=\"2026.sign.html\""))
    #expect(after["codes/oregon/2026.comments.html"].contains("Some gifts."))
    #expect(
      after["codes/oregon/2020.sign.html"].contains("<title>Acknowledgment: Oregon, Code of Ethics, 2020"))
  }

  @Test("Published addresses of sheets and comparisons without an edition still lead to pages")
  func publishedBefore() {
    let site = SmallSite([
      "codes/oregon/2018.md": Self.old.replacing("in-force", with: "superseded"),
      "codes/oregon/2024.md": Self.new,
      "published-pages.txt":
        "codes/oregon.sign.html\ncodes/oregon.changes.html\ncodes/oregon/2024.changes.html\n",
    ])
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
  }

  /// The check codes that a page prints.
  private enum CheckCodes {
    static func of(_ page: String) -> Set<String> {
      Set(page.matches(of: /<code>([0-9a-f]{16})<\/code>/).map { String($0.1) })
    }
  }
}

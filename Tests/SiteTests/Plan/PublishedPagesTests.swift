import Basics
import Handbook
import TestSupport
import Testing

@testable import Site

@Suite("The list of published pages")
struct PublishedPagesTests {
  private static let content = [
    "codes/washington.md": codeFile("- No {++large ++}gifts. {#gifts}\n"),
    "glossary.md": "## Peer\n\nA person.\n",
    "lessons/gifts.md": "---\ntitle: Gifts\n---\n\nText.\n",
    "lessons/guide.md":
      "---\ntitle: Guide\naudience: facilitator\naliases: [lessons/old-guide.html]\n---\n\nText.\n",
    "pages/about.md": "---\ntitle: About\naliases: [about.html]\n---\n\nText.\n",
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nText.\n",
  ]

  private func addresses(_ edition: HandbookEdition) -> [String] {
    let handbook = SmallHandbook(Self.content, edition: edition).handbook
    return PublishedPages(SiteMap.plan(handbook).map, handbook).addresses
  }

  private func reports(_ content: [String: String], published: String) -> [String] {
    SmallSite(content.merging(["published-pages.txt": published]) { $1 }).diagnostics
      .filter { $0.rule == .vanishedPage }.map(\.oneLine)
  }

  @Test(
    "Pages that come from files are recorded, but pages generated from the whole handbook aren't"
  )
  func recorded() {
    #expect(
      addresses(.facilitator) == [
        "codes/washington.current.html", "codes/washington.html", "codes/washington.proposed.html",
        "codes/washington/undated.current.html", "codes/washington/undated.html",
        "codes/washington/undated.proposed.html", "codes/washington/undated.sign.html", "glossary.html",
        "lessons/gifts.html", "lessons/guide.html",
        "pages/about.html",
        "topics/gifts.html",
      ])
    #expect(Set(addresses(.facilitator)).subtracting(addresses(.learner)) == ["lessons/guide.html"])
  }

  @Test("Pages of the site, aliases, and lessons of the other edition aren't reported")
  func alive() {
    let published = (addresses(.facilitator) + ["about.html", "lessons/old-guide.html", "index.html"])
      .joined(separator: "\n")
    #expect(reports(Self.content, published: "# Kept.\n\n\(published)\n") == [])
  }

  @Test("A page whose file was renamed is reported at its line until an alias redirects to it")
  func renamed() {
    var content = Self.content
    content["lessons/presents.md"] = content.removeValue(forKey: "lessons/gifts.md")
    let published = "# Kept.\npages/about.html\n  lessons/gifts.html \r\n"
    #expect(
      reports(content, published: published) == [
        "Content/published-pages.txt:3:3: Published page 'lessons/gifts.html' no longer exists"
      ])
    content["lessons/presents.md"] = "---\ntitle: Gifts\naliases: [lessons/gifts.html]\n---\n\nText.\n"
    #expect(reports(content, published: published) == [])
  }

  @Test("The name that an edition's file needs is suggested if its address is gone")
  func renamedEdition() {
    var content = Self.content
    content["codes/washington/2024.md"] = content.removeValue(forKey: "codes/washington.md")
    content["published-pages.txt"] = "codes/washington/undated.sign.html\ncodes/oregon/2012.html\n"
    let help = SmallSite(content).diagnostics.filter { $0.rule == .vanishedPage }.map(\.help)
    #expect(
      help == [
        "it was the address of an edition: give the edition's file the name Content/codes/washington/undated.md",
        "add it to the aliases of the page that took its place: aliases: [codes/oregon/2012.html]",
      ])
  }

  @Test("A page that is no longer published is reported")
  func unpublished() {
    var content = Self.content
    content["pages/about.md"] = "---\ntitle: About\npublish: false\n---\n\nText.\n"
    #expect(reports(content, published: "pages/about.html\n").count == 1)
  }

  @Test("An updated list is sorted and keeps its comments and the pages that are gone")
  func list() {
    let handbook = SmallHandbook(["published-pages.txt": "# Kept.\nz.html\na b.html\n"])
    let old = PublishedList.pages.file(among: handbook.files)
    let new = handbook.handbook.publishedPages(["pages/a.html", "z.html"], addedTo: old)
    #expect(String(decoding: new.bytes, as: UTF8.self) == "# Kept.\na b.html\npages/a.html\nz.html\n")
  }
}

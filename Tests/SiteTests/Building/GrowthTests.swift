import Testing

@testable import Site

@Suite("The size of a page doesn't grow with the number of pages")
struct GrowthTests {
  private static func site(pages: Int) -> SmallSite {
    var content = ["codes/washington.md": code]
    for number in 0..<pages {
      let name = "page-\(1000 + number)"
      content["pages/\(name).md"] =
        "---\ntitle: \(name)\n---\n\n## Part\n\nWords of \(name), see [[WA#gifts]].\n"
    }
    return SmallSite(content)
  }

  private static let code = """
    ---
    title: Code
    jurisdiction: Washington
    abbreviation: WA
    status: draft
    ---

    - No gifts. {#gifts}
    """

  @Test("A page is the same in a handbook with 600 pages as in one with 60")
  func pages() {
    let small = Self.site(pages: 60)
    let large = Self.site(pages: 600)
    #expect(small.diagnostics.isEmpty)
    #expect(large.diagnostics.isEmpty)
    for path in ["index.html", "search.html", "404.html", "pages/page-1000.html", "pages/page-1059.html"] {
      // Only a small handbook has a print page.
      let link = /<li><a href="[.\/]*print.html">Everything on one page<\/a><\/li>\n/
      #expect(small[path].replacing(link, with: "") == large[path], "\(path)")
      #expect(!small[path].isEmpty, "\(path)")
    }
  }
}

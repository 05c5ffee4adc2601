import Basics
import Testing

@testable import Site

@Suite("Pages that list everything in a very large handbook")
struct PageLimitTests {
  /// Returns a site with many provisions on one topic, and a glossary with many terms.
  private static func site(terms: Int, provisions: Int) -> SmallSite {
    let names = (0..<terms).map { number in
      "## \(["Apple", "Éclair", "zeal", "9 lives"][number % 4]) \(number)\n\nA term.\n"
    }
    let rules = (0..<provisions).map { "- Rule \($0). {#r\($0) .gifts}" }
    return SmallSite([
      "glossary.md": "---\ntitle: Glossary\n---\n\n\(names.joined(separator: "\n"))",
      "topics/gifts.md": "---\ntitle: Gifts\nsynonyms: [apple pie]\nrelated: [zest]\n---\n\nA topic.\n",
      "topics/zest.md": "---\ntitle: Zest\n---\n\nA topic.\n",
      "codes/oregon.md": """
      ---
      title: Code
      jurisdiction: Oregon
      abbreviation: OR
      status: draft
      ---

      ## Conduct {#conduct}

      \(rules.joined(separator: "\n"))
      """,
    ])
  }

  private static let usual = site(terms: 40, provisions: 60)
  private static let large = site(terms: PageLimits.subjects, provisions: PageLimits.passagesSideBySide + 1)

  @Test("A handbook of typical size has one page for the index and one with all texts")
  func usual() {
    #expect(Self.usual.diagnostics.isEmpty, "\(Self.usual.diagnostics.prefix(3))")
    #expect(!Self.usual.files.keys.contains { $0.hasPrefix("subjects/") })
    let index = Self.usual["subjects.html"]
    #expect(index.contains("href=\"#letter-a\"") && index.contains("href=\"#topic-gifts\""))
    #expect(index.contains("href=\"codes/oregon.html#r59\""))
    #expect(Self.usual["compare-texts.html"].contains("Rule 59."))
  }

  @Test("A larger index has a page for each letter, and one that links to them")
  func letters() {
    #expect(Self.large.diagnostics.isEmpty, "\(Self.large.diagnostics.prefix(3))")
    let pages = Self.large.files.keys.filter { $0.hasPrefix("subjects/") }.sorted()
    #expect(pages == ["0", "a", "c", "e", "g", "z"].map { "subjects/\($0).html" })
    let entry = Self.large["subjects.html"]
    for page in pages { #expect(entry.contains("href=\"\(page)\""), "\(page)") }
    #expect(entry.contains("Apple 0 – Apple 996") || entry.contains("Apple 0 – apple pie"))
    #expect(entry.utf8.count < 20_000)
  }

  @Test("The page of a letter has its subjects, marks its letter, and links to other letters' subjects")
  func letter() {
    let page = Self.large["subjects/a.html"]
    #expect(page.contains(">Apple 4<") && !page.contains(">zeal 2<"))
    #expect(page.contains("<a href=\"a.html\" aria-current=\"page\">A</a>"))
    #expect(page.contains("<a href=\"../subjects.html\">"))
    #expect(page.contains("href=\"g.html#topic-gifts\""))
    #expect(Self.large["subjects/g.html"].contains("id=\"topic-gifts\""))
    #expect(Self.large["subjects/g.html"].contains("href=\"z.html#topic-zest\""))
    #expect(Self.large["subjects/e.html"].contains(">Éclair 1<"))
    #expect(MarkupOutline(Array(page.utf8)).problems.isEmpty)
  }

  @Test("A subject with too many places links to its topic, which has all of them")
  func places() {
    let page = Self.large["subjects/g.html"]
    #expect(page.contains("<a href=\"../topics/gifts.html\">5001 provisions</a>"))
    #expect(!page.contains("#r17\""))
    #expect(Self.large["topics/gifts.html"].contains("#r5000\""))
  }

  @Test("If there are too many texts for one page, it links to the topics' pages")
  func texts() {
    let page = Self.large["compare-texts.html"]
    #expect(!page.contains("Rule 59.") && !page.contains("<table"))
    #expect(page.contains("<a href=\"topics/gifts.html\">Gifts</a>"))
    #expect(page.utf8.count < 20_000)
    #expect(MarkupOutline(Array(page.utf8)).problems.isEmpty)
  }
}

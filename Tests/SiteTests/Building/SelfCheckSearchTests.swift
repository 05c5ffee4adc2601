import Basics
import Testing

@testable import Search
@testable import Site

@Suite("Self-checks and codes in search")
struct SelfCheckSearchTests {
  private static let lesson = """
    ---
    title: Gifts
    objectives:
      - { id: name, text: Name the rule on gifts }
    ---

    ## First {#first teaches="name"}

    Text.

    > [!QUESTION] name
    > Is a toaster out?
    >
    > - [x] Yes. It's a gift. [[WA#a]]
    > - [ ] No. Nobody says so.

    ## Second

    > [!QUESTION] name
    > And a kettle?
    >
    > - [x] Yes. That too. [[WA#a]]
    > - [ ] No. Nobody says so.

    More text.
    """

  private static func site(_ content: [String: String]) throws -> PreparedSite {
    let all = ["handbook.yml": "title: Ethics\n"].merging(content) { $1 }
    let (site, diagnostics) = SiteBuilder.prepare(
      SiteInput(
        content: all.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }, theme: DefaultTheme.files,
        themeFolder: DefaultTheme.folder))
    return try #require(site, "\(diagnostics)")
  }

  @Test("The text of a section says which part is a self-check, and the number of the first one")
  func sections() throws {
    let site = try Self.site([
      "lessons/gifts.md": Self.lesson, "codes/washington.md": codeSource("- No gifts. {#a}\n"),
    ])
    let sections = SearchRecords(site: site.context).all.filter {
      $0.address.contains("#") && $0.kind == .lesson
    }
    #expect(sections.map(\.firstSelfCheck) == [1, 2])
    let parts = sections.map { record in
      record.text.split(separator: SearchRecord.selfCheckMark, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(parts.map(\.count) == [3, 3])
    #expect(parts[0][1].contains("toaster") && parts[1][1].contains("kettle"))
    #expect(parts[1][2].contains("More text.") && !parts[1][2].contains("kettle"))
  }

  @Test("Codes of one jurisdiction have short names, and the only code of a jurisdiction has none")
  func shortNames() throws {
    let site = try Self.site([
      "codes/a.md": codeSource("- A. {#a}\n", jurisdiction: "Oregon", abbreviation: "OR"),
      "codes/b.md": codeSource(
        "- B. {#b}\n", jurisdiction: "Oregon", abbreviation: "OR-S", keys: "short-title: supervisors"),
      "codes/c.md": codeSource("- C. {#c}\n"),
    ])
    let root = try #require(site.files().first { $0.path == "search/root.js" })
    let text = String(decoding: root.bytes, as: UTF8.self)
    #expect(text.contains("\"OR\"]") && text.contains("\"supervisors\"]"))
    #expect(text.contains("[\"WA\",\"Washington\",\"draft\"") && !text.contains("\"WA\"]"))
  }
}

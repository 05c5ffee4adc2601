import Basics
import Handbook
import Testing

@testable import Site

@Suite("The handbook of one state")
struct OneStateTests {
  private static let content = [
    "codes/arkansas.md": codeSource(
      "- No cash. {#cash .gifts}\n", jurisdiction: "Arkansas", abbreviation: "AR", status: "in-force"),
    "codes/oregon.md": codeSource(
      "- No gifts. {#gifts .gifts}\n", jurisdiction: "Oregon", abbreviation: "OR", status: "in-force"),
    "codes/oregon-supervisors.md": codeSource(
      "- Ask first. {#asking}\n", jurisdiction: "Oregon", abbreviation: "OR-S", status: "in-force",
      keys: "short-title: supervisors"),
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nPresents.\n",
    "lessons/gifts.md": """
    ---
    title: On gifts
    objectives:
      - { id: name, text: Name the rules on gifts }
    ---

    ## Rules {#rules teaches="name"}

    Compare [[AR#cash]], [[OR#gifts]], and [what Arkansas says](../codes/arkansas.md#cash).

    ![[AR#cash]]

    > [!QUESTION] name
    > What is out?
    >
    > - [x] Cash. [[AR#cash]]
    > - [ ] Words. Nobody says so.
    """,
    "pages/about.md": "---\ntitle: About\n---\n\nSee [[AR]], and [[topics/gifts]].\n",
  ]

  private static func site(
    _ state: String, settings: String = "", options: SiteOptions = SiteOptions()
  ) throws -> [String: String] {
    let all = content.merging(["handbook.yml": "title: Ethics\n\(settings)"]) { $1 }
    let (site, diagnostics) = SiteBuilder.prepare(
      SiteInput(
        content: all.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }, theme: DefaultTheme.files,
        themeFolder: DefaultTheme.folder, options: options))
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty, "\(diagnostics)")
    let limited = try #require(site?.ofState(state))
    return Dictionary(
      uniqueKeysWithValues: limited.files().map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test("It has all codes of the state and nothing of other codes", arguments: ["OR", "oregon", "or-s"])
  func codes(state: String) throws {
    let files = try Self.site(state)
    #expect(files["codes/oregon.html"] != nil && files["codes/oregon-supervisors.html"] != nil)
    #expect(!files.keys.contains { $0.contains("arkansas") })
    #expect(files["topics/gifts.html"]?.contains("Arkansas") == false)
    #expect(files["codes/index.html"]?.contains("Arkansas") == false)
    #expect(files["versions.html"]?.contains("Arkansas") == false)
    let search = files.filter { $0.key.hasPrefix("search/") }.values.joined()
    #expect(!search.contains("codes/arkansas"))
    #expect(files["index.html"]?.contains("<p class=\"edition\">Oregon</p>") == true)
  }

  @Test(
    "Without an address of the whole handbook, citations of other codes are plain text, and quotations stay")
  func plainText() throws {
    let lesson = try #require(try Self.site("OR")["lessons/gifts.html"])
    #expect(lesson.contains("<p>Compare Arkansas, item\u{A0}1, <a href=\"../codes/oregon.html#gifts\""))
    #expect(lesson.contains("and what Arkansas says.</p>"))
    let quotation = lesson.components(between: "<figure class=\"quotation\">", and: "</figure>")
    #expect(quotation.contains("No cash."))
    #expect(quotation.contains("<figcaption>Arkansas, item\u{A0}1 "))
    #expect(!lesson.contains("arkansas.html") && !lesson.contains("arkansas.md"))
  }

  @Test("With an address of the whole handbook, they lead there, also from a site with its own address")
  func links() throws {
    let options = SiteOptions(baseURL: SiteAddress("https://oregon.example.org/"))
    let settings = "base-url: https://example.org/ethics/\n"
    for options in [SiteOptions(), SiteOptions(hasAddress: false), options] {
      let files = try Self.site("OR", settings: settings, options: options)
      let lesson = try #require(files["lessons/gifts.html"])
      let link = "<a href=\"https://example.org/ethics/codes/arkansas.html#cash\""
      #expect(lesson.split(separator: link).count - 1 >= 5, "\(lesson)")
      #expect(lesson.contains("data-preview=\"No cash.\""))
      // The address of the whole handbook isn't this site's own.
      let canonical = options.baseURL == nil ? nil : "https://oregon.example.org/lessons/gifts.html"
      #expect(lesson.contains("rel=\"canonical\"") == (canonical != nil))
      if let canonical { #expect(lesson.contains("href=\"\(canonical)\"")) }
    }
  }

  @Test("A state without a code has no handbook")
  func unknown() throws {
    let (site, _) = SiteBuilder.prepare(
      SiteInput(
        content: Self.content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }
          + [SourceFile(path: "Content/handbook.yml", text: "title: Ethics\n")],
        theme: DefaultTheme.files, themeFolder: DefaultTheme.folder))
    #expect(site?.ofState("TX") == nil)
    #expect(site?.states == ["Arkansas", "Oregon"])
  }

  @Test("The repository's handbook has a site for each state with a text, in both languages")
  func repository() throws {
    let (site, diagnostics) = SiteBuilder.prepare(
      SiteInput(
        content: RepositoryContent.files, theme: DefaultTheme.files, themeFolder: DefaultTheme.folder,
        options: SiteOptions(hasAddress: false)))
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
    for (state, other) in [("WA", "arkansas"), ("AR", "washington")] {
      let files = try #require(site?.ofState(state)).files()
      let pages = Dictionary(
        uniqueKeysWithValues: files.filter { $0.path.hasSuffix(".html") }
          .map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
      #expect(pages["es/lessons/boundaries.html"] != nil)
      #expect(!pages.keys.contains { $0.contains("codes/\(other)") || $0.contains("moving/") })
      for (path, page) in pages { #expect(!page.contains("codes/\(other)"), "\(path)") }
    }
  }
}

import Site
import Testing

@testable import Packaging

@Suite("The book on paper")
struct PrintedBookTests {
  /// A handbook with another code, of which the handbook has only the address.
  private static let content = SmallPackage.sound.merging([
    "codes/ohio.md": """
    ---
    title: Ohio rule
    jurisdiction: Ohio
    abbreviation: OH
    status: unknown
    text: reference
    source:
      title: Rule
      url: https://example.org/rule
    ---

    Read it at <https://example.org/rule>, or at [the same place](https://example.org/rule).
    """,
    "codes/arkansas.md": """
    ---
    title: Arkansas code
    jurisdiction: Arkansas
    abbreviation: AR
    status: draft
    ---

    - No gifts. {#gifts .gifts}
    """,
  ]) { $1 }

  private static let package = SmallPackage(content)

  private static func text(_ files: [OutputFile], _ path: String) -> String {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// Returns the page of a book.
  private static func page(
    of package: SmallPackage = package, _ selection: PrintedBook.Selection = .everything,
    _ numbers: PrintedBook.PageNumbers = [:]
  ) throws -> String {
    text(try #require(package.site.printedBook(selection)).printableFiles(numbers), "book.html")
  }

  @Test("It has contents, chapters, and indexes, and each of its links has a target in the book")
  func links() throws {
    let first = HTMLScanner.tokens(of: Array(try Self.page().utf8)).compactMap(\.tag)
    let ids = first.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count)
    let links = first.filter { $0.name == "a" }.compactMap { $0["href"] }
    for link in links where !link.hasPrefix("https:") {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
    for id in [
      "code-AR", "code-WA", "codes-without-text", "comparison", "topic-gifts", "lesson-gifts", "subjects",
    ] {
      #expect(ids.contains(id) || links.contains("#\(id)"), "\(id)")
    }
  }

  @Test("The index names a page once, the text has an address once, and pages have running heads")
  func numbers() throws {
    let numbers = ["code-WA--gifts": 7, "code-AR--gifts": 7, "topic-gifts": 9]
    let page = try Self.page(.everything, numbers)
    #expect(page.contains("<tr id=\"code-OH\"><th scope=\"row\">Ohio</th>"))
    #expect(page.contains(", <span class=\"number\">p. 7</span></a>"))
    #expect(
      page.contains("<p>Gifts &#160;<a href=\"#code-AR--gifts\">7</a>, <a href=\"#topic-gifts\">9</a></p>"),
      "\(page)")
    #expect(
      page.contains(">https://example.org/rule</a>") && !page.contains("&lt;https://example.org/rule&gt;"))
    let book = try #require(Self.package.site.printedBook())
    #expect(Self.text(book.printableFiles(numbers), "heads.css").contains("@top-left { content: \"WA · "))
  }

  @Test(
    "A book of one code contains only that code, and a handout of a lesson has no contents and no indexes")
  func selection() throws {
    let code = try Self.page(.code("WA"))
    #expect(code.contains("#code-WA--gifts") && !code.contains("code-AR") && code.contains("class=\"toc\""))
    let handout = try Self.page(.lesson("gifts"))
    #expect(handout.contains("lesson-gifts") && !handout.contains("class=\"toc\""))
    #expect(Self.package.site.printedBook(.code("XX")) == nil)
  }

  @Test("Nothing in it has to be clicked, and answers are only in the answer key")
  func paper() throws {
    let page = try Self.page()
    let tags = HTMLScanner.tokens(of: Array(page.utf8)).compactMap(\.tag)
    #expect(!tags.contains { ["details", "summary", "script", "button", "form"].contains($0.name) })
    #expect(page.contains("Take it."))
    let parts = page.split(separator: "class=\"answer-key\"")
    #expect(
      parts.count == 2 && !parts[0].contains("The code says no.") && parts[1].contains("The code says no."))
  }

  @Test("The first link to a website is followed by its address, unless the text has the address")
  func addresses() throws {
    var content = Self.content
    content["topics/gifts.md"] = """
      ---
      title: Gifts
      ---

      Read [the rule](https://example.org/a?b=1&c=2), [it](https://example.org/a?b=1&c=2), and <https://example.org/d>.
      """
    let page = try Self.page(of: SmallPackage(content))
    #expect(
      page.contains(
        "the rule</a> <span class=\"address\">&lt;https://example.org/a?b=1&amp;c=2&gt;</span>, <a "))
    #expect(page.split(separator: "&lt;https://example.org/a").count == 2)
    #expect(!page.contains("&lt;https://example.org/d"))
  }

  @Test(
    "No heading skips a level",
    arguments: [PrintedBook.Selection.everything, .code("WA"), .lesson("gifts")])
  func headings(selection: PrintedBook.Selection) throws {
    var content = Self.content
    content["glossary.md"] = "---\ntitle: Glossary\n---\n\n## Peer {#peer}\n\nSomebody.\n"
    let page = try Self.page(of: SmallPackage(content), selection)
    let levels = HTMLScanner.tokens(of: Array(page.utf8)).compactMap(\.tag?.name).compactMap { name in
      name.hasPrefix("h") ? Int(name.dropFirst()) : nil
    }
    #expect(levels.first == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
  }

  @Test("A quotation isn't a figure, whose picture a PDF file would have to describe")
  func quotations() throws {
    var content = Self.content
    content["topics/gifts.md"] = "---\ntitle: Gifts\n---\n\n![[AR#gifts]]\n"
    let page = try Self.page(of: SmallPackage(content))
    #expect(page.contains("<div class=\"quotation\">") && !page.contains("<figure"))
  }

  @Test("The title of the document is that of the handbook, once")
  func title() throws {
    #expect(try Self.page().contains("<title>Ethics &amp; Law</title>"))
    #expect(
      try Self.page(.code("WA")).contains(" &amp; Conduct – Ethics &amp; Law</title>"))
  }

  @Test("A rule that a draft removes is named as removed")
  func removed() throws {
    var content = Self.content
    content["codes/arkansas.md"] = content["codes/arkansas.md"].map { $0 + "\n- {--No loans.--} {#loans}\n" }
    let page = try Self.page(of: SmallPackage(content))
    #expect(
      page.contains("2</span> <span class=\"removed-note\">removed by this draft</span></li>"), "\(page)")
  }

  @Test(
    "The title page states the date of the newest code as precisely as the source",
    arguments: [("2023", "2023"), ("2023-07", "July 2023"), ("2023-07-01", "July 1, 2023")])
  func date(stated: String, printed: String) throws {
    var content = Self.content
    content["codes/arkansas.md"] = content["codes/arkansas.md"].map {
      $0.replacing("status: draft", with: "status: draft\nadopted: \(stated)")
    }
    #expect(try Self.page(of: SmallPackage(content)).contains("is from \(printed).</p>"))
  }

  @Test("The comparison names the group of consecutive rules once")
  func groups() throws {
    var content = Self.content
    content["codes/washington.md"] = content["codes/washington.md"].map {
      $0 + "\n- No loans. {#loans .gifts}\n"
    }
    let page = try Self.page(of: SmallPackage(content))
    let cell = "Conduct, item\u{A0}1, <span class=\"number\">p. 000</span></a>; "
    #expect(page.contains(cell + "<a href=\"#code-WA--loans\">item\u{A0}2, <span"), "\(page)")
  }

  @Test("It has the languages that its text is in")
  func languages() throws {
    var content = Self.content
    content["handbook.yml"] = "title: اخلاق\nlanguages: [en, fa]\n"
    content["topics/gifts.fa.md"] = "---\ntitle: هدیه\n---\n\nهدیه.\n"
    let package = SmallPackage(content)
    let persian = try #require(package.site.languages.first { "\($0)" == "fa" })
    let site = try #require(package.site.inOneLanguage(persian))
    #expect(site.printedBook()?.languages.map { "\($0)" } == ["en", "fa"])
    #expect(package.site.printedBook()?.languages.map { "\($0)" } == ["en"])
  }

  @Test("It has the pictures of lessons")
  func pictures() throws {
    let files = try #require(Self.package.site.printedBook()).printableFiles([:])
    #expect(Self.text(files, "book.html").contains("<img src=\"files/lessons/house.png\""))
    #expect(files.contains { $0.path == "files/lessons/house.png" })
  }

  @Test("Its index has all subjects, also if the site's has a page for each letter")
  func longIndex() throws {
    var content = Self.content
    let synonyms = (1...2_001).map { "present \($0)" }.joined(separator: ", ")
    content["topics/gifts.md"] = "---\ntitle: Gifts\nsynonyms: [\(synonyms)]\n---\n\nPresents.\n"
    let package = SmallPackage(content)
    #expect(package.files.contains { $0.path == "subjects/p.html" })
    let page = try Self.page(of: package)
    #expect(page.contains("<p>present 2001 &#160;<i>see</i> Gifts</p>"))
    #expect(page.contains("id=\"comparison\""))
  }
}

import Testing

@testable import Site

@Suite("The script of the preview")
struct PreviewScriptTests {
  private let content = ["pages/about.md": "---\ntitle: About\n---\n\nText.\n"]

  @Test("A build doesn't include the script or its permissions")
  func build() {
    let site = SmallSite(content)
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("connect-src"), "\(path)")
      #expect(!page.contains("src=\"/"), "\(path)")
      #expect(!page.contains("data-source"), "\(path)")
    }
  }

  @Test("In a preview, every page includes the script and can connect to the server")
  func preview() {
    let site = SmallSite(content, options: SiteOptions(previewScript: "/script.js"))
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(page.contains("<script src=\"/script.js\" defer></script>"), "\(path)")
      #expect(page.contains("connect-src &#39;self&#39;"), "\(path)")
    }
    #expect(!site.files.isEmpty)
  }

  @Test("In a preview, each paragraph, heading, item, and provision has its file and line")
  func sources() throws {
    let site = SmallSite(
      [
        "pages/about.md": "---\ntitle: About\n---\n\nText.\n\n## Heading\n\n- Item.\n",
        "codes/oregon.md":
          "---\ntitle: C\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\n---\n\n- No gifts. {#gifts}\n",
      ], options: SiteOptions(previewScript: "/script.js"))
    let about = String(decoding: try #require(site.files["pages/about.html"]), as: UTF8.self)
    #expect(about.contains("<p data-source=\"Content/pages/about.md:5\">Text.</p>"))
    #expect(about.contains(" data-source=\"Content/pages/about.md:7\">Heading"))
    #expect(about.contains("<li data-source=\"Content/pages/about.md:9\">Item."))
    let code = String(decoding: try #require(site.files["codes/oregon.html"]), as: UTF8.self)
    #expect(code.contains("data-source=\"Content/codes/oregon.md:8\""))
  }

  @Test("In a preview, each choice of a question and each fact of a code has its file and line")
  func choicesAndFacts() throws {
    let site = SmallSite(
      [
        "lessons/one.md": """
        ---
        title: One
        objectives: [{ id: ask, text: Ask }]
        ---

        > [!QUESTION] ask
        > What now?
        >
        > - [ ] Wait. No.
        > - [x] Ask. Yes. [[OR#gifts]]
        """,
        "codes/oregon.md": """
        ---
        title: C
        jurisdiction: Oregon
        abbreviation: OR
        status: draft
        issuer: The board
        not-stated: [version]
        source:
          title: A page
        ---

        - No gifts. {#gifts}
        """,
      ], options: SiteOptions(previewScript: "/script.js"))
    let lesson = String(decoding: try #require(site.files["lessons/one.html"]), as: UTF8.self)
    let choice = "<span class=\"choice-text\"><span data-source=\"Content/lessons/one.md"
    #expect(lesson.contains("\(choice):9\"></span>Wait.") && lesson.contains("\(choice):10\"></span>Ask."))
    let code = String(decoding: try #require(site.files["codes/oregon.html"]), as: UTF8.self)
    for (line, name) in [(6, "Issued by"), (7, "Not stated in the source"), (8, "Source")] {
      #expect(
        code.contains("<dt><span data-source=\"Content/codes/oregon.md:\(line)\"></span>\(name)"), "\(name)")
    }
  }
}

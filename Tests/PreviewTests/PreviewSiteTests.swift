import Basics
import Site
import Testing

@testable import Preview

@Suite("The site of the preview")
struct PreviewSiteTests {
  private func path(_ text: String) throws -> RequestPath { try RequestPath(Array(text.utf8)[...]) }

  private func output(_ files: [String: String]) -> [OutputFile] {
    files.map { OutputFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  private func reply(_ site: PreviewSite, _ text: String) throws -> (status: Int, head: String, body: String)
  {
    let reply = site.reply(to: .file(try path(text)))
    let head = String(decoding: reply.head(keepsConnection: true), as: UTF8.self)
    return (reply.status, head, String(decoding: reply.body, as: UTF8.self))
  }

  private func styled(_ hash: String, _ text: String = "x") -> [OutputFile] {
    output([
      "a.html": "<link href=\"assets/h-\(hash).css\"><link href=\"assets/p-1111111111111111.css\">\(text)",
      "b/c.html": "<link href=\"../assets/h-\(hash).css\">", "d.html": "plain", "assets/h-\(hash).css": hash,
      "assets/p-1111111111111111.css": "p",
    ])
  }

  @Test("Everything is new in the first build, and building again without changes doesn't change even a tag")
  func same() throws {
    var site = PreviewSite(session: "s")
    #expect(site.replace(with: output(["a.html": "1", "x.css": "", "y.js": ""])).pages == 1)
    let tag = site.tag(of: try path("/a.html"))
    #expect(site.replace(with: output(["a.html": "1", "x.css": "", "y.js": ""])) == SiteChanges())
    #expect(site.tag(of: try path("/a.html")) == tag)
  }

  @Test("A page is served with its tag in the preview's script, and a missing page too")
  func tagInPage() throws {
    var site = PreviewSite(session: "s")
    let page = "<html><head><script src=\"/_handbook/preview.js\" defer></script></head></html>"
    #expect(try reply(site, "/a.html").body.contains("preview.js\" data-tag=\"s-none\" defer"))
    site.replace(with: output(["a.html": page, "404.html": page]))
    #expect(try reply(site, "/a.html").body.contains("preview.js\" data-tag=\"s-1-0\" defer"))
    let missing = try reply(site, "/b/c.html").body
    #expect(
      missing.contains("<head>\n<base href=\"/\"><script") && missing.contains("data-tag=\"s-1-missing\""))
  }

  @Test("A changed page gets a new tag, and the other pages keep theirs")
  func pages() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["a.html": "1", "b.html": "1"]))
    let tags = (site.tag(of: try path("/a.html")), site.tag(of: try path("/b.html")))
    let changes = site.replace(with: output(["a.html": "2", "b.html": "1"]))
    #expect(changes.pages == 1)
    #expect(site.tag(of: try path("/a.html")) != tags.0)
    #expect(site.tag(of: try path("/b.html")) == tags.1)
    #expect(try reply(site, "/a.html").body == "2")
  }

  @Test("A new style sheet changes no tags, and pages are served with its new name")
  func styles() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: styled("0123456789abcdef"))
    let before = site.message(for: try path("/a.html"))
    let changes = site.replace(with: styled("fedcba9876543210"))
    #expect(changes.pages == 0)
    #expect(changes.styleSheets == 1)
    let after = site.message(for: try path("/a.html"))
    #expect(after.page == before.page)
    #expect(after.styles == ["assets/h-fedcba9876543210.css", "assets/p-1111111111111111.css"])
    #expect(try reply(site, "/b/c.html").body.contains("h-fedcba9876543210.css"))
  }

  @Test("A page that changes along with its style sheet gets a new tag")
  func stylesAndText() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: styled("0123456789abcdef", "x"))
    let tag = site.tag(of: try path("/a.html"))
    #expect(site.replace(with: styled("fedcba9876543210", "y")).pages == 1)
    #expect(site.tag(of: try path("/a.html")) != tag)
  }

  @Test("A page that shows a file of the content changes with it, but other pages don't")
  func attachments() throws {
    var site = PreviewSite(session: "s")
    let pages = ["a.html": "<img src=\"files/x.png\">", "b.html": "none"]
    site.replace(with: output(pages.merging(["files/x.png": "1"]) { $1 }))
    let tags = (site.tag(of: try path("/a.html")), site.tag(of: try path("/b.html")))
    site.replace(with: output(pages.merging(["files/x.png": "2"]) { $1 }))
    #expect(site.tag(of: try path("/a.html")) != tags.0)
    #expect(site.tag(of: try path("/b.html")) == tags.1)
  }

  @Test("A removed page and an added page get new tags")
  func missing() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["a.html": "1", "404.html": "gone"]))
    let present = site.tag(of: try path("/a.html"))
    #expect(site.replace(with: output(["404.html": "gone"])).pages == 1)
    let absent = site.tag(of: try path("/a.html"))
    #expect(absent != present)
    site.replace(with: output(["a.html": "1", "404.html": "gone"]))
    #expect(site.tag(of: try path("/a.html")) != absent)
  }

  @Test("Replacing the search index changes no page, and old parts of the index can still be loaded")
  func search() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["a.html": "1"]))
    let tag = site.tag(of: try path("/a.html"))
    site.replaceSearch(with: output(["search/root.js": "1", "search/a-1.js": "old"]))
    site.replaceSearch(with: output(["search/root.js": "2", "search/a-2.js": "new"]))
    #expect(try reply(site, "/search/root.js").body == "2")
    #expect(try reply(site, "/search/a-2.js").body == "new")
    #expect(try reply(site, "/search/a-1.js").body == "old")
    #expect(site.tag(of: try path("/a.html")) == tag)
  }

  @Test("A page has different tags in two runs of the program")
  func sessions() throws {
    var sites = [PreviewSite(session: "s"), PreviewSite(session: "t")]
    for index in sites.indices { sites[index].replace(with: output(["a.html": "1"])) }
    #expect(sites[0].tag(of: try path("/a.html")) != sites[1].tag(of: try path("/a.html")))
  }

  @Test("While there are errors, the last good site stays, and its pages are notified")
  func errors() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["a.html": "1"]))
    let before = site.message(for: try path("/a.html"))
    let diagnostic = Diagnostic(.error, .brokenLink, "Something </script> is wrong\n", path: "Content/a.md")
    site.keep(
      PreviewReport(
        counts: "1 error", problems: [.init(diagnostic, place: "Content/a.md:1:1", excerpt: "")], total: 3))
    let during = site.message(for: try path("/a.html"))
    #expect(during.page == before.page)
    #expect(during.report?.problems.first?.summary == "Something </script> is wrong\n")
    #expect(during.report?.omitted == 2)
    #expect(try reply(site, "/a.html").body == "1")
    site.replace(with: output(["a.html": "1"]))
    #expect(site.message(for: try path("/a.html")) == before)
  }

  @Test("Warnings are sent with the site, each with the address of its page")
  func warnings() throws {
    var site = PreviewSite(session: "s")
    let problems = ["Content/lessons/a.md", "Content/lessons/b.md", "Content/handbook.yml"].map {
      PreviewReport.Problem(
        Diagnostic(.warning, .secondTitle, "A", path: $0), place: "\($0):1:1", excerpt: "")
    }
    site.replace(
      with: output(["lessons/a.html": "1"]),
      warnings: PreviewReport(counts: "0 errors, 3 warnings", problems: problems, total: 3, isBlocking: false)
    )
    let report = try #require(site.message(for: try path("/lessons/a.html")).report)
    #expect(!report.isBlocking)
    #expect(report.problems.map(\.page) == ["/lessons/a.html", nil, nil])
    site.replace(with: output(["lessons/a.html": "1"]))
    #expect(site.message(for: try path("/lessons/a.html")).report == nil)
  }

  @Test("The page for authors lists what still needs work and what is finished")
  func authors() throws {
    var site = PreviewSite(session: "s")
    let entries = (1...101).map {
      AuthorsPage.Entry(place: "Content/codes/a.md:\($0)", text: "A <b> & issuer")
    }
    site.replaceAuthorsPage(
      with: AuthorsPage([
        AuthorsPage.Section(title: "Facts", advice: "Add them.", entries: entries),
        AuthorsPage.Section(title: "Orphans", advice: "Link to them.", entries: []),
      ]))
    let page = String(decoding: site.reply(to: .authors).body, as: UTF8.self)
    #expect(page.contains("<h2>Facts (101)</h2>"))
    #expect(page.contains("<li>A &lt;b&gt; &amp; issuer <code>Content/codes/a.md:100</code></li>"))
    #expect(!page.contains("a.md:101"))
    #expect(page.contains("<p>And 1 more.</p>"))
    #expect(page.contains("<h2>Nothing left to do</h2>\n<ul><li>Orphans</li></ul>"))
  }

  @Test("A message is one event on one line")
  func message() throws {
    var site = PreviewSite(session: "s")
    site.keep(PreviewReport(counts: "a\nb\r\n\r\ndata: c", problems: [], total: 0))
    let text = String(decoding: site.message(for: try path("/")).bytes, as: UTF8.self)
    #expect(text.hasPrefix("data: {"))
    #expect(text.hasSuffix("}\n\n"))
    #expect(text.utf8.count { $0 == 0x0A } == 2)
  }

  @Test("Before the first good build, every address is a page that waits for it")
  func firstBuild() throws {
    var site = PreviewSite(session: "s")
    let waiting = try reply(site, "/x/y.html")
    #expect(waiting.status == 503)
    #expect(waiting.body.contains("/_handbook/preview.js"))
    let tag = site.tag(of: try path("/"))
    site.replace(with: output(["index.html": "home"]))
    #expect(site.tag(of: try path("/")) != tag)
    #expect(try reply(site, "/").body == "home")
  }

  @Test("An unknown address gets the site's page for missing pages, with addresses that start at the root")
  func notFound() throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["404.html": "<html><head><title>Gone</title></head>"]))
    #expect(try reply(site, "/no.html").status == 404)
    #expect(try reply(site, "/no.html").body == "<html><head><title>Gone</title></head>")
    #expect(try reply(site, "/a/b/no.html").body.hasPrefix("<html><head>\n<base href=\"/\"><title>"))
    site.replace(with: [])
    #expect(try reply(site, "/no.html").status == 404)
  }

  @Test(
    "Every file has its media type",
    arguments: [
      ("a.html", "text/html; charset=utf-8"), ("a.css", "text/css; charset=utf-8"),
      ("a.js", "text/javascript; charset=utf-8"), ("a.SVG", "image/svg+xml"), ("a.png", "image/png"),
      ("a.woff2", "font/woff2"), ("a.pdf", "application/pdf"), ("a", "application/octet-stream"),
      ("a.html.exe", "application/octet-stream"), ("b.html/a", "application/octet-stream"),
    ])
  func types(name: String, type: String) throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output([name: "x"]))
    #expect(try reply(site, "/\(name)").head.contains("\r\nContent-Type: \(type)\r\n"))
  }

  @Test(
    "A document from the content can't use the site's origin",
    arguments: ["x.svg", "x.html", "x.xml"])
  func sandbox(name: String) throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["files/\(name)": "<script>"]))
    #expect(try reply(site, "/files/\(name)").head.contains("; sandbox\r\n"))
  }

  @Test("No reply allows another origin access", arguments: ["/a.html", "/no.html", "/b.js"])
  func fields(text: String) throws {
    var site = PreviewSite(session: "s")
    site.replace(with: output(["a.html": "", "b.js": ""]))
    let head = try reply(site, text).head
    #expect(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"))
    #expect(head.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"))
    #expect(!head.contains("Access-Control"))
  }
}

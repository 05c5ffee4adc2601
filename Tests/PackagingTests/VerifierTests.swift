import Site
import Testing

@testable import Packaging

@Suite("The verification of packages")
struct VerifierTests {
  private static let package = SmallPackage()

  @Test("A valid site has no problems")
  func sound() {
    #expect(!Self.package.files.isEmpty)
    #expect(PackageVerifier(Self.package.files).problems.isEmpty)
    #expect(SearchIndexVerifier(Self.package.files).problems.isEmpty)
  }

  @Test(
    "An address without a target, outside the folder, or on another host is found",
    arguments: [
      ("<a href=\"nowhere.html\">", "'nowhere.html' leads to no file of the package"),
      ("<a href=\"index.html#nowhere\">", "'index.html#nowhere' leads to no place on its page"),
      ("<a href=\"../index.html\">", "'../index.html' points outside the package"),
      ("<a href=\"/index.html\">", "'/index.html' points outside the package"),
      ("<a href=\"//example.org/\">", "'//example.org/' points outside the package"),
      ("<a href=\"javascript:alert(1)\">", "'javascript:alert(1)' points outside the package"),
      ("<a href=\"jav&#97;script:alert(1)\">", "'javascript:alert(1)' points outside the package"),
      ("<a href='index.html&#35;nowhere'>", "'index.html#nowhere' leads to no place on its page"),
      ("<img src=\"https://example.org/a.png\">", "<img> loads 'https://example.org/a.png' from elsewhere"),
      (
        "<img srcset=\"https://example.org/a.png 2x\">",
        "<img> loads 'https://example.org/a.png' from elsewhere"
      ),
      ("<link rel=\"preload\" HREF=\"http://a/b\">", "<link> loads 'http://a/b' from elsewhere"),
      ("<IMG SRC=http://a/b>", "<img> loads 'http://a/b' from elsewhere"),
      ("<img src = 'http://a/b'>", "<img> loads 'http://a/b' from elsewhere"),
      ("<!--><img src='http://a/b'>-->", "<img> loads 'http://a/b' from elsewhere"),
      ("<!-- --!><img src='http://a/b'>-->", "<img> loads 'http://a/b' from elsewhere"),
      ("<textarea><!--</textarea><img src='http://a/b'>-->", "<img> loads 'http://a/b' from elsewhere"),
      ("<script src='index.html'></SCRIPT><img src='http://a/b'>", "<img> loads 'http://a/b' from elsewhere"),
      ("<svg><title><img src='http://a/b'></title></svg>", "a picture contains markup that was not checked"),
      ("<svg><set attributeName='xlink:href' to='x'/></svg>", "<set> gives an element another address"),
      ("<p style=\"background:u\\72l(http://a/b)\">", "the style sheet loads 'http://a/b' from elsewhere"),
      ("<iframe SrcDoc='x'></iframe>", "<iframe> contains another page"),
      ("<object data='data:text/html,x'></object>", "<object> contains data that could be a script"),
      ("<a href='index.html' ping='http://a/b'>", "<a> loads 'http://a/b' from elsewhere"),
      ("<meta http-equiv=refresh content='0; URL=http://a/b'>", "<meta> loads 'http://a/b' from elsewhere"),
      ("<![CDATA[ > <!-- ]]>", "'<![cdata[ >' could hide markup from this check"),
      ("<IMG SRCSET='index.html 1x, http://a/b 2x'>", "<img> loads 'http://a/b' from elsewhere"),
      ("<img srcset='data:image/png;base64,AAAA 1x'>", nil),
      ("<img srcset='http://a/b,c 1x'>", "<img> loads 'http://a/b,c' from elsewhere"),
      ("<svg><rect FILL='url(http://a/b#c)'/></svg>", "the style sheet loads 'http://a/b#c' from elsewhere"),
      (
        "<svg><linearGradient href='http://a/b'/></svg>", "<lineargradient> loads 'http://a/b' from elsewhere"
      ),
      ("<tr background='http://a/b'>", "<tr> loads 'http://a/b' from elsewhere"),
      ("<p ONCLICK='alert(1)'>", "<p> has a script in 'ONCLICK'"),
      ("<svg:script>", "<svg:script> is a script"),
      ("<a href='data:text/html,x'>", "<a> contains data that could be a script"),
      ("<link rel=Stylesheet href='data:text/css,x'>", "<link> contains data that could be a script"),
      ("<style>@IMPORT 'data:text/css,x';</style>", "the style sheet imports data that was not checked"),
      ("<a href=\"HTTPS://example.org/\">", nil),
      ("<script>const a = 'url(http://a/b)'</script>", nil),
      ("<a href=\"https://example.org/\">", nil),
      ("<a href=\"mailto:a@example.org\">", nil),
      (
        "<style>a { background: url('https://a/b') }</style>",
        "the style sheet loads 'https://a/b' from elsewhere"
      ),
    ] as [(String, String?)])
  func addresses(markup: String, summary: String?) {
    let files = Self.package.changing("404.html") { $0.replacing("</main>", with: "\(markup)</main>") }
    let problems = PackageVerifier(files).problems
    #expect(problems == [summary].compactMap(\.self).map { PackageProblem(path: "404.html", summary: $0) })
  }

  @Test(
    "A picture that could run a script is found, whatever the case of its name",
    arguments: ["a.svg", "a.SVG"])
  func pictures(name: String) {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>"
    let files = Self.package.files + [OutputFile(path: "files/\(name)", bytes: Array(picture.utf8))]
    #expect(
      PackageVerifier(files).problems == [
        PackageProblem(
          path: "files/\(name)", summary: "line 2, column 2: Element <script> is not allowed in a picture")
      ])
  }

  @Test("A page is found if it has no policy, or one that lets it load from other hosts")
  func policy() {
    let without = Self.package.changing("index.html") { $0.replacing("Content-Security-Policy", with: "X") }
    #expect(PackageVerifier(without).problems.map(\.path) == ["index.html"])
    let foreign = Self.package.changing("index.html") {
      $0.replacing("img-src &#39;self&#39;", with: "img-src https://example.org")
    }
    #expect(
      PackageVerifier(foreign).problems == [
        PackageProblem(
          path: "index.html", summary: "the page's policy lets it load from https://example.org")
      ])
  }

  @Test("A missing file of the search index is found, and so is a result without a target")
  func search() throws {
    let shard = try #require(Self.package.files.first { $0.path.hasPrefix("search/postings/") }).path
    #expect(
      SearchIndexVerifier(Self.package.changing(shard) { _ in nil }).problems.map(\.summary)
        == ["a file of 'postings' is missing"])
    let gone = SearchIndexVerifier(Self.package.changing("topics/gifts.html") { _ in nil })
    #expect(
      gone.problems.contains { $0.summary == "a result leads to 'topics/gifts.html', which isn't a page" })
    let rootless = SearchIndexVerifier(Self.package.changing("search/root.js") { _ in nil })
    #expect(rootless.problems.count == 1)
  }

  @Test(
    "A script in a book is found, whatever hides it",
    arguments: [
      ("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x</h:script>", "<h:script> is a script"),
      ("<p OnClick=\"x\">x</p>", "<p> has a script in 'OnClick'"),
      ("<script>x</script>", "a book contains a script"),
    ])
  func bookScripts(markup: String, summary: String) throws {
    let book = Book(of: Self.package.files, outline: Self.package.outline, at: .standard).files
    let changed = try book.map { file in
      guard file.path == "EPUB/index.xhtml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      try #require(text.contains("</body>"))
      return OutputFile(
        path: file.path, bytes: Array(text.replacing("</body>", with: "\(markup)</body>").utf8))
    }
    #expect(PackageVerifier(changed).problems == [PackageProblem(path: "EPUB/index.xhtml", summary: summary)])
  }

  /// A file as Chromium writes it: two pages, a link on the first, and a destination on the second.
  private static func pdf(link: String, catalog: String = "/StructTreeRoot 9 0 R\n/Lang (en)") -> PDFFile {
    let stream = "6 0 obj\n<</Subtype /Link /S /Launch>>\nendobj"
    return PDFFile(
      Array(
        """
        %PDF-1.4
        2 0 obj
        <</Type /Page
        /Annots [5 0 R]>>
        endobj
        3 0 obj
        <</Type /Page>>
        endobj
        4 0 obj
        <</Type /Pages
        /Count 2
        /Kids [2 0 R 3 0 R]>>
        endobj
        5 0 obj
        <</Type /Annot
        /Subtype /Link
        \(link)>>
        endobj
        7 0 obj
        <</Length \(stream.utf8.count)>> stream
        \(stream)
        endstream
        endobj
        8 0 obj
        <</WA#20gifts [3 0 R /XYZ 0 0 0]>>
        endobj
        1 0 obj
        <</Type /Catalog
        /Pages 4 0 R
        /Dests 8 0 R
        \(catalog)>>
        endobj
        """.utf8))
  }

  @Test(
    "A link of a PDF file that leads nowhere, or to the computer that made it, is found",
    arguments: [
      ("/Dest /WA#20gifts", nil), ("/A <</S /URI\n/URI (https://example.org/a\\(1\\))>>", nil),
      ("/Dest /nowhere", "'nowhere' leads to no place in the file"),
      ("/A <</S /GoToR\n/F (a)>>", "a link has the action 'GoToR'"),
      ("/A <</S /URI\n/URI (file:/tmp/a.html)>>", "'file:/tmp/a.html' isn't an address of the web"),
      ("/A <</S /URI\n/URI (../a.html)>>", "'../a.html' isn't an address of the web"),
      ("/Border [0 0 0]", "a link can't be read: '<</Type /Annot\n/Subtype /Link\n/Border [0 0 0]>>\n'"),
    ] as [(String, String?)])
  func pdfLinks(link: String, summary: String?) {
    let file = Self.pdf(link: link)
    #expect(file.pageCount == 2 && file.places == ["WA gifts": 2])
    #expect(file.problems(at: "a.pdf").map(\.summary) == [summary].compactMap(\.self))
  }

  @Test("A PDF file without tags or with a script is reported, and so is one that can't be read completely")
  func pdfFiles() {
    #expect(
      Self.pdf(link: "/Dest /WA#20gifts", catalog: "/Lang (en)").problems(at: "a.pdf").map(\.summary) == [
        "the file isn't tagged, or doesn't say its language"
      ])
    let script = "/StructTreeRoot 9 0 R\n/Lang (en)\n/OpenAction <</S /JavaScript /JS (x)>>"
    #expect(Self.pdf(link: "/Dest /WA#20gifts", catalog: script).problems(at: "a.pdf").count == 2)
    #expect(PDFFile(Array("%PDF-1.7".utf8)).problems(at: "a.pdf").count == 2)
  }
}

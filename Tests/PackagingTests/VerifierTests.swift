import Site
import Testing

@testable import Packaging

@Suite("What a package is looked through for")
struct VerifierTests {
  private static let package = SmallPackage()

  @Test("A sound site has no problem")
  func sound() {
    #expect(!Self.package.files.isEmpty)
    #expect(PackageVerifier(Self.package.files).problems.isEmpty)
    #expect(SearchIndexVerifier(Self.package.files).problems.isEmpty)
  }

  @Test(
    "An address that leads nowhere, out of the folder or to another host is found",
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
      ("<iframe SrcDoc='x'></iframe>", "<iframe> contains a page of its own"),
      ("<object data='data:text/html,x'></object>", "<object> contains data that could be a script"),
      ("<a href='index.html' ping='http://a/b'>", "<a> loads 'http://a/b' from elsewhere"),
      ("<meta http-equiv=refresh content='0; URL=http://a/b'>", "<meta> loads 'http://a/b' from elsewhere"),
      ("<![CDATA[ > <!-- ]]>", "'<![cdata[ >' could hide markup from this check"),
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

  @Test("A page without a policy, or with one that lets it load from elsewhere, is found")
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

  @Test("A file that the search index lacks, and a result that leads nowhere, are found")
  func search() throws {
    let shard = try #require(Self.package.files.first { $0.path.hasPrefix("search/postings/") }).path
    #expect(
      SearchIndexVerifier(Self.package.changing(shard) { _ in nil }).problems.map(\.summary)
        == ["a file of 'postings' is missing"])
    let gone = SearchIndexVerifier(Self.package.changing("topics/gifts.html") { _ in nil })
    #expect(
      gone.problems.contains { $0.summary == "a result leads to 'topics/gifts.html', which is no page" })
    let rootless = SearchIndexVerifier(Self.package.changing("search/root.js") { _ in nil })
    #expect(rootless.problems.count == 1)
  }
}

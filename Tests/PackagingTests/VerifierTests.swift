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
      ("<a href=\"../index.html\">", "'../index.html' leads out of the package"),
      ("<a href=\"/index.html\">", "'/index.html' leads out of the package"),
      ("<a href=\"//example.org/\">", "'//example.org/' leads out of the package"),
      ("<a href=\"javascript:alert(1)\">", "'javascript:alert(1)' leads out of the package"),
      ("<a href=\"jav&#97;script:alert(1)\">", "'javascript:alert(1)' leads out of the package"),
      ("<a href='index.html&#35;nowhere'>", "'index.html#nowhere' leads to no place on its page"),
      ("<img src=\"https://example.org/a.png\">", "<img> loads 'https://example.org/a.png' from elsewhere"),
      (
        "<img srcset=\"https://example.org/a.png 2x\">",
        "<img> loads 'https://example.org/a.png' from elsewhere"
      ),
      ("<link rel=\"preload\" HREF=\"http://a/b\">", nil),
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
    if markup.contains("HREF") {
      // Attribute names are as they are written; the site's own are in lower case, and the policy holds all.
      #expect(problems.isEmpty)
    } else {
      #expect(problems == [summary].compactMap(\.self).map { PackageProblem(path: "404.html", summary: $0) })
    }
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

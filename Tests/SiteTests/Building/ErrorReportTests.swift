import Basics
import Handbook
import Testing

@testable import Site

@Suite("Reports of errors")
struct ErrorReportTests {
  private static let code = codeSource(
    "## Conduct {#conduct}\n\n- No “gifts” & loans. {#gifts}\n", keys: "version: 2026 draft")

  private static func site(
    _ report: String, code: String = code, options: SiteOptions = SiteOptions()
  ) -> SmallSite {
    SmallSite(
      ["handbook.yml": "title: Ethics\n\(report)\n", "codes/washington.md": code], options: options)
  }

  /// The texts of the reports that links on a page prepare, without percent-encoding.
  private static func reports(_ page: String) -> [String] {
    page.split(separator: "<a href=\"").dropFirst().compactMap { link in
      guard link.prefix(while: { $0 != ">" }).contains("data-report") else { return nil }
      return PercentCoding.decoded(link.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
  }

  @Test("A provision's link has its citation, first words, version check code, and address")
  func provision() throws {
    let options = SiteOptions(baseURL: SiteAddress("https://example.org/"))
    let page = Self.site("report: fix@example.org", options: options)["codes/washington.html"]
    let checkCode = page.components(between: "Version check code: <code>", and: "</code>")
    let report = try #require(Self.reports(page).first { $0.contains("#gifts") })
    #expect(report.hasPrefix("mailto:fix@example.org?subject=Error: WA 1&body=What is wrong"))
    let lines = report.split(separator: "\r\n")
    #expect(lines.suffix(2) == ["“No “gifts” & loans.”", "https://example.org/codes/washington.html#gifts"])
    let citation = "Washington draft, Code of Ethics, Conduct, item 1 (2026 draft), version check code"
    #expect(lines.dropLast(2).last?.hasPrefix("\(citation) \(checkCode), ") == true, "\(report)")
  }

  @Test("Every page has a link, which names the page, and its check code if it shows a code")
  func pages() throws {
    let site = Self.site("report: https://github.com/example/book")
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    // An address that only redirects shows nothing that could have an error.
    for (path, bytes) in site.files where path.hasSuffix(".html") && !SmallSite.isRedirect(bytes) {
      let page = String(decoding: bytes, as: UTF8.self)
      let report = try #require(Self.reports(page).last, "\(path)")
      #expect(report.hasPrefix("https://github.com/example/book/issues/new?title=Error: "))
      #expect(report.hasSuffix("\r\n\r\n\(path)"), "\(report)")
      let isOfCode = path.hasPrefix("codes/") && path != "codes/index.html"
      #expect(report.contains("version check code") == isOfCode, "\(report)")
    }
  }

  @Test("A handbook without an address for reports has no links")
  func none() {
    let site = Self.site("")
    #expect(!site["codes/washington.html"].contains("data-report"))
    #expect(!site["index.html"].contains("Report an error"))
  }

  @Test("An address that can't receive reports is an error with its line")
  func refused() throws {
    let diagnostic = try #require(Self.site("report: example.org").diagnostics.first)
    #expect(diagnostic.range?.start.line == 2)
    #expect(diagnostic.summary.contains("an email address, or the address of a repository"), "\(diagnostic)")
  }
}

@Suite("The comment sheet of a draft")
struct CommentSheetTests {
  private static let body =
    "## Conduct {#conduct}\n\n- No {~~presents~>gifts~~}. {#gifts}\n  - Small ones. {#small}\n"

  private static func site(_ keys: String, status: String = "draft") -> SmallSite {
    SmallSite(["codes/washington.md": codeSource(body, status: status, keys: keys)])
  }

  @Test("It has the proposed words of each provision, its number, and lines for a comment")
  func provisions() {
    let site = Self.site("version: 2026 draft")
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    let page = site["codes/washington/2026-draft.comments.html"]
    #expect(page.contains("<h1>Comment sheet: Washington, Code of Ethics</h1>"))
    #expect(page.contains("No gifts.") && !page.contains("presents"))
    #expect(page.contains("<span class=\"visually-hidden\">item </span>1</span>"))
    // One for each of the two provisions, and one at the end.
    #expect(page.split(separator: "<div class=\"comment-lines\"").count - 1 == 3)
    #expect(page.contains("Version check code: <code>"))
    #expect(
      site["codes/washington.html"].contains("href=\"washington/2026-draft.comments.html\">Comment sheet</a>")
    )
    #expect(MarkupOutline(Array(page.utf8)).problems.isEmpty)
  }

  @Test("It says until when and where to send comments, if the front matter does")
  func deadline() {
    let keys = """
      comment-deadline: 2027-01-31
      comments-to: { name: Board of Peers, email: comments@example.org }
      contact: { phone: 555-0100 }
      """
    let site = Self.site(keys)
    let page = site["codes/washington/undated.comments.html"]
    #expect(page.contains("<dt>Comments due</dt><dd>January 31, 2027</dd>"))
    #expect(
      page.contains(
        "<dt>Send comments to</dt><dd>Board of Peers, <a href=\"mailto:comments@example.org\">comments@example.org</a>"
      ))
    #expect(!page.contains("555-0100"))
    #expect(site["codes/washington.html"].contains("send comments to Board of Peers"))
    #expect(
      Self.site("contact: { phone: 555-0100 }")["codes/washington/undated.comments.html"].contains("555-0100")
    )
    #expect(!Self.site("")["codes/washington/undated.comments.html"].contains("<dt>Comments due"))
  }

  @Test("A code in force has none")
  func inForce() {
    let site = Self.site("", status: "in-force")
    #expect(site.files["codes/washington/undated.comments.html"] == nil)
    #expect(!site["codes/washington.html"].contains("Comment sheet"))
  }
}

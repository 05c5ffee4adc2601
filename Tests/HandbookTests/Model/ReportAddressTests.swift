import Basics
import Testing

@testable import Handbook

@Suite("Where readers report errors")
struct ReportAddressTests {
  @Test(
    "A report is an email or an issue, with the parameters of the service",
    arguments: [
      ("corrections@example.org", "mailto:corrections@example.org?subject=A%20b&body=C%0D%0Ad"),
      ("mailto:corrections@example.org", "mailto:corrections@example.org?subject=A%20b&body=C%0D%0Ad"),
      (
        "https://github.com/example/book",
        "https://github.com/example/book/issues/new?title=A%20b&body=C%0D%0Ad"
      ),
      (
        "https://github.com/example/book.git",
        "https://github.com/example/book/issues/new?title=A%20b&body=C%0D%0Ad"
      ),
      (
        "https://github.com/example/book/issues/",
        "https://github.com/example/book/issues/new?title=A%20b&body=C%0D%0Ad"
      ),
      (
        "https://github.com/example/book/issues/new?template=error.md",
        "https://github.com/example/book/issues/new?template=error.md&title=A%20b&body=C%0D%0Ad"
      ),
      (
        "https://gitlab.com/example/team/book",
        "https://gitlab.com/example/team/book/-/issues/new"
          + "?issue%5Btitle%5D=A%20b&issue%5Bdescription%5D=C%0D%0Ad"
      ),
      (
        "https://code.example.org/example/book/-/issues",
        "https://code.example.org/example/book/-/issues/new"
          + "?issue%5Btitle%5D=A%20b&issue%5Bdescription%5D=C%0D%0Ad"
      ),
    ])
  func prepared(written: String, address: String) {
    #expect(ReportAddress(written)?.address(subject: "A b", body: "C\r\nd") == address)
  }

  @Test(
    "What can't receive a report is no such address",
    arguments: [
      "", "corrections", "@example.org", "a@b@example.org", "corrections@example", "a b@example.org",
      "a@example.org?cc=b@example.org", "https://github.com/example", "github.com/example/book",
      "javascript:alert(1)", "https://github.com/example/book#readme", "https://github.com/example/a b",
      "https://github.com/example/book?\"", "file:///etc/passwd",
    ])
  func refused(text: String) {
    #expect(ReportAddress(text) == nil)
  }

  @Test("A missing https:// is reported with the whole address")
  func completed() {
    let meant = ReportAddress.correction(of: "github.com/example/book").meant
    #expect(meant?.text == "https://github.com/example/book")
  }
}

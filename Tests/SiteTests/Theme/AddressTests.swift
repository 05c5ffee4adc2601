import Testing

@testable import Site

@Suite("An address from an author")
struct AddressTests {
  @Test(
    "An address is accepted if it has an allowed scheme or none",
    arguments: [
      "https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org", "tel:+1", "page.html",
      "../a/b.html",
      "#anchor", "?q=a:b", "./a:b", "a/b:c",
    ])
  func isKept(text: String) {
    #expect(Address(text)?.text == text)
  }

  @Test(
    "Any other address is rejected",
    arguments: [
      "", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\tscript:x", "vbscript:x",
      "data:text/html,x",
      "file:///etc", "blob:x", "view-source:x", "//example.org", "\\\\example.org", "https:\\example.org",
      ":x", "a b",
    ])
  func isRefused(text: String) {
    #expect(Address(text) == nil)
  }
}

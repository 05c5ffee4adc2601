import Basics
import Markdown
import TestSupport
import Testing

@Suite("Links found in running text")
struct FoundLinkTests {
  /// Returns the address and the text of each link.
  private func links(_ markdown: String) -> [String] {
    let (document, diagnostics) = parse(markdown)
    #expect(diagnostics.isEmpty)
    return document.all(.link).map { link in
      #expect(document.nodes[link].flags == .found)
      return "\(document.string(document.nodes[link].destination)) \(document.plainText(of: link))"
    }
  }

  @Test(
    "Web addresses are found",
    arguments: [
      ("see http://a.b/c?d=e#f now", "http://a.b/c?d=e#f http://a.b/c?d=e#f"),
      ("https://a.b.", "https://a.b https://a.b"),
      ("(https://a.b/c_(d))", "https://a.b/c_(d) https://a.b/c_(d)"),
      ("“https://a.b”", "https://a.b https://a.b"),
      ("https://a.b/c), d", "https://a.b/c https://a.b/c"), ("Https://A.b!?", "Https://A.b Https://A.b"),
      ("www.doh.wa.gov or", "http://www.doh.wa.gov www.doh.wa.gov"),
      ("*www.a.b/c*", "http://www.a.b/c www.a.b/c"),
      ("https://a.b/c&amp;d=e", "https://a.b/c&d=e https://a.b/c&d=e"),
      ("https://a.b/?c&copy;", "https://a.b/?c© https://a.b/?c©"),
      ("https://a.b/c\\_d_e", "https://a.b/c_d_e https://a.b/c_d_e"),
      ("https://a.b/x&hl;", "https://a.b/x https://a.b/x"),
      ("http://localhost:8000/a", "http://localhost:8000/a http://localhost:8000/a"),
      ("https://é.fr", "https://é.fr https://é.fr"),
      ("https://a.b/c's", "https://a.b/c's https://a.b/c's"),
      ("'https://a.b/c'", "https://a.b/c https://a.b/c"),
      ("[[a|b]] https://c.d", "https://c.d https://c.d"), ("https://a.b<c", "https://a.b https://a.b"),
    ])
  func web(markdown: String, link: String) {
    #expect(links(markdown) == [link])
  }

  @Test(
    "Email addresses are found",
    arguments: [
      ("write to a.b+c@d.e.gov.", "mailto:a.b+c@d.e.gov a.b+c@d.e.gov"),
      ("<b>a@b.c</b>", "mailto:a@b.c a@b.c"),
      ("(a_b@c-d.org)", "mailto:a_b@c-d.org a_b@c-d.org"),
    ])
  func email(markdown: String, link: String) {
    let (document, _) = parse(markdown) { $0.allowsRawHTML = true }
    let node = document.all(.link)[0]
    #expect("\(document.string(document.nodes[node].destination)) \(document.plainText(of: node))" == link)
  }

  @Test(
    "North American phone numbers are found",
    arguments: [
      ("call 360-236-4700.", "360-236-4700"), ("(360) 236-4700", "(360) 236-4700"),
      ("360.236.4700", "360.236.4700"),
      ("1-800-273-8255", "1-800-273-8255"), ("+1 360 236 4700", "+1 360 236 4700"),
      ("(call (360)236-4700)", "(360)236-4700"),
      ("+1 (360) 236-4700", "+1 (360) 236-4700"), ("360-236-4700 ext. 5", "360-236-4700"),
      ("360-236-4700-", "360-236-4700"),
    ])
  func phone(markdown: String, number: String) {
    let digits = number.filter(\.isNumber).suffix(10)
    #expect(links(markdown) == ["tel:+1\(digits) \(number)"])
  }

  @Test(
    "Incomplete addresses and other numbers aren't links",
    arguments: [
      "988", "call 911 or 988", "WAC 246-929-210", "2026-11-21", "236-4700", "3602364700", "160-236-4700",
      "360-036-4700", "360-236-47000",
      "a360-236-4700", "12-360-236-4700", "360 236 4700", "360-236-4700-1", "http://", "https:// a", "www.",
      "www", "awww.b.c", "a@b", "@a.b",
      "a@b.", "a@.b", "http//a.b", "ahttp://b.c", "ftp://a.b", "javascript://a.b", "www..b", "http://_",
      "a @ b.c", "4.5 and 6-7",
    ])
  func nothing(text: String) {
    #expect(links(text).isEmpty)
  }

  @Test("Links, code, references, and pictures aren't searched")
  func elsewhere() {
    let (document, _) = parse(
      "[www.a.b](c) `www.a.b` [[a|www.a.b]] ![www.a.b](c) <http://a.b>\n\n    www.a.b\n")
    #expect(document.nodes.allSatisfy { !$0.flags.contains(.found) })
  }

  @Test("A found link has the range of its text")
  func places() {
    let (document, _) = parse("> a &amp; b\n> c www.a.b\n>\n> | d |\n> |---|\n> | 360-236-4700 |\n")
    let ranges = document.all(.link).map { document.nodes[$0].range }
    #expect(
      ranges == [SourceRange(line: 2, column: 5, length: 7), SourceRange(line: 6, column: 5, length: 12)])
  }

  @Test("Addresses can be found after other links were made")
  func later() {
    var (document, _) = parse("WAC 246-341-0718 or 360-236-4700") { $0.extensions.remove(.foundLinks) }
    #expect(document.all(.link).isEmpty)
    let text = document.all(.text)[0]
    document.apply([
      InlineEdit(text, 0..<0, .open(Node(kind: .legalCitation))), InlineEdit(text, 16..<16, .close),
    ])
    document.linkFoundAddresses()
    #expect(document.all(.link).map { document.plainText(of: $0) } == ["360-236-4700"])
  }

  @Test(
    "A long text of partial matches stays unchanged",
    arguments: [
      "www.", "http://", "a@", "@a.", "(360) ", "1-", "&a;", "http://a.b;", "www.a)", "a.", "_@", "-",
    ])
  func hostile(piece: String) {
    let text = String(repeating: piece, count: 30_000)
    let (linked, _) = parse(text)
    let (plain, _) = parse(text) { $0.extensions.remove(.foundLinks) }
    #expect(linked.plainText(of: 0) == plain.plainText(of: 0))
  }
}

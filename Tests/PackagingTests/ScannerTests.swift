import Site
import TestSupport
import Testing

@testable import Packaging

@Suite("Reading markup")
struct ScannerTests {
  @Test(
    "Attributes are read with any quotation marks, and written so that nothing escapes them",
    arguments: [
      ("<a href=\"a&amp;b\">", "<a href=\"a&amp;b\">"),
      ("<a href='\"><script>'>", "<a href=\"&quot;&gt;&lt;script&gt;\">"),
      ("<A HREF=x>", "<a HREF=\"x\">"),
      ("<input hidden disabled=''>", "<input hidden disabled=\"\">"),
      ("<br/>", "<br/>"),
      ("a < b <!-- <a> --> </a >", "a < b <!-- <a> --> </a>"),
      ("<script>if (a < b) { \"</p>\" }</script>", "<script>if (a < b) { \"</p>\" }</script>"),
    ])
  func rewriting(markup: String, written: String) {
    var writer = MarkupWriter()
    for token in HTMLScanner.tokens(of: Array(markup.utf8)) { writer.write(token) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
  }

  @Test("Reading any bytes ends, and markup reads the same after it's written", arguments: 0..<40)
  func noise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "<", ">", "\"", "'", "=", "/", "!", "--", "&", ";", "#", " ", "a", "script", "style", "é", "\0",
    ]
    let text = (0..<400).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
    var writer = MarkupWriter()
    for token in HTMLScanner.tokens(of: Array(text.utf8)) { writer.write(token) }
    var again = MarkupWriter()
    for token in HTMLScanner.tokens(of: writer.bytes) { again.write(token) }
    #expect(HTMLScanner.tokens(of: again.bytes).count == HTMLScanner.tokens(of: writer.bytes).count)
    _ = PackageLink(text, from: "a/b.html")
    _ = StyleAddresses.all(in: Array(text.utf8)[...])
    _ = CharacterReferences.read(text)
  }

  @Test(
    "Text with any characters becomes valid XML",
    arguments: [
      ("a\u{B}b\u{1F}", "a\u{FFFD}b\u{FFFD}"), ("a\tb\nc\rd", "a\tb\nc\rd"),
      ("a\u{FFFE}\u{FFFF}\u{FFFD}\u{FEFF}", "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FEFF}"),
      ("&nbsp;&#11;&amp;lt;", "\u{A0}\u{FFFD}&amp;lt;"),
    ])
  func xml(markup: String, written: String) {
    var writer = MarkupWriter(isXML: true)
    for token in HTMLScanner.tokens(of: Array(markup.utf8)) { writer.write(token) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
  }
}

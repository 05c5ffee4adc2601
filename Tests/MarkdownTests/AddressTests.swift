import Basics
import Markdown
import Redline
import TestSupport
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "External addresses have an allowed scheme",
    arguments: ["http://a.b", "HTTPS://a.b", "mailto:a@b.c", "tel:+13602364700", "https:a"])
  func external(address: String) {
    let (document, diagnostics) = parse("[x](\(address))")
    #expect(diagnostics.isEmpty)
    #expect(document.references.isEmpty)
    #expect(!document.nodes[document.all(.link)[0]].flags.contains(.internal))
  }

  @Test(
    "Addresses in the handbook are paths and anchors, and are listed",
    arguments: ["a.md", "../codes/a.md#b", "#b", "/a/b", "a/b:c", "?a:b", "#a:b", ".", "", "a%20b.md"])
  func handbook(address: String) {
    let (document, diagnostics) = parse("a [x](\(address)) ![y](\(address))")
    #expect(diagnostics.isEmpty)
    #expect(document.references.map(\.form) == [.link, .image])
    #expect(document.references.map(\.target) == [address, address])
    if !address.isEmpty {
      #expect(document.references[0].range == SourceRange(line: 1, column: 7, length: address.utf8.count))
    }
  }

  @Test(
    "All other addresses are errors at their positions, however they are disguised",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x73;cript:alert(1)", "&#106;avascript:a",
      "java&Tab;script:a",
      "javascript&colon;a", "vbscript:a", "file:///a", "data:text/html,a", "//a.b", "\\\\a.b", "/\\\\a.b",
      "blob:a",
      "view-source:a", "ftp://a.b", "about:blank", "intent:a", "a:b", "x-javascript:a", "javascript&#58;a",
      "&#1;javascript:a",
      "data:image/svg+xml;base64,a", "jar:a", "http&#x09;s://a", "&#x2F;/a.b", "java\\:script",
    ])
  func unsafe(address: String) {
    let (document, diagnostics) = parse("> - a\n>   [x](\(address))")
    #expect(diagnostics.map(\.identifier) == ["unsafe-address"])
    #expect(diagnostics.first?.range?.start == SourcePosition(line: 2, column: 9))
    #expect(document.nodes[document.all(.link)[0]].flags.contains(.unsafe))
    #expect(document.references.isEmpty)
  }

  @Test("An address with a space or tab before its scheme is an error")
  func space() {
    #expect(parse("[x](< javascript:a>)").diagnostics.map(\.identifier) == ["unsafe-address"])
    #expect(parse("[x](<java\tscript:a>)").diagnostics.map(\.identifier) == ["unsafe-address"])
    #expect(parse("[x](< //a>)").diagnostics.map(\.identifier) == ["unsafe-address"])
  }

  @Test("Addresses are classified the same way in angle brackets, definitions, and pictures")
  func otherForms() {
    #expect(places(parse("a <javascript:b>").diagnostics) == ["1:4-16: unsafe-address"])
    #expect(parse("[a]\n\n[a]: javascript:b").diagnostics.map(\.identifier) == ["unsafe-address"])
    #expect(places(parse("![a](//b)").diagnostics) == ["1:6-9: unsafe-address"])
  }

  @Test("A picture's address can contain the picture itself, but a link's can't")
  func data() {
    for kind in ["png", "gif", "jpeg", "webp"] {
      #expect(parse("![a](data:image/\(kind);base64,AA==)").diagnostics.isEmpty)
      #expect(
        parse("[a](data:image/\(kind);base64,AA==)").diagnostics.map(\.identifier) == ["unsafe-address"])
    }
  }

  @Test(
    "Raw HTML is an error unless it's allowed",
    arguments: [
      ("<div>\na\n</div>", "1:1"), ("> - a <b>c", "1:7"), ("a <!-- b -->", "1:3"), ("<!-- a -->", "1:1"),
      ("| a |\n|---|\n| b <i> |", "3:5"),
    ])
  func rawHTML(markdown: String, start: String) {
    let (_, diagnostics) = parse(markdown)
    #expect(diagnostics.first?.identifier == "raw-html")
    #expect(places(diagnostics).first?.hasPrefix("\(start)-") == true)
    #expect(parse(markdown) { $0.allowsRawHTML = true }.diagnostics.isEmpty)
  }
}

import Basics
import Markdown
import TestSupport
import Testing

@Suite("Attributes")
struct AttributeTests {
  @Test(
    "Attributes are at the end of a heading, a paragraph, or an item's first paragraph, and belong to it")
  func bearers() throws {
    let (document, diagnostics) = parse(
      """
      ## Conduct {#conduct}

      A rule. {.gifts}

      - First. {#first}

        More of it. {#more}
      """)
    #expect(diagnostics.isEmpty)
    let bearers = document.attributes.map { "\(document.nodes[$0.node].kind)" }
    #expect(bearers == ["heading", "paragraph", "listItem", "paragraph"])
    #expect(document.attributes(of: document.all(.listItem)[0])?.id?.value == "first")
    #expect(document.plainText(of: 0) == "Conduct\nA rule.\nFirst.\nMore of it.")
  }

  @Test("Attributes are an id, topics, and pairs, each with its range")
  func parts() throws {
    let (document, _) = parse("> - (iii) have *x* {#sup .sexual-relations .b label=\"(iii)\" k=v q='a b'}\n")
    let attributes = try #require(document.attributes.first?.value)
    #expect(attributes.id == Located("sup", SourceRange(line: 1, column: 22, length: 3)))
    #expect(attributes.classes.map(\.value) == ["sexual-relations", "b"])
    #expect(attributes.classes[0].range == SourceRange(line: 1, column: 27, length: 16))
    #expect(attributes["label"] == Located("(iii)", SourceRange(line: 1, column: 54, length: 5)))
    #expect(attributes["k"]?.value == "v")
    #expect(attributes["q"]?.value == "a b")
    #expect(attributes["other"] == nil)
    #expect(attributes.range == SourceRange(line: 1, column: 20, length: 53))
  }

  @Test(
    "A value can contain Markdown syntax, a brace, or a quotation mark",
    arguments: [
      ("a {label=\"*b* _c_ `d`\"}", "*b* _c_ `d`"), ("a {label=\"{x}\"}", "{x}"),
      ("a {label=\"say \\\"no\\\"\"}", "say \"no\""), ("a {label=\"[[b]] &amp;\"}", "[[b]] &amp;"),
      ("a &amp; \\* b {label=\"c\"}", "c"), ("a {label=\"\"}", ""), ("a { label=b }", "b"),
    ])
  func values(markdown: String, value: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(diagnostics.isEmpty)
    #expect(document.attributes.first?.value["label"]?.value == value)
    #expect(!document.plainText(of: 0).contains("label"))
    #expect(document.references.isEmpty)
  }

  @Test("Removing attributes removes the space or line end before them")
  func spaceBefore() {
    #expect(parse("a  {#b}").document.plainText(of: 0) == "a")
    #expect(
      parse("a\n{#b}").document.outline == "document 1:1-2:4\n  paragraph 1:1-2:4 #b\n    text 1:1-1:1 'a'")
    #expect(parse("*a* {#b}").document.plainText(of: 0) == "a")
    #expect(parse("## a {#b} ##").document.plainText(of: 0) == "a")
    #expect(parse("a\n===").document.attributes.isEmpty)
    #expect(parse("a {#b}\n===").document.attributes.count == 1)
  }

  @Test(
    "Text is read as attributes only if all of it is valid",
    arguments: [
      "a {b}", "a {b c}", "a \\{#b}", "a `{#b}`", "a {#b} c", "{++a++}", "a{--b--}", "a {==b==}", "a {>>b<<}",
      "a {}",
      "a {.5}", "a {{b}}", "a {% b %}", "a }", "    {#b}", "a {=b}",
    ])
  func text(markdown: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(document.attributes.isEmpty)
    #expect(diagnostics.isEmpty)
    #expect(document.plainText(of: 0).contains("}"))
  }

  @Test(
    "Malformed attributes stay text, and are reported where they become invalid",
    arguments: [
      ("a {#}", "1:4-6: malformed-attributes"),
      ("a {#b.c,d}", "1:8-11: malformed-attributes"), ("a {.b #}", "1:7-9: malformed-attributes"),
      ("a {b=\"c}", "1:4-9: malformed-attributes"),
      ("*a {#b l=\"*\"}", "1:4-14: malformed-attributes"),
    ])
  func malformed(markdown: String, place: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(places(diagnostics) == [place])
    #expect(document.attributes.isEmpty)
  }

  @Test(
    "An id in front of a mistake counts, so that references to it aren't reported too",
    arguments: [
      ("> - a {#b c}", "1:11-13: malformed-attributes"), ("a {#b key=}", "1:7-12: malformed-attributes"),
    ])
  func readable(markdown: String, place: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(places(diagnostics) == [place])
    #expect(document.attributes.map(\.value.id?.value) == ["b"])
  }

  @Test("Repeated attributes are reported, and the first one counts")
  func twice() {
    let (document, diagnostics) = parse("a {#b #c k=1 k=2}")
    #expect(places(diagnostics) == ["1:8-9: duplicate-attribute", "1:14-15: duplicate-attribute"])
    #expect(document.attributes.first?.value.id?.value == "b")
    #expect(document.attributes.first?.value["k"]?.value == "1")
  }

  @Test("Ids are in NFC")
  func normalForm() {
    #expect(parse("a {#e\u{301}}").document.attributes.first?.value.id?.value.utf8.count == 2)
  }

  @Test("Attributes stay with their nodes when other extensions change the tree")
  func staying() {
    let (document, _) = parse(
      "| a |\n|---|\n\n[[x|y]] www.a.org\n\n> [!NOTE]\n> b [[c]] {#d}\n\n- [[e]] {#f}\n")
    let bearers = document.attributes.map { "\(document.nodes[$0.node].kind) \($0.value.id?.value ?? "")" }
    #expect(bearers == ["paragraph d", "listItem f"])
  }

  @Test("In a text of hostile length, only attributes at the end are recognized")
  func hostile() {
    for text in [
      String(repeating: "{#a ", count: 25_000) + "}", String(repeating: "{", count: 50_000) + "#a}",
    ] {
      let (document, _) = parse(text)
      let kept = document.plainText(of: 0)
      #expect(text.hasPrefix(kept))
      #expect(text.utf8.count - kept.utf8.count <= (document.attributes.isEmpty ? 0 : " {#a }".utf8.count))
    }
  }
}

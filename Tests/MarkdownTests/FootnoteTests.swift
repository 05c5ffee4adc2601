import Basics
import Markdown
import TestSupport
import Testing

@Suite("Footnotes")
struct FootnoteTests {
  @Test("Footnotes are numbered in the order of their references, whatever their own order and case")
  func numbers() {
    let (document, diagnostics) = parse("a[^x] b[^Y] c[^x]\n\n[^y]: Why.\n[^x]: Ex &amp; *more*.\n")
    #expect(diagnostics.isEmpty)
    let references = document.all(.footnoteReference).map { document.nodes[$0] }
    #expect(references.map(\.footnoteNumber) == [1, 2, 1])
    #expect(references.map { document.string($0.footnoteSuffix) } == ["", "", "-2"])
    #expect(references[0].range == SourceRange(line: 1, column: 2, length: 4))
    let definitions = document.all(.footnoteDefinition)
    #expect(definitions.map { document.nodes[$0].footnoteNumber } == [2, 1])
    #expect(definitions.map { document.plainText(of: $0) } == ["Why.", "Ex & more."])
  }

  @Test("A footnote continues on lines that are indented by four spaces, and can contain blocks")
  func blocks() {
    let (document, diagnostics) = parse(
      "a[^1]\n\n[^1]: One\n    still one\nlazily\n\n    Two [[b]]\n\n    - c\n\nOutside")
    #expect(diagnostics.isEmpty)
    let definition = document.all(.footnoteDefinition)[0]
    let kinds = document.children(of: definition).map { document.nodes[$0].kind }
    #expect(kinds == [.paragraph, .paragraph, .list])
    #expect(document.plainText(of: definition) == "One still one lazily\nTwo b\nc".replacing("b", with: ""))
    #expect(
      document.children(of: 0).map { document.nodes[$0].kind } == [
        .paragraph, .footnoteDefinition, .paragraph,
      ])
  }

  @Test("A footnote whose text could be a link's address is still a footnote")
  func address() {
    let (document, diagnostics) = parse("a[^1]\n\n[^1]: http://a.b\n")
    #expect(diagnostics.isEmpty)
    #expect(document.plainText(of: document.all(.footnoteDefinition)[0]) == "http://a.b")
    #expect(document.nodes[document.all(.link)[0]].flags == [.found])
  }

  @Test("The author's own lists next to footnotes stay unchanged")
  func lists() {
    for mark in ["-", "+", "*"] {
      let (document, _) = parse("[^1]\n\n\(mark) a\n\(mark) b\n\n[^1]: c\n\n\(mark) d\n")
      let lists = document.all(.list)
      #expect(lists.count == 2)
      #expect(lists.map { document.plainText(of: $0) } == ["a\nb", "d"])
      #expect(document.nodes[lists[0]].flags.contains(.tight))
    }
  }

  @Test("Footnotes aren't recognized in code, in links, or after a backslash")
  func notSeen() {
    let code =
      "```\n[^1]: a\n```\n\n> ~~~\n> [^1]: b\n> ~~~\n\n    [^1]: c\n\n`[^1]` \\[^1] [d[^1]](e) ![f[^1]](g)\n"
    let (document, diagnostics) = parse(code)
    #expect(diagnostics.isEmpty)
    #expect(document.all(.footnoteReference).isEmpty)
    #expect(document.plainText(of: 0).hasPrefix("[^1]: a\n[^1]: b\n[^1]: c\n[^1] [^1] d"))
  }

  @Test("Footnotes that are undefined, unused, or defined twice are reported")
  func reports() {
    #expect(places(parse("> - a[^1]").diagnostics) == ["1:6-10: undefined-footnote"])
    let unused = parse("a\n\n[^b]: c")
    #expect(places(unused.diagnostics) == ["3:1-8: unused-footnote"])
    #expect(unused.document.nodes[unused.document.all(.footnoteDefinition)[0]].footnoteNumber == 0)
    #expect(parse("a[^b]\n\n[^b]: c\n\n[^B]: d").diagnostics.map(\.identifier) == ["duplicate-footnote"])
  }

  @Test("The text of a footnote has exact ranges")
  func definitionPlaces() {
    let (document, _) = parse("a[^long-label]\n\n[^long-label]:   *b* &lt; [[c]]\n    [[d]]\n")
    #expect(
      document.references.map(\.range.start) == [
        SourcePosition(line: 3, column: 29), SourcePosition(line: 4, column: 7),
      ])
    #expect(document.nodes[document.all(.emphasis)[0]].range == SourceRange(line: 3, column: 18, length: 3))
  }

  @Test("Footnotes can be in quotations")
  func quoted() {
    let (document, diagnostics) = parse("> a[^1]\n>\n> [^1]: b\n>\n>     c\n")
    #expect(diagnostics.isEmpty)
    #expect(document.plainText(of: document.all(.footnoteDefinition)[0]) == "b\nc")
  }
}

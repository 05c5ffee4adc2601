import Basics
import Markdown
import TestSupport
import Testing

@Suite("References")
struct ReferenceTests {
  @Test("References are citations with generated text or the author's own text")
  func citations() {
    let (document, diagnostics) = parse("See [[WA#gifts]] and [[ topics/a | the *b* `c` ]].")
    #expect(diagnostics.isEmpty)
    #expect(document.references.map(\.target) == ["WA#gifts", "topics/a"])
    #expect(document.references.allSatisfy { $0.form == .citation })
    let nodes = document.all(.reference)
    #expect(nodes.map { document.plainText(of: $0) } == ["", " the b c "])
    #expect(nodes.map { document.nodes[$0].referenceIndex } == [0, 1])
    #expect(document.references[0].range == SourceRange(line: 1, column: 7, length: 8))
    #expect(document.references[1].range == SourceRange(line: 1, column: 25, length: 8))
    #expect(document.nodes[nodes[0]].range == SourceRange(line: 1, column: 5, length: 12))
  }

  @Test(
    "Ranges are exact in lists, quotations, tables, and emphasis, on later lines, and after escapes",
    arguments: [
      ("- a\n  - b [[x]]", 2, 9), ("> a\n> b [[x]]", 2, 7), ("> a\nb [[x]]", 2, 5),
      ("1. a\n   *b [[x]]*", 2, 9),
      ("| a |\n|---|\n| b [[x]] |", 3, 7), ("| a \\| [[x]] |\n|---|", 1, 10),
      ("> | a |\n> |---|\n> | [[x]] |", 3, 7),
      ("a \\* &amp; [[x]]", 1, 14), ("***a** [[x]]*", 1, 10), ("`a\nb` [[x]]", 2, 6),
      ("[a](b\n'c') [[x]]", 2, 8),
      ("> - a\n>   > b\n>   > [[x]]", 3, 9), ("[^1]: &amp; [[x]]\n\nb[^1]", 1, 15), ("# a [[x]] #", 1, 7),
      ("a [[x]]\n===", 1, 5), ("> [!NOTE] a [[x]]", 1, 15), ("[r]: /u\n*a* [[x]]", 2, 7),
      ("a\\\nb [[x]]", 2, 5),
      ("a &copy; [[y\\_x]]", 1, 10), ("é [[x]]", 1, 6),
    ])
  func places(markdown: String, line: Int, column: Int) {
    let (document, _) = parse(markdown) { $0.extensions = .standard }
    let start = document.references.first { $0.form == .citation }?.range.start
    #expect(start == SourcePosition(line: line, column: column))
  }

  @Test("Lines are counted from the text's first line in its file")
  func firstLine() {
    let text = Array("a\n\n[[x]] [a](//b)".utf8)
    let (document, diagnostics) = MarkdownParser().parse(text[...], path: "a.md", firstLine: 10)
    #expect(document.references[0].range == SourceRange(line: 12, column: 3))
    #expect(diagnostics.first?.range == SourceRange(line: 12, column: 11, length: 3))
  }

  @Test(
    "References aren't found in code, links, or pictures, after a backslash, or in other brackets",
    arguments: [
      "`[[a]]`", "    [[a]]", "```\n[[a]]\n```", "\\[[a]]", "[\\[a]]", "[[a]\\]", "[b [[a]] c](d)",
      "![b [[a]] c](d)",
      "[[1, 2], [3, 4]]", "[[a](b)]", "[[a]](b)", "&#91;[a]]", "[[a]&#93;",
    ])
  func notFound(markdown: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(document.all(.reference).isEmpty)
    #expect(!diagnostics.contains { $0.severity == .error })
  }

  @Test("A reference in a table has a backslash before its pipe")
  func inTable() {
    let (document, diagnostics) = parse("| a |\n|---|\n| [[x\\|y *z*]] |")
    #expect(diagnostics.isEmpty)
    #expect(document.references.map(\.target) == ["x"])
    #expect(document.plainText(of: document.all(.reference)[0]) == "y z")
  }

  @Test(
    "References without an end or a target, or with markup in the target, are reported",
    arguments: [
      ("> a [[b c", "1:5-7: unclosed-reference"), ("[[a\nb]]", "1:1-3: unclosed-reference"),
      ("*[[a* b]]", "1:2-4: unclosed-reference"), ("- [[a *b* c]]", "1:3-5: unclosed-reference"),
      ("- [[]]", "1:3-7: empty-reference"), ("[[ |a]]", "1:1-8: empty-reference"),
    ])
  func malformed(markdown: String, place: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(TestSupport.places(diagnostics) == [place])
    #expect(document.all(.reference).isEmpty)
  }

  @Test("A reference's text can't contain another reference")
  func nested() {
    let (document, _) = parse("[[a|b *[[c]]* d]]")
    #expect(document.references.map(\.target) == ["a"])
  }

  @Test("A quotation that is a whole paragraph has the paragraph's attributes")
  func quotations() {
    let (document, diagnostics) = parse("![[AR#gifts]]\n\n> - ![[ WA ]] {#b}")
    #expect(diagnostics.isEmpty)
    let quotations = document.all(.quotation)
    #expect(quotations.count == 2)
    #expect(document.references.map(\.form) == [.quotation, .quotation])
    #expect(document.references.map(\.target) == ["AR#gifts", "WA"])
    #expect(document.references[1].range == SourceRange(line: 3, column: 9, length: 2))
    #expect(document.attributes(of: document.all(.listItem)[0])?.id?.value == "b")
    #expect(quotations.allSatisfy { document.children(of: $0).map { $0 }.isEmpty })
  }

  @Test(
    "A quotation inside other text is reported and stays text",
    arguments: [
      ("a ![[b]]", "1:3-9"), ("> ![[b]] c", "1:3-9"), ("a\n![[b]]", "2:1-7"), ("# ![[b]]", "1:3-9"),
    ])
  func misplaced(markdown: String, place: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(TestSupport.places(diagnostics) == [place + ": misplaced-quotation"])
    #expect(document.plainText(of: 0).contains("![[b]]"))
  }

  @Test("A quotation can't have text of its own")
  func quotationText() {
    #expect(TestSupport.places(parse("![[a|b]]").diagnostics) == ["1:1-9: quotation-text"])
    #expect(parse("\\![[a]]").document.references.map(\.form) == [.citation])
  }
}

import Basics
import Markdown
import TestSupport
import Testing

@Suite("Tables")
struct TableTests {
  /// Returns the texts of the cells, row by row.
  private func cells(_ document: MarkdownDocument) -> [[String]] {
    document.all(.tableRow).map { row in document.children(of: row).map { document.plainText(of: $0) } }
  }

  @Test("A table has a header row, a delimiter row that sets alignments, and body rows")
  func parts() {
    let (document, diagnostics) = parse(
      "| a | b | c | d |\n|:-|:-:|-:|---|\n| 1 | *2* | `3` | [4](x) |\n5 | 6")
    #expect(diagnostics.isEmpty)
    #expect(cells(document) == [["a", "b", "c", "d"], ["1", "2", "3", "4"], ["5", "6", "", ""]])
    let head = Array(document.children(of: document.all(.tableRow)[0])).map { document.nodes[$0].flags }
    #expect(head == [[.head, .alignLeft], [.head, .alignCenter], [.head, .alignRight], [.head]])
    #expect(document.nodes[document.all(.tableRow)[1]].flags.isEmpty)
  }

  @Test(
    "The delimiter row needs as many cells as the header row",
    arguments: [
      "| a |\n| b |", "| a | b |\n|---|", "a\n---|---", "| a |\n|--x|", "| a |\n\n|---|", "a | b\n- | -",
      "| a |",
      "    | a |\n    |---|", "a\n:-", "| a |\n| |",
    ])
  func noTable(markdown: String) {
    #expect(parse(markdown).document.all(.table).isEmpty)
  }

  @Test(
    "A control character in a cell is kept, and the tree stays valid",
    arguments: [
      ("<e>\u{1}<s>", "\u{1}"), ("*a*\u{1}*b*", "a\u{1}b"), ("a\u{1}", "a\u{1}"), ("\u{1}", "\u{1}"),
    ])
  func control(cell: String, text: String) {
    let document = parse("| a |\n|---|\n| \(cell) |").document
    #expect(cells(document) == [["a"], [text]])
    for index in document.nodes.indices {
      let children = Array(document.children(of: index))
      let ends = children.map { Int(document.nodes[$0].end) }
      // Each child begins where the one before it ends, and the last child ends with its parent.
      #expect([index + 1] + ends == children + [Int(document.nodes[index].end)])
    }
  }

  @Test(
    "Pipes at the ends of a line are optional",
    arguments: [
      "a | b\n--- | ---\n1 | 2", "a | b |\n--- | --- |\n1 | 2 |", "|a|b\n|-|-\n|1|2", "  a|b\n  -|-\n  1|2",
    ])
  func ends(markdown: String) {
    #expect(cells(parse(markdown).document) == [["a", "b"], ["1", "2"]])
  }

  @Test("A cell can contain pipes after a backslash, even in code")
  func uprights() {
    let (document, _) = parse("| a |\n|---|\n| b \\| `c\\|d` \\\\ **e\\|** |")
    #expect(cells(document)[1] == ["b | c|d \\ e|"])
  }

  @Test("Markup can't extend from one cell to another")
  func separate() {
    let (document, _) = parse("| *a | b* | `c | d` | [e | f](g) |\n|---|---|---|---|---|---|\n")
    #expect(cells(document).first == ["*a", "b*", "`c", "d`", "[e", "f](g)"])
    #expect(document.all(.table).isEmpty == false)
  }

  @Test("Text that would begin a block elsewhere stays text in a cell")
  func blockMarks() {
    let (document, _) = parse("| # a # | - b | 1. c | > d |\n|---|---|---|---|\n| --- | ``` | <b | \\ |\n")
    #expect(cells(document) == [["# a #", "- b", "1. c", "> d"], ["---", "```", "<b", "\\"]])
  }

  @Test("A table ends at a blank line, and can follow the lines of a paragraph")
  func surroundings() {
    let (document, _) = parse("a *b*\nc\n| d |\n|---|\n| e |\n\nf")
    let kinds = document.children(of: 0).map { document.nodes[$0].kind }
    #expect(kinds == [.paragraph, .table, .paragraph])
    #expect(document.plainText(of: 0) == "a b c\nd\ne\nf")
  }

  @Test("Tables can be in quotations and items")
  func containers() {
    let quoted = parse("> | a |\n> |---|\n> | b |").document
    #expect(cells(quoted) == [["a"], ["b"]])
    let item = parse("- a\n\n  | a |\n  |---|\n  | b |").document
    #expect(cells(item) == [["a"], ["b"]])
  }

  @Test("Cells can use links that are defined elsewhere")
  func definitions() {
    let (document, diagnostics) = parse("| a |\n|---|\n| [b][r] |\n\n[r]: c.md")
    #expect(diagnostics.isEmpty)
    #expect(document.references.map(\.target) == ["c.md"])
  }

  @Test("Every cell and its content have exact ranges")
  func places() {
    let (document, _) = parse("> | a |  é *b* |\n> |---|---|\n> | c \\| [d](e) | f |")
    let ranges = document.all(.tableCell).map { document.nodes[$0].range }
    #expect(ranges[1] == SourceRange(line: 1, column: 10, length: 6))
    #expect(ranges[2] == SourceRange(line: 3, column: 5, length: 11))
    #expect(document.nodes[document.all(.emphasis)[0]].range == SourceRange(line: 1, column: 13, length: 3))
    #expect(document.references[0].range == SourceRange(line: 3, column: 14, length: 1))
  }

  @Test("A row with too many cells is reported there")
  func surplus() {
    let (document, diagnostics) = parse("| a |\n|---|\n| b | c |")
    #expect(TestSupport.places(diagnostics) == ["3:7-10: too-many-cells"])
    #expect(cells(document) == [["a"], ["b"]])
  }

  @Test("Short rows don't make a table grow without limit")
  func hostile() {
    let head = String(repeating: "|a", count: 190) + "|\n" + String(repeating: "|-", count: 190) + "|\n"
    let (document, _) = parse(head + String(repeating: "|b\n", count: 20_000))
    #expect(document.nodes.count < 400_000)
    _ = parse(String(repeating: "| a |\n|---|\n", count: 5_000))
    _ = parse(String(repeating: "|", count: 50_000) + "\n" + String(repeating: "|-", count: 25_000))
  }
}

import Basics
import Markdown
import Redline
import TestSupport
import Testing

@Suite("Hostile Markdown")
struct PathologicalTests {
  @Test(
    "Nesting 25,000 levels deep is an error at its line",
    arguments: ["> ", "- ", "1. ", ">", "> - ", "+ > 1) "])
  func containers(mark: String) {
    let (document, diagnostics) = parse("a\n\n" + String(repeating: mark, count: 25_000) + "a")
    #expect(places(diagnostics) == ["3:1-2: nesting-too-deep"])
    #expect(document.nodes.count == 1)
  }

  @Test("Deep nesting across many lines, or in emphasis, is an error")
  func otherNesting() {
    let items = (0..<600).map { String(repeating: " ", count: $0 * 2) + "- a\n" }.joined()
    #expect(parse(items).diagnostics.map(\.identifier) == ["nesting-too-deep"])
    let opening = String(repeating: "*a **a ", count: 12_500)
    let closing = String(repeating: " a** a*", count: 12_500)
    let (_, diagnostics) = parse("\n\(opening)b\(closing)")
    #expect(diagnostics.map(\.identifier) == ["nesting-too-deep"])
    #expect(diagnostics.first?.range?.start.line == 2)
  }

  @Test("Thematic breaks aren't nesting, and the maximum number of containers is allowed")
  func shallow() {
    #expect(parse(String(repeating: "- ", count: 25_000)).diagnostics.isEmpty)
    #expect(parse(String(repeating: "*\t", count: 5_000)).diagnostics.isEmpty)
    let (document, diagnostics) = parse(String(repeating: "> ", count: 90) + "a")
    #expect(diagnostics.isEmpty)
    #expect(document.all(.blockQuote).count == 90)
  }

  @Test(
    "So many brackets that libcmark would take quadratic time are an error",
    arguments: ["![[]()", "[a](", "[a](<b", "[[a]]", "<!A ", "<a b='", "[^a]", "<?"])
  func brackets(piece: String) {
    let (document, diagnostics) = parse("a\n\n" + String(repeating: "b " + piece, count: 50_000))
    #expect(places(diagnostics) == ["3:1-2: block-too-complex"])
    #expect(document.nodes.count == 1)
  }

  @Test("Too many brackets in a table row are an error, but as many spread over rows are allowed")
  func tables() {
    let cells = String(repeating: "[a ", count: 50_000)
    #expect(parse("a|b\n-|-\n\(cells)|b").diagnostics.map(\.identifier) == ["block-too-complex"])
    let rows = String(repeating: "[[a]]|[b](c)\n", count: 2_000)
    #expect(parse("a|b\n-|-\n\(rows)").diagnostics.isEmpty)
  }

  @Test("As many brackets spread over many blocks are allowed")
  func manyBlocks() {
    let (document, diagnostics) = parse(String(repeating: "[[a]] and [b](c)\n\n", count: 5_000))
    #expect(diagnostics.isEmpty)
    #expect(document.references.count == 10_000)
  }

  @Test(
    "Other repetitions are read normally",
    arguments: [
      "*a **b ", "a**b", "*_a ", "*a_ ", "**x** ", "`a", "&", "&amp;", "\\*", "a\\\n", "a\n", "`a\nb` ",
      "{#a ",
      "a {#b}\n\n", "|-\n", "a|b\n|-|\n", "|a|\n|-|\n\n", "# a\n", "\"a\" ", "a-- ", "--a",
      "> [!NOTE]\n> a\n\n",
      "> ```\n> [^1]: a\n> ```\n\n", "]", ">\ta\n", "> a\n", "- a\n", "a  \n", "}", "a {", "!", "www.a.b ",
      "a@b.c ", "1-", "\u{0}", "**a", "a**", "_", "~~~\n", "<!--", "<a>", "a]", "[a", "[]: b\n", "***a* ",
      "\"", "'a'",
      "# \n", "|", "\u{301}", "\u{202E}",
    ])
  func repetitions(piece: String) {
    let (document, diagnostics) = parse(String(repeating: piece, count: 3_000)) {
      $0.extensions.insert(.typography)
    }
    #expect(document.nodes.count > 1)
    #expect(diagnostics.allSatisfy { $0.identifier != "block-too-complex" })
  }

  @Test(
    "Marks that open, nest, or close thousands of times are read in one pass",
    arguments: [
      ("{++", "a++}"), ("{++a {--b--} ", "++}"), ("{>>", "<<}"), ("{~~a", "~>b~~}"), ("a{++b++}", ""),
      ("{~~a~>b~~}", ""), ("{==", ""), ("++}", ""), ("{++{>>a<<}", "++}"), ("{--a--}- b\n\n", ""),
    ])
  func marks(piece: String, ending: String) {
    // Copying all reports for each opener would take forever here.
    let source = String(repeating: piece, count: 10_000) + ending
    let read = RedlineParser.parse(Array(source.utf8)[...], path: "a.md")
    #expect(read.map { $0.text.marks.count + $0.diagnostics.count > 0 } ?? true)
  }

  @Test("A text with more bytes than a page can have is an error")
  func size() {
    let (document, diagnostics) = parse("abc") { $0.maximumBytes = 2 }
    #expect(diagnostics.map(\.identifier) == ["file-too-large"])
    #expect(document.nodes.count == 1)
  }

  @Test(
    "cmark's pathological inputs result in an error, or in a tree that isn't larger than the text",
    arguments: [
      // Inputs from cmark's test/pathological_tests.py, three per line.
      nested("*a **a ", "b", " a** a*"), nested("[", "a", "]"), nested("**", "a", "**"),
      nested("*", "a", "_"), many("_a __a "), many("a_ "),
      many("a__ "), many("[a]("), many("[a](b"), many("![a](<b") + many(">"),
      nested("[ (](", "", ""), many("**a *a "), many("[[") + many("]]"), many("![[]()"),
      many("a**b") + many("c* "),
      nested("> ", "a", ""), nested(" - ", "a", ""), many("\\\n"), many("[0]: x\n") + "\na", many("[]("),
      many("<>"),
      many("`").enumerated().map { String($1) + ($0.isMultiple(of: 3) ? "e" : "") }.joined(),
      (1...300).map { "e" + String(repeating: "`", count: $0) }.joined(), many("\u{1F600}*"),
      "[" + many("\\]") + "]: /u\n\n" + many("[\\]]"), many("x [a]: u '"), many("<?a"), many("<!a"),
      many("<![CDATA["),
    ])
  func shapes(text: String) {
    let (document, diagnostics) = parse(text)
    #expect(document.nodes.count <= text.utf8.count * 2 + 2)
    let bounds = ["nesting-too-deep", "block-too-complex", "file-too-large"]
    if document.nodes.count == 1 { #expect(diagnostics.contains { bounds.contains($0.identifier) }) }
  }

  @Test("A line as long as a file can be is read")
  func longLine() {
    let text = String(repeating: "word ", count: 400_000)
    let (document, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    #expect(document.plainText(of: 0).utf8.count == text.utf8.count - 1)
  }

  @Test("Random bytes do no harm", arguments: [UInt64(21), 22])
  func bytes(seed: UInt64) {
    let alphabet = Array("[]!^|{}#.=\"'`*_<>&;:()-+ \n\\\taé1@w/x".utf8) + [0, 0xFF, 0xC3, 0xE2, 0x0D]
    var generator = MarkdownGenerator(seed: seed)
    var options = MarkdownParser.Options()
    options.extensions.insert(.typography)
    for _ in 0..<1500 {
      let bytes = (0..<200).map { _ in alphabet[generator.number(below: alphabet.count)] }
      let (document, diagnostics) = MarkdownParser(options: options).parse(bytes[...], path: "a.md")
      #expect(document.nodes[0].end == Int32(document.nodes.count))
      #expect(document.nodes.indices.allSatisfy { Int(document.nodes[$0].end) > $0 })
      for diagnostic in diagnostics {
        guard let start = diagnostic.range?.start else { continue }
        #expect(start.line >= 1 && start.column >= 1, "\(diagnostic)")
      }
      _ = document.plainText(of: 0)
    }
  }
}

private func many(_ piece: String) -> String { String(repeating: piece, count: 5_000) }

private func nested(_ opening: String, _ middle: String, _ closing: String) -> String {
  many(opening) + middle + many(closing)
}

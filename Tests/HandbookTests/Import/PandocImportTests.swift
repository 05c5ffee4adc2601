import Handbook
import Markup
import Testing

@Suite("The import of a Word file's tree")
struct PandocImportTests {
  private func imported(_ blocks: String) -> (body: String, reports: [String]) {
    let json = #"{"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":["# + blocks + "]}"
    let result = DraftImporter.run(.pandoc(Array(json.utf8)), jurisdiction: "Ohio", path: "ohio.md")
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    let body = file.firstRange(of: "\n---\n\n").map { String(file[$0.upperBound...]) } ?? ""
    return (body, result.diagnostics.map(\.identifier).filter { $0 != "import-no-title" })
  }

  private func para(_ inlines: String...) -> String {
    #"{"t":"Para","c":["# + inlines.joined(separator: ",") + "]}"
  }
  private func text(_ words: String) -> String {
    words.split(separator: " ").map { #"{"t":"Str","c":"\#($0)"}"# }.joined(separator: #",{"t":"Space"},"#)
  }
  private let space = #"{"t":"Space"}"#
  private func span(_ kind: String, _ inlines: String = "", id: String = "0") -> String {
    #"{"t":"Span","c":[["",["\#(kind)"],[["id","\#(id)"],["author","A"]]],[\#(inlines)]]}"#
  }

  @Test("reads tracked changes with the space on either side")
  func changes() {
    let source = para(
      text("Do not"), space, span("deletion", text("accept")), space, span("insertion", text("exchange")),
      space,
      text("gifts"), span("insertion", text(", money")), text("."))
    #expect(imported(source).body == "Do not {~~accept~>exchange~~} gifts{++, money++}.\n")
  }

  @Test("keeps the words that Word has a style of their own for, the title first")
  func opening() throws {
    let json =
      #"{"pandoc-api-version":[1,22,2,1],"meta":{"title":{"t":"MetaInlines","c":["# + text("Our Code")
      + #"]},"date":{"t":"MetaInlines","c":["# + text("May 2026") + #"]}},"blocks":["#
      + #"{"t":"Header","c":[1,["",[],[]],["# + text("Conduct") + "]]}," + para(text("Be kind.")) + "]}"
    let result = DraftImporter.run(.pandoc(Array(json.utf8)), jurisdiction: "Ohio", path: "ohio.md")
    let file = String(decoding: try #require(result.file).bytes, as: UTF8.self)
    #expect(file.contains("\ntitle: Our Code\n"))
    #expect(file.contains("\nMay 2026\n\n## Conduct {#conduct}\n"))
  }

  @Test("makes items of numbers that were typed, and none of an initial")
  func typedNumbers() {
    let source = [
      para(text("1. Keep secrets.")), para(text("2. Be kind.")), para(text("A. Smith wrote it.")),
    ]
    let body = imported(source.joined(separator: ",")).body
    #expect(body.hasPrefix("1. Keep secrets. {#keep-secrets}\n2. Be kind. {#"))
    #expect(body.contains("\nA. Smith wrote it.\n"))
  }

  @Test("reads inserted and deleted paragraphs")
  func wholeParagraphs() {
    let source = [
      para(text("one two.")), para(span("insertion", text("new one.")), span("paragraph-insertion")),
      para(span("deletion", text("old one.")), span("paragraph-deletion")), para(text("last.")),
    ].joined(separator: ",")
    let result = imported(source)
    #expect(result.body == "one two.\n\n{++new one.++}\n\n{--old one.--}\n\nlast.\n")
    #expect(result.reports.isEmpty)
  }

  @Test("makes two versions of paragraphs that were divided or joined")
  func endings() {
    let divided = imported(
      [para(text("first"), span("insertion", text(".")), span("paragraph-insertion")), para(text("second."))]
        .joined(separator: ","))
    #expect(divided.body == "first{~~ second.~>.~~}\n\n{++second.++}\n")
    #expect(divided.reports == ["import-joined-paragraphs"])
    let joined = imported(
      [
        para(text("first"), span("paragraph-deletion")), para(text("second."), span("paragraph-deletion")),
        para(text("third.")),
      ]
      .joined(separator: ","))
    #expect(joined.body == "first{++ second. third.++}\n\n{--second.--}\n\n{--third.--}\n")
  }

  @Test("keeps emphasis and links on both sides of a mark apart")
  func styles() {
    let source = para(
      #"{"t":"Strong","c":[\#(text("must not")),\#(space),\#(span("deletion", text("ever")))]}"#, space,
      #"{"t":"Link","c":[["",[],[]],[\#(text("see")),\#(span("insertion", text("here")))],["http://x.org/a b",""]]}"#,
      space, #"{"t":"Emph","c":[\#(text("a*b"))]}"#, #"{"t":"Code","c":[["",[],[]],"x`y"]}"#)
    #expect(
      imported(source).body
        == "**must not** {--**ever** --}[see](<http://x.org/a b>){++[here](<http://x.org/a b>)++} *a\\*b*``x`y``\n"
    )
  }

  @Test("keeps reviewers' remarks where they end")
  func comments() {
    let source = para(
      text("a"), space, span("comment-start", text("too strong <<}")), text("must"), span("comment-end"),
      space,
      span(
        "deletion",
        span("comment-start", text("why"), id: "1") + "," + text("b") + "," + span("comment-end", id: "1")),
      space, text("c"))
    #expect(
      imported(source).body
        == "a must{>>too strong \\<\\<<}<<} {--b --}{>>why<<}c\n"
        .replacing("\\<\\<<}<<}", with: "\\<\\<}<<}"))
  }

  @Test("reads lists, numbers, headings and tables")
  func structure() {
    func plain(_ words: String) -> String { #"{"t":"Plain","c":[\#(text(words))]}"# }
    let list = #"""
      {"t":"OrderedList","c":[[3,{"t":"LowerRoman"},{"t":"TwoParens"}],[[\#(plain("alpha")),
      {"t":"BulletList","c":[[\#(plain("beta"))],[\#(plain("gamma"))]]}],[\#(plain("delta"))]]]},
      {"t":"OrderedList","c":[[1,{"t":"Decimal"},{"t":"Period"}],[[\#(plain("one"))],[\#(plain("two"))]]]}
      """#
    let cell = { (words: String) in #"[["",[],[]],{"t":"AlignDefault"},1,1,[\#(plain(words))]]"# }
    let row = { (cells: String) in #"[["",[],[]],[\#(cells)]]"# }
    let table = #"""
      {"t":"Table","c":[["",[],[]],[null,[]],[],[["",[],[]],[\#(row(cell("H|1") + "," + cell("H2")))]],
      [[["",[],[]],0,[],[\#(row(cell("c1") + "," + cell("c2")))]]],[["",[],[]],[]]]}
      """#
    let header = #"{"t":"Header","c":[1,["x",[],[]],[\#(text("The Title"))]]}"#
    let second = #"{"t":"Header","c":[2,["y",[],[]],[\#(text("Part 1. General"))]]}"#
    #expect(
      imported([header, second, list, table].joined(separator: ",")).body == """
        ## Part 1. General {#part-1-general}

        - alpha {#alpha label="(iii)"}
          - beta {#beta}
          - gamma {#gamma}
        - delta {#delta label="(iv)"}
        1. one {#one}
        2. two {#two}

        | H\\|1 | H2 |
        | --- | --- |
        | c1 | c2 |

        """)
  }

  @Test("finds headings and bullets that only look it")
  func looks() {
    let source = [
      para(#"{"t":"Strong","c":[\#(text("My Code"))]}"#), para(text("Conduct")), para(text("Peers shall:")),
      para(text("• be kind")), para(text("• be fair"), space, span("insertion", text("always"))),
    ].joined(separator: ",")
    #expect(
      imported(source).body
        == "## Conduct {#conduct}\n\nPeers shall:\n\n- be kind {#kind}\n- be fair{++ always++} {#fair-always}\n"
    )
  }

  @Test("reports what it leaves out or puts elsewhere")
  func reports() {
    let note = #"{"t":"Note","c":[\#(para(text("Said below.")))]}"#
    let image = #"{"t":"Image","c":[["",[],[]],[],["a.png",""]]}"#
    let gone = span("insertion", span("deletion", text("neither")))
    let struck = #"{"t":"Strikeout","c":[\#(text("out"))]}"#
    let result = imported(
      para(text("a"), note, image, space, gone, struck) + #",{"t":"Odd","c":[\#(text("x y"))]}"#)
    #expect(
      result.body == """
        a[^1]{>>A picture stands here in the source<<} out{>>Struck in the source by its format<<}

        {>>A block of a kind that Markdown does not have: x y<<}

        [^1]: Said below.

        """)
    #expect(result.reports == Array(repeating: "import-unplaced", count: 4))
  }

  @Test(
    "refuses what is no such tree",
    arguments: [
      "", "null", "[]", "{", #"{"blocks":[]}"#, #"{"pandoc-api-version":[1],"blocks":{}}"#,
      "{\"a\":\"\\uD800\"}",
      String(repeating: "[", count: 100_000), #"{"pandoc-api-version":[1],"blocks":[]}"#, "{\"a\":1} x",
    ])
  func refuses(json: String) {
    let result = DraftImporter.run(.pandoc(Array(json.utf8)), jurisdiction: "Ohio", path: "ohio.md")
    #expect(result.file == nil)
    #expect(result.diagnostics.map(\.identifier) == ["import-unreadable"])
  }

  @Test("reads the escapes of JSON")
  func escapes() {
    #expect(imported(para(#"{"t":"Str","c":"\u00e9\ud83d\ude00\"\\\/\t"}"#)).body == "é😀\"\\\\/\n")
  }
}

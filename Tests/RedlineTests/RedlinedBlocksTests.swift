import Basics
import Markdown
import Redline
import TestSupport
import Testing

@Suite("Blocks in a text with marks")
struct RedlinedBlocksTests {
  @Test("Blocks that a resolution leaves empty stay in the tree with a flag")
  func emptied() {
    let read = ReadRedline("Do so:\n- {--a--} {#a .gifts}\n- b {#b}\n- {++c++}{>>why<<}\n")
    #expect(
      read.redline
        == #"p("Do so:"),ul(li(p(del("a"))),li(p("b")),li(p(ins("c"),note("why"))))"#)
    #expect(read.proposed == #"p("Do so:"),ul(li!(p!()),li(p("b")),li(p("c")))"#)
    #expect(read.current == #"p("Do so:"),ul(li(p("a")),li(p("b")),li!(p!()))"#)
    #expect(read.reports.isEmpty)
    let ids = [read.text?.redline, read.text?.proposed, read.text?.current].map { document in
      document?.attributes.map { $0.value.id?.value }
    }
    #expect(ids == [["a", "b"], ["a", "b"], ["a", "b"]])
  }

  @Test("Emptied blocks can be left out")
  func without() {
    let read = ReadRedline(
      "{--a--}\n\n> {--b--}\n\n{>>c<<}\n\n- d\n- {--e--} {#e}\n- f {#f}\n\n## {--g--}\n")
    #expect(
      read.proposed == #"p!(),blockQuote!(p!()),p!(),ul(li(p("d")),li!(p!()),li(p("f"))),h2!()"#)
    let rest = read.text?.proposed.withoutEmptiedBlocks()
    #expect(rest.map { shape($0) } == #"ul(li(p("d")),li(p("f")))"#)
    #expect(rest?.attributes.map { $0.value.id?.value } == ["f"])
    #expect(rest.map { shape($0, of: $0.attributes[0].node) } == #"li(p("f"))"#)
  }

  @Test("A block that loses its own text, but not its nested blocks, isn't flagged; only its paragraph is")
  func outerTextOnly() {
    let read = ReadRedline("- {--a--}\n  - b\n- c\n")
    #expect(read.proposed == #"ul(li(p!(),ul(li(p("b")))),li(p("c")))"#)
  }

  @Test("A heading's underline doesn't become a thematic break or turn other text into a heading")
  func underline() {
    let read = ReadRedline("{--Title--}\n=====\n\nx\n")
    #expect(read.proposed == #"h1!(),p("x")"#)
    #expect(read.current == #"h1("Title"),p("x")"#)
  }

  @Test("A heading has the same anchor in all three trees")
  func anchors() {
    let source = """
      # A {~~b~>c~~}
      ## {--Gone--}
      ## {++New++}
      ## Gone
      ## X {#a-c-1}
      ## A {++c++}
      """
    let text = ReadRedline(source).text
    let anchors = [text?.redline, text?.proposed, text?.current].map { document in
      document?.nodes.indices.filter { document?.nodes[$0].kind == .heading }
        .map { document?.anchor(of: $0) }
    }
    #expect(anchors[0] == ["a-c", "gone", "new", "gone-1", "a-c-1", "a-c-2"])
    #expect(anchors[1] == anchors[0])
    #expect(anchors[2] == anchors[0])
  }

  @Test("Blocks have their ranges in the source in every version")
  func places() {
    let source = "a {--b\nc--} [d](e.md) {#x}\n\n- f {++g++} [[WA#h]]\n"
    let read = ReadRedline(source, firstLine: 10)
    for document in [read.text?.redline, read.text?.proposed, read.text?.current] {
      let kinds: [Node.Kind] = [.link, .listItem, .reference]
      let places = document?.nodes.filter { kinds.contains($0.kind) }.map(\.range)
      #expect(
        places == [
          SourceRange(SourcePosition(line: 11, column: 6), SourcePosition(line: 11, column: 15)),
          SourceRange(SourcePosition(line: 13, column: 1), SourcePosition(line: 13, column: 21)),
          SourceRange(SourcePosition(line: 13, column: 13), SourcePosition(line: 13, column: 21)),
        ])
      #expect(document?.attributes.first?.value.range == SourceRange(line: 11, column: 16, length: 4))
      #expect(document?.references.map(\.range.start.line) == [11, 13])
    }
  }

  @Test("Marks and their nodes have exact ranges")
  func markPlaces() {
    let text = ReadRedline("x\n\n> é {~~b~>c {>>d<<}~~}\n").text
    #expect(text?.marks.map(\.kind) == [.substitution, .comment])
    #expect(text?.marks.map(\.range.start.line) == [3, 3])
    #expect(text?.marks.map(\.range.start.column) == [6, 14])
    let kinds: [Node.Kind] = [.deletion, .insertion, .editorComment]
    let nodes = text?.redline.nodes.filter { kinds.contains($0.kind) }.map(\.range) ?? []
    #expect(
      nodes == [
        SourceRange(line: 3, column: 6, length: 4), SourceRange(line: 3, column: 10, length: 14),
        SourceRange(line: 3, column: 14, length: 7),
      ])
  }

  @Test("White space that marks leave behind is reported")
  func spacing() {
    #expect(ReadRedline("a {--b--} c").reports == ["1:3 redline-spacing"])
    #expect(ReadRedline("a {--b--}, c").reports == ["1:3 redline-spacing"])
    #expect(ReadRedline("a {++b ++}, c").reports == ["1:3 redline-spacing"])
    #expect(ReadRedline("a{-- b--}, c").reports.isEmpty)
    #expect(ReadRedline("a.  B{-- b--}").reports.isEmpty)
    #expect(ReadRedline("1. {--a--} b {--c--} {#d}").reports.isEmpty)
    #expect(ReadRedline("a{-- b--} .5 and c").reports.isEmpty)
    #expect(ReadRedline("a {++`b  c`++}{-- d--}").reports == ["1:3 redline-spacing"])
  }

  @Test("Tables, call-outs, questions, and footnotes can have marks")
  func extensions() {
    let read = ReadRedline(
      """
      | A | {++B++} |
      | --- | :-: |
      | {--c--} | d `{++` {~~e~>f~~} |
      | {++g++} | {++h++} |

      > [!NOTE]
      > Be {--x--}y.[^1]

      > [!QUESTION] objective
      > What {--is--}{++was++} it?
      >
      > - [ ] No. {++Because.++}
      > - [x] Yes. [[WA#a]]

      [^1]: Foot{++ note++}.
      """)
    #expect(read.diagnostics.filter { $0.identifier.hasPrefix("redline") }.isEmpty, "\(read.diagnostics)")
    #expect(
      read.redline.hasPrefix(
        #"table(tr(td("A"),td(ins("B"))),tr(td(del("c")),td("d ",code("{++")," ",del("e"),ins("f"))),"#
          + #"tr(td(ins("g")),td(ins("h"))))"#))
    #expect(
      read.current.hasPrefix(
        #"table(tr(td("A"),td!()),tr(td("c"),td("d ",code("{++")," e")),tr!(td!(),td!()))"#))
    #expect(
      read.proposed.contains(#"question(p("What was it?"),choice("No. Because."),"#), "\(read.proposed)")
  }

  @Test("Addresses are found and quotation marks are set based on the text of each view")
  func later() {
    let extensions = MarkdownParser.Extensions.standard.union(.typography)
    let read = ReadRedline("{++\"a\"++} see www.doh.wa{--.gov--}{++.org++} -- it's", extensions: extensions)
    #expect(read.proposed == #"p("“a” see ",a[http://www.doh.wa.org]("www.doh.wa.org")," – it’s")"#)
    #expect(read.current == #"p("see ",a[http://www.doh.wa.gov]("www.doh.wa.gov")," – it’s")"#)
    #expect(read.diagnostics.allSatisfy { $0.severity == .warning }, "\(read.diagnostics)")
  }

  @Test("A text that is too complex to parse is reported once")
  func tooComplex() {
    let read = ReadRedline(String(repeating: "![[]()", count: 30_000) + "{++a++}")
    #expect(read.reports == ["1:1 block-too-complex"])
  }
}

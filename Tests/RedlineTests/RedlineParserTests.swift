import Testing

@Suite("Texts with marks")
struct RedlineParserTests {
  @Test(
    "Text with marks produces three trees",
    arguments: [
      ("a {++b++} c", #"p("a ",ins("b")," c")"#, #"p("a b c")"#, #"p("a  c")"#),
      ("a {--b --}c", #"p("a ",del("b "),"c")"#, #"p("a c")"#, #"p("a b c")"#),
      ("a {~~b~>c~~} d", #"p("a ",del("b"),ins("c")," d")"#, #"p("a c d")"#, #"p("a b d")"#),
      ("{~~~>c ~~}d", #"p(ins("c "),"d")"#, #"p("c d")"#, #"p("d")"#),
      ("{~~b ~>~~}d", #"p(del("b "),"d")"#, #"p("d")"#, #"p("b d")"#),
      (
        "a {==b==}{>>why *so*<<} c", #"p("a ",mark("b"),note("why ",em("so"))," c")"#, #"p("a b c")"#,
        #"p("a b c")"#
      ),
      ("the{--ir--} way", #"p("the",del("ir")," way")"#, #"p("the way")"#, #"p("their way")"#),
      ("{++a *b* c++}", #"p(ins("a ",em("b")," c"))"#, #"p("a ",em("b")," c")"#, "p!()"),
      ("{++a {>>x<<}b++} c", #"p(ins("a ",note("x"),"b")," c")"#, #"p("a b c")"#, #"p(" c")"#),
      ("x {~~a{>>n<<}~>b~~} y", #"p("x ",del("a",note("n")),ins("b")," y")"#, #"p("x b y")"#, #"p("x a y")"#),
    ])
  func readsMarks(source: String, redline: String, proposed: String, current: String) {
    let read = ReadRedline(source)
    #expect(read.redline == redline)
    #expect(read.proposed == proposed)
    #expect(read.current == current.replacing("(\" c\")", with: "(\"c\")"))
    #expect(read.reports.allSatisfy { $0.hasSuffix("redline-spacing") })
  }

  @Test(
    "Marks can be anywhere that inlines can be",
    arguments: [
      ("# A {++b++}", #"h1("A ",ins("b"))"#),
      ("A {--b--}\n===", #"h1("A ",del("b"))"#),
      ("- x {++b++}\n- {--y--}", #"ul(li(p("x ",ins("b"))),li(p(del("y"))))"#),
      ("> q {++b++}\n> r", #"blockQuote(p("q ",ins("b"),_,"r"))"#),
      ("[a {++b++}](c.md)", #"p(a[c.md]("a ",ins("b")))"#),
      ("{++[a](c.md)++}", #"p(ins(a[c.md]("a")))"#),
      ("**a{-- b--}**", #"p(strong("a",del(" b")))"#),
      ("{++_new_++} x", #"p(ins(em("new"))," x")"#),
      ("{~~_a_~>_b_~~} x", #"p(del(em("a")),ins(em("b"))," x")"#),
      ("{--*a*--}{++*b*++}", #"p(del(em("a")),ins(em("b")))"#),
      ("un{--*frigging*--}believable", #"p("un",del(em("frigging")),"believable")"#),
      ("*{++new ++}b*", #"p(em(ins("new "),"b"))"#),
      ("_{++new ++}b_", #"p(em(ins("new "),"b"))"#),
      ("{++`a`++} b", #"p(ins(code("a"))," b")"#),
      ("a {--b\nc--} d", #"p("a ",del("b",_,"c")," d")"#),
      ("{++&amp; \\* x++}", #"p(ins("& * x"))"#),
      ("[[WA#a|x {++y++}]]", #"p(ref[WA#a]("x ",ins("y")))"#),
    ])
  func everywhere(source: String, redline: String) {
    let read = ReadRedline(source)
    #expect(read.redline == redline)
    #expect(read.reports.allSatisfy { $0.hasSuffix("redline-spacing") }, "\(read.diagnostics)")
  }

  @Test(
    "A text in which no mark is intended isn't a redline",
    arguments: [
      "a \\{++b++} c", "`{++b++}`", "``a ` {--b--}``", "    {++b++}", "```\n{++b++}\n```",
      "- a\n\n      {--b--}", "> ~~~\n> {==b==}\n> ~~~", "a { ++b++}", "{#id}", "{+b+}", "x {- y -}",
    ])
  func literal(source: String) {
    let read = ReadRedline(source)
    #expect(read.text == nil)
    #expect(read.reports.isEmpty)
  }

  @Test("Escaped marks and code next to real marks stay unchanged")
  func mixed() {
    let read = ReadRedline("\\{++a++} `{--b--}` {++c++}")
    #expect(read.redline == #"p("{++a++} ",code("{--b--}")," ",ins("c"))"#)
    #expect(read.proposed == #"p("{++a++} ",code("{--b--}")," c")"#)
    #expect(read.current == #"p("{++a++} ",code("{--b--}"))"#)
  }

  @Test(
    "A mark that can't be read is an error at its position",
    arguments: [
      ("a {++b", ["1:3 redline-unclosed"]),
      ("a {++b\n\nc++}", ["1:3 redline-unclosed"]),
      ("- a {--b\n- c--}", ["1:5 redline-unclosed"]),
      ("# a {--b\nc--}", ["1:5 redline-unclosed"]),
      ("{--a\n---\nb--}", ["1:1 redline-unclosed"]),
      ("a {++b {--c--} d++}", ["1:8 redline-nested"]),
      ("a {>>b {>>c<<} d<<}", ["1:8 redline-nested"]),
      ("a {~~b~~} c", ["1:3 redline-separator"]),
      ("a {++b {>>c++} d", ["1:8 redline-unclosed"]),
      ("*a {--b* c--}", ["1:4 redline-crossing"]),
      ("{--a *b--} c*", ["1:1 redline-crossing"]),
      ("[a {++b](c.md) d++}", ["1:4 redline-crossing"]),
      ("**{++a** b++}", ["1:3 redline-crossing"]),
      ("{--x--}- y", ["1:1 redline-block-change"]),
      ("{++# ++}x", ["1:1 redline-block-change"]),
      ("a\n{--b--}\nc", ["2:1 redline-block-change"]),
      ("{--x--}    y", ["1:1 redline-block-change"]),
      ("[a](http://x.org/{++b++})", ["1:18 redline-misplaced"]),
      ("![a {++b++}](c.png)", ["1:5 redline-misplaced"]),
      ("[a](b \"{++t++}\")", ["1:8 redline-misplaced"]),
      ("[[WA#{++a++}]]", ["1:6 redline-misplaced"]),
      ("**{--bold--}** x", ["1:3 redline-inline-change"]),
      ("*{++new++}* x", ["1:2 redline-inline-change"]),
      ("**a {--b--}** x", ["1:5 redline-inline-change"]),
      ("&am{++p++}; x", ["1:4 redline-inline-change"]),
      ("`{++` x++}", []),
      ("a {++b\u{91}++}", ["1:7 redline-reserved-character"]),
      ("a {++++} b", ["1:3 redline-empty", "1:3 redline-spacing"]),
    ] as [(String, [String])])
  func reports(source: String, expected: [String]) {
    let read = ReadRedline(source)
    #expect(read.reports == expected, "\(read.redline) \(read.proposed) \(read.current)")
  }
}

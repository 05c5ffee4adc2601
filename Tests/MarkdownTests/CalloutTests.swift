import Basics
import Markdown
import TestSupport
import Testing

@Suite("Call-outs")
struct CalloutTests {
  @Test("A call-out is a quotation that begins with its kind", arguments: CalloutKind.allCases)
  func kinds(kind: CalloutKind) {
    for keyword in [kind.keyword, kind.name] {
      let (document, diagnostics) = parse("> [!\(keyword)]\n> a\n>\n> b")
      #expect(diagnostics.isEmpty)
      let callout = document.all(.callout)[0]
      #expect(document.nodes[callout].calloutKind == kind)
      #expect(!document.nodes[callout].flags.contains(.titled))
      #expect(document.children(of: callout).map { document.plainText(of: $0) } == ["a", "b"])
    }
  }

  @Test("The rest of a call-out's first line is its title")
  func titles() {
    let (document, diagnostics) = parse("> [!TIP]  A *good* title\n> text\n\n> [!NOTE] Only\n\n> [!NOTE]")
    #expect(diagnostics.isEmpty)
    let callouts = document.all(.callout)
    #expect(callouts.map { document.nodes[$0].flags.contains(.titled) } == [true, true, false])
    #expect(
      document.children(of: callouts[0]).map { document.plainText(of: $0) } == ["A good title", "text"])
    #expect(document.children(of: callouts[1]).map { document.plainText(of: $0) } == ["Only"])
    #expect(document.children(of: callouts[2]).map { $0 }.isEmpty)
    #expect(document.nodes[callouts[0] + 1].range.end.line == 1)
  }

  @Test("Call-outs can contain any blocks, including call-outs, and can be in any block")
  func nesting() {
    let (document, diagnostics) = parse("- > [!NOTE]\n  > - a\n  >\n  > > [!TIP] b\n  > > c [[d]]\n")
    #expect(diagnostics.isEmpty)
    #expect(document.all(.callout).count == 2)
    #expect(document.references[0].range.start == SourcePosition(line: 5, column: 11))
    #expect(document.all(.blockQuote).isEmpty)
  }

  @Test(
    "A quotation isn't a call-out if the mark is code, escaped, a link, or not at the beginning",
    arguments: [
      "> \\[!NOTE]\n> a", "> `[!NOTE]`", "> [!NOTE](a)", "> a [!NOTE]", "[!NOTE]", "> [!NO TE]", "> [!]",
      "> # [!NOTE]",
    ])
  func quotations(markdown: String) {
    let (document, diagnostics) = parse(markdown)
    #expect(document.all(.callout).isEmpty)
    #expect(diagnostics.isEmpty)
  }

  @Test("A call-out of an unknown kind is reported, with the nearest match")
  func unknown() {
    let (_, diagnostics) = parse("- > [!WARNNG] a")
    #expect(places(diagnostics) == ["1:5-14: unknown-callout"])
    #expect(diagnostics[0].help == "did you mean '[!WARNING]'?")
  }

  @Test("Attributes at the end of a call-out's only line belong to the call-out")
  func attributes() {
    let (document, _) = parse("> [!NOTE] a {#b}")
    #expect(document.attributes(of: document.all(.callout)[0])?.id?.value == "b")
  }
}

@Suite("Questions")
struct QuestionTests {
  @Test("A question has an objective, a stem, and choices of which some are right")
  func parts() {
    let (document, diagnostics) = parse(
      """
      > [!QUESTION] describe-consequences
      > A client offers a gift card. What does [[AR#gifts]] ask?
      >
      > - [ ] Accept it.
      >   Arkansas bars gifts.
      > - [x] Decline &amp; explain. [[AR#gifts]]
      >
      >   Another paragraph.
      > - [X]
      """)
    #expect(diagnostics.isEmpty)
    let question = document.all(.question)[0]
    #expect(document.string(document.nodes[question].objective) == "describe-consequences")
    let kinds = document.children(of: question).map { document.nodes[$0].kind }
    #expect(kinds == [.paragraph, .choice, .choice, .choice])
    let choices = document.all(.choice)
    #expect(choices.map { document.nodes[$0].flags.contains(.correct) } == [false, true, true])
    #expect(document.plainText(of: choices[0]) == "Accept it. Arkansas bars gifts.")
    #expect(document.plainText(of: choices[1]) == "Decline & explain. \nAnother paragraph.")
    #expect(document.nodes[choices[0] + 1].kind == .text)
    #expect(document.references.last?.range.start == SourcePosition(line: 6, column: 34))
    #expect(document.nodes[choices[1]].range.start == SourcePosition(line: 6, column: 3))
  }

  @Test("A list without boxes belongs to a question's stem")
  func stemList() {
    let (document, _) = parse("> [!QUESTION] a\n> b:\n>\n> - c\n>\n> Now\n>\n> * [x] d\n> * [ ] e")
    let kinds = document.children(of: document.all(.question)[0]).map { document.nodes[$0].kind }
    #expect(kinds == [.paragraph, .list, .paragraph, .choice, .choice])
  }

  @Test("An objective with several words, a choice without a box, and text after the choices are reported")
  func reports() {
    #expect(places(parse("> [!QUESTION] a b\n> c").diagnostics) == ["1:3-18: malformed-objective"])
    #expect(places(parse("> [!QUESTION] a\n> - [ ] b\n> - c").diagnostics) == ["3:3-4: choice-without-box"])
    #expect(
      parse("> [!QUESTION] a\n> - [ ] b\n>\n> c").diagnostics.map(\.identifier) == ["text-after-choices"])
    #expect(parse("> [!QUESTION]\n> a").diagnostics.isEmpty)
  }

  @Test(
    "Text that isn't exactly a box isn't one", arguments: ["\\[x] a", "[x]a", "[y] a", "`[x]` a", "[ ](a)"])
  func boxes(item: String) {
    #expect(parse("> [!QUESTION] a\n> b\n>\n> - \(item)").document.all(.choice).isEmpty)
  }
}

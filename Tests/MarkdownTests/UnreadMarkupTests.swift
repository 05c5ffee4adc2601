import Basics
import Markdown
import Redline
import TestSupport
import Testing

/// Returns the warnings of a text, as `line:column rule`.
private func reports(_ text: String) -> [String] {
  diagnostics(text).map { "\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0) \($0.identifier)" }
}

private func diagnostics(_ text: String) -> [Diagnostic] {
  DocumentParser(allowsRawHTML: false).parse(SourceFile(path: "a.md", text: text)).diagnostics
}

@Suite("Text that looks like markup but is printed literally gets a warning")
struct UnreadMarkupTests {
  @Test(
    "Lines with bullets that Markdown doesn't recognize are reported once for each paragraph",
    arguments: [
      ("• One\n• Two\n", "1:1 unread-bullet"),
      ("•Only one\n", "1:1 unread-bullet"),
      ("\u{25AA} One\n", "1:1 unread-bullet"),
      ("\u{B7} One\n", "1:1 unread-bullet"),
      ("-\u{A0}One\n", "1:1 unread-bullet"),
      ("1.\u{A0}One\n", "1:1 unread-bullet"),
      ("Before:\n– One\n– Two\n", "2:1 unread-bullet"),
      ("– One\n\n– Two\n", "3:1 unread-bullet"),
      ("-One\n-Two\n", "1:1 unread-bullet"),
      ("- An item:\n  • One\n  • Two\n", "2:3 unread-bullet"),
    ])
  func bullets(text: String, report: String) {
    #expect(reports(text) == [report])
  }

  @Test(
    "A single dash, a dash in a sentence, and a bullet in code or after a backslash are text",
    arguments: [
      "– A remark\n", "Kindness —\nalways.\n", "\u{B7}x\n", "-5 degrees\n-6 degrees\n", "`• One`\n",
      "    • One\n", "&bull; One\n", "A • B\n",
    ])
  func noBullets(text: String) {
    #expect(reports(text) == [])
  }

  @Test(
    "A label at the start of a line inside a paragraph is reported",
    arguments: [
      ("Peers shall:\n(a) report;\n(b) listen.\n", "2:1 unread-label"),
      ("(a) report;\n(b) listen.\n", "2:1 unread-label"),
      ("- (a) report\n  (b) listen\n", "2:3 unread-label"),
      ("1.1 Report.\n1.2 Listen.\n", "2:1 unread-label"),
      ("Peers shall:\n2. Report.\n", "2:1 unread-label"),
      ("Peers shall:\nA. Report.\n", "2:1 unread-label"),
      ("First,\n(ii) second; or\n(iii) third.\n", "3:1 unread-label"),
      ("Peers report or\n(b) listen.\n", "2:1 unread-label"),
      ("Peers report and\n(b) listen.\n", "2:1 unread-label"),
    ])
  func labels(text: String, report: String) {
    #expect(reports(text) == [report])
  }

  @Test(
    "A wrapped line that happens to begin with a mark or a number isn't reported",
    arguments: [
      "as subsection (a) or\n(b) says.\n", "within the year\n2019. After that\n",
      "It costs less.\n1.5 million\n",
      "by John\nA. Smith\n", "Peers shall:\\\n(a) report\n", "(see the rule)\n(and the form)\n",
    ])
  func noLabels(text: String) {
    #expect(reports(text) == [])
  }

  @Test(
    "Attributes anywhere but at the end are reported",
    arguments: [
      ("- {#gifts} No gifts.\n", "1:3 unread-attributes"),
      ("## {#gifts} Gifts\n", "1:4 unread-attributes"),
      ("- No gifts. {#gifts}\n  More text.\n", "1:13 unread-attributes"),
      ("- No gifts. {#gifts .topic} *More*\n", "1:13 unread-attributes"),
      ("- **No gifts. {#gifts}**\n", "1:15 unread-attributes"),
      ("No gifts.\n\n{#gifts}\n", "3:1 unread-attributes"),
      ("Text {label=\"(a)\"} more\n", "1:6 unread-attributes"),
      ("- No gifts. {no-gifts}\n", "1:13 unread-attributes"),
    ])
  func attributes(text: String, report: String) {
    #expect(reports(text) == [report])
  }

  @Test(
    "Braces that aren't attributes, and attributes at the end, aren't reported",
    arguments: [
      "- No gifts. {#gifts}\n", "Write \\{#id} here.\n", "A set {1, 2} of numbers.\n", "`{#id}` names it.\n",
      "{#…} names it.\n", "Text {of the source} more.\n",
    ])
  func noAttributes(text: String) {
    #expect(reports(text) == [])
  }

  @Test("Markup is found anywhere in a line", arguments: 1...20)
  func anywhere(length: Int) {
    let before = String(repeating: "a", count: length)
    for after in ["", "b", " and more text after it"] {
      #expect(reports("\(before) ~~x~~\(after)\n") == ["1:\(length + 2) unread-strikethrough"])
    }
  }

  @Test(
    "Tildes, asterisks, brackets, and directives that are printed literally are reported",
    arguments: [
      ("Do not ~~accept~~ exchange gifts.\n", "1:8 unread-strikethrough"),
      ("**A. ** Text\n", "1:1 unread-emphasis"),
      ("** A.** Text\n", "1:1 unread-emphasis"),
      ("**Duties.**Text\n", "1:1 unread-emphasis"),
      ("See [[WA#gifts] here.\n", "1:5 unread-reference"),
      ("See [WA#gifts]] here.\n", "1:5 unread-reference"),
      ("See [WA#gifts] here.\n", "1:5 unread-reference"),
      ("![[WA#gifts]\n", "1:2 unread-reference"),
      ("See [[topics/gifts] here.\n", "1:5 unread-reference"),
      ("![](a b.png)\n", "1:1 unread-link"),
      ("See [the form](my form.pdf).\n", "1:5 unread-link"),
      ("See [the form][form].\n", "1:5 unread-link"),
      ("!!! note\n    Text\n", "1:1 unread-directive"),
      ("::: warning\nText\n:::\n", "1:1 unread-directive"),
      ("{{< figure src=\"a.png\" >}}\n", "1:1 unread-directive"),
      ("See [the form]() here.\n", "1:5 empty-address"),
    ])
  func inlines(text: String, report: String) {
    #expect(reports(text) == [report])
  }

  @Test(
    "Tildes, asterisks, and brackets that are meant literally aren't reported",
    arguments: [
      "About ~5 of ~6\n", "Do not \\~\\~accept\\~\\~.\n", "2 ** 3 ** 4\n", "Smith** and Jones** agree.\n",
      "**Bold** and **bold**.\n", "\\*\\*A. \\*\\*\n", "The text [sic] has [[1, 2], [3, 4]].\n",
      "[A] and [B]\n",
      "[Reserved](see the note below)\n", "Really!!! Yes\n", "![A map](<a b.png>)\n", "`~~x~~ **A. **`\n",
    ])
  func noInlines(text: String) {
    #expect(reports(text) == [])
  }

  @Test("The help says how to write what was probably meant")
  func help() {
    let help = { (text: String) in diagnostics(text).first?.help ?? "" }
    #expect(help("**A. ** Text\n") == "put the space outside of the asterisks: **A.**")
    #expect(help("See [[WA#gifts] here.\n") == "write [[WA#gifts]]")
    #expect(help("![[WA#gifts]\n") == "write ![[WA#gifts]]")
    #expect(help("![](a b.png)\n") == "write the address in angle brackets: ![](<a b.png>)")
    #expect(help("~~x~~\n").contains("{--x--}"))
    #expect(help("---\ntitle: Rule 1: Ethics\n---\n") == "write title: \"Rule 1: Ethics\"")
  }

  @Test("Redline marks aren't mistaken for anything else")
  func redlines() {
    let text =
      "- Do {~~not accept~>never exchange~~} gifts. {#gifts}\n- {++**New** rule.++} {#new}\n- {--Old.--} {#old}\n"
    #expect(reports(text) == [])
    #expect(reports("- {++New++} and ~~old~~ {#a}\n") == ["1:17 unread-strikethrough"])
  }
}

@Suite("Lists and headings that Markdown reads differently from how they were typed get a warning")
struct ListAndHeadingTests {
  @Test(
    "A typed number that differs from the shown number is reported",
    arguments: [
      ("3. Three\n7. Seven\n", ["2:1 number-not-shown"]),
      ("8) Eight\n12) Twelve\n13) Thirteen\n", ["2:1 number-not-shown", "3:1 number-not-shown"]),
      ("> 1. One\n> 3. Three\n", ["2:3 number-not-shown"]),
    ])
  func numbers(text: String, expected: [String]) {
    #expect(reports(text) == expected)
  }

  @Test("The warning contains both numbers, and a label resolves it")
  func numberHelp() {
    let found = diagnostics("3. Three\n7. Seven\n")
    #expect(found.map(\.summary) == ["Number '7.' is shown as '4.'"])
    #expect(found.first?.help?.contains("{label=\"7.\"}") == true)
    #expect(reports("3. Three\n7. Seven {label=\"7.\"}\n") == [])
  }

  @Test(
    "Numbers that are shown as typed, and a list of ones, aren't reported",
    arguments: ["1. A\n2. B\n\n3. C\n", "1. A\n1. B\n1. C\n", " 9. A\n10. B\n", "5. A\n\nText\n\n9. B\n"])
  func noNumbers(text: String) {
    #expect(reports(text) == [])
  }

  @Test(
    "An indent that is too small to nest an item is reported",
    arguments: [
      ("1. One\n  - Two\n", "2:3 shallow-indent"),
      ("- One\n - Two\n", "2:2 shallow-indent"),
      ("1. One\n  1. Two\n", "2:3 shallow-indent"),
      ("10. One\n   - Two\n", "2:4 shallow-indent"),
    ])
  func indents(text: String, report: String) {
    #expect(reports(text) == [report])
  }

  @Test("The help says how far to indent")
  func indentHelp() {
    #expect(
      diagnostics("10. One\n   - Two\n").first?.help
        == "indent it by 4 spaces to nest it, or by 0 to put it next to the other")
  }

  @Test(
    "Nested items and items on the same level aren't reported",
    arguments: ["1. One\n   - Two\n", "- One\n  - Two\n- Three\n", "- One\n\n1. Two\n", "  - One\n- Two\n"])
  func noIndents(text: String) {
    #expect(reports(text) == [])
  }

  @Test("A second title and a skipped level are reported")
  func headings() {
    #expect(
      reports("---\ntitle: Y\n---\n\n# Big\n\n## Next\n\n#### Skipped\n") == [
        "5:1 second-title", "9:1 skipped-heading-level",
      ])
    #expect(reports("### First\n") == ["1:1 skipped-heading-level"])
    #expect(reports("## A\n\n### B\n\n## C\n\n> #### Quoted\n") == [])
  }

  @Test("A colon in a front matter value is explained")
  func colon() {
    let found = diagnostics("---\ntitle: Rule 1: \"Ethics\"\n---\n\nx\n")
    #expect(found.map(\.summary) == ["A value that contains a colon and a space needs quotation marks"])
    #expect(found.first?.help == "write title: \"Rule 1: \\\"Ethics\\\"\"")
  }
}

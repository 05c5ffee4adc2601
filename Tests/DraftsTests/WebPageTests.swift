import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("The import of a saved web page")
struct WebPageTests {
  private func page(_ content: String) -> Imported {
    Imported(
      html: """
        <!doctype html><html><head><title>Board</title><style>p { color: red }</style></head><body>
        <nav><a href="/">Home</a><a href="/about">About the board</a></nav>
        <main>\(content)</main><footer>Contact the web team</footer><script>track()</script></body></html>
        """)
  }

  private static let filler = String(repeating: "Peers serve people with respect and with care. ", count: 6)

  @Test("The main content is read, and the parts around it are left out and listed")
  func main() {
    let imported = page(
      "<h1>Code of Ethics</h1><p>\(Self.filler)</p><ol><li>Keep secrets.</li><li>Be fair.</li></ol>")
    #expect(imported.title == "Code of Ethics")
    #expect(imported.counts == [2, 0, 1])
    #expect(imported.body.hasSuffix("1. Keep secrets. {#keep-secrets}\n2. Be fair. {#fair}\n"))
    #expect(
      !imported.body.contains("track") && !imported.body.contains("web team")
        && !imported.body.contains("color"))
    #expect(imported.reports(.importLeftOut).first?.contains("'Home About the board'") == true)
    #expect(imported.errors == [])
    #expect(imported.handbook.errors == [])
  }

  @Test("Without landmarks, the densest part of the page is its text")
  func density() {
    let imported = Imported(
      html: """
        <body><div id="menu"><a href="a">One</a><a href="b">Two</a></div><div><div class="text"><h2>Code of Ethics</h2>
        <p>\(Self.filler)</p><ul><li>Keep secrets.</li><li>Be fair.</li></ul></div></div>
        """)
    #expect(imported.title == "Code of Ethics")
    #expect(imported.counts == [2, 0, 1])
  }

  @Test("List items have the labels that a browser shows")
  func lists() {
    let imported = page(
      """
      <h1>Code of Ethics</h1><p>\(Self.filler)</p>
      <ol type="A"><li>First<ol type="a" start="3"><li>Inner</li><li value="7">Seventh</li></ol></li><li>Second</li></ol>
      """)
    #expect(imported.labels == ["A.", "c.", "g.", "B."])
    #expect(imported.counts == [4, 0, 2])
  }

  @Test("Labels typed in a list replace the list's own labels")
  func typed() {
    let imported = page(
      """
      <h1>Code of Ethics</h1><p>\(Self.filler)</p>
      <ol style="list-style: none"><li>(1) First:</li><li>(a) Inner.</li><li>(b) Inner.</li><li>(2) Second.</li></ol>
      """)
    #expect(imported.labels == ["(1)", "(a)", "(b)", "(2)"])
    #expect(imported.counts == [4, 0, 2])
  }

  @Test("Line breaks split a paragraph whose lines begin with labels")
  func breaks() {
    let imported = page(
      "<h1>Code of Ethics</h1><p>\(Self.filler)</p><p>(1) First.<br>(2) Second.<br>(3) Third.</p>")
    #expect(imported.labels == ["(1)", "(2)", "(3)"])
  }

  @Test("Changes, emphasis, links, and notes keep their meaning")
  func inline() {
    let imported = page(
      """
      <h1>Code of Ethics</h1><p>\(Self.filler)</p><ul><li>Keep <del>old</del><ins>new</ins> <b>records</b> as
      <a href="https://example.org/law">the law</a> and <a href="/page">a page</a> say.</li></ul>
      """)
    #expect(
      imported.body.contains(
        "- Keep {~~old~>new~~} **records** as [the law](https://example.org/law) and a page say. {#"))
    #expect(imported.file.contains("\nredline: complete\n"))
    #expect(imported.errors == [])
  }

  @Test("Expandable sections are read, and hidden text is not")
  func sections() {
    let imported = page(
      """
      <h1>Code of Ethics</h1><p>\(Self.filler)</p><h2>Duties</h2>
      <details><summary>Privacy</summary><ul><li>Keep secrets.</li></ul></details>
      <h3><button aria-controls="p1" aria-expanded="false">Fairness</button></h3>
      <div id="p1" hidden><ul><li>Be fair.</li></ul></div><p hidden>Never shown.</p>
      """)
    #expect(imported.counts == [2, 3, 1])
    #expect(imported.body.contains("### Privacy") && imported.body.contains("### Fairness"))
    #expect(!imported.body.contains("Never shown"))
  }

  @Test("Tables keep their cells under their headings")
  func tables() {
    let imported = page(
      """
      <h1>Code of Ethics</h1><p>\(Self.filler)</p><table><tr><th>Act<th>First<th>Again
      <tr><td rowspan=2>Gift<td>Warning<td>Leave<tr><td colspan=2>Loss of the certificate</table>
      """)
    #expect(
      imported.body.hasSuffix(
        "| Act | First | Again |\n| --- | --- | --- |\n| Gift | Warning | Leave |\n|  | Loss of the certificate |  |\n"
      ))
  }
}

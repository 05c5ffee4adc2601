import Markdown
import Testing

@testable import Site

@Suite("Rendering")
struct HTMLRendererTests {
  /// Renders a text with all extensions.
  private func html(_ markdown: String, _ configure: (inout HTMLOptions) -> Void = { _ in }) -> String {
    var options = HTMLOptions()
    configure(&options)
    let (document, _) = MarkdownParser().parse(Array(markdown.utf8)[...], path: "test.md")
    var buffer = HTMLBuffer()
    HTMLRenderer(document, options: options).render(to: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test("Headings have their anchors as ids, and blocks the ids from their authors")
  func ids() {
    #expect(html("# A b\n\n## C {#d}") == "<h1 id=\"a-b\">A b</h1>\n<h2 id=\"d\">C</h2>\n")
    #expect(html("a {#b}\n\n- c {#d}") == "<p id=\"b\">a</p>\n<ul>\n<li id=\"d\">c</li>\n</ul>\n")
    #expect(html("# A\n\nb {#c}") { $0.writesIDs = false } == "<h1>A</h1>\n<p>b</p>\n")
    #expect(html("# A") { $0.idPrefix = "x-" } == "<h1 id=\"x-a\">A</h1>\n")
  }

  @Test("Headings can be lowered, but not below the sixth level")
  func shift() {
    let lowered = html("# A\n##### B") { $0.headingShift = 2 }
    #expect(lowered == "<h3 id=\"a\">A</h3>\n<h6 id=\"b\">B</h6>\n")
  }

  @Test("Tables have a header, a body, and alignment")
  func tables() {
    #expect(
      html("| a | b |\n|:--|--:|\n| *c* | d |") == """
        <table>
        <thead>
        <tr>
        <th scope="col" class="align-left">a</th>
        <th scope="col" class="align-right">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td class="align-left"><em>c</em></td>
        <td class="align-right">d</td>
        </tr>
        </tbody>
        </table>

        """)
    #expect(!html("| a |\n|---|\n").contains("tbody"))
    #expect(html("| | b |\n|---|---|\n").contains("<td></td>\n<th scope=\"col\">b</th>"))
  }

  @Test("A table's caption comes from the heading above it")
  func captions() {
    let table = "| a |\n|---|\n"
    let named = "<table>\n<caption class=\"visually-hidden\">Who &amp; what</caption>\n"
    #expect(html("# One\n\n## Who & *what*\n\nText.\n\n\(table)").contains(named))
    #expect(html("# One\n\n\(table)\n\(table)").split(separator: "One</caption>").count == 3)
    #expect(!html("Text.\n\n\(table)").contains("caption"))
  }

  @Test("Footnotes are at the end, with links in both directions")
  func footnotes() {
    let text = "a[^x] b[^x]\n\n[^x]: c\n\n[^y]: unused\n\nd\n"
    #expect(
      html(text) { $0.footnotePrefix = "n-" } == """
        <p>a<sup class="footnote-ref"><a href="#n-fn-1" id="n-fnref-1" role="doc-noteref">1</a></sup> \
        b<sup class="footnote-ref"><a href="#n-fn-1" id="n-fnref-1-2" role="doc-noteref">1</a></sup></p>
        <p>d</p>
        <section class="footnotes">
        <ol>
        <li id="n-fn-1">
        <p>c <a href="#n-fnref-1" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 1">↩</a> \
        <a href="#n-fnref-1-2" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 1-2">↩</a></p>
        </li>
        </ol>
        </section>

        """)
    #expect(html("a[^x]\n\n[^x]:\n    > b").contains("</blockquote>\n <a href=\"#fnref-1\""))
    #expect(!html(text) { $0.writesFootnoteIDs = false }.contains("id=\"fnref"))
  }

  @Test("Call-outs without a template have plain markup")
  func callouts() {
    #expect(
      html("> [!TIP] *A*\n> b\n\n> [!KEYPOINTS]\n> - c") == """
        <aside class="callout tip">
        <p class="callout-title"><em>A</em></p>
        <p>b</p>
        </aside>
        <aside class="callout keypoints">
        <p class="callout-title">Key points</p>
        <ul>
        <li>c</li>
        </ul>
        </aside>

        """)
  }

  @Test("Call-outs for facilitators can be left out with all their content")
  func facilitators() {
    let text = "a\n\n> [!FACILITATOR]\n> b\n>\n> > [!NOTE]\n> > c\n\nd\n"
    #expect(html(text) { $0.leavesOutFacilitatorNotes = true } == "<p>a</p>\n<p>d</p>\n")
    #expect(html(text).contains("<p>b</p>"))
  }

  @Test("Questions are written with their choices")
  func questions() {
    #expect(
      html("> [!QUESTION] o\n> A?\n>\n> - [ ] B. C\n> - [x] D\n>\n>   E") == """
        <section class="question">
        <p>A?</p>
        <ul class="choices">
        <li class="choice">B. C
        </li>
        <li class="choice correct">D
        <p>E</p>
        </li>
        </ul>
        </section>

        """)
  }

  @Test("Without known targets, references are written as text, and links keep their addresses")
  func plainReferences() {
    #expect(
      html("[[A#b]] [[c|*d*]] [e](f.md) ![g](h.png)\n\n![[A#b]]") == """
        <p>A#b <em>d</em> <a href="f.md">e</a> <img src="h.png" alt="g" /></p>
        <blockquote class="quotation"><p>A#b</p></blockquote>

        """)
  }

  @Test("Redline marks and legal citations are written as HTML")
  func otherInlines() {
    var (document, _) = MarkdownParser().parse(Array("abcde".utf8)[...], path: "a.md")
    let text = document.nodes.count - 1
    let address = document.appendLiteral("https://l.gov/?a&b".utf8)
    let kinds: [Node] = [
      Node(kind: .insertion), Node(kind: .deletion), Node(kind: .highlight), Node(kind: .editorComment),
      .legalCitation(series: 0, destination: address, number: Node.Slice()),
    ]
    var edits: [InlineEdit] = []
    for (place, node) in kinds.enumerated() {
      edits.append(InlineEdit(text, place..<place, .open(node)))
      edits.append(InlineEdit(text, (place + 1)..<(place + 1), .close))
    }
    document.apply(edits)
    var buffer = HTMLBuffer()
    HTMLRenderer(document).render(to: &buffer)
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self) == """
        <p><ins>a</ins><del>b</del><mark>c</mark><span class="editor-comment">d</span>\
        <a href="https://l.gov/?a&amp;b">e</a></p>

        """)
  }

  @Test("Rejected addresses and disallowed raw HTML are never written")
  func refused() {
    let links = html("[a](javascript:b) ![c](//d)")
    #expect(links == "<p><a href=\"\">a</a> <img src=\"\" alt=\"c\" /></p>\n")
    let raw = html("a <b>c\n\n<div>\n")
    #expect(raw == "<p>a <!-- raw HTML omitted -->c</p>\n<!-- raw HTML omitted -->\n")
  }
}

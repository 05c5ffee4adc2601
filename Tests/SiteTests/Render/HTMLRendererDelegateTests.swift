import Markdown
import Testing

@testable import Site

@Suite("Rendering with a delegate")
struct HTMLRendererDelegateTests {
  /// A delegate that knows all targets except one, and writes every block.
  private struct Templates: HTMLRendererDelegate {
    let document: MarkdownDocument

    func target(ofReference reference: Int) -> LinkTarget? {
      let target = document.references[reference].target
      return target == "none"
        ? nil
        : LinkTarget(
          address: "/\(target)?a&b", preview: LinkTarget.Preview(name: "n<", text: "\"t\""))
    }

    func text(ofReference reference: Int) -> String { "<\(document.references[reference].target)>" }

    func leavesOut(_ block: MarkdownDocument.Index) -> Bool {
      document.nodes[block].kind == .list
    }

    func write(
      _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
    ) -> Bool {
      html.append("{")
      if let title { html.append(markup: title) }
      html.append("|")
      html.append(markup: content)
      html.append("}\n")
      return true
    }

    func writeHeadingEnd(
      _ heading: MarkdownDocument.Index, anchor: UnsafeBufferPointer<UInt8>, to html: inout HTMLBuffer
    ) {
      html.append("<a href=\"#")
      html.append(attribute: anchor)
      html.append("\">#</a>")
    }
  }

  private func html(_ markdown: String) -> String {
    let (document, _) = MarkdownParser().parse(Array(markdown.utf8)[...], path: "test.md")
    var buffer = HTMLBuffer()
    HTMLRenderer(document, delegate: Templates(document: document)).render(to: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test("The renderer escapes addresses, texts, and titles from its delegate")
  func targets() {
    #expect(
      html("[[a]] [[b|c]] [d](e) [f](g 'h') ![i](j) [[none]] [k](none)") == """
        <p><a href="/a?a&amp;b" data-preview-name="n&lt;" data-preview="&quot;t&quot;">&lt;a&gt;</a> \
        <a href="/b?a&amp;b" data-preview-name="n&lt;" data-preview="&quot;t&quot;">c</a> \
        <a href="/e?a&amp;b" data-preview-name="n&lt;" data-preview="&quot;t&quot;">d</a> <a href="/g?a&amp;b" title="h" data-preview-name="n&lt;" data-preview="&quot;t&quot;">f</a> \
        <img src="/j?a&amp;b" alt="i" /> none <a href="none">k</a></p>

        """)
  }

  @Test("The delegate can write call-outs and quotations, even nested ones, and leave out blocks")
  func blocks() {
    #expect(html("> [!NOTE] a\n> b\n>\n> > [!TIP]\n> > c\n") == "{a|<p>b</p>\n{|<p>c</p>\n}\n}\n")
    #expect(html("![[a]]") == "{|}\n")
    #expect(html("a\n\n- b\n\nc") == "<p>a</p>\n<p>c</p>\n")
  }

  @Test("The delegate can write after the text of a heading")
  func headings() {
    #expect(html("# A") == "<h1 id=\"a\">A<a href=\"#a\">#</a></h1>\n")
    #expect(html("# A {#b}") == "<h1 id=\"b\">A<a href=\"#b\">#</a></h1>\n")
  }

  @Test("The renderer can write part of a document: the children of a node, or consecutive nodes")
  func parts() {
    let (document, _) = MarkdownParser().parse(Array("a\n\n> *b*\n>\n> c\n".utf8)[...], path: "test.md")
    let quotation = document.children(of: 0).first { document.nodes[$0].kind == .blockQuote } ?? 0
    var blocks = HTMLBuffer()
    HTMLRenderer(document).renderChildren(of: quotation, to: &blocks)
    #expect(String(decoding: blocks.bytes, as: UTF8.self) == "<p><em>b</em></p>\n<p>c</p>\n")
    var inlines = HTMLBuffer()
    HTMLRenderer(document).renderChildren(of: quotation + 1, to: &inlines)
    #expect(String(decoding: inlines.bytes, as: UTF8.self) == "<em>b</em>")
  }
}

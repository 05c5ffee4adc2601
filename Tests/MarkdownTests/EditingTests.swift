import Basics
import Markdown
import TestSupport
import Testing

@Suite("Edits inside text")
struct EditingTests {
  @Test("Edits wrap, insert, and remove text across markup, and all ranges stay correct")
  func edits() {
    var (document, _) = parse("> one *two* three &amp; four {#x}\n")
    let texts = document.all(.text)
    document.apply([
      InlineEdit(texts[0], 0..<1, .remove), InlineEdit(texts[0], 1..<1, .open(Node(kind: .highlight))),
      InlineEdit(texts[2], 6..<6, .close), InlineEdit(texts[2], 7..<8, .insert(Node(kind: .lineBreak))),
    ])
    #expect(
      document.outline == """
        document 1:1-1:33
          blockQuote 1:1-1:33
            paragraph 1:3-1:33 #x
              highlight 0:0-0:0
                text 1:4-1:6 'ne '
                emphasis 1:7-1:11
                  text 1:8-1:10 'two'
                text 1:12-1:17 ' three'
              text 1:18-1:18 ' '
              lineBreak 0:0-0:0
              text 1:24-1:28 ' four'
        """)
  }

  @Test("Whole inlines are removed with their content")
  func removal() {
    var (document, _) = parse("a *b **c*** `d` e")
    document.apply([
      InlineEdit(document.all(.emphasis)[0], 0..<0, .remove),
      InlineEdit(document.all(.inlineCode)[0], 0..<0, .remove),
    ])
    #expect(document.plainText(of: 0) == "a   e")
    #expect(document.nodes[0].end == Int32(document.nodes.count))
  }

  @Test("The range of any byte is found after escapes and entities")
  func places() {
    let (document, _) = parse("\\*a &amp; &ngE; &#x41; &nope; \\b z")
    let text = document.all(.text)[0]
    let bytes = Array(document.bytes(document.nodes[text].text))
    for (mark, column) in [("a", 3), ("A", 17), ("b", 32), ("z", 34)] {
      let byte = bytes.firstIndex(of: Array(mark.utf8)[0]) ?? 0
      #expect(document.place(of: byte..<(byte + 1), in: text).start.column == column)
    }
  }
}

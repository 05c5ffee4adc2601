import Markdown
import TestSupport
import Testing

@Suite("Anchors of headings")
struct HeadingAnchorTests {
  private func anchors(_ markdown: String) -> [String?] {
    let (document, _) = parse(markdown)
    return document.all(.heading).map { document.anchor(of: $0) }
  }

  @Test(
    "An anchor consists of the heading's words, in any script",
    arguments: [
      ("Ethical Best Practices", "ethical-best-practices"), ("What's new?", "whats-new"),
      ("A *b* `c` [d](e)", "a-b-c-d"),
      ("  1. -- Two!  ", "1-two"), ("Über Größe", "über-größe"), ("ΑΡΧΉ 2", "αρχή-2"), ("日本語 の", "日本語-の"),
      ("e\u{301}te\u{301}", "été"),
      ("???", "section"), ("a_b", "a-b"), ("हिन्दी", "हिन्दी"), ("The client’s", "the-clients"), ("a & b", "a-b"),
      ("½ x²", "½-x²"),
    ])
  func slugs(heading: String, anchor: String) {
    #expect(anchors("# \(heading)") == [anchor])
    #expect(anchors("# \(heading)")[0]?.utf8.elementsEqual(anchor.utf8) == true)
  }

  @Test("Anchors are unique, and ids that authors wrote take precedence")
  func unique() {
    #expect(anchors("# A\n# A\n# A-1\n# A") == ["a", "a-1", "a-1-1", "a-2"])
    #expect(anchors("# A\n# B {#a}\n\nc {#a-1}\n\n# A") == ["a-2", "a", "a-3"])
  }

  @Test("If the author wrote an id, it's the anchor of any block")
  func ids() {
    let (document, _) = parse("# A {#b}\n\n- c {#d}")
    #expect(document.anchor(of: document.all(.heading)[0]) == "b")
    #expect(document.anchor(of: document.all(.listItem)[0]) == "d")
    #expect(document.anchor(of: document.all(.paragraph)[0]) == nil)
  }

  @Test("Ten thousand equal headings have different anchors")
  func hostile() {
    #expect(Set(anchors(String(repeating: "# a\n", count: 10_000))).count == 10_000)
  }
}

@Suite("Plain text")
struct PlainTextTests {
  @Test("Plain text has no markup, a space for each line end, and a line end between blocks")
  func blocks() {
    let (document, _) = parse(
      "# A *b*\n\nc\nd  \ne `f` ![g](h) [i](j) <http://k>\n\n- l\n- m\n\n```\nn\n```\n\n| o | p |\n|---|---|\n"
    )
    #expect(document.plainText(of: 0) == "A b\nc d e f g i http://k\nl\nm\nn\no\np")
    #expect(document.plainText(of: 0, options: .withoutCodeBlocks).hasSuffix("m\no\np"))
    #expect(document.plainText(of: document.all(.heading)[0]) == "A b")
  }

  @Test("The text of references comes from the caller")
  func references() {
    let (document, _) = parse("a [[b]] [[c|d]]\n\n![[e]]")
    var text: [UInt8] = []
    document.appendPlainText(of: 0, to: &text) {
      "<\(document.references[document.nodes[$0].referenceIndex ?? 0].target)>"
    }
    #expect(String(decoding: text, as: UTF8.self) == "a <b> d\n<e>")
  }

  @Test("Text that a redline deletes or inserts can be left out, and comments always are")
  func redlines() {
    var (document, _) = parse("a b c d")
    let text = document.all(.text)[0]
    document.apply([
      InlineEdit(text, 2..<2, .open(Node(kind: .deletion))), InlineEdit(text, 3..<3, .close),
      InlineEdit(text, 4..<4, .open(Node(kind: .insertion))), InlineEdit(text, 5..<5, .close),
      InlineEdit(text, 6..<6, .open(Node(kind: .editorComment))), InlineEdit(text, 7..<7, .close),
    ])
    #expect(document.plainText(of: 0) == "a b c ")
    #expect(document.plainText(of: 0, options: .withoutDeletions) == "a  c ")
    #expect(document.plainText(of: 0, options: .withoutInsertions) == "a b  ")
  }
}

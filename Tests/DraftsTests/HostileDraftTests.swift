import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("The import of malicious drafts")
struct HostileDraftTests {
  private func refusal(_ document: WordDocument) -> String? {
    let imported = Imported(word: document)
    #expect(imported.result.file == nil)
    #expect(imported.rules == [.importUnreadable])
    return imported.result.diagnostics.first?.summary
  }

  @Test(
    "Bytes that aren't text don't produce a file",
    arguments: [[0x61, 0xFF], [0x61, 0x00, 0x62]] as [[UInt8]])
  func text(bytes: [UInt8]) {
    for isMarkdown in [true, false, nil] {
      let imported = Imported(.text(bytes, isMarkdown: isMarkdown))
      #expect(imported.result.file == nil)
      #expect(imported.rules == [.importUnreadable])
    }
  }

  @Test("A document type is rejected, so that no entity can expand or open a file")
  func entities() {
    for entity in [
      "<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">",
      "<!ENTITY a SYSTEM \"file:///etc/passwd\">",
    ] {
      var document = WordDocument(WordDocument.item("<w:r><w:t>&a;</w:t></w:r>"))
      document.prolog = "<?xml version=\"1.0\"?><!DOCTYPE w:document [\(entity)]>"
      #expect(refusal(document)?.contains("document type") == true)
    }
  }

  @Test("Elements that are nested too deeply are rejected")
  func depth() {
    let depth = 100_000
    let open = String(repeating: "<w:smartTag>", count: depth)
    let close = String(repeating: "</w:smartTag>", count: depth)
    #expect(refusal(WordDocument("<w:p>\(open)\(close)</w:p>"))?.contains("nests more than") == true)
  }

  @Test("A huge attribute is rejected")
  func attributes() {
    let value = String(repeating: "a", count: 2_000_000)
    #expect(refusal(WordDocument("<w:p w:rsidR=\"\(value)\"/>"))?.contains("1 MB") == true)
  }

  @Test(
    "Damaged XML is rejected with its line number",
    arguments: ["<w:p>", "<w:p></w:r>", "<w:p w:x=1/>", "&undefined;"])
  func damaged(body: String) {
    #expect(refusal(WordDocument(body))?.contains("is damaged") == true)
  }

  @Test("Impossible numbers do no harm")
  func numbers() {
    let big = "999999999999999999999"
    let document = WordDocument(
      WordDocument.title("Code of Conduct"), WordDocument.item(WordDocument.run("One."), level: 8),
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(big)\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\(WordDocument.run("Two."))</w:p>",
      "<w:p><w:pPr><w:ind w:left=\"\(big)\"/><w:numPr><w:ilvl w:val=\"-5\"/><w:numId w:val=\"\(big)\"/></w:numPr></w:pPr>"
        + "\(WordDocument.run("Three."))</w:p>",
      WordDocument.table([
        [WordDocument.cell("Wide", "<w:gridSpan w:val=\"1000000\"/>"), WordDocument.cell("Next")]
      ]))
    #expect(Imported(word: document).errors == [])
  }

  @Test("A style that is based on itself doesn't cause an endless loop")
  func styles() {
    var document = WordDocument(WordDocument.paragraph(WordDocument.run("Text."), style: "A"))
    document.styles = """
      <w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>\
      <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
      """
    #expect(Imported(word: document).result.file != nil)
  }

  @Test("A web page that is nested too deeply, or has too many attributes, is rejected")
  func page() {
    let deep = Imported(html: String(repeating: "<div>", count: 100_000))
    #expect(deep.result.diagnostics.first?.summary.contains("nests more than") == true)
    let wide = Imported(html: "<p \((0..<100_000).map { "a\($0)=1" }.joined(separator: " "))>x")
    #expect(wide.result.diagnostics.first?.summary.contains("attributes") == true)
    let foreign = Imported(html: "<svg>" + String(repeating: "<td>", count: 100_000))
    #expect(foreign.result.diagnostics.first?.summary.contains("nests more than") == true)
  }

  @Test("Characters that change the writing direction are removed from text")
  func direction() {
    let imported = Imported(text: "Code of Ethics\n\n1. Accept \u{202E}on\u{202C} gifts\u{200B}.\n")
    #expect(imported.body == "1. Accept on gifts. {#accept-gifts}\n")
  }

  @Test("The same words repeated 20,000 times get as many different ids")
  func repetitions() {
    let text = "# Code\n\n" + String(repeating: "- Refuse gifts.\n", count: 20_000)
    let body = Imported(.text(Array(text.utf8), isMarkdown: true)).body
    #expect(body.contains("{#refuse-gifts}") && body.contains("{#refuse-gifts-20000}"))
  }

  @Test(
    "Repeated converter marks are read in one pass",
    arguments: [
      "[", "[a", "]", "[a](#)", "[[a](#)", "~~", "~~a~~ [b](#) ", "[~~", "`", "[a](#", "\\[", "![",
      "*[a](#)* ",
    ])
  func marks(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    #expect(Imported(.text(Array(text.utf8), isMarkdown: true)).result.file != nil)
  }

  @Test("Marks that are nested absurdly deep stay text")
  func nested() {
    let text = "A. " + String(repeating: "[a", count: 40_000) + String(repeating: "](#)", count: 40_000)
    let imported = Imported(.text(Array(text.utf8), isMarkdown: true))
    #expect(imported.result.file != nil)
    #expect(imported.rules.contains(.importUnreadableMark))
  }

  @Test("Any text is imported with readable marks and without losing a word", arguments: UInt64(0)..<300)
  func anyText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "(a) ", "(i) ", "1. ", "2. ", "A. ", "• ", "- ", "o ", "§ ", "Rule 1.1: ", "I – a. ", "7306.2(a) ",
      "(1)(a) ",
      "Principle: ", "word", "Duties", "SHALL", "shall:", "gifts;", " ", " ", ".", "\n", "\n\n", "\n\n",
      "    ", "\t",
      "____", "Page 1 of 2", "\u{0C}", "{++", "++}", "*", "`", "[[", "<b>", "|", "é", "10", "…", "History: ",
      "Signature",
    ]
    let text = "Code of Ethics\n\n" + (0..<random.below(60)).map { _ in random.pick(pieces) }.joined()
    let imported = Imported(text: text)
    guard imported.result.file != nil else { return }
    #expect(imported.errors == [], "\(text)\n=>\n\(imported.body)")
    let lines = imported.file.utf8.count { $0 == 0x0A } + 1
    #expect(imported.result.diagnostics.allSatisfy { ($0.range?.start.line ?? 1) <= lines })
  }
}

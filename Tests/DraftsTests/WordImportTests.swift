import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("The import of a Word file")
struct WordImportTests {
  private typealias Word = WordDocument
  private static let title = Word.title("Code of Conduct")

  /// Returns the body that a document with a title and some content becomes.
  private func body(_ content: String..., change: (inout WordDocument) -> Void = { _ in }) -> String {
    var document = WordDocument(Self.title + content.joined())
    change(&document)
    let imported = Imported(word: document)
    #expect(imported.errors == [])
    #expect(imported.handbook.errors == [])
    return imported.body
  }

  @Test("A change inside a bold or italic word stays inside the word")
  func partOfWord() {
    let hours = Word.item(
      Word.run("Duties: 1", "<w:b/>") + Word.deleted("0", "<w:b/>") + Word.inserted(Word.run("5", "<w:b/>"))
        + Word.run(" hours", "<w:b/>"))
    #expect(body(hours) == "1. **Duties: 1{~~0~>5~~} hours** {#duties-15-hours}\n")
    let plural = Word.item(
      Word.run("Peer", "<w:i/>") + Word.inserted(Word.run("s", "<w:i/>")) + Word.run(" report."))
    #expect(body(plural).hasPrefix("1. *Peer{++s++}* report."))
    let part = Word.item(Word.run("Under", "<w:b/>") + Word.run("stand it."))
    #expect(body(part).hasPrefix("1. **Under**stand it."))
    let whole = Word.item(Word.run("Never ") + Word.deleted("ever ", "<w:b/>") + Word.run("share."))
    #expect(body(whole).hasPrefix("1. Never {--**ever** --}share."))
    let change = Word.item(
      Word.deleted("Old", "<w:b/>") + Word.inserted(Word.run("New", "<w:b/>")) + Word.run(" word", "<w:b/>"))
    #expect(body(change).hasPrefix("1. **{~~Old~>New~~} word**"))
  }

  @Test("The result of a field is text, whichever program wrote the field")
  func fields() {
    #expect(
      body(Word.item(Word.run("See ") + Word.field("REF x \\h", Word.run("4.2")) + Word.run("."))).hasPrefix(
        "1. See 4.2."))
    let simple =
      Word.run("See ") + "<w:fldSimple w:instr=\" REF x \">\(Word.run("4.2"))</w:fldSimple>"
      + Word.run(" here.")
    #expect(body(Word.item(simple)).hasPrefix("1. See 4.2 here."))
    let oneRun =
      "<w:r><w:t xml:space=\"preserve\">See </w:t><w:fldChar w:fldCharType=\"begin\"/><w:instrText> REF x </w:instrText>"
      + "<w:fldChar w:fldCharType=\"separate\"/><w:t>4.2</w:t><w:fldChar w:fldCharType=\"end\"/><w:t> here.</w:t></w:r>"
    #expect(body(Word.item(oneRun)).hasPrefix("1. See 4.2 here."))
    #expect(
      body(
        Word.item(Word.run("See ") + Word.inserted(Word.field("REF x", Word.run("4.2"))) + Word.run(" here."))
      )
      .hasPrefix("1. See {++4.2 ++}here."))
    let link = Word.field("HYPERLINK \"https://example.org/a\"", Word.run("the law"))
    #expect(body(Word.item(link)).hasPrefix("1. [the law](https://example.org/a) {#"))
    let nested = Word.field("IF \(Word.field("PAGE", Word.run("7"))) ", Word.run("shown"))
    #expect(body(Word.item(nested)).hasPrefix("1. shown"))
  }

  @Test("A field without an end doesn't hide text")
  func brokenField() {
    let broken = Word.item("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + Word.run("Shown."))
    #expect(body(broken, Word.item(Word.run("And shown."))).contains("2. And shown."))
  }

  @Test("Links keep their text, even if inserted or deleted, and links in the document lead to provisions")
  func links() {
    let link = "<w:hyperlink r:id=\"rId100\">\(Word.run("the law"))</w:hyperlink>"
    let inside = "<w:hyperlink r:id=\"rId100\">\(Word.inserted(Word.run("the law")))</w:hyperlink>"
    let deleted = "<w:hyperlink r:id=\"rId100\">\(Word.deleted("the law"))</w:hyperlink>"
    func line(_ content: String) -> String {
      body(Word.item(Word.run("See ") + content + Word.run(" now."))) {
        $0.links = ["https://example.org/law"]
      }
    }
    #expect(line(link).hasPrefix("1. See [the law](https://example.org/law) now."))
    #expect(line(Word.inserted(link)).hasPrefix("1. See {++[the law](https://example.org/law) ++}now."))
    #expect(line(inside).hasPrefix("1. See {++[the law](https://example.org/law) ++}now."))
    #expect(line(deleted).hasPrefix("1. See {--[the law](https://example.org/law) --}now."))
    let target = Word.item("<w:bookmarkStart w:id=\"1\" w:name=\"x\"/>" + Word.run("Refuse gifts."))
    let source = Word.item("<w:hyperlink w:anchor=\"x\">\(Word.run("Section 1"))</w:hyperlink>")
    #expect(body(target, source).contains("2. [Section 1](#refuse-gifts) {#"))
  }

  @Test("Every run is read, whatever element it's in")
  func containers() {
    func line(_ content: String) -> String {
      String(body(Word.item(Word.run("Say ") + content + Word.run(" now."))).prefix { $0 != "{" }).trimmed
    }
    let run = Word.run("these words")
    let expected = "1. Say these words now."
    #expect(line("<w:customXml w:element=\"x\">\(run)</w:customXml>") == expected)
    #expect(line("<w:smartTag w:element=\"x\">\(run)</w:smartTag>") == expected)
    #expect(line("<w:sdt><w:sdtContent>\(run)</w:sdtContent></w:sdt>") == expected)
    #expect(line("<w:bdo w:val=\"ltr\">\(run)</w:bdo>") == expected)
    #expect(line("<w:dir w:val=\"ltr\">\(run)</w:dir>") == expected)
    let base = "<w:rubyBase>\(run)</w:rubyBase>"
    #expect(
      line("<w:r><w:ruby><w:rt>\(Word.run("sound"))</w:rt>\(base)</w:ruby></w:r>")
        == "1. Say these words (sound) now.")
    #expect(line("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>") == "1. Say a+b now.")
    let control = body(
      Word.item(Word.inserted("<w:sdt><w:sdtContent>\(run)</w:sdtContent></w:sdt>") + Word.run(".")))
    #expect(control.hasPrefix("1. {++these words++}."))
  }

  @Test("A text box is read once, after its paragraph")
  func textBoxes() {
    let box = "<w:txbxContent>\(Word.paragraph(Word.run("Never share an address.")))</w:txbxContent>"
    let picture = "<w:r><w:pict><v:shape><v:textbox>\(box)</v:textbox></v:shape></w:pict></w:r>"
    #expect(body(Word.item(Word.run("One.")), Word.paragraph(picture)).contains("Never share an address."))
    let both =
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></mc:Choice>"
      + "<mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    let body = body(Word.item(Word.run("One.")), Word.paragraph(both))
    #expect(body.ranges(of: "Never share an address.").count == 1)
  }

  @Test("List items have the labels that Word prints, at the right levels")
  func labels() {
    let levels = [0, 1, 2, 2, 1, 0].enumerated().map { Word.item(Word.run("Item \($0)."), level: $1) }
    let imported = Imported(word: WordDocument(Self.title + levels.joined()))
    #expect(imported.labels == ["1.", "(a)", "i)", "ii)", "(b)", "2."])
    #expect(imported.counts == [6, 0, 3])
    #expect(imported.errors == [])
    let legal = [0, 1, 1, 0, 1].enumerated().map { Word.item(Word.run("Item \($0)."), level: $1, list: 2) }
    #expect(
      Imported(word: WordDocument(Self.title + legal.joined())).labels == ["1.", "1.1", "1.2", "2.", "2.1"])
  }

  @Test("A list continues after a paragraph that interrupts it, and one with its own start value restarts")
  func restarts() {
    #expect(
      body(Word.item(Word.run("One")), Word.paragraph(Word.run("Between.")), Word.item(Word.run("Two")))
        == "1. One {#one}\n\nBetween.\n\n2. Two {#two}\n")
    let again = body(Word.item(Word.run("One")), Word.item(Word.run("Other one"), list: 3)) {
      $0.numbering +=
        "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
        + "</w:lvlOverride></w:num>"
    }
    #expect(again.contains("label=\"1.\"") || again.hasSuffix("1. Other one {#other-one}\n"))
  }

  @Test("Numbers are written in their list's format")
  func formats() {
    func label(_ format: String, _ text: String, count: Int) -> String? {
      var document = WordDocument(
        Self.title + (0..<count).map { Word.item(Word.run("Item \($0)."), list: 9) }.joined())
      document.numbering =
        Word.definition(9, [(format, text)]) + "<w:num w:numId=\"9\"><w:abstractNumId w:val=\"9\"/></w:num>"
      return Imported(word: document).labels.last
    }
    #expect(label("upperRoman", "%1.", count: 4) == "IV.")
    #expect(label("upperLetter", "%1)", count: 28) == "BB)")
    #expect(label("decimalZero", "%1.", count: 3) == "03.")
    #expect(label("ordinal", "%1", count: 3) == "3rd")
    #expect(label("cardinalText", "Rule %1", count: 3) == "Rule Three")
    #expect(label("decimal", "Rule %1:", count: 2) == "Rule 2:")
    #expect(label("bullet", "\u{F0B7}", count: 2) == "•")
  }

  @Test("Tables keep every cell under its heading")
  func tables() {
    let head = ["Act", "First time", "Again"].map { Word.cell($0) }
    #expect(
      body(
        Word.table(
          [["Act", "Sanction"].map { Word.cell($0) }, ["Gift", "Warning"].map { Word.cell($0) }], grid: false)
      )
        == "| Act | Sanction |\n| --- | --- |\n| Gift | Warning |\n")
    #expect(
      body(Word.table([head, [Word.cell("Loan", "<w:gridSpan w:val=\"2\"/>"), Word.cell("Dismissal")]]))
        .hasSuffix("| Loan |  | Dismissal |\n"))
    let merged = [
      [Word.cell("Gift", "<w:vMerge w:val=\"restart\"/>"), Word.cell("Warning"), Word.cell("Suspension")],
      ["<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", Word.cell("Training"), Word.cell("Dismissal")],
    ]
    #expect(body(Word.table([head] + merged)).hasSuffix("|  | Training | Dismissal |\n"))
    let control =
      "<w:tbl><w:sdt><w:sdtContent><w:tr>\(Word.cell("One"))\(Word.cell("Two"))</w:tr></w:sdtContent></w:sdt></w:tbl>"
    #expect(body(control).hasPrefix("| One | Two |"))
    let list = "<w:tc>\(Word.item(Word.run("Decline")))\(Word.item(Word.run("Report")))</w:tc>"
    #expect(body(Word.table([[Word.cell("Topic"), list]])).contains("| Topic | 1\\. Decline 2. Report |"))
  }

  @Test("Rows and cells that the draft inserts or deletes are marked")
  func tableChanges() {
    let row =
      "<w:tr><w:trPr><w:ins w:id=\"1\" w:author=\"A\"/></w:trPr>\(Word.cell("New"))\(Word.cell("Row"))</w:tr>"
    let table =
      "<w:tbl><w:tr>\(Word.cell("A"))\(Word.cell("B", "<w:cellDel w:id=\"2\" w:author=\"A\"/>"))</w:tr>\(row)</w:tbl>"
    #expect(body(table) == "| A | {--B--} |\n| --- | --- |\n| {++New++} | {++Row++} |\n")
  }

  @Test("Each footnote keeps its text, even in a table")
  func footnotes() {
    func note(_ id: Int) -> String { "<w:r><w:footnoteReference w:id=\"\(id)\"/></w:r>" }
    let table = Word.table([
      ["<w:tc>\(Word.paragraph(Word.run("Act") + note(3)))</w:tc>", Word.cell("Sanction")]
    ])
    let text = body(Word.paragraph(Word.run("Text.") + note(2)), table) {
      $0.notes = [Word.paragraph(Word.run("On the text.")), Word.paragraph(Word.run("On acts."))]
    }
    #expect(text.hasPrefix("Text.[^1]\n\n| Act[^2] | Sanction |"))
    #expect(text.hasSuffix("\n[^1]: On the text.\n\n[^2]: On acts.\n"))
    let several = body(Word.item(Word.run("Keep") + note(2) + Word.run("."))) {
      $0.notes = [
        Word.paragraph(Word.run("First.")) + Word.item(Word.run("listed")) + Word.item(Word.run("again"))
      ]
    }
    #expect(several == "1. Keep[^1]. {#keep}\n\n[^1]: First. 1. listed 2. again\n")
  }

  @Test("A deleted or inserted footnote follows its reference in both views")
  func changedFootnotes() {
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
    let deletion = "<w:del w:id=\"5\" w:author=\"A\">\(reference)</w:del>"
    let insertion = "<w:ins w:id=\"5\" w:author=\"A\">\(reference)</w:ins>"
    let sentence = { (change: String) in Word.item(Word.run("Keep records") + change + Word.run(".")) }
    for note in [Word.deleted("Old note."), Word.run("Old note.")] {
      let deleted = body(sentence(deletion)) { $0.notes = [Word.paragraph(note)] }
      #expect(deleted == "1. Keep records{--[^1]--}. {#keep-records}\n\n[^1]: Old note.\n")
    }
    for note in [Word.inserted(Word.run("New note.")), Word.run("New note.")] {
      let inserted = body(sentence(insertion)) { $0.notes = [Word.paragraph(note)] }
      #expect(inserted == "1. Keep records{++[^1]++}. {#keep-records}\n\n[^1]: New note.\n")
    }
    // A note whose reference is unchanged can change on its own.
    let changed = body(sentence(reference)) {
      $0.notes = [
        Word.paragraph(
          Word.run("For ") + Word.deleted("five") + Word.inserted(Word.run("six")) + Word.run(" years."))
      ]
    }
    #expect(changed.hasSuffix("[^1]: For {~~five~>six~~} years.\n"))
  }

  @Test("The title's changes are marked")
  func title() {
    let title = Word.paragraph(
      Word.deleted("Rules") + Word.inserted(Word.run("Code")) + Word.run(" of Conduct"), style: "Title")
    let imported = Imported(word: WordDocument(title, Word.item(Word.run("One."))))
    #expect(imported.title == "\"{~~Rules~>Code~~} of Conduct\"")
    #expect(imported.file.contains("\nredline: complete\n"))
    #expect(imported.handbook.errors == [])
    #expect(imported.errors == [])
  }

  @Test("Moved, inserted, and deleted paragraphs keep their positions and labels")
  func paragraphs() {
    let moved = "<w:moveFrom w:id=\"1\" w:author=\"A\">\(Word.run("Moved."))</w:moveFrom>"
    let there = moved.replacing("moveFrom", with: "moveTo")
    #expect(
      body(
        Word.item(moved, mark: "moveFrom"), Word.item(Word.run("Stays.")), Word.item(there, mark: "moveTo"))
        == "1. {--Moved.--} {#moved}\n2. Stays. {#stays}\n3. {++Moved.++} {#moved-2}\n")
    #expect(
      body(
        Word.item(Word.run("One")), Word.item(Word.deleted("Two"), mark: "del"), Word.item(Word.run("Three")))
        == "1. One {#one}\n2. {--Two--} {#two}\n3. Three {#three}\n")
    #expect(
      body(Word.paragraph(Word.run("Keep records."), mark: "del"), Word.paragraph(Word.run(" Be kind.")))
        == "Keep records.{++ Be kind.++}\n\n{--Be kind.--}\n")
  }

  @Test("A typed label is deleted or inserted with its paragraph")
  func typedLabels() {
    let imported = Imported(
      word: WordDocument(
        Self.title, Word.paragraph(Word.run("(1) Keep secrets.")),
        Word.paragraph(Word.deleted("(2) Lend money."), mark: "del"),
        Word.paragraph(Word.inserted(Word.run("(2) Ask for help.")), mark: "ins"),
        Word.paragraph(Word.run("(3) Be kind."))))
    #expect(imported.errors == [])
    #expect(imported.labels == ["(1)", "(2)", "(2)", "(3)"])
    #expect(imported.body.contains("- {--Lend money.--} {#lend-money label=\"(2)\"}\n"))
  }

  @Test("Text that is inserted and deleted again is in neither version")
  func neither() {
    let gone = Word.inserted(Word.deleted("gone "))
    let imported = Imported(
      word: WordDocument(Self.title, Word.item(Word.run("Keep ") + gone + Word.run("it."))))
    #expect(imported.body.hasPrefix("1. Keep it."))
    #expect(imported.errors == [])
    #expect(imported.reports(.importUnplaced).count == 1)
  }

  @Test("Names with inner capitals aren't lost marks in a Word file")
  func names() {
    let imported = Imported(
      word: WordDocument(
        Self.title, Word.item(Word.run("Call OhioMHAS") + Word.inserted(Word.run(" today")) + Word.run("."))))
    #expect(imported.file.contains("\nredline: complete\n"))
    #expect(!imported.rules.contains(.importLostMark))
  }

  @Test("Struck and underlined words are kept and reported, and are read as changes on request")
  func legislative() {
    let document = WordDocument(
      Self.title,
      Word.item(
        Word.run("Never ") + Word.run("lend", "<w:dstrike/>") + Word.run(" ")
          + Word.run("give", "<w:u w:val=\"single\"/>")
          + Word.run(" money.")))
    let kept = Imported(word: document)
    #expect(kept.body.hasPrefix("1. Never lend{>>Struck in the source by its format<<} give money."))
    #expect(kept.reports(.importUnplaced).count == 1)
    let read = Imported(word: document) { $0.readsFormat = true }
    #expect(read.body.hasPrefix("1. Never {~~lend~>give~~} money."))
    #expect(read.errors == [])
  }

  @Test("Superscript digits, line breaks, and symbols are kept, and hidden text is left out")
  func characters() {
    #expect(
      body(Word.item(Word.run("10") + Word.run("6", "<w:vertAlign w:val=\"superscript\"/>"))).hasPrefix(
        "1. 10⁶"))
    #expect(
      body(
        Word.item(
          Word.run("First") + "<w:r><w:br/></w:r>" + Word.run("1. second") + "<w:r><w:br/></w:r>"
            + Word.run("- third"))
      )
      .hasPrefix("1. First\\\n   1\\. second\\\n   \\- third {#"))
    #expect(
      body(Word.item("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>" + Word.run(" Agreed.")))
        .hasPrefix("1. ☑ Agreed."))
    let hidden = Imported(
      word: WordDocument(Self.title, Word.item(Word.run("Seen.") + Word.run("Secret.", "<w:vanish/>"))))
    #expect(!hidden.body.contains("Secret"))
    #expect(hidden.reports(.importUnplaced).first?.contains("Hidden text is left out") == true)
    #expect(hidden.errors == [])
    #expect(
      body(Word.item(Word.run("A") + "<w:r><w:noBreakHyphen/></w:r>" + Word.run("B"))).hasPrefix(
        "1. A\u{2011}B"))
  }

  @Test("Reviewers' comments become comments at the end of the text that they are about")
  func remarks() {
    let content =
      Word.run("Keep ") + "<w:commentRangeStart w:id=\"0\"/>" + Word.deleted("old ")
      + Word.inserted(Word.run("new "))
      + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>" + Word.run("records.")
    #expect(
      body(Word.item(content)) { $0.comments = ["Why?"] }.hasPrefix(
        "1. Keep {~~old~>new~~}{>>Why?<<} records."))
  }

  @Test("Text that looks like Markdown or a mark stays text")
  func escapes() {
    let text = "Write {++ and ++} or {-- and [[OR]] and ~~x~~ and <b> & {#id} *a*"
    let imported = Imported(word: WordDocument(Self.title, Word.item(Word.run(text))))
    #expect(imported.errors == [])
    #expect(imported.handbook.errors == [])
    for start in ["* star", "+ plus", "1) one", "# hash", "> quote", "| pipe", "~~~", "---"] {
      #expect(
        Imported(word: WordDocument(Self.title, Word.item(Word.run(start)))).counts == [1, 0, 1], "\(start)")
    }
  }

  @Test("Headings recognized by style or by appearance begin groups")
  func headings() {
    #expect(
      body(
        Word.paragraph(
          Word.deleted("Duties") + Word.inserted(Word.run("Professional duties")), style: "Heading1"),
        Word.item(Word.run("One.")))
        == "## {~~Duties~>Professional duties~~} {#professional-duties}\n\n1. One. {#one}\n")
    #expect(
      body(Word.paragraph(Word.run("ARTICLE I. DUTIES", "<w:b/>")), Word.item(Word.run("One.")))
        .hasPrefix("## ARTICLE I. DUTIES {#"))
  }

  @Test("Page headers, and a table of contents that repeats headings, are left out and reported")
  func furniture() {
    let contents = Word.paragraph(Word.field("TOC \\o", Word.run("Duties") + Word.run(" 3")))
    var document = WordDocument(
      Self.title, contents, Word.paragraph(Word.run("Duties"), style: "Heading1"), Word.item(Word.run("One."))
    )
    document.header = "Draft of March"
    let imported = Imported(word: document)
    #expect(imported.reports(.importLeftOut).count == 2)
    #expect(imported.body == "## Duties {#duties}\n\n1. One. {#one}\n")
    #expect(imported.errors == [])
  }

  @Test("The main part is found through the package's relationships")
  func package() {
    var document = WordDocument(Self.title, Word.item(Word.run("One.")))
    document.path = "content/main.xml"
    #expect(Imported(word: document).body == "1. One. {#one}\n")
  }
}

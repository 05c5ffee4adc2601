import Basics
import Drafts
import Handbook
import Markdown
import Redline
import TestSupport
import Testing

@Suite("The import of a draft")
struct DraftImporterTests {
  private func imported(_ text: String, isMarkdown: Bool? = nil) -> (body: String, reports: [String]) {
    let result = DraftImporter.run(
      .text(Array(text.utf8), isMarkdown: isMarkdown), .init(jurisdiction: "Oregon", path: "oregon.md"))
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    let body = file.firstRange(of: "\n---\n\n").map { String(file[$0.upperBound...]) } ?? ""
    let reports = result.diagnostics.filter {
      ![.importNoTitle, .importNoProvisions, .importStructure, .importLabel].contains($0.rule)
    }.map { diagnostic in
      let start = diagnostic.range?.start ?? SourcePosition(line: 0, column: 0)
      let header = file.utf8.count - body.utf8.count
      let line = start.line - file.utf8.prefix(header).count { $0 == 0x0A }
      return "\(line):\(start.column) \(diagnostic.rule.rawValue)"
    }
    return (body, reports)
  }

  @Test(
    "White space and orphaned punctuation move to where both versions read well",
    arguments: [
      ("recovery-~~orientated~~ [oriented](#) and", "recovery-{~~orientated~>oriented~~} and"),
      (
        "found in both ~~RCW~~ 18.420 [RCW](#) and ~~WAC chapter~~ 246-929 [WAC](#).",
        "found in both {--RCW --}18.420 {++RCW ++}and {--WAC chapter --}246-929{++ WAC++}."
      ),
      ("Maintain the [privacy and](#) confidentiality", "Maintain the {++privacy and ++}confidentiality"),
      ("Do not ~~accept~~ exchange gifts", "Do not {--accept --}exchange gifts"),
      ("wellness [in a way](#).", "wellness{++ in a way++}."),
      ("wellness[ in a way](#).", "wellness{++ in a way++}."),
      (
        "of recovery [and more](#). [Peers may decline](#).",
        "of recovery{++ and more++}.{++ Peers may decline.++}"
      ),
      ("gifts ~~or loans~~, and more", "gifts{-- or loans--}, and more"),
      ("~~Do not.~~ Avoid it", "{--Do not. --}Avoid it"),
      ("Avoid it ~~now~~", "Avoid it{-- now--}"),
      ("[New](#) ~~old~~ text", "{~~old~>New~~} text"),
      ("~~a~~ ~~b~~ c", "{--a b --}c"),
      ("~~a~~ [b](#) ~~c~~ d", "{~~a c~>b~~} d"),
      ("clients ~~and~~ [,](#) so", "clients{~~ and~>,~~} so"),
      ("gifts [, money](#) and", "gifts{++, money++} and"),
      ("the~~ir~~ way", "the{--ir--} way"),
      ("etc. [More](#). End", "etc. {++More. ++}End"),
      ("All of ~~it~~ [this](#)", "All of {~~it~>this~~}"),
      ("One. ~~Two.~~ Three.", "One. {--Two. --}Three."),
    ])
  func repair(source: String, expected: String) {
    let result = imported("x.\n\n" + source)
    #expect(result.body == "x.\n\n\(expected)\n")
  }

  @Test(
    "The content of a block is kept",
    arguments: [
      ("*a* ~~**b**~~ `~~c~~` [d](e.md)", "*a* {--**b** --}`~~c~~` [d](e.md)"),
      ("a {++b++} \\~\\~c\\~\\~ ~~d~~", "a {++b ++}\\~\\~c\\~\\~{-- d--}"),
      ("a ~~b++} c --}~~ d", "a {--b\\++} c \\--} --}d"),
      ("a ~~b [c](#) d~~ e", "a {--b d --}{>>Inserted and struck in the source: c<<}e"),
      ("[a [b] c](#) d", "{++a [b] c ++}d"),
      ("| a | ~~b~~ |\n| --- | --- |\n| [c](#) | d |", "| a | {--b --}|\n| --- | --- |\n| {++c ++}| d |"),
    ])
  func content(source: String, expected: String) {
    #expect(imported("x.\n\n" + source, isMarkdown: true).body == "x.\n\n\(expected)\n")
  }

  @Test("Headings, lists, and labels are read from Markdown")
  func structure() {
    let source = """
      # The Code

      **Part one**

      Lead in:

      1. First ~~rule~~ [duty](#) of *care*
         more of it

         Second paragraph
      2. Next
         - inner point
           - innermost point
      7. Seventh
      a. Lettered

      * (a) Labelled
      - (iv) Roman ~~gone~~

      ### Deeper

      ---

      > A ~~quoted~~ word
      """
    #expect(
      imported(source).body == """
        ## Part one {#part-one}

        Lead in:

        1. First {~~rule~>duty~~} of *care* more of it {#first-duty-care}

           Second paragraph

        2. Next {#next}
           - inner point {#inner-point}
             - innermost point {#innermost-point}
        - Seventh {#seventh label="7."}
        - Lettered {#lettered label="a."}
        - (a) Labelled {#labelled}
        - (iv) Roman{-- gone--} {#roman}

        ### Deeper {#deeper}

        ---

        > A {--quoted --}word

        """)
  }

  @Test("Plain text with bullets is read, and none of it becomes markup")
  func plainText() {
    let source = """
      CODE OF *ETHICS*

      General rules

      Peers:
      • Do not take <gifts> or [money] {#x}.
      \u{F0B7}\tKeep notes_of_it & more &amp; more
      ● 2 * 3 * 4 {++ 5

      1) Numbered
      # not a heading: 1

      Last words
      """
    let result = imported(source, isMarkdown: false)
    #expect(
      result.body == """
        ## General rules {#general-rules}

        Peers:

        - Do not take \\<gifts> or \\[money\\] \\{#x}. {#not-gifts-money-x}
        - Keep notes_of_it & more \\&amp; more {#keep-notes-amp}
        - 2 \\* 3 \\* 4 \\{++ 5 {#2-3-4}
        - Numbered {#numbered label="1)"}

        \\# not a heading: 1

        Last words

        """)
    #expect(result.reports.isEmpty)
  }

  @Test(
    "Marks that a converter probably lost are reported",
    arguments: [
      ("[a](#) b. Do ~~accept~~ exchange", ["3:15 import-lost-mark"]),
      ("Do ~~accept~~ exchange [a](#)", []),
      ("their ~~ir~~ clients [a](#)", ["3:7 import-lost-mark"]),
      ("cli~~e~~nts [a](#)", ["3:4 import-lost-mark"]),
      ("and nNever [a](#)", ["3:5 import-lost-mark"]),
      ("McDonald of LaTeX.Org [a](#)", []),
      ("Do ~~accept~~ [exchange](#) it", []),
      ("Do ~~accept~~.", []),
      ("a ~~b", ["3:1 import-unreadable-mark"]),
      ("x ~~a [b](#) c~~ [y](#)", []),
    ] as [(String, [String])])
  func lostMarks(source: String, expected: [String]) {
    #expect(imported("x.\n\n" + source, isMarkdown: true).reports == expected)
  }

  @Test("Text whose marks can't be placed is kept as a comment")
  func unplaced() {
    let result = imported("x.\n\nDo *not ~~take* gifts~~ ever", isMarkdown: true)
    #expect(result.body == "x.\n\nDo \\*not ever{>>Before the draft: Do not take gifts ever<<}\n")
    #expect(result.reports == ["3:1 import-unplaced"])
  }

  @Test("Ids are short and unique, and consist of significant words")
  func ids() {
    let source = """
      # T

      - Do not accept gifts from clients.
      - Do not accept gifts from any client.
      - Do not accept gifts.
      - ~~Never accept money.~~
      - The of.
      - 日本語の規則
      """
    let ids = imported(source).body.split(separator: "\n").map { line in
      line.split(separator: "{#").last.map { $0.dropLast() } ?? ""
    }
    #expect(
      ids == [
        "not-accept-gifts", "not-accept-gifts-2", "not-accept-gifts-3", "never-accept-money", "the-of",
        "日本語の規則",
      ])
  }

  @Test("Known keys are written, and the facts that readers ask for first are a form to fill in")
  func frontMatter() throws {
    let result = DraftImporter.run(
      .text(Array("DRAFT\n\nRules: for \"peers\"\n\nDo so.\n".utf8), isMarkdown: nil),
      .init(jurisdiction: "wa", path: "a.md"))
    let file = try #require(result.file)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        ---
        title: "Rules: for \\"peers\\""
        jurisdiction: Washington
        abbreviation: WA
        status: draft
        text: full
        transcription-notes:
          - The word DRAFT is on a line of its own in the source, and is shown here as the status.
        # Fill in
        """))
    for key in ["issuer", "version", "adopted", "effective", "source", "verified", "contact", "complaints"] {
      #expect(text.contains("\n# \(key): # "))
    }
    let handbook = SmallHandbook(["codes/washington.md": text])
    #expect(handbook.errors.isEmpty)
    // Some parts of a fact are filled in, and one is left empty.
    let form = try #require(text.firstRange(of: "# complaints:"))
    let filledIn = text[form.lowerBound...].replacing("# complaints:", with: "complaints:")
      .replacing("#   body:", with: "  body: Board").replacing("#   phone:", with: "  phone:")
    #expect(SmallHandbook(["codes/washington.md": "\(text[..<form.lowerBound])\(filledIn)"]).errors.isEmpty)
    #expect(handbook.manuscript.codes.first?.current.metadata.title.value == "Rules: for \"peers\"")
  }

  @Test("Bytes that aren't text are rejected")
  func refuses() {
    let bytes: [UInt8] = [0x41, 0xFF, 0xFE]
    let result = DraftImporter.run(.text(bytes, isMarkdown: nil), .init(jurisdiction: "Ohio", path: "a.md"))
    #expect(result.file == nil)
    #expect(result.diagnostics.map(\.rule) == [.importUnreadable])
    let empty = DraftImporter.run(.text([], isMarkdown: nil), .init(jurisdiction: "Ohio", path: "a.md"))
    #expect(empty.file == nil)
  }

  @Test("Any text is imported with marks that can be read", arguments: UInt64(0)..<400)
  func anyText(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "~~", "~~", "[", "](#)", "](#)", "*", "**", "_", "`", "\\", "\n", "\n\n", "- ", "• ", "1. ", "> ", "# ",
      "a",
      "word", "Do", " ", " ", " ", ".", ",", "{++", "--}", "~>", "{#id}", "|", "é", "<b>", "&amp;", "](b)",
      "---",
      "    ", "(a) ", "```", "++}", "[x](#)", "~~y~~",
    ]
    let text = (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
    let result = DraftImporter.run(
      .text(Array(text.utf8), isMarkdown: random.pick([nil, true, false])),
      .init(jurisdiction: "Ohio", path: "a.md"))
    guard let file = result.file else { return }
    let split = FrontMatterParser.parse(file)
    #expect(split.diagnostics.isEmpty)
    let read = RedlineParser.parse(file.bytes[split.bodyStart...], path: "a.md", firstLine: split.bodyLine)
    let errors = (read?.diagnostics ?? []).filter {
      $0.identifier.hasPrefix("redline-") && $0.severity == .error
    }
    #expect(errors.isEmpty, "\(text)\n=>\n\(String(decoding: file.bytes[split.bodyStart...], as: UTF8.self))")
    let lineCount = file.bytes.count { $0 == 0x0A } + 1
    #expect(result.diagnostics.allSatisfy { ($0.range?.start.line ?? 1) <= lineCount })
  }

  @Test("Any converted draft is imported without losing a word on either side", arguments: UInt64(0)..<200)
  func words(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var source = "Title of the code\n\n"
    var proposed: [String] = []
    var current: [String] = []
    for block in 0..<(1 + random.below(6)) {
      source += random.below(2) == 0 ? "- " : ""
      for place in 0..<(2 + random.below(8)) {
        let word = "w\(block)x\(place)"
        switch random.below(4) {
        case 0:
          source += "~~\(word)o~~ "
          current.append("\(word)o")
        case 1:
          source += "[\(word)n](#) "
          proposed.append("\(word)n")
        case 2:
          source += "~~\(word)o~~ [\(word)n](#) "
          proposed.append("\(word)n")
          current.append("\(word)o")
        default:
          source += "\(word) "
          proposed.append(word)
          current.append(word)
        }
      }
      source += "end\(block).\n\n"
      proposed.append("end\(block)")
      current.append("end\(block)")
    }
    let result = DraftImporter.run(
      .text(Array(source.utf8), isMarkdown: true), .init(jurisdiction: "Ohio", path: "ohio.md"))
    let file = try #require(result.file)
    let parsed = DocumentParser(allowsRawHTML: false).parse(file).document
    func words(_ document: MarkdownDocument) -> [String] {
      document.plainText(of: 0).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    #expect(words(parsed.document).filter(proposed.contains) == proposed, "\(source)")
    #expect(
      words(parsed.redlined?.current ?? parsed.document).filter(current.contains) == current, "\(source)")
  }
}

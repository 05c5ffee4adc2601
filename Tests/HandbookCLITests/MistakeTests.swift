import Foundation
import Testing

/// An author's mistake and the program's report of it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let name: String
  let file: String
  let bytes: Data
  /// The first line of the report.
  let report: String
  /// The help below it, if a test expects one.
  let help: String?

  init(_ name: String, _ file: String, _ text: String, _ report: String, help: String? = nil) {
    self.init(name, file, bytes: Data(text.utf8), report, help: help)
  }

  init(_ name: String, _ file: String, bytes: Data, _ report: String, help: String? = nil) {
    self.name = name
    self.file = file
    self.bytes = bytes
    self.report = report
    self.help = help
  }

  var testDescription: String { name }

  private static func page(_ body: String) -> String { "---\ntitle: A\n---\n\n\(body)\n" }

  private static func lesson(_ body: String) -> String {
    "---\ntitle: L\nobjectives:\n  - { id: name, text: Name a rule }\n---\n\n\(body)\n"
  }

  private static func code(_ body: String) -> String {
    "---\ntitle: C\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\n---\n\n\(body)\n"
  }

  static let all: [Mistake] = [
    Mistake(
      "bad YAML", "pages/a.md", "---\ntitle: [A\n---\n\nText.\n",
      "Content/pages/a.md:2:8: error: '[' has no ']' [invalid-yaml]"),
    Mistake(
      "unknown key", "pages/a.md", "---\ntitle: A\ndescripton: B\n---\n",
      "Content/pages/a.md:3:1: error: Key 'descripton' is not known here [unknown-key]"),
    Mistake(
      "missing title", "pages/a.md", "---\ndescription: B\n---\n",
      "Content/pages/a.md:1:1: error: Key 'title' is required [missing-key]"),
    Mistake(
      "no front matter", "pages/a.md", "Text.\n",
      "Content/pages/a.md:1:1: error: Key 'title' is required [missing-key]"),
    Mistake(
      "duplicate id", "codes/oregon.md", code("- One. {#a}\n- Two. {#a}"),
      "Content/codes/oregon.md:9:10: error: Id 'a' of this provision is given twice in one code [duplicate-id]"
    ),
    Mistake(
      "unknown topic", "codes/oregon.md", code("- One. {#a .gift}"),
      "Content/codes/oregon.md:8:13: error: Topic 'gift' does not exist [unknown-topic]",
      help: "did you mean 'gifts'?"),
    Mistake(
      "dangling reference", "pages/a.md", page("A gift [[WA#gift]] is barred."),
      "Content/pages/a.md:5:10: error: Provision 'WA#gift' does not exist [unknown-provision]",
      help: "did you mean 'WA#gifts'?"),
    Mistake(
      "broken link", "pages/a.md", page("[x](../topics/gift.md)"),
      "Content/pages/a.md:5:5: error: File '../topics/gift.md' does not exist "
        + "[broken-link]"),
    Mistake(
      "broken anchor", "pages/a.md", page("[x](../codes/washington.md#gift)"),
      "Content/pages/a.md:5:5: error: Anchor '#gift' does not exist"),
    Mistake(
      "script address", "pages/a.md", page("[x](javascript:alert(1))"),
      "Content/pages/a.md:5:5: error: Address"),
    Mistake(
      "raw HTML", "pages/a.md", page("Text <b>bold</b>."), "Content/pages/a.md:5:6: error: Raw HTML"),
    Mistake(
      "invalid UTF-8", "pages/a.md",
      bytes: Data("---\ntitle: A\n---\n\nca".utf8) + Data([0xE9]) + Data("f\n".utf8),
      "Content/pages/a.md:5:3: error: Byte 20 is not valid UTF-8 [invalid-utf-8]"),
    Mistake(
      "file in no folder", "stray.md", page("Text."),
      "Content/stray.md: error: Markdown file is not in a folder of the handbook [unplaced-file]"),
    Mistake(
      "two pages for one address", "pages/a.md", "---\ntitle: A\naliases: [pages/about.html]\n---\n",
      "Content/pages/a.md:3:11: error: Two pages would have the address 'pages/about.html' [colliding-address]"
    ),
    Mistake(
      "unknown topic in a reference", "pages/a.md", page("See [[topics/gift]]."),
      "Content/pages/a.md:5:7: error: Topic 'gift' does not exist [unknown-topic]",
      help: "did you mean 'topics/gifts'?"),
    Mistake(
      "unknown state in a reference", "pages/a.md", page("See [[WAA#gifts]]."),
      "Content/pages/a.md:5:7: error: Code 'WAA' does not exist [unknown-code]"),
    Mistake(
      "unknown series in a reference", "pages/a.md", page("See [[RCV 18.420]]."),
      "Content/pages/a.md:5:7: error: Code 'RCV 18.420' does not exist"),
    Mistake(
      "unknown objective in a reference", "lessons/a.md", lesson("See [[lessons/a#names]]."),
      "Content/lessons/a.md:7:7: error: Anchor '#names' does not exist in 'lessons/a' [unknown-anchor]",
      help: "did you mean 'lessons/a#name'?"),
    Mistake(
      "unknown objective that a section teaches", "lessons/a.md", lesson("## B {#b teaches=\"names\"}"),
      "Content/lessons/a.md:7:19: error: Objective 'names' is not one of this lesson [unknown-objective]",
      help: "did you mean 'name'?"),
    Mistake(
      "quotation in a circle", "codes/oregon.md", code("- One. {#a}\n\n![[OR#a]]"),
      "Content/codes/oregon.md:10:4: error: Quotation of 'OR#a' leads back to itself [quotation-cycle]"),
    Mistake(
      "quotation of a topic", "pages/a.md", page("![[topics/gifts]]"),
      "Content/pages/a.md:5:4: error: Quotation of 'topics/gifts' has no text of a code to show "
        + "[quotation-without-text]"),
    Mistake(
      "self-check with no right choice", "lessons/a.md",
      lesson("> [!QUESTION] name\n> Which?\n>\n> - [ ] A. No.\n> - [ ] B. No."),
      "Content/lessons/a.md:7:1: error: Self-check has no right choice [no-right-choice]"),
    Mistake(
      "self-check with one choice", "lessons/a.md",
      lesson("> [!QUESTION] name\n> Which?\n>\n> - [x] A. See [[WA#gifts]]."),
      "Content/lessons/a.md:7:1: error: Self-check has 1 of at least 2 choices [too-few-choices]"),
    Mistake(
      "choice without rationale", "lessons/a.md",
      lesson("> [!QUESTION] name\n> Which?\n>\n> - [x] A. See [[WA#gifts]].\n> - [ ] B."),
      "Content/lessons/a.md:11:3: error: Choice has no rationale [choice-without-rationale]"),
    Mistake(
      "id of the page's own", "codes/oregon.md", code("- One. {#_main}"),
      "Content/codes/oregon.md:8:10: error: Id '_main' is reserved for a part of the page [reserved-id]"
    ),
    Mistake(
      "redline in a page", "pages/a.md", page("A {++mark++}."),
      "Content/pages/a.md:5:3: error: Redline marks are only for the text and title of a code [redline-outside-code]"
    ),
    Mistake(
      "alias outside the site", "pages/a.md", "---\ntitle: A\naliases: [../x.html]\n---\n",
      "Content/pages/a.md:3:11: error: Alias '../x.html' is not the address of a page [invalid-alias]"),
  ]
}

@Suite("Each mistake has its own diagnostic and doesn't change the site")
struct MistakeTests {
  @Test("A mistake is reported at its position", arguments: Mistake.all)
  func mistake(_ mistake: Mistake) throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("build", in: source.path).status == 0)
    let site = try source.files(in: "Output")
    try source.write("Content/\(mistake.file)", mistake.bytes)
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(mistake.report), "\(outcome.errors)")
    if let help = mistake.help { #expect(outcome.errors.contains("  help: \(help)\n"), "\(outcome.errors)") }
    #expect(try source.files(in: "Output") == site)
  }

  @Test("One run reports the mistakes in all files, sorted by position")
  func all() throws {
    var content = soundContent
    content["pages/b.md"] = "---\ntitle: B\nx: y\n---\n\n[[WA#gift]] and [[WA#loan]]\n"
    content["pages/c.md"] = "Text.\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("check", "--format", "github", in: source.path)
    #expect(outcome.status == 1)
    let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("::error") }
    #expect(
      lines.map { $0.prefix { $0 != " " } + " " + $0.dropFirst(8).prefix(while: { $0 != "t" }) }.count == 4)
    #expect(lines[0].hasPrefix("::error file=Content/pages/b.md,line=3,col=1,title=unknown-key::"))
    #expect(lines[1].hasPrefix("::error file=Content/pages/b.md,line=6,col=3,title=unknown-provision::"))
    #expect(lines[2].hasPrefix("::error file=Content/pages/b.md,line=6,col=19,title=unknown-provision::"))
    #expect(lines[3].hasPrefix("::error file=Content/pages/c.md,line=1,col=1,title=missing-key::"))
  }

  @Test("A report shows the line with a marker under the position, and what would help")
  func excerpt() throws {
    var content = soundContent
    content["pages/b.md"] = "---\ntitle: B\n---\n\nÄ gift [[WA#gift]] is barred.\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("check", "--quiet", in: source.path)
    #expect(
      outcome.errors == """
        Content/pages/b.md:5:11: error: Provision 'WA#gift' does not exist [unknown-provision]
          5 | Ä gift [[WA#gift]] is barred.
            |          ^~~~~~~
          help: did you mean 'WA#gifts'?

        """)
  }

  @Test("Reports for programs are JSON")
  func json() throws {
    var content = soundContent
    content["pages/b.md"] = "---\ntitle: B\n---\n\n[[WA#gift]]\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("check", "--quiet", "--format", "json", in: source.path)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [[String: Any]])
    #expect(list.count == 1)
    #expect(list[0]["identifier"] as? String == "unknown-provision")
    #expect(list[0]["line"] as? Int == 5)
    #expect(list[0]["column"] as? Int == 3)
  }

  @Test("An escape sequence in a source doesn't reach the terminal")
  func escapes() throws {
    var content = soundContent
    content["pages/b.md"] = "---\ntitle: B\n---\n\n\u{1B}[31m [[WA#gift]]\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("check", in: source.path)
    #expect(outcome.status == 1)
    #expect(!outcome.errors.unicodeScalars.contains("\u{1B}"))
  }
}

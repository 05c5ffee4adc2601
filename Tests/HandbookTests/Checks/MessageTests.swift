import Basics
import Handbook
import TestSupport
import Testing

/// A mistake in one file, and what its author is told about it.
struct Slip: CustomTestStringConvertible, Sendable {
  let name: String
  let file: String
  let text: String
  /// The position, the rule, and the summary.
  let report: String
  let help: String?
  /// The text that `--fix` writes.
  let fix: String?

  init(
    _ name: String, _ file: String, _ text: String, _ report: String, help: String? = nil, fix: String? = nil
  ) {
    (self.name, self.file, self.text) = (name, file, text)
    (self.report, self.help, self.fix) = (report, help, fix)
  }

  var testDescription: String { name }

  private static func page(_ body: String) -> String { "---\ntitle: A\n---\n\n\(body)\n" }

  private static func yaml(_ keys: String) -> String { "---\n\(keys)\n---\n\nText.\n" }

  private static func code(_ body: String, _ keys: String = "") -> String {
    "---\ntitle: C\njurisdiction: Montana\nabbreviation: MT\nstatus: draft\n\(keys)---\n\n\(body)\n"
  }

  static let frontMatter: [Slip] = [
    Slip(
      "a tab", "pages/a.md", yaml("title: A\n\tdescription: B"),
      "3:1 invalid-yaml A line is indented with a tab", help: "indent with spaces"),
    Slip(
      "a colon in a value", "pages/a.md", yaml("title: Rule 24: Ethics"),
      "2:15 invalid-yaml A value that contains a colon and a space needs quotation marks",
      help: "write title: \"Rule 24: Ethics\""),
    Slip(
      "a blank first line", "pages/a.md", "\n" + page("x"),
      "2:1 misplaced-front-matter Front matter begins on the first line of a file",
      help: "remove the blank line above it"),
    Slip(
      "front matter of another tool", "pages/a.md", "+++\ntitle = \"A\"\n+++\n",
      "1:1 misplaced-front-matter Front matter in the format of another tool isn't read",
      help: "write it in YAML between two lines of three hyphens: '---', 'title: …', '---'"),
    Slip(
      "line ends of an old Mac", "pages/a.md", "---\rtitle: A\r---\r\rText.\r",
      "1:1 misplaced-front-matter The lines of this file end as on a Mac before 2001, with only a carriage return",
      help: "save the file with Unix line ends (LF)"),
    Slip(
      "four hyphens", "pages/a.md", "----\ntitle: A\n----\n",
      "1:1 misplaced-front-matter Front matter begins and ends with a line of exactly three hyphens"),
    Slip(
      "no front matter", "pages/a.md", "Text.\n", "1:1 missing-key Key 'title' is required",
      help: "begin the file with three lines: '---', 'title: …', '---'"),
    Slip(
      "an open quotation mark", "pages/a.md", yaml("title: \"A"),
      "2:8 invalid-yaml A quotation mark has no partner", help: "write \" at the end of the value too"),
    Slip(
      "an indented key", "pages/a.md", yaml("title: A\n  description: B"),
      "3:3 invalid-yaml A key is indented more than the keys above it",
      help: "begin it in the same column as those: description: B"),
    Slip(
      "no colon", "pages/a.md", yaml("title A"),
      "2:1 invalid-yaml Front matter must be keys with values",
      help: "write title: A, with an ordinary space after the colon"),
    Slip(
      "no space after a colon", "pages/a.md", yaml("title:A"),
      "2:1 invalid-yaml Front matter must be keys with values",
      help: "write title: A, with an ordinary space after the colon"),
    Slip(
      "no space after a colon, and another key", "pages/a.md", yaml("title:A\ndescription: B"),
      "2:1 invalid-yaml A key and its value have a colon and a space between them", help: "write title: A"),
    Slip(
      "a no-break space after a colon", "pages/a.md", yaml("title:\u{A0}A"),
      "2:1 invalid-yaml Front matter must be keys with values",
      help: "write title: A, with an ordinary space after the colon"),
    Slip(
      "a value that begins with @", "pages/a.md", yaml("title: @home"),
      "2:8 invalid-yaml A value that begins with '@' needs quotation marks",
      help: "write title: \"@home\""),
    Slip(
      "a value that begins with *", "pages/a.md", yaml("title: *Gifts* and more"),
      "2:8 invalid-yaml A value that begins with '*' needs quotation marks",
      help: "write title: \"*Gifts* and more\""),
    Slip(
      "an open bracket", "pages/a.md", yaml("title: [A"),
      "2:8 invalid-yaml '[' has no ']'",
      help: "close it, or put the value in quotation marks if it is text"),
    Slip(
      "a missing comma", "lessons/a.md",
      yaml("title: A\nobjectives:\n  - { id: name text: Name a rule }"),
      "4:5 invalid-yaml Keys between '{' and '}' have commas between them",
      help: "write a comma between two keys, or put the value in quotation marks if it is text"),
    Slip(
      "text after a quotation mark", "pages/a.md", yaml("title: \"Gifts\" and more"),
      "2:16 invalid-yaml Text follows the quotation mark that ends a value",
      help: "put the whole value in quotation marks: title: \"Gifts and more\""),
    Slip(
      "a quotation mark that the next one closes, lines below", "pages/a.md",
      yaml("title: \"Gifts\nsummary: \"Small ones\""),
      "2:8 invalid-yaml A quotation mark has no partner", help: "write title: \"Gifts\""),
    Slip(
      "a number sign", "pages/a.md", yaml("title: Rule #3"),
      "2:13 cut-value '#3' is read as a comment and isn't part of the value",
      help: "put the value in quotation marks: \"Rule #3\", or write a space after '#'"),
    Slip(
      "an empty title", "pages/a.md", yaml("title: \"\""),
      "2:8 wrong-type 'title' is empty, and must be text",
      help: "write a value after the colon, or remove the key"),
    Slip(
      "a title of spaces", "pages/a.md", yaml("title: \" \""),
      "2:8 wrong-type 'title' is empty, and must be text"),
    Slip(
      "a capital letter in a key", "pages/a.md", yaml("Title: A"),
      "2:1 unknown-key Key 'Title' is not known here", help: "did you mean 'title'?", fix: "title"),
    Slip(
      "publish: no", "pages/a.md", yaml("title: A\npublish: no"),
      "3:10 wrong-type Value must be true or false, not 'no'", help: "did you mean 'false'?", fix: "false"),
    Slip(
      "a list without spaces", "codes/montana.md", code("- A. {#a}", "applies-to:\n  -peers\n"),
      "7:3 wrong-type Value must be a list, not '-peers'",
      help: "write a space after each hyphen: '- …'"),
    Slip(
      "an objective without an id", "lessons/a.md", yaml("title: A\nobjectives:\n  - Name a rule"),
      "4:5 wrong-type Value must be a set of keys (id, text, domains), not 'Name a rule'",
      help: "write { id: …, text: … }"),
    Slip(
      "an objective whose id is missing", "lessons/a.md",
      yaml("title: A\nobjectives:\n  - text: Name a rule")
        .replacing("Text.", with: "## A {teaches=\"name\"}"),
      "4:5 missing-key Key 'id' is required", help: "add 'id: …'"),
    Slip(
      "an id without its sign", "codes/montana.md", code("- Keep records. {keep-records}"),
      "8:17 unread-attributes '{keep-records}' is printed as text, since an id begins with '#'",
      help: "write {#keep-records}, or '\\{' to print a brace"),
    Slip(
      "a status in other words", "codes/montana.md",
      code("- A. {#a}").replacing("draft", with: "effective"),
      "5:9 wrong-type Value must be one of draft, proposed, adopted, in-force, superseded, unknown, not "
        + "'effective'",
      help: "did you mean 'in-force'?"),
    Slip(
      "an address without its key", "codes/montana.md", code("- A. {#a}", "source: https://mt.gov\n"),
      "6:9 wrong-type Value must be a set of keys (title, url, captured, differences), not 'https://mt.gov'",
      help: "write { url: \"https://mt.gov\" }"),
    Slip(
      "a day without its key", "codes/montana.md", code("- A. {#a}", "verified: 2026-01-01\n"),
      "6:11 wrong-type Value must be a set of keys (on, by, against), not '2026-01-01'",
      help: "write { on: 2026-01-01 }"),
    Slip(
      "a year instead of a day", "codes/montana.md", code("- A. {#a}", "review-by: 2027\n"),
      "6:12 wrong-type Value must be a date such as 2026-11-21, not '2027'",
      help: "write the month and the day too, such as 2027-12-31"),
    Slip(
      "a key of another kind of file", "codes/montana.md", code("- A. {#a}", "minutes: 10\n"),
      "6:1 unknown-key Key 'minutes' is not known here",
      help: "'handbook schema front-matter' lists the keys of each kind of file"),
    Slip(
      "the name of a language", "handbook.yml", "title: T\nlanguages: [en, Spanish]\n",
      "2:17 wrong-type Value must be the tag of a language, such as en, es, or zh-Hant, not 'Spanish'",
      help: "did you mean 'es'?", fix: "es"),
    Slip(
      "an address without https", "codes/montana.md",
      code("- A. {#a}", "contact: { url: www.mt.gov }\n"),
      "6:17 wrong-type Value must be an http, https, mailto, or tel address, not 'www.mt.gov'",
      help: "did you mean 'https://www.mt.gov'?", fix: "https://www.mt.gov"),
  ]

  private static let anyDate =
    "Value must be a date such as 2026-11-21, 2026-11, or 2026, or a period such as 2026/2027"

  static let dates: [Slip] = [
    ("2025-13-40", "there is no month 13; write the year, the month, and the day", nil),
    ("2025-02-30", "February 2025 has no day 30", nil),
    ("July 2025", "did you mean '2025-07'?", "2025-07"),
    ("July 1, 2025", "did you mean '2025-07-01'?", "2025-07-01"),
    ("1 July 2025", "did you mean '2025-07-01'?", "2025-07-01"),
    ("2025-7-1", "did you mean '2025-07-01'?", "2025-07-01"),
    ("2025/07/01", "did you mean '2025-07-01'?", "2025-07-01"),
    ("07/2025", "did you mean '2025-07'?", "2025-07"),
    ("7/31/2025", "did you mean '2025-07-31'?", "2025-07-31"),
    // The day and the month could be swapped.
    ("7/1/2025", "did you mean '2025-07-01'?", nil),
  ].map { text, help, fix in
    Slip(
      text, "codes/montana.md", code("- A. {#a}", "adopted: \(text)\n"),
      "6:10 wrong-type \(anyDate), not '\(text)'", help: help, fix: fix)
  }

  static let references: [Slip] = [
    Slip(
      "a jurisdiction", "pages/a.md", page("[[Washington]]"),
      "5:3 unknown-code Code 'Washington' does not exist", help: "did you mean 'WA'?", fix: "WA"),
    Slip(
      "a space for #", "pages/a.md", page("[[WA gifts]]"),
      "5:3 unknown-code Code 'WA gifts' does not exist", help: "did you mean 'WA#gifts'?", fix: "WA#gifts"),
    Slip(
      "a space before #", "pages/a.md", page("[[WA #gifts]]"),
      "5:3 unknown-code Code 'WA ' does not exist", help: "did you mean 'WA#gifts'?", fix: "WA#gifts"),
    Slip(
      "a folder in the singular", "pages/a.md", page("[[topic/gifts]]"),
      "5:3 unknown-code Code 'topic/gifts' does not exist", help: "did you mean 'topics/gifts'?",
      fix: "topics/gifts"),
    Slip(
      "a topic without its folder", "pages/a.md", page("[[gifts]]"),
      "5:3 unknown-code Code 'gifts' does not exist", help: "did you mean 'topics/gifts'?",
      fix: "topics/gifts"),
    Slip(
      "a file of a code", "pages/a.md", page("[[codes/washington]]"),
      "5:3 unknown-code Code 'codes/washington' does not exist", help: "did you mean 'WA'?", fix: "WA"),
    Slip(
      "another state", "pages/a.md", page("[[WI#gifts]]"),
      "5:3 unknown-code Code 'WI' does not exist",
      help: "write the abbreviation of a code, or topics/…, lessons/…, pages/…, or glossary#…"),
    Slip(
      "one bracket at the end", "pages/a.md", page("[[WA#gifts] says so."),
      "5:1 unread-reference A reference with too few brackets is printed as text",
      help: "write [[WA#gifts]]", fix: "[[WA#gifts]]"),
    Slip(
      "a link without https", "pages/a.md", page("[State](www.mt.gov)"),
      "5:9 broken-link File 'www.mt.gov' does not exist", help: "did you mean 'https://www.mt.gov'?",
      fix: "https://www.mt.gov"),
    Slip(
      "a link to an email address", "pages/a.md", page("[Mail](me@example.org)"),
      "5:8 broken-link File 'me@example.org' does not exist",
      help: "did you mean 'mailto:me@example.org'?", fix: "mailto:me@example.org"),
    Slip(
      "a link with half a scheme", "pages/a.md", page("[State](https//mt.gov)"),
      "5:9 broken-link File 'https//mt.gov' does not exist", help: "did you mean 'https://mt.gov'?",
      fix: "https://mt.gov"),
    Slip(
      "a scheme with a typo", "pages/a.md", page("[State](htps://mt.gov)"),
      "5:9 unsafe-address Address 'htps://mt.gov' isn't http, https, mailto, tel, or a path",
      help: "did you mean 'https://mt.gov'?", fix: "https://mt.gov"),
    Slip(
      "a path of Windows", "pages/a.md", page("[x](..\\codes\\washington.md)"),
      "5:5 unsafe-address Address '..\\codes\\washington.md' isn't http, https, mailto, tel, or a path",
      help: "did you mean '../codes/washington.md'?", fix: "../codes/washington.md"),
    Slip(
      "the address of a page", "pages/a.md", page("[x](../codes/washington.html)"),
      "5:5 broken-link File '../codes/washington.html' does not exist",
      help: "did you mean '../codes/washington.md'?", fix: "../codes/washington.md"),
    Slip(
      "a path from the content", "pages/a.md", page("[x](codes/washington.md)"),
      "5:5 broken-link File 'codes/washington.md' does not exist",
      help: "did you mean '../codes/washington.md'?", fix: "../codes/washington.md"),
    Slip(
      "a folder", "pages/a.md", page("[x](../codes)"), "5:5 broken-link File '../codes' does not exist",
      help: "it is a folder: link to a file in it"),
    Slip(
      "a picture that isn't there", "pages/b.md", page("![A room](a.png)"),
      "5:11 broken-link File 'a.png' does not exist",
      help: "write the path from this file's folder, such as ../pages/room.png"),
    Slip(
      "a path from the content to a file with the name of one that is closer", "pages/gifts.md",
      page("[x](topics/gifts.md)"), "5:5 broken-link File 'topics/gifts.md' does not exist",
      help: "did you mean '../topics/gifts.md'?", fix: "../topics/gifts.md"),
    Slip(
      "a name that a topic and a page have", "pages/gifts.md", page("[[gifts]]"),
      "5:3 unknown-code Code 'gifts' does not exist",
      help: "did you mean 'topics/gifts' or 'pages/gifts'?"),
    Slip(
      "a number instead of an id", "pages/a.md", page("[[WA 1]]"),
      "5:3 unknown-code Code 'WA 1' does not exist",
      help: "write the id of the provision instead of its number, as in [[WA#gifts]]"),
    Slip(
      "a page of the navigation without its folder", "handbook.yml",
      "title: T\nnavigation: [codes, about.md]\n",
      "2:21 unknown-navigation-entry Navigation entry 'about.md' does not exist",
      help: "did you mean 'pages/about.md'?", fix: "pages/about.md"),
  ]

  static let text: [Slip] = [
    Slip(
      "curly quotation marks in attributes", "codes/montana.md", code("- A. {#a label=“Rule 1”}"),
      "8:16 malformed-attributes A value in attributes is in curly quotation marks",
      help: "write \"Rule 1\"", fix: "\"Rule 1\""),
    Slip(
      "an id of two words", "codes/montana.md", code("- A. {#No gifts}"),
      "8:11 malformed-attributes Attributes are '#id', '.topic', and 'key=\"value\"', with spaces between them",
      help: "an id has no spaces: write {#no-gifts}, or {#no .gifts} if it is followed by topics"),
    Slip(
      "a topic without its period", "codes/montana.md", code("- A. {#gifts gifts}"),
      "8:14 malformed-attributes Attributes are '#id', '.topic', and 'key=\"value\"', with spaces between them",
      help: "an id has no spaces: write {#gifts-gifts}, or {#gifts .gifts} if it is followed by topics"),
    Slip(
      "an id without its number sign", "codes/montana.md", code("- A. {gifts .gifts}"),
      "8:6 unread-attributes '{gifts .gifts}' is printed as text, since an id begins with '#'",
      help: "write {#gifts .gifts}", fix: "{#gifts .gifts}"),
    Slip(
      "a footnote without its text", "pages/a.md", page("A.[^1]"),
      "5:3 undefined-footnote Footnote '1' is not defined",
      help: "add a paragraph that begins with '[^1]: ', or write '\\[^' to print brackets"),
    Slip(
      "an open brace", "codes/montana.md", code("- A. {#gifts"),
      "8:6 malformed-attributes '{#gifts' has no '}'", help: "write {#gifts}", fix: "{#gifts}"),
    Slip(
      "a closing brace alone", "codes/montana.md", code("- A. #gifts .gifts}\n- B. {#b}"),
      "8:6 malformed-attributes '#gifts .gifts}' has no '{'", help: "write {#gifts .gifts}",
      fix: "{#gifts .gifts}"),
    Slip(
      "a mark with one sign", "codes/montana.md", code("- Do {+not+} lie. {#a}"),
      "8:6 unread-mark A redline mark that begins with '{+' is printed as text", help: "write {++not++}",
      fix: "{++not++}"),
    Slip(
      "a mark with a dash", "codes/montana.md", code("- Do {\u{2014}not\u{2014}} lie. {#a}"),
      "8:6 unread-mark A redline mark that begins with '{\u{2014}' is printed as text",
      help: "write {--not--}", fix: "{--not--}"),
    Slip(
      "bold in HTML", "pages/a.md", page("A <b>bold</b> word."),
      "5:3 raw-html Raw HTML '<b>' isn't allowed", help: "write **text**"),
    Slip(
      "a heading in HTML", "pages/a.md", page("<h2>Gifts</h2>"),
      "5:1 raw-html Raw HTML '<h2>' isn't allowed", help: "write '## ' before the heading"),
    Slip(
      "a comment in HTML", "pages/a.md", page("<!-- To do -->"),
      "5:1 raw-html An HTML comment isn't allowed",
      help: "delete it, or write it in the front matter after '# '"),
    Slip(
      "a heading without a space", "pages/a.md", page("##Gifts"),
      "5:1 unread-heading A heading without a space after '##' is printed as text", help: "write '## '",
      fix: "## "),
    Slip(
      "a title in the body", "pages/a.md", page("# A"),
      "5:1 second-title A level-1 heading is a second title of the page",
      help: "write '## '; the title is in the front matter"),
    Slip(
      "a skipped level", "pages/a.md", page("## A\n\n#### B"),
      "7:1 skipped-heading-level A level-4 heading follows one of level 2", help: "write '### '"),
    Slip(
      "a call-out of another tool", "pages/a.md", page("> [!DANGER]\n> Text."),
      "5:3 unknown-callout Call-out 'DANGER' does not exist", help: "did you mean '[!WARNING]'?"),
    Slip(
      "a call-out without >", "pages/a.md", page("[!NOTE]\nText."),
      "5:1 unread-callout '[!NOTE]' makes no call-out here and is printed as text",
      help: "begin this line and the lines below it with '> ': '> [!NOTE]'"),
    Slip(
      "a call-out without an exclamation point", "pages/a.md", page("> [NOTE]\n> Text."),
      "5:3 unread-callout '[NOTE]' makes no call-out here and is printed as text", help: "write '> [!NOTE]'"),
    Slip(
      "a box without a space", "lessons/a.md",
      "---\ntitle: L\n---\n\n> [!QUESTION] name\n> Which?\n>\n> - [] A. No.\n> - [x] B. Yes. [[WA#gifts]]\n",
      "8:3 choice-without-box A choice begins with '[ ]', or with '[x]' if it is right",
      help: "write '- [ ] …' or '- [x] …', with one space or an x between the brackets"),
    Slip(
      "a small indent", "pages/a.md", page("1. One\n  - Two"),
      "6:3 shallow-indent An item that is indented by 2 spaces isn't inside the item above it", fix: "   "),
    Slip(
      "a folder in the singular", "page/a.md", page("x"),
      "unplaced-file Markdown file is not in a folder of the handbook",
      help: "did you mean the folder 'pages'?"),
  ]

  static let all = frontMatter + dates + references + text
}

@Suite("The messages for authors' mistakes")
struct MessageTests {
  private static func handbook(_ slip: Slip) -> SmallHandbook {
    SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n"),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n\nThings of value.\n",
      "pages/about.md": "---\ntitle: About\n---\n\nText.\n", slip.file: slip.text,
    ])
  }

  @Test("Each mistake is reported once, with what is wrong and what to write", arguments: Slip.all)
  func reported(_ slip: Slip) throws {
    let found = Self.handbook(slip).diagnostics.filter { $0.path == "Content/\(slip.file)" }
    let reports = found.map { diagnostic in
      let place = diagnostic.range.map { "\($0.start.line):\($0.start.column) " } ?? ""
      return "\(place)\(diagnostic.rule.rawValue) \(diagnostic.summary)"
    }
    let index = try #require(reports.firstIndex(of: slip.report), "\(reports)")
    #expect(
      reports.count { $0.contains(" \(found[index].rule.rawValue) ") || $0 == slip.report } == 1, "\(reports)"
    )
    if let help = slip.help { #expect(found[index].help == help) }
    #expect(found[index].replacement?.text == slip.fix)
  }

  @Test("A corrected mistake isn't reported again", arguments: Slip.all.filter { $0.fix != nil })
  func corrected(_ slip: Slip) throws {
    let before = Self.handbook(slip)
    let file = try #require(Corrections(of: before.diagnostics, in: before.files).files.first)
    let text = String(decoding: file.bytes, as: UTF8.self)
    let after = Self.handbook(Slip(slip.name, slip.file, text, slip.report))
    let rules = Set(before.diagnostics.filter { $0.replacement != nil }.map(\.rule))
    #expect(after.diagnostics.allSatisfy { !rules.contains($0.rule) }, "\(text)")
  }

  @Test("In a run of tags, raw HTML is reported once for each element")
  func tags() {
    let handbook = SmallHandbook([
      "pages/a.md": "---\ntitle: A\n---\n\n<b>A</b> and <i>B</i>, <b>C</b>.\n"
    ])
    #expect(
      handbook.reports(of: "raw-html") == [
        "Content/pages/a.md:5:1: Raw HTML '<b>' isn't allowed",
        "Content/pages/a.md:5:14: Raw HTML '<i>' isn't allowed",
        "Content/pages/a.md:5:24: Raw HTML '<b>' isn't allowed",
      ])
  }

  @Test("A redline mark on a page is reported once for each mark")
  func marks() {
    let handbook = SmallHandbook([
      "pages/a.md": "---\ntitle: A\n---\n\nA {++new++} word and {--no--} other.\n"
    ])
    #expect(handbook.diagnostics.map(\.rule) == [.redlineOutsideCode, .redlineOutsideCode])
  }
}

@Suite("Text without mistakes")
struct SilentTextTests {
  @Test(
    "Text that only resembles a mistake isn't reported",
    arguments: [
      "> [!CAUTION]\n> Text.", "A #hashtag and #3.", "`<b>` is code.", "{+} and {-}", "{a-b-c}",
      "[Note](about.md)", "Text [!] here.", "A set {—} of {– words –", "See [[WA#gifts]] and ![[ x.",
    ])
  func silent(body: String) {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n"),
      "pages/about.md": "---\ntitle: About # a comment\n---\n",
      "pages/a.md": "---\ntitle: A\n---\n\n\(body)\n",
    ])
    let rules: Set<Rule> = [
      .cutValue, .unreadCallout, .unreadMark, .unreadHeading, .unreadAttributes, .unknownCallout, .rawHTML,
      .unreadReference, .misplacedFrontMatter,
    ]
    #expect(handbook.diagnostics.filter { rules.contains($0.rule) }.isEmpty, "\(handbook.diagnostics)")
  }

  @Test("A page can begin with a thematic break only if no key follows it")
  func rule() {
    let handbook = SmallHandbook(["pages/a.md": "\n---\n\nText.\n"])
    #expect(handbook.diagnostics.map(\.rule) == [.missingKey])
  }
}

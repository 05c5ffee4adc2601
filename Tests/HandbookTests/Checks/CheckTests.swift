import Basics
import Handbook
import TestSupport
import Testing

/// Returns a lesson that satisfies every rule, except for the changes that a test makes.
private func lesson(
  objectives: String = "  - { id: name, text: Name one gift }\n",
  body: String = """
  ## Gifts {#gifts teaches="name"}

  Text.

  > [!QUESTION] name
  > Which?
  >
  > - [x] None. See [[WA#gifts]].
  > - [ ] All. No code says so.

  > [!KEYPOINTS]
  > - None.
  """
) -> String {
  "---\ntitle: Lesson\nobjectives:\n\(objectives)---\n\n\(body)\n"
}

private let code = codeFile("- No gifts. {#gifts}\n")

@Suite("Each rule reports what breaks it, and nothing else")
struct CheckTests {
  @Test("A lesson that follows the rules isn't reported")
  func silence() {
    let handbook = SmallHandbook(["codes/washington.md": code, "lessons/gifts.md": lesson()])
    #expect(handbook.diagnostics.isEmpty, "\(handbook.diagnostics.map(\.oneLine))")
  }

  @Test("A topic that doesn't exist is reported on provisions and on topics")
  func unknownTopic() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts .gift}\n"),
      "topics/gifts.md": "---\ntitle: Gifts\nrelated: [loans]\n---\n",
    ])
    #expect(
      handbook.reports(of: "unknown-topic") == [
        "Content/codes/washington.md:8:22: Topic 'gift' does not exist",
        "Content/topics/gifts.md:3:11: Topic 'loans' does not exist",
      ])
  }

  @Test("A topic that says 'publish: false' is reported as such where a provision or a topic has it")
  func unpublishedTopic() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts .gifts}\n- No favors. {#favors .gifts}\n"),
      "topics/gifts.md": "---\ntitle: Gifts\npublish: false\n---\n",
      "topics/loans.md": "---\ntitle: Loans\nrelated: [gifts]\n---\n",
    ])
    #expect(
      handbook.reports(of: "unknown-topic") == [
        "Content/codes/washington.md:8:22: Topic 'gifts' is left out of this handbook",
        "Content/topics/loans.md:3:11: Topic 'gifts' is left out of this handbook",
      ])
    #expect(
      Set(handbook.diagnostics.map(\.help)) == [
        "Content/topics/gifts.md says 'publish: false'; remove that line, or this reference"
      ])
  }

  @Test("A topic whose file name attributes can't contain is reported, with a name that they can")
  func topicName() {
    let topic = "---\ntitle: Dual relationships\n---\n"
    let handbook = SmallHandbook([
      "topics/Dual Relationships.md": topic, "topics/gifts.md": topic, "topics/límites.md": topic,
    ])
    #expect(
      handbook.reports(of: "topic-name") == [
        "Content/topics/Dual Relationships.md: No provision can have the topic 'Dual Relationships', because of its file name"
      ])
    #expect(handbook.diagnostics.first?.help == "rename the file to 'dual-relationships.md'")
  }

  @Test("A right choice with a malformed box isn't also reported as missing")
  func malformedBox() {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "lessons/a.md": lesson().replacing("- [x]", with: "- [x ]"),
    ])
    #expect(handbook.errors == ["choice-without-box"])
  }

  @Test(
    "An abbreviation that no citation can begin with is reported", arguments: ["O R", "A/B", "A#", "WA]"])
  func abbreviation(abbreviation: String) {
    let text = codeFile("- No gifts. {#gifts}\n").replacing(
      "abbreviation: WA", with: "abbreviation: '\(abbreviation)'")
    let handbook = SmallHandbook(["codes/washington.md": text])
    #expect(
      handbook.reports(of: "uncitable-abbreviation") == [
        "Content/codes/washington.md:4:15: Abbreviation '\(abbreviation)' can't begin a citation"
      ])
  }

  @Test("A reference to something that was left out of the handbook says so")
  func withheld() {
    let handbook = SmallHandbook([
      "codes/washington.md": code.replacing("status:", with: "publish: false\nstatus:"),
      "pages/a.md": "---\ntitle: A\npublish: false\n---\n",
      "pages/b.md": "---\ntitle: B\n---\n\n[[pages/a]], [[WA#gifts]], [a](a.md) and [c](c.md)\n",
    ])
    #expect(
      handbook.diagnostics.map(\.oneLine) == [
        "Content/pages/b.md:5:3: Page 'a' is left out of this handbook",
        "Content/pages/b.md:5:16: Code 'WA' is left out of this handbook",
        "Content/pages/b.md:5:32: File 'a.md' is left out of this handbook",
        "Content/pages/b.md:5:46: File 'c.md' does not exist",
      ])
  }

  @Test("A part of a fact without a value counts as left out, and a key without a value doesn't")
  func emptyParts() {
    let code = codeFile("- No gifts. {#gifts}\n")
    func reports(_ lines: String) -> [String] {
      SmallHandbook([
        "codes/washington.md": code.replacing("status: draft", with: "status: draft\n\(lines)")
      ]).reports(of: "wrong-type").map { $0.split(separator: ": ").last.map(String.init) ?? "" }
    }
    #expect(reports("complaints:\n  body: Board\n  phone:\n  form: { title: Form, url:  }") == [])
    #expect(reports("repealed:\n  - id:") == ["'id' is empty, and must be text"])
    #expect(reports("issuer:") == ["'issuer' is empty, and must be text"])
  }

  @Test("A bullet without words is reported as such, and one that a draft empties isn't")
  func wordless() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n- \n- {--No loans.--} {#loans}\n")
    ])
    #expect(
      handbook.diagnostics.map(\.oneLine) == ["Content/codes/washington.md:9:1: Provision has no words"])
  }

  @Test("A provision that doesn't exist is reported with an id that does")
  func ids() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n"),
      "pages/a.md": "---\ntitle: A\n---\n\n[[WA#secrecy]]\n",
    ])
    #expect(
      handbook.diagnostics.map(\.help) == ["use an id from Content/codes/washington.md, such as 'WA#gifts'"])
  }

  @Test("An objective that isn't taught or assessed is reported")
  func coverage() {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "lessons/a.md": lesson(
        objectives: "  - { id: name, text: Name one gift }\n  - { id: list, text: List gifts }\n"),
    ])
    #expect(
      handbook.reports(of: "objective-not-taught")
        == ["Content/lessons/a.md:5:11: Objective 'list' is taught by no section"])
    #expect(handbook.reports(of: "objective-not-assessed").count == 1)
  }

  @Test("An objective of another lesson is reported where it's taught or assessed")
  func unknownObjective() {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "lessons/a.md": lesson(objectives: "  - { id: names, text: Name one gift }\n"),
    ])
    #expect(handbook.reports(of: "unknown-objective").count == 2)
  }

  @Test("An objective begins with an observable verb", arguments: ["Understand", "know", "Learn"])
  func verbs(verb: String) {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "lessons/a.md": lesson(objectives: "  - { id: name, text: \(verb) gifts }\n"),
    ])
    #expect(
      handbook.reports(of: "unobservable-objective") == [
        "Content/lessons/a.md:4:23: Objective begins with '\(verb.lowercased())', which can't be observed"
      ])
  }

  @Test("A lesson without key points is reported")
  func keyPoints() {
    let handbook = SmallHandbook(["lessons/a.md": "---\ntitle: A\n---\n\nText.\n"])
    #expect(handbook.reports(of: "lesson-without-key-points").count == 1)
  }

  @Test(
    "A self-check needs choices, a right one that cites a provision, and rationales",
    arguments: [
      ("> [!QUESTION] name\n> Which?\n>\n> - [ ] A. No.\n> - [ ] B. No.", "no-right-choice"),
      ("> [!QUESTION] name\n> Which?\n>\n> - [x] A. [[WA#gifts]]", "too-few-choices"),
      ("> [!QUESTION] name\n> Which?\n>\n> - [x] A. Yes.\n> - [ ] B. No.", "right-choice-without-provision"),
      ("> [!QUESTION] name\n> Which?\n>\n> - [x] A. [[WA#gifts]]\n> - [ ] B.", "choice-without-rationale"),
      ("> [!QUESTION]\n> Which?\n>\n> - [x] A. [[WA#gifts]]\n> - [ ] B. No.", "question-without-objective"),
    ])
  func selfChecks(body: String, identifier: String) {
    let text = "## Gifts {#g teaches=\"name\"}\n\n\(body)\n\n> [!KEYPOINTS]\n> - None.\n"
    let handbook = SmallHandbook(["codes/washington.md": code, "lessons/a.md": lesson(body: text)])
    #expect(handbook.errors == [identifier], "\(handbook.diagnostics.map(\.oneLine))")
  }

  @Test("Pages that quote each other in a circle are reported")
  func cycles() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n\n![[OR]]\n"),
      "codes/oregon.md": codeFile(
        "- No loans. {#loans}\n\n![[WA#gifts]]\n", abbreviation: "OR", jurisdiction: "Oregon"),
    ])
    #expect(handbook.reports(of: "quotation-cycle").count == 2)
  }

  @Test("An entry of the navigation must exist")
  func navigation() {
    let handbook = SmallHandbook(["handbook.yml": "title: H\nnavigation: [codes, topic, pages/a.md]\n"])
    #expect(
      handbook.reports(of: "unknown-navigation-entry") == [
        "Content/handbook.yml:2:21: Navigation entry 'topic' does not exist",
        "Content/handbook.yml:2:28: Navigation entry 'pages/a.md' does not exist",
      ])
  }

  @Test("A file that no page refers to is reported, and one that a page shows isn't")
  func assets() {
    let handbook = SmallHandbook([
      "pages/a.md": "---\ntitle: A\n---\n\n![A map](map.png)\n", "pages/map.png": "x", "pages/other.png": "x",
    ])
    #expect(
      handbook.reports(of: "unused-file")
        == ["Content/pages/other.png: No page refers to this file, so it is not copied"])
  }

  @Test("A captured source that isn't named after an edition is reported with the name that it needs")
  func capturedSources() {
    let edition = codeFile("- A. {#a}\n")
    let handbook = SmallHandbook([
      "codes/washington/2024.md": edition, "codes/washington/2024.source.txt": "A.",
      "codes/washington.source.txt": "A.", "codes/hidden.source.txt": "B.",
      "codes/hidden.md": codeFile("- B. {#b}\n", abbreviation: "HI").replacing(
        "status: draft", with: "status: draft\npublish: false"),
      "codes/nowhere.source.html": "C.",
    ])
    let found = handbook.diagnostics.filter { $0.identifier == "unused-file" }
    #expect(
      found.map(\.path) == ["Content/codes/nowhere.source.html", "Content/codes/washington.source.txt"])
    #expect(
      found.map(\.help) == [
        "name it after the file of its code", "move it to Content/codes/washington/2024.source.txt",
      ])
  }

  @Test("A brace that is missing is the only report, and the id and the topics count", arguments: ["{", "}"])
  func missingBrace(brace: String) {
    let provision = "- A. {#gifts .gifts}\n".replacing(brace, with: "") + "- B. {#b}\n"
    let files = [
      "codes/washington/2018.md": codeFile("- A. {#gifts}\n").replacing("draft", with: "superseded"),
      "codes/washington/2024.md": codeFile(provision).replacing("draft", with: "in-force"),
      "pages/a.md": "---\ntitle: A\n---\n\n[[WA#gifts]]\n", "topics/gifts.md": "---\ntitle: Gifts\n---\n",
    ]
    let handbook = SmallHandbook(files)
    #expect(handbook.diagnostics.map(\.identifier) == ["malformed-attributes"])
    #expect(handbook.handbook.codes[0].current.text.provisions[0].topics.map(\.value.rawValue) == ["gifts"])
  }

  @Test("An image without text is reported")
  func images() {
    let handbook = SmallHandbook(["pages/a.md": "---\ntitle: A\n---\n\n![](map.png)\n", "pages/map.png": "x"])
    #expect(handbook.reports(of: "image-without-text").count == 1)
  }

  @Test("A prerequisite must be a lesson")
  func prerequisites() {
    let handbook = SmallHandbook(["lessons/a.md": "---\ntitle: A\nprerequisites: [bb]\n---\n"])
    #expect(
      handbook.reports(of: "unknown-lesson") == ["Content/lessons/a.md:3:17: Lesson 'bb' does not exist"])
  }

  @Test("An id that the page uses for one of its own parts is reported where it's written")
  func reservedIDs() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("## A {#_main}\n\n- No gifts. {#gifts alias=\"a--heading\"}\n"),
      "lessons/a.md": lesson().replacing("## Gifts {#", with: "## Question 1\n\n## Gifts {#"),
      "topics/a.md": "---\ntitle: A\n---\n\n## Code WA\n\n## Code OR\n",
      "glossary.md": "## Letter a\n\nText.\n\n## Letter l\n\nText.\n",
      "pages/a.md": "---\ntitle: A\n---\n\n## Search field\n\n## Question 1\n",
    ])
    let summary = { (id: String) in "Id '\(id)' is reserved for a part of the page" }
    #expect(
      handbook.reports(of: "reserved-id") == [
        "Content/codes/washington.md:8:8: \(summary("_main"))",
        "Content/codes/washington.md:10:28: \(summary("a--heading"))",
        "Content/glossary.md:5:1: \(summary("letter-l"))",
        "Content/lessons/a.md:7:1: \(summary("question-1"))",
        "Content/pages/a.md:5:1: \(summary("search-field"))",
        "Content/topics/a.md:5:1: \(summary("code-wa"))",
      ])
  }

  @Test("A quotation of something that isn't a code, or of a code whose text isn't included, is reported")
  func quotations() {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "codes/ohio.md":
        "---\ntitle: Code\njurisdiction: Ohio\nabbreviation: OH\nstatus: draft\ntext: reference\n---\n",
      "topics/gifts.md": "---\ntitle: Gifts\n---\n\nText.\n",
      "pages/a.md": "---\ntitle: A\n---\n\n![[topics/gifts]]\n\n![[OH]]\n\n![[WA]]\n",
    ])
    #expect(
      handbook.reports(of: "quotation-without-text") == [
        "Content/pages/a.md:5:4: Quotation of 'topics/gifts' has no text of a code to show",
        "Content/pages/a.md:7:4: Quotation of 'OH' has no text of a code to show",
      ])
  }

  @Test("An id that occurs twice on a page is reported, even if it's an objective's")
  func duplicateIDs() {
    let handbook = SmallHandbook([
      "codes/washington.md": code,
      "lessons/a.md": lesson().replacing("## Gifts {#", with: "## Name\n\n## Gifts {#"),
      "lessons/b.md": lesson(
        objectives: "  - { id: name, text: Name one }\n  - { id: name, text: List one }\n"),
      "pages/a.md": "---\ntitle: A\n---\n\n## A {#x}\n\n## B {#x}\n\n## X\n\n## Fn 1\n",
    ])
    let reports = handbook.reports(of: "duplicate-id").map { String($0.prefix { $0 != " " }) }
    #expect(
      reports == ["Content/lessons/a.md:7:1:", "Content/lessons/b.md:5:11:", "Content/pages/a.md:7:8:"])
    #expect(
      handbook.reports(of: "reserved-id").map { $0.prefix { $0 != " " } } == ["Content/pages/a.md:11:1:"])
  }

  @Test("A code without provisions is reported, unless its text isn't included")
  func noProvisions() {
    let text = codeFile("• Do not accept gifts.\n• Report abuse.\n")
    let handbook = SmallHandbook(["codes/washington.md": text])
    #expect(
      handbook.diagnostics.map(\.oneLine) == [
        "Content/codes/washington.md:2:8: Code 'WA' has no provisions",
        "Content/codes/washington.md:8:1: A line that begins with '•' is printed as text, not as an item of a list",
      ])
    let reference = text.replacing("status:", with: "text: reference\nstatus:")
    #expect(SmallHandbook(["codes/washington.md": reference]).reports(of: "code-without-provisions") == [])
  }
}

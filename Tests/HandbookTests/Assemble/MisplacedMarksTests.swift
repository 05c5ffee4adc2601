import TestSupport
import Testing

@Suite("Redline marks outside codes")
struct MisplacedMarksTests {
  private static let code = codeFile("- No gifts. {#gifts}\n")

  @Test(
    "Marks on other pages are errors at their positions",
    arguments: [
      ("lessons/a.md", "Lesson"), ("topics/a.md", "Topic"), ("pages/a.md", "Page"),
      ("glossary.md", "Glossary"),
    ])
  func body(path: String, title: String) {
    let handbook = SmallHandbook([
      "codes/washington.md": Self.code,
      path: "---\ntitle: \(title)\n---\n\nA peer {++may++} keep {>>why?<<}notes, `{++code++}` and \\{++.\n",
    ])
    let summary = "Redline marks are only for the text and title of a code"
    #expect(
      handbook.reports(of: "redline-outside-code") == [
        "Content/\(path):5:8: \(summary)", "Content/\(path):5:23: \(summary)",
      ])
  }

  @Test("Marks in titles, and in a code whose text isn't included, are errors too")
  func titles() {
    let handbook = SmallHandbook([
      "topics/a.md": "---\ntitle: Gifts {++and loans++}\n---\n\nText.\n",
      "codes/ohio.md":
        "---\ntitle: Code\njurisdiction: Ohio\nabbreviation: OH\nstatus: draft\ntext: reference\n---\n\n{++New.++}\n",
    ])
    #expect(
      handbook.reports(of: "redline-outside-code").map { $0.prefix { $0 != " " } } == [
        "Content/codes/ohio.md:9:1:", "Content/topics/a.md:2:8:",
      ])
  }
}

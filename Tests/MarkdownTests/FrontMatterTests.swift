import Basics
import Markdown
import TestSupport
import Testing

/// A record with a field of every shape.
private struct Sample: FrontMatterRecord, Equatable {
  enum Color: String, FrontMatterChoice { case red, green }

  var title = ""
  var count: Int?
  var day: CalendarDate?
  var isOpen = false
  var names: [String] = []
  var color = Color.red

  static let fields: [FrontMatterField<Sample>] = [
    .init("title", \.title, isRequired: true, "A title."),
    .init("count", \.count, "A count."),
    .init("day", \.day, "A day."),
    .init("open", \.isOpen, "A flag."),
    .init("names", \.names, "Names."),
    .init("color", \.color, "A color."),
  ]
}

@Suite("Front matter is read with its ranges")
struct FrontMatterTests {
  private func read(_ text: String) -> (sample: Sample?, reports: [String]) {
    let file = SourceFile(path: "a.md", text: text)
    let split = FrontMatterParser.parse(file)
    let decoded = split.frontMatter?.decode(as: Sample.self, path: "a.md")
    let diagnostics = split.diagnostics + (decoded?.diagnostics ?? [])
    return (
      decoded?.record,
      diagnostics.map { diagnostic in
        let start = diagnostic.range?.start
        return "\(start?.line ?? 0):\(start?.column ?? 0) \(diagnostic.identifier) \(diagnostic.summary)"
      }
    )
  }

  @Test("Every shape is read")
  func shapes() {
    let (sample, reports) = read(
      "---\ntitle: T\ncount: 3\nday: 2025-07-01\nopen: true\nnames: [a, b]\ncolor: green\n---\nBody\n")
    #expect(reports.isEmpty)
    #expect(sample?.title == "T")
    #expect(sample?.count == 3)
    #expect(sample?.day == CalendarDate(year: 2025, month: 7, day: 1))
    #expect(sample?.isOpen == true)
    #expect(sample?.names == ["a", "b"])
    #expect(sample?.color == .green)
  }

  @Test(
    "A mistake is reported at its line and column",
    arguments: [
      ("---\ntitle: T\ntitel: T\n---\n", "3:1 unknown-key Key 'titel' is not known here"),
      ("---\ncount: 3\n---\n", "1:1 missing-key Key 'title' is required"),
      ("---\ntitle: T\ncount: three\n---\n", "3:8 wrong-type Value must be a whole number, not 'three'"),
      (
        "---\ntitle: T\nday: 2025-02-30\n---\n",
        "3:6 wrong-type Value must be a date such as 2026-11-21, not '2025-02-30'"
      ),
      ("---\ntitle: T\nopen: yes\n---\n", "3:7 wrong-type Value must be true or false, not 'yes'"),
      ("---\ntitle: T\nnames: a\n---\n", "3:8 wrong-type Value must be a list, not 'a'"),
      ("---\ntitle: T\ncolor: gren\n---\n", "3:8 wrong-type Value must be one of red, green, not 'gren'"),
      ("---\ntitle: [T]\n---\n", "2:8 wrong-type Value must be text, not a list"),
      ("---\ntitle:\n---\n", "2:7 wrong-type 'title' is empty, and must be text"),
      ("---\ntitle: T\ntitle: U\n---\n", "3:1 duplicate-key Key 'title' is given twice"),
      (
        "---\ntitle: &a T\nnames: [*a]\n---\n",
        "2:8 anchor-in-yaml Anchors and aliases are not allowed in YAML"
      ),
      ("---\ntitle: T\n", "1:1 unclosed-front-matter Front matter is opened and not closed"),
      ("---\n- a\n---\n", "2:1 invalid-yaml Front matter must be keys with values"),
    ])
  func mistakes(text: String, report: String) {
    #expect(read(text).reports == [report])
  }

  @Test("Broken YAML is reported at its position in the file")
  func brokenYAML() {
    let reports = read("---\ntitle: \"T\nnames: [\n---\n").reports
    #expect(reports.count == 1)
    #expect(reports.first?.hasPrefix("2:8 invalid-yaml ") == true, "\(reports)")
  }

  @Test("Columns count bytes, although the parser counts characters")
  func columns() {
    #expect(read("---\ntitle: T\nnames: [é, [b]]\n---\n").reports.first?.hasPrefix("3:13 wrong-type") == true)
  }

  @Test("A byte order mark and carriage returns are accepted")
  func windows() {
    let (sample, reports) = read("\u{FEFF}---\r\ntitle: T\r\n---\r\nBody\r\n")
    #expect(reports.isEmpty)
    #expect(sample?.title == "T")
  }

  @Test(
    "Text that could make the parser recurse endlessly is rejected",
    arguments: [
      String(repeating: "[", count: 50_000), String(repeating: "- ", count: 50_000),
      String(repeating: "{a: ", count: 50_000), String(repeating: "? ", count: 50_000),
    ])
  func nesting(yaml: String) {
    let reports = read("---\ntitle: T\nx: \(yaml)\n---\n").reports + read("---\n\(yaml)\n---\n").reports
    #expect(reports.count >= 2)
    #expect(reports.allSatisfy { $0.contains("invalid-yaml") })
  }

  @Test("A document without front matter is all body")
  func none() {
    let split = FrontMatterParser.parse(SourceFile(path: "a.md", text: "# Title\n\n---\n"))
    #expect(split.frontMatter == nil)
    #expect(split.bodyStart == 0)
    #expect(split.diagnostics.isEmpty)
  }
}

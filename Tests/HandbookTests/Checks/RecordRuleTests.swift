import Basics
import Handbook
import TestSupport
import Testing

@Suite("Rules for single files and their records")
struct RecordRuleTests {
  private let washington = codeFile("## Conduct {#conduct}\n\n- No gifts. {#gifts}\n- No loans. {#loans}\n")

  @Test("An alias that is the id or alias of another provision in its code is reported")
  func ambiguousAliases() {
    let code = codeFile(
      """
      ## Conduct {#conduct}

      - No gifts. {#gifts}
      - No loans. {#loans alias="gifts"}
      - No debts. {#debts alias="credit conduct"}
      - No bills. {#bills alias="credit"}
      """)
    let summary = { (id: String) in "Alias '\(id)' names another place of this code too" }
    #expect(
      SmallHandbook(["codes/washington.md": code]).reports(of: "ambiguous-alias") == [
        "Content/codes/washington.md:11:28: \(summary("gifts"))",
        "Content/codes/washington.md:12:28: \(summary("conduct"))",
        "Content/codes/washington.md:13:28: \(summary("credit"))",
      ])
  }

  @Test("An alias that is the provision's own id, or is used in another code or edition, isn't reported")
  func soundAliases() {
    let handbook = SmallHandbook([
      "codes/washington/2024.md": washington.replacing("status: draft", with: "status: superseded"),
      "codes/washington/2025.md": codeFile("- No presents. {#presents alias=\"gifts\"}\n"),
      "codes/oregon.md": codeFile(
        "- No gifts. {#gift alias=\"gifts\"}\n", abbreviation: "OR", jurisdiction: "Oregon"),
    ])
    #expect(handbook.diagnostics.isEmpty, "\(handbook.diagnostics.map(\.oneLine))")
  }

  @Test("An abbreviation that two codes use is reported at the second, with the first as a note")
  func duplicateAbbreviation() throws {
    let handbook = SmallHandbook([
      "codes/oregon.md": washington.replacing("Washington", with: "Oregon"),
      "codes/washington.md": washington,
    ])
    let found = try #require(handbook.diagnostics.first { $0.rule == .duplicateAbbreviation })
    #expect(found.oneLine == "Content/codes/washington.md:4:15: Abbreviation 'WA' is used by two codes")
    #expect(found.notes.map(\.path) == ["Content/codes/oregon.md"])
  }

  @Test("References to a code whose abbreviation is wrong aren't reported too")
  func references() {
    let page =
      "---\ntitle: A\n---\n\n[[OR#gifts]], [a](../codes/washington.md), and [b](../codes/washington/2024.md)\n"
    let duplicate = SmallHandbook([
      "codes/oregon.md": washington.replacing("Washington", with: "Oregon"),
      "codes/washington.md": washington,
      "pages/a.md": page.replacing(", and [b](../codes/washington/2024.md)", with: ""),
    ])
    #expect(duplicate.errors == ["duplicate-abbreviation"])
    let mismatch = SmallHandbook([
      "codes/washington/2024.md": washington.replacing("abbreviation: WA", with: "abbreviation: OR"),
      "codes/washington/2025.md": washington,
      "pages/a.md": page.replacing(", [a](../codes/washington.md)", with: ""),
    ])
    #expect(mismatch.errors == ["edition-mismatch"])
  }

  @Test("Editions of one code share its abbreviation")
  func sharedAbbreviation() {
    let handbook = SmallHandbook([
      "codes/washington/2024.md": washington.replacing("status: draft", with: "status: superseded"),
      "codes/washington/2025.md": washington,
    ])
    #expect(handbook.reports(of: "duplicate-abbreviation") == [])
  }

  @Test("A handbook without a configuration is reported, and one with a title isn't")
  func missingConfiguration() {
    let page = SourceFile(path: "Content/pages/a.md", text: "---\ntitle: A\n---\n")
    let without = ManuscriptReader().read([page]).diagnostics
    #expect(
      without.map(\.oneLine) == ["Content/handbook.yml: A handbook needs the file Content/handbook.yml"])
    #expect(without.map(\.rule) == [.missingConfiguration])
    let configuration = SourceFile(path: "Content/handbook.yml", text: "title: H\n")
    #expect(ManuscriptReader().read([configuration, page]).diagnostics.isEmpty)
  }

  /// Returns the reports for a series of law with a form and a pattern for its number.
  private func series(form: String, number: String) -> [String] {
    let configuration = """
      title: H
      citation-series:
        - name: Revised Code of Washington
          abbreviation: RCW
          forms: ["\(form)"]
          number: '\(number)'
      """
    return SmallHandbook(["handbook.yml": configuration]).diagnostics.map {
      "\($0.oneLine) [\($0.identifier)]"
    }
  }

  @Test(
    "A citation form without a number, and a pattern that isn't a regular expression, are reported"
  )
  func citationSeries() {
    #expect(series(form: "RCW {n}", number: "[0-9]+\\.[0-9]+") == [])
    #expect(
      series(form: "RCW", number: "[0-9]+") == [
        "Content/handbook.yml:5:13: Form 'RCW' has no place for the number [citation-form]"
      ])
    #expect(
      series(form: "RCW {n}", number: "[0-9") == [
        "Content/handbook.yml:6:13: Pattern '[0-9' is not a regular expression [citation-number]"
      ])
  }

  @Test(
    "A NUL byte in a page is reported at its position",
    arguments: ["pages/a.md", "glossary.md", "handbook.yml"])
  func nulByte(path: String) {
    let files = [
      ("handbook.yml", "title: H\n"), ("pages/a.md", "---\ntitle: A\n---\n"), ("glossary.md", "## A\n\nB\n"),
    ]
    let sources = files.map { name, text in
      SourceFile(path: "Content/\(name)", text: name == path ? text + "a\u{0}b\n" : text)
    }
    let found = ManuscriptReader().read(sources).diagnostics.filter { $0.rule == .nulByte }
    let lines =
      files.first { $0.0 == path }?.1.split(separator: "\n", omittingEmptySubsequences: false).count ?? 0
    let offset = (files.first { $0.0 == path }?.1.utf8.count ?? 0) + 1
    #expect(
      found.map(\.oneLine) == [
        "Content/\(path):\(lines):2: Byte \(offset) is NUL, which text doesn't contain"
      ])
  }

  @Test("Text without a NUL byte isn't reported, whatever other characters it contains")
  func noNulByte() {
    let page = SourceFile(path: "Content/pages/a.md", text: "---\ntitle: A\n---\n\n0 \\0 &#0; \u{1F600}\n")
    let configuration = SourceFile(path: "Content/handbook.yml", text: "title: H\n")
    #expect(
      ManuscriptReader().read([configuration, page]).diagnostics.filter { $0.rule == .nulByte }.isEmpty)
  }

  @Test("An attribute that provisions, groups, or lessons' headings can't have is reported at its key")
  func unknownAttributes() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile(
        "## Conduct {#conduct lable=\"1\"}\n\n- No gifts. {#gifts teaches=\"x\" label=\"(a)\"}\n"),
      "lessons/a.md": "---\ntitle: A\n---\n\n## B {#b teach=\"x\"}\n\n> [!KEYPOINTS]\n> - None.\n",
    ])
    #expect(
      handbook.reports(of: "unknown-attribute") == [
        "Content/codes/washington.md:8:22: Attribute 'lable' is not known here",
        "Content/codes/washington.md:10:21: Attribute 'teaches' is not known here",
        "Content/lessons/a.md:5:10: Attribute 'teach' is not known here",
      ])
  }

  @Test("The attributes of provisions, groups, and lessons' headings aren't reported")
  func knownAttributes() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile(
        "## Conduct {#conduct label=\"1\" alias=\"old\"}\n\n- No gifts. {#gifts label=\"(a)\" alias=\"presents\"}\n"
      ),
      "lessons/a.md": """
      ---
      title: A
      objectives: [{ id: x, text: Name one }]
      ---

      ## B {#b teaches="x"}

      """,
    ])
    #expect(handbook.reports(of: "unknown-attribute") == [])
  }
}

import Basics
import Testing

@testable import Site

@Suite("The strings of a theme")
struct ThemeStringsTests {
  private let words = DefaultTheme.loaded.0?.strings

  private func problems(replacing line: String, by other: String) throws -> [String] {
    let file = try #require(DefaultTheme.files.first { $0.path.hasSuffix("strings.yml") })
    let text = String(decoding: file.bytes, as: UTF8.self)
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0 == line ? other : String($0)
    }
    #expect(parts.joined(separator: "\n") != text)
    return Theme.load(
      DefaultTheme.files(with: "strings.yml", parts.joined(separator: "\n")), from: DefaultTheme.folder
    ).1.map { "\($0.identifier) \($0.summary)" }
  }

  @Test("A missing phrase is reported")
  func reportsMissing() throws {
    #expect(
      try problems(replacing: "glossary: Glossary", by: "glosary: Glossary")
        == ["missing-string String 'glossary' is missing"])
  }

  @Test("A wrong language of the words is reported")
  func reportsLanguage() throws {
    #expect(
      try problems(replacing: "language: en", by: "language: in English")
        == ["strings-syntax 'in English' is not the tag of a language"])
  }

  @Test("An unknown placeholder is reported")
  func reportsUnknownPlaceholder() throws {
    #expect(
      try problems(
        replacing: "sign-title: \"Acknowledgment: {title}\"", by: "sign-title: \"Acknowledgment: {titel}\"")
        == ["unknown-placeholder String 'sign-title' is not filled with '{titel}'"])
  }

  @Test("An unknown placeholder in a string for scripts is reported")
  func reportsUnknownPlaceholderForScripts() throws {
    #expect(
      try problems(replacing: "glossary: Glossary", by: "glossary: Glossary\nsearch-lacking: \"No: {wörds}\"")
        == ["unknown-placeholder String 'search-lacking' is not filled with '{wörds}'"])
    #expect(
      try problems(replacing: "glossary: Glossary", by: "glossary: Glossary\nsearch-lacking: \"No: {words}\"")
        == [])
  }

  @Test("A wrong number of forms is reported")
  func reportsForms() throws {
    #expect(
      try problems(replacing: "glossary: Glossary", by: "glossary: Glossary | Glossaries")
        == ["string-forms String 'glossary' has 2 forms in place of 1"])
  }

  @Test("A list instead of a text is reported")
  func reportsLists() throws {
    #expect(
      try problems(replacing: "print: Print", by: "print: [a, b]").contains {
        $0.hasPrefix("strings-syntax String 'print' has no text")
      })
  }

  @Test("A phrase uses the form for its count", arguments: [(0, "0 codes"), (1, "1 code"), (2, "2 codes")])
  func counts(count: Int, text: String) {
    #expect(words?.counted(.codeCount, count) == text)
  }

  @Test("Placeholders can be filled with text and with markup")
  func fills() {
    #expect(words?.filled(.signTitle, ["title": "A & B"]) == "Acknowledgment: A & B")
    let html = words?.filled(
      .changeReplaced, with: ["old": HTML(markup: "<del>a</del>"), "new": HTML(escaping: "<b>")])
    #expect(html == HTML(markup: "<del>a</del> replaced by &lt;b&gt;"))
  }

  @Test("A date is printed in the theme's format")
  func printsDates() {
    #expect(words?.date(year: 2026, month: 11, day: 1) == "November 1, 2026")
  }

  @Test(
    "Phrases are split at placeholders",
    arguments: [
      ("", []),
      ("a", [PhraseSegment.literal("a")]),
      ("{a}", [.placeholder("a")]),
      ("x {a}{b} y", [.literal("x "), .placeholder("a"), .placeholder("b"), .literal(" y")]),
      ("x {a", [.literal("x {a")]),
    ])
  func areCut(text: String, segments: [PhraseSegment]) {
    #expect(PhraseSegment.segments(of: text) == segments)
  }

  @Test("Style sheets can use the strings whose keys begin with style-, in each language")
  func styleSheets() {
    func file(_ text: String) -> TemplateSource {
      TemplateSource(name: "strings", path: "strings.yml", bytes: Array(text.utf8))
    }
    let rules = StyleStrings.rules(
      for: file("a: b\nstyle-end: '</b> \"a\\'\nstyle-x.y: z\n"),
      ["fr": file("a: b\n"), "es": file("style-end: fin\n"), "ht": file("style-end: [\n")])
    #expect(
      String(decoding: rules, as: UTF8.self)
        == #"""

        :root { --style-end: "\3c /b> \"a\\"; }
        :root:lang(es) { --style-end: "fin"; }

        """#)
  }

  @Test("Only style sheets that use strings define them")
  func sheetsWithStrings() throws {
    let sheets = try #require(DefaultTheme.loaded.0).assets.filter { $0.name.hasSuffix(".css") }
      .filter { String(decoding: $0.bytes, as: UTF8.self).contains("--style-deleted: \"[eliminado:]\";") }
    #expect(sheets.map(\.name) == ["handbook.css", "print.css"])
  }
}

import Basics
import Handbook
import Testing

@testable import Site

@Suite("The plural forms of a language")
struct PluralRuleTests {
  @Test(
    "A language has as many forms as its whole numbers need",
    arguments: [
      ("en", 2), ("es-US", 2), ("ht", 2), ("fr", 2), ("tl", 2), ("vi", 1), ("zh-Hant", 1), ("ru", 3),
      ("pl", 3),
      ("ro", 3), ("he", 3), ("sl", 4), ("ga", 5), ("ar", 6), ("cy", 6),
    ])
  func count(language: String, forms: Int) {
    #expect(PluralRule(language: language).categories.count == forms)
  }

  @Test(
    "Each number has the form of the language's rule",
    arguments: [
      ("en", [0: "other", 1: "one", 2: "other", 21: "other"]),
      ("fr", [0: "one", 1: "one", 2: "other"]),
      ("tl", [0: "one", 3: "one", 4: "other", 6: "other", 19: "other", 20: "one"]),
      (
        "ru",
        [0: "many", 1: "one", 2: "few", 5: "many", 11: "many", 12: "many", 21: "one", 22: "few", 111: "many"]
      ),
      ("sr", [1: "one", 3: "few", 5: "other", 21: "one"]),
      ("pl", [0: "many", 1: "one", 2: "few", 5: "many", 12: "many", 21: "many", 22: "few"]),
      ("cs", [1: "one", 4: "few", 5: "other", 22: "other"]),
      ("sl", [1: "one", 2: "two", 4: "few", 5: "other", 101: "one"]),
      ("lt", [1: "one", 9: "few", 10: "other", 11: "other", 21: "one"]),
      ("lv", [0: "zero", 1: "one", 2: "other", 11: "zero", 21: "one"]),
      ("ro", [0: "few", 1: "one", 19: "few", 20: "other", 101: "few"]),
      ("he", [1: "one", 2: "two", 3: "other"]),
      (
        "ar",
        [
          0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other",
          103: "few",
        ]
      ),
      ("cy", [0: "zero", 3: "few", 6: "many", 7: "other"]),
      ("ga", [2: "two", 6: "few", 10: "many", 11: "other"]),
    ])
  func rules(language: String, expected: [Int: String]) {
    let rule = PluralRule(language: language)
    let names = rule.categories.map { "\($0)" }
    for (count, name) in expected {
      #expect(rule.form(of: names, for: count) == name, "\(language) \(count)")
    }
  }

  @Test("A translated phrase has the forms of its language or two, and another number is reported")
  func phrases() throws {
    let russian = try #require(LanguageTag("ru"))
    let theme = Theme.load(
      DefaultTheme.files(
        with: "strings.ru.yml",
        """
        code-count: "{count} кодекс | {count} кодекса | {count} кодексов"
        topic-count: "{count} тема | тем: {count}"
        lesson-count: "{count} a | {count} b | {count} c | {count} d"

        """), from: DefaultTheme.folder
    ).0
    let (spoken, diagnostics) = try #require(theme).speaking(russian, isDefault: false)
    let counts = [1, 2, 5, 21, 111].map { spoken.strings.counted(.codeCount, $0) }
    #expect(counts == ["1 кодекс", "2 кодекса", "5 кодексов", "21 кодекс", "111 кодексов"])
    #expect(spoken.strings.counted(.topicCount, 21) == "тем: 21")
    #expect(spoken.strings.counted(.lessonCount, 21) == "21 lessons")
    #expect(
      diagnostics.filter { $0.severity == .error }.map(\.summary)
        == ["String 'lesson-count' has 4 forms in place of 3"])
  }
}

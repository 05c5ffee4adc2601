import Basics
import Markdown
import Redline
import TestSupport
import Testing

@testable import Handbook

@Suite("A handbook in two languages")
struct TranslationTests {
  private static let code = codeFile(
    """
    ## Conduct {#conduct}

    1. Do not accept gifts. {#gifts .gifts}
    2. Be kind. {#kind}
       - Always. {#always}
    """)

  private static let content = [
    "handbook.yml": "title: Ethics\nshort-title: Short\nlanguages: [en, es]\n",
    "codes/washington.md": code,
    "topics/gifts.md":
      "---\ntitle: Gifts\nsynonyms: [present]\nrelated: [kindness]\n---\n\n## More\n\nA gift.\n",
    "topics/kindness.md": "---\ntitle: Kindness\n---\n\nSee [[topics/gifts#more]].\n",
    "lessons/one.md": """
    ---
    title: One
    minutes: 5
    objectives:
      - id: first
        text: Name the rule
      - id: second
        text: Apply the rule
    ---

    ## The rule {#rule teaches="first"}

    Read [the code](../codes/washington.md#gifts).
    """,
    "glossary.md":
      "---\ntitle: Glossary\n---\n\n## Peer {#peer}\n\nSomebody.\n\n## Rule {#rule}\n\nA rule.\n",
  ]

  private static let spanishCode = """
    ---
    translation: { official: false, by: Ana, of: 0000000000000000 }
    ---

    ## Conducta {#conduct}

    1. No acepte regalos. {#gifts}
    2. Sea amable. {#kind}
       - Siempre. {#always}
    """

  private static func handbook(_ more: [String: String]) -> SmallHandbook {
    SmallHandbook(content.merging(more) { $1 })
  }

  private static func spanish(_ more: [String: String]) throws -> Handbook {
    try #require(handbook(more).handbook.translations.first)
  }

  private static let rules: Set<Rule> = [
    .extraTranslation, .inheritedKey, .missingTranslation, .reorderedTranslation, .staleTranslation,
    .translationWithoutOriginal, .unlistedLanguage,
  ]

  /// What is wrong with translations, as `rule path:line:column: summary`.
  private static func reports(_ more: [String: String]) -> [String] {
    handbook(more).diagnostics.filter { rules.contains($0.rule) }.map { "\($0.identifier) \($0.oneLine)" }
  }

  // MARK: Files

  @Test("What isn't translated falls back to the original")
  func untranslated() throws {
    let spanish = try Self.spanish([:])
    #expect(spanish.topics.map(\.metadata.title.value) == ["Gifts", "Kindness"])
    #expect(spanish.configuration.language == "es" && spanish.configuration.title.value == "Ethics")
    #expect(spanish.documents.allSatisfy(spanish.isUntranslated))
  }

  @Test("A translation has its own text, and everything else from the original")
  func inherited() throws {
    let spanish = try Self.spanish([
      "handbook.es.yml": "title: Ética\n",
      "topics/gifts.es.md": "---\ntitle: Regalos\n---\n\n## Más\n\nUn regalo.\n",
      "lessons/one.es.md": """
      ---
      title: Uno
      objectives:
        - { id: first, text: Nombrar la regla }
      ---

      ## La regla

      Lea [el código](../codes/washington.md#gifts).
      """,
    ])
    let topic = try #require(spanish.topic(TopicID("gifts")))
    #expect(topic.metadata.title.value == "Regalos" && topic.metadata.synonyms == ["present"])
    #expect(topic.metadata.related.map(\.value.rawValue) == ["kindness"])
    let lesson = try #require(spanish.lesson(LessonID("one")))
    #expect(lesson.metadata.minutes == 5)
    #expect(lesson.metadata.objectives.map(\.text.value) == ["Nombrar la regla", "Apply the rule"])
    #expect(lesson.sections.map(\.anchor) == ["rule"])
    #expect(lesson.sections.flatMap(\.teaches).map(\.value.rawValue) == ["first"])
    #expect(spanish.configuration.title.value == "Ética" && spanish.configuration.shortTitle == nil)
  }

  @Test("A link in a translation is written as in the original, and finds the anchors of the original")
  func links() throws {
    let more = [
      "topics/gifts.es.md": "---\ntitle: Regalos\n---\n\n## Más\n\nUn regalo.\n",
      "topics/kindness.es.md":
        "---\ntitle: Bondad\n---\n\nVea [[topics/gifts#more]] y [esto](gifts.md#more).\n",
    ]
    #expect(Self.handbook(more).errors == [])
    let targets = try Self.spanish(more).targets[.topic(TopicID("kindness"))]
    let gifts = ReferenceTarget.topic(TopicID("gifts"), anchor: "more")
    #expect(targets == [gifts, gifts])
  }

  @Test("A translated code has the ids, labels, and topics of its original")
  func codes() throws {
    let spanish = try Self.spanish(["codes/washington.es.md": Self.spanishCode])
    let edition = try #require(spanish.codes.first?.current)
    #expect(edition.text.provisions.map(\.id.value.rawValue) == ["gifts", "kind", "always"])
    #expect(edition.text.provisions.map(\.label) == ["1.", "2.", nil])
    #expect(edition.text.groups.map(\.title) == ["Conducta"])
    #expect(spanish.passagesByTopic[TopicID("gifts")]?.count == 1)
    #expect(edition.translation?.facts.official == false && edition.translation?.isShown == true)
  }

  @Test("A term that isn't translated is in the glossary as it is in the original")
  func terms() throws {
    let more = ["glossary.es.md": "---\ntitle: Glosario\n---\n\n## Par {#peer}\n\nAlguien.\n"]
    let glossary = try #require(try Self.spanish(more).manuscript.glossary)
    #expect(glossary.metadata.title.value == "Glosario")
    #expect(Set(glossary.terms.map(\.title)) == ["Par", "Rule"])
    #expect(
      Self.reports(more) == [
        "missing-translation Content/glossary.es.md:7:1: Term 'rule' is not translated"
      ])
  }

  @Test("A handbook in one language has no translations, whatever its files are called")
  func oneLanguage() {
    let one = SmallHandbook([
      "pages/version.2.md": "---\ntitle: Two\n---\n", "topics/a.es.md": "---\ntitle: A\n---\n",
    ])
    #expect(one.handbook.translations.isEmpty && one.errors == [])
    #expect(one.handbook.topics.map(\.id.rawValue) == ["a.es"])
  }

  // MARK: What is reported

  @Test(
    "A translation is reported if its original or its language is missing",
    arguments: [
      (
        "topics/gone.es.md",
        "translation-without-original Content/topics/gone.es.md:1:1: Translation into 'es' has no original 'Content/topics/gone.md'"
      ),
      (
        "topics/gifts.fr.md",
        "unlisted-language Content/topics/gifts.fr.md:1:1: Language 'fr' is not one of the handbook's"
      ),
      (
        "topics/gifts.en.md",
        "unlisted-language Content/topics/gifts.en.md:1:1: Language 'en' is the default, and its files have no language in their names"
      ),
    ])
  func misnamed(_ path: String, _ report: String) {
    #expect(Self.reports([path: "---\ntitle: X\n---\n"]) == [report])
  }

  @Test("A key that only the original can have is reported at its line")
  func inheritedKeys() {
    #expect(
      Self.reports(["topics/gifts.es.md": "---\ntitle: Regalos\nrelated: [kindness]\n---\n\n## Más\n"]) == [
        "inherited-key Content/topics/gifts.es.md:3:1: Key 'related' comes from the original"
      ])
  }

  @Test(
    "Missing, extra, and reordered ids in a code are reported by line, and readers get the original",
    arguments: [
      (
        "   - Siempre. {#always}", "",
        "missing-translation 8:18: The provision 'always' of the original is not translated"
      ),
      ("{#kind}", "{#kin}", "extra-translation 8:18: Id 'kin' of this provision is not in the original"),
      (
        "1. No acepte regalos. {#gifts}\n2. Sea amable. {#kind}\n   - Siempre. {#always}",
        "1. Sea amable. {#kind}\n   - Siempre. {#always}\n2. No acepte regalos. {#gifts}",
        "reordered-translation 9:25: Provision 'gifts' comes before 'always' in the original"
      ),
    ])
  func differentIDs(_ old: String, _ new: String, _ report: String) throws {
    let file = Self.spanishCode.replacing(old, with: new)
    let reports = Self.reports(["codes/washington.es.md": file]).map {
      $0.replacing("Content/codes/washington.es.md:", with: "")
    }
    #expect(reports.contains(report))
    let edition = try #require(try Self.spanish(["codes/washington.es.md": file]).codes.first?.current)
    #expect(edition.translation?.isShown == false)
    #expect(edition.text.provisions.map(\.id.value.rawValue) == ["gifts", "kind", "always"])
  }

  @Test("Missing provisions that are next to each other are reported together")
  func missingIDs() {
    let file = Self.spanishCode.replacing("2. Sea amable. {#kind}\n   - Siempre. {#always}", with: "")
    #expect(
      Self.reports(["codes/washington.es.md": file]).contains(
        "missing-translation Content/codes/washington.es.md:7:25: The provisions 'kind' and 'always' of the original are not translated"
      ))
  }

  @Test("A translation without an original gets a name that has one")
  func misnamedHelp() {
    let found = Self.handbook([
      "topics/gift.es.md": "---\ntitle: X\n---\n", "topics/otro.es.md": "---\ntitle: X\n---\n",
    ])
    .diagnostics.filter { $0.rule == .translationWithoutOriginal }
    #expect(
      found.map(\.help) == [
        "did you mean 'gifts.es.md'?", "name it after its original, such as 'gifts.es.md' for 'gifts.md'",
      ])
  }

  @Test("A translation of the current text isn't stale, and any other is")
  func stale() throws {
    let code = try #require(Self.handbook([:]).handbook.codes.first?.current.checkCode)
    let fresh = Self.spanishCode.replacing("0000000000000000", with: code.rawValue)
    #expect(Self.reports(["codes/washington.es.md": fresh]) == [])
    let changed = Self.code.replacing("Be kind.", with: "Be very kind.")
    let reports = Self.reports(["codes/washington.es.md": fresh, "codes/washington.md": changed])
    #expect(reports.count == 1 && reports[0].hasPrefix("stale-translation Content/codes/washington.es.md:2:"))
  }

  private static func editions(_ body: String) -> [String: String] {
    [
      "codes/oregon/2024.md": codeFile(body, abbreviation: "OR", jurisdiction: "Oregon").replacing(
        "status: draft", with: "status: superseded\neffective: 2024-01-01"),
      "codes/oregon/2026.md": codeFile(
        "1. Never accept a gift. {#gifts}\n2. Be kind. {#kind}\n", abbreviation: "OR", jurisdiction: "Oregon"
      ).replacing("status: draft", with: "status: in-force\neffective: 2026-01-01"),
    ]
  }

  private static func spanishEdition(of code: CheckCode) -> [String: String] {
    [
      "codes/oregon/2026.es.md": """
      ---
      translation: { official: false, of: \(code) }
      ---

      1. No acepte regalos. {#gifts}
      2. Sea amable. {#kind}
      """
    ]
  }

  @Test("If the translated text is another edition, the changed provisions are known, with their words")
  func changedProvisions() throws {
    let editions = Self.editions("1. Do not accept a gift. {#gifts}\n2. Be kind. {#kind}\n")
    let known = try #require(Self.handbook(editions).handbook.code(CodeID("OR")))
    let old = try #require(known.editions.last?.checkCode)
    let more = editions.merging(Self.spanishEdition(of: old)) { $1 }
    let translation = try #require(try Self.spanish(more).code(CodeID("OR"))?.current.translation)
    #expect(
      translation.changes?.provisions.mapValues(\.marked) == [
        ProvisionID("gifts"): "{--Do not--}{++Never++} accept a gift."
      ])
    #expect(translation.changes?.others.isEmpty == true)
    let day = try #require(CalendarDate("2026-11-28"))
    let lines = HandbookLists.translations.entries(for: Self.handbook(more).handbook, on: day).filter {
      $0.path == "Content/codes/oregon/2026.es.md"
    }
    #expect(lines.map(\.subject) == ["OR", "OR#gifts"])
    #expect(lines.map { $0.range?.start.line } == [2, 5])
    #expect(lines[1].remark.hasSuffix("{--Do not--}{++Never++} accept a gift."))
    let fresh = editions.merging(Self.spanishEdition(of: known.current.checkCode)) { $1 }
    #expect(try Self.spanish(fresh).code(CodeID("OR"))?.current.translation?.changes == nil)
  }

  @Test("If the handbook doesn't have the translated text, no provision is said to have changed")
  func unknownChanges() throws {
    let more = ["codes/washington.es.md": Self.spanishCode]
    let translation = try #require(try Self.spanish(more).codes.first?.current.translation)
    #expect(translation.isStale && translation.changes == nil)
    let day = try #require(CalendarDate("2026-11-28"))
    let lines = HandbookLists.translations.entries(for: Self.handbook(more).handbook, on: day)
    #expect(lines.contains { $0.subject == "WA" && $0.remark.contains("changed provisions aren't known") })
  }

  @Test(
    "A translation of the text before a draft's changes is stale at the provisions that the draft changes")
  func draft() throws {
    let code = codeFile("1. Be {++very ++}kind. {#kind}\n2. Rest. {#rest}\n")
    let edition = try #require(Self.handbook(["codes/washington.md": code]).handbook.codes.first?.current)
    let current = try #require(edition.redline?.current.checkCode)
    let spanish = try Self.spanish([
      "codes/washington.md": code,
      "codes/washington.es.md": """
      ---
      translation: { official: false, of: \(current) }
      ---

      1. Sea amable. {#kind}
      2. Descanse. {#rest}
      """,
    ])
    let changes = spanish.codes.first?.current.translation?.changes
    #expect(changes?.provisions.mapValues(\.marked) == [ProvisionID("kind"): "Be {++very ++}kind."])
  }

  @Test("The list of translations counts files, and lists what is missing, stale, and different")
  func list() throws {
    let lines = { (more: [String: String]) throws -> [String] in
      let day = try #require(CalendarDate("2026-11-28"))
      return HandbookLists.translations.entries(for: Self.handbook(more).handbook, on: day).map {
        "\($0.subject) \($0.remark)"
      }
    }
    #expect(
      try lines(["codes/washington.es.md": Self.spanishCode]).prefix(3) == [
        "es has translations of 1 of 6 files, 1 stale", "handbook is not translated into 'es'",
        "topics/gifts is not translated into 'es'",
      ])
    let configured = try lines(["handbook.es.yml": "title: Manual\n"])
    #expect(configured.first == "es has translations of 1 of 6 files")
    #expect(!configured.contains { $0.hasPrefix("handbook ") })
    #expect(
      try lines([:]).contains { $0.hasPrefix("WA is not translated into 'es' (3 provisions; check code ") })
    let different = try lines([
      "codes/washington.es.md": Self.spanishCode.replacing("   - Siempre. {#always}", with: "")
    ])
    #expect(
      different.contains("WA differs: The provision 'always' of the original is not translated"))
  }

  @Test("A problem in an original is reported once, not once for each language")
  func reportedOnce() {
    let broken = ["topics/kindness.md": "---\ntitle: Kindness\n---\n\nSee [[topics/none]].\n"]
    #expect(Self.handbook(broken).reports(of: "unknown-topic").count == 1)
  }
}

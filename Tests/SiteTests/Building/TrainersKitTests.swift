import Basics
import Foundation
import Handbook
import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("The trainer's kit")
struct TrainersKitTests {
  /// A lesson with two objectives, and as many questions as it's told, alternately about each.
  private static func lesson(questions: Int, minutes: String = "") -> String {
    let blocks = (0..<questions).map { number in
      """
      > [!QUESTION] \(number.isMultiple(of: 2) ? "first" : "second")
      > What about case \(number)?
      >
      > - [x] Right \(number). Why \(number) is right. [[WA#gifts]]
      > - [ ] Wrong \(number). Why \(number) is wrong.
      > - [ ] Bad \(number). Why \(number) is bad.
      """
    }
    return """
      ---
      title: On gifts
      minutes: 30
      objectives:
        - id: first
          text: Name the rule
        - id: second
          text: Apply the rule
      ---

      ## The rule {#rule teaches="first"\(minutes)}

      The draft is short.

      ![[WA#gifts]]

      Ask [your supervisor](../pages/about.md).

      > [!FACILITATOR]
      > Wait for an answer.

      ## At work {#work teaches="second"}

      > [!SCENARIO]
      > Ray has a gift for you.

      \(blocks.joined(separator: "\n\n"))
      """
  }

  private static func site(_ lesson: String, more: [String: String] = [:]) -> PreparedSite? {
    let content = [
      "handbook.yml": "title: Handbook\n", "lessons/gifts.md": lesson,
      "codes/washington.md": codeFile("## Rules\n\n1. No gifts. {#gifts}\n"),
      "pages/about.md": "---\ntitle: About\n---\n\nText.\n",
    ].merging(more) { $1 }
    var options = SiteOptions()
    options.edition = .facilitator
    return SiteBuilder.prepare(
      SiteInput(
        content: content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files, themeFolder: DefaultTheme.folder, options: options)
    ).site
  }

  /// The documents by their paths.
  private static func documents(_ lesson: String) throws -> [String: String] {
    let kit = try #require(site(lesson)?.trainersKit())
    return Dictionary(
      uniqueKeysWithValues: kit.documents.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private static func forms(_ lesson: String) throws -> QuestionForms {
    QuestionForms(of: try #require(site(lesson)?.handbook.lessons.first))
  }

  // MARK: The tests

  @Test("No question is in both tests, each test asks about each objective, and neither has more than ten")
  func differentQuestions() throws {
    let forms = try Self.forms(Self.lesson(questions: 30))
    let (before, after) = (forms.items(of: .before), forms.items(of: .after))
    #expect(Set(before.map(\.question)).isDisjoint(with: after.map(\.question)))
    for items in [before, after] {
      #expect(items.count == 10)
      #expect(items.count { $0.question.isMultiple(of: 2) } == 5)
      #expect(items.allSatisfy { $0.choices.sorted() == [0, 1, 2] })
    }
    #expect(Set(before.map(\.choices)).count > 1, "the right choice isn't always the first")
  }

  @Test("A lesson with few questions has all of them in both tests, in different orders")
  func fewQuestions() throws {
    let forms = try Self.forms(Self.lesson(questions: 7))
    let (before, after) = (forms.items(of: .before), forms.items(of: .after))
    #expect(before.map(\.question).sorted() == Array(0..<7) && after.map(\.question).sorted() == Array(0..<7))
    #expect(before.map(\.question) != after.map(\.question))
  }

  @Test("What a test asks doesn't depend on where its questions are in the lesson")
  func order() throws {
    func questions(_ lesson: String) throws -> [String] {
      let lesson = try #require(Self.site(lesson)?.handbook.lessons.first)
      return QuestionForms(of: lesson).items(of: .after).map { lesson.questions[$0.question].identity.name }
    }
    let lesson = Self.lesson(questions: 16)
    let parts = lesson.components(separatedBy: "> [!QUESTION]")
    let turned = ([parts[0]] + parts.dropFirst().reversed().map { $0 + "\n\n" }).joined(
      separator: "> [!QUESTION]")
    #expect(try questions(turned) == questions(lesson))
  }

  @Test("A test has its questions and choices, and nothing that gives an answer away")
  func noAnswers() throws {
    let documents = try Self.documents(Self.lesson(questions: 9))
    for path in ["gifts/pre-test.html", "gifts/post-test.html"] {
      let page = try #require(documents[path])
      #expect(page.contains("What about case") && page.contains("Right "))
      #expect(!page.contains("Why ") && !page.contains("class=\"right") && !page.contains("✓"))
      #expect(page.contains("<dt>Name</dt>") && page.contains("<dt>Date</dt>"))
    }
  }

  @Test("The key has the letter of the right choice as the tests print it, the reasons, and the rule once")
  func key() throws {
    let lesson = Self.lesson(questions: 10)
    let key = try #require(try Self.documents(lesson)["gifts/answer-key.html"])
    let forms = try Self.forms(lesson)
    for form in QuestionForms.Form.allCases {
      for (place, item) in forms.items(of: form).enumerated() {
        let letter = ["A", "B", "C"][try #require(item.choices.firstIndex(of: 0))]
        #expect(
          key.contains(
            "<tr><th scope=\"row\"><a href=\"#\(form)-\(place + 1)\">\(place + 1)</a></th><td><b>\(letter)</b></td></tr>"
          ))
      }
    }
    for number in 0..<10 {
      #expect(key.contains("Why \(number) is right.") && key.contains("Why \(number) is wrong."))
    }
    #expect(key.components(separatedBy: "<blockquote>").count == 2)
    #expect(key.contains("<a href=\"#provision-1\">WA "))
  }

  // MARK: The other documents

  @Test("Slides show quotations, scenarios, and questions with their answers; the rest is in the notes")
  func slides() throws {
    let page = try #require(try Self.documents(Self.lesson(questions: 1))["gifts/slides.html"])
    let slides = page.components(separatedBy: "<article class=\"slide slide-").dropFirst()
    #expect(
      slides.map { String($0.prefix { $0 != " " }) } == [
        "title", "objectives", "section", "law", "section", "scenario", "question", "answer", "texts",
      ])
    let law = slides[slides.startIndex + 3]
    let (shown, notes) = (
      law.components(separatedBy: "role=\"note\"")[0], law.components(separatedBy: "role=\"note\"")[1]
    )
    #expect(
      shown.contains("No gifts.") && shown.contains("<b class=\"tile\">WA</b>") && shown.contains("Draft"))
    #expect(
      !shown.contains("supervisor") && notes.contains("supervisor") && notes.contains("Wait for an answer."))
    let (question, answer) = (slides[slides.startIndex + 6], slides[slides.startIndex + 7])
    #expect(!question.contains("Why 0") && !question.contains("class=\"right\""))
    #expect(answer.contains("<li class=\"right\">") && answer.contains("Why 0 is right."))
  }

  @Test("The agenda has the minutes that the lesson and its headings state, and blanks for the others")
  func minutes() throws {
    let lesson = Self.lesson(questions: 8, minutes: " minutes=\"12\"")
    let agenda = try #require(try Self.documents(lesson)["gifts/agenda.html"])
    #expect(agenda.contains("<b>30 minutes</b>"))
    let rows = agenda.components(separatedBy: "<tr").dropFirst(2)
    #expect(rows.count == 4)
    #expect(rows.map { $0.contains("class=\"blank\"") } == [true, false, true, true])
    #expect(
      rows.contains { $0.contains("The rule") && $0.contains("<td>12</td>") && $0.contains("Name the rule") })
    #expect(
      rows.contains { $0.contains("At work") && $0.contains("1 scenario") && $0.contains("8 questions") })
  }

  @Test(
    "Minutes of a heading that aren't a whole number are an error at their position",
    arguments: ["0", "ten", "1.5", "-3", "1000"])
  func wrongMinutes(written: String) {
    let handbook = SmallHandbook([
      "lessons/a.md": "---\ntitle: A\n---\n\n## Rule {#rule minutes=\"\(written)\"}\n\nText.\n"
    ])
    let reports = handbook.reports(of: "wrong-type")
    #expect(
      reports.count == 1
        && reports[0].hasPrefix("Content/lessons/a.md:5:")
        && reports[0].hasSuffix("a whole number from 1 to 999"))
  }

  @Test("Minutes of a heading are no error, and a translation takes them from its original")
  func rightMinutes() throws {
    let content = [
      "handbook.yml": "title: H\nlanguages: [en, es]\n", "handbook.es.yml": "title: H\n",
      "lessons/a.md": "---\ntitle: A\n---\n\n## Rule {#rule minutes=\"15\"}\n\nText.\n",
      "lessons/a.es.md": "---\ntitle: A\n---\n\n## Regla {#rule}\n\nTexto.\n",
    ]
    let handbook = SmallHandbook(content)
    #expect(handbook.reports(of: "wrong-type") == [] && handbook.reports(of: "unknown-attribute") == [])
    #expect(handbook.handbook.lessons[0].sections[0].minutes == 15)
    #expect(handbook.handbook.translations[0].lessons[0].sections[0].minutes == 15)
  }

  @Test(
    "Each document names the handbook, says that it isn't official, and has the check codes of what it quotes"
  )
  func cautions() throws {
    let site = try #require(Self.site(Self.lesson(questions: 8)))
    let kit = try #require(site.trainersKit())
    let code = site.context.checkCode(of: CodeID("WA"), edition: 0)
    for document in kit.documents {
      let page = String(decoding: document.bytes, as: UTF8.self)
      #expect(page.contains("Handbook") && page.contains("official"), "\(document.path)")
      #expect(page.components(separatedBy: "<h1").count == 2, "\(document.path)")
      let quotes =
        !document.path.hasSuffix("sign-in-sheet.html") && !document.path.hasSuffix("certificate.html")
      #expect(page.contains(code) == quotes, "\(document.path)")
    }
  }

  @Test("The index leads to each document, and a lesson without questions has no tests")
  func index() throws {
    let documents = try Self.documents(Self.lesson(questions: 0))
    let index = try #require(documents[TrainersKit.indexPath])
    let paths = documents.keys.filter { $0 != TrainersKit.indexPath }.sorted()
    #expect(
      paths == ["agenda", "certificate", "sign-in-sheet", "slides"].map { "gifts/\($0).html" })
    for path in paths { #expect(index.contains("<a href=\"\(path)\">")) }
  }

  @Test("The kit has one lesson if one is asked for, and there's none for a lesson that doesn't exist")
  func oneLesson() throws {
    let site = try #require(
      Self.site(Self.lesson(questions: 8), more: ["lessons/b.md": "---\ntitle: B\n---\n\nText.\n"]))
    let kit = try #require(site.trainersKit(lesson: "gifts"))
    #expect(kit.documents.allSatisfy { $0.path == TrainersKit.indexPath || $0.path.hasPrefix("gifts/") })
    #expect(site.trainersKit()?.documents.contains { $0.path == "b/slides.html" } == true)
    #expect(site.trainersKit(lesson: "c") == nil)
  }

  @Test("A site doesn't publish the files of its theme that only a kit loads")
  func unpublished() {
    let site = SmallSite(["pages/a.md": "---\ntitle: A\n---\n\nText.\n"])
    #expect(site.files.keys.contains { $0.hasPrefix("assets/handbook-") })
    #expect(!site.files.keys.contains { $0.hasPrefix("assets/kit/") })
  }
}

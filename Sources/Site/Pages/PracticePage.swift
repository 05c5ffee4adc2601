import Basics
import Handbook
import Markdown

/// The page for practicing the questions of all lessons.
///
/// Its script loads them from the files of ``PracticeData``. Without
/// scripts, the page lists all of them, with collapsed answers.
struct PracticePage: PageContext {
  static let template = "practice"

  var shell: PageShell
  /// The index of questions and cards, which the script loads.
  var index: Address
  var lessons: [PracticeLesson] = []

  static let fields = TemplateFields<PracticePage>([
    .address("index", \.index, "The index of questions and flash cards, which the script loads."),
    .list("lessons", \.lessons, "The lessons with questions, for readers without scripts."),
  ])
}

/// A lesson on the practice page, for readers without scripts.
struct PracticeLesson: TemplateContext {
  var title: String
  var address: Address
  /// The id of the lesson's section.
  var anchor: String
  /// Its questions, as rendered by `question`, or `nil` if the handbook has too many for one page.
  var questions: HTML?

  static let fields = TemplateFields<PracticeLesson>([
    .text("title", \.title, "The lesson's title."),
    .address(
      "address", \.address, "The lesson's page, or its first question if the questions aren't on this page."),
    .text("anchor", \.anchor, "The id of the lesson's section."),
    .html("questions", optional: \.questions, "Its questions, unless there are too many for one page."),
  ])
}

extension PageKind {
  static let practice = generated(
    PracticePage.self, .practice,
    at: { $0.lessons.contains { !$0.questions.isEmpty } ? "practice.html" : nil }, name: .practice,
    growsWithHandbook: true, section: .practice, outline: nil, isIndexed: true,
    build: { PracticePageBuilder(site: $1, page: $0).build() })
}

/// Builds the practice page.
struct PracticePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> PracticePage {
    let lessons = site.handbook.lessons.filter { !$0.questions.isEmpty }
    let count = lessons.reduce(0) { $0 + $1.questions.count }
    var context = PracticePage(
      shell: site.shell(of: page, title: site.words[.practice], trail: [.lessons]),
      index: Address(internal: PracticeData.indexPath))
    context.lessons = lessons.map { lesson in
      let isHere = count <= PageLimits.questionsForPractice
      return PracticeLesson(
        title: lesson.metadata.title.value,
        address: site.address(
          of: .lesson(lesson.id), anchor: isHere ? nil : SelfCheck.anchor(1), from: page.route),
        anchor: "lesson-" + lesson.id.rawValue.replacing("/", with: "-"),
        questions: isHere ? questions(of: lesson) : nil)
    }
    return context
  }

  private func questions(of lesson: Lesson) -> HTML {
    var renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: lesson.document, route: page.route,
      idPrefix: InwardAnchor.prefix(of: .lesson(lesson.id)))
    renderer.isRepetition = true
    let builder = QuestionBuilder(renderer: renderer)
    return HTML(
      bytes: lesson.questions.flatMap { question in
        var block = builder.question(at: question.node)
        block.objective = nil
        return site.theme.render(block)
      })
  }
}

import Basics
import Handbook
import Markdown

/// The index of objectives, with their sections, provisions, and questions.
struct ObjectivesPage: PageContext {
  static let template = "objectives"

  var shell: PageShell
  /// The name of the exam whose domains the objectives belong to.
  var exam: String?
  var domains: [DomainContext] = []
  var lessons: [LessonObjectives] = []

  static let fields = TemplateFields<ObjectivesPage>([
    .text("exam", optional: \.exam, "The name of the exam whose domains the objectives belong to."),
    .list("domains", \.domains, "The domains of the exam, in its order."),
    .list("lessons", \.lessons, "The lessons, in order."),
  ])
}

/// A domain of the exam, with the lessons that prepare for it.
struct DomainContext: TemplateContext {
  var name: String
  /// The lessons with an objective in the domain.
  var lessons: [LinkContext]
  /// The number of questions in the domain, as text.
  var count: String
  /// The page for practicing them.
  var practice: Address?

  static let fields = TemplateFields<DomainContext>([
    .text("name", \.name, "The domain's name."),
    .flag("isTaught", { !$0.lessons.isEmpty }, "Whether a lesson teaches it."),
    .list("lessons", \.lessons, "The lessons with an objective in the domain."),
    .text("count", \.count, "The number of its questions, in words."),
    .address("practice", optional: \.practice, "The page for practicing them."),
  ])
}

/// The objectives of a lesson.
struct LessonObjectives: TemplateContext {
  var title: String
  /// The id of the lesson's section.
  var anchor: String
  var address: Address
  var objectives: [ObjectiveContext]
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<LessonObjectives>([
    .text("title", \.title, "The lesson's title."),
    .text("anchor", \.anchor, "The id of the lesson's section."),
    .address("address", \.address, "The lesson's page."),
    .list("objectives", \.objectives, "Its objectives."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

/// Builds the index of objectives, with the places that teach and assess them.
struct ObjectivesPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ObjectivesPage {
    var context = ObjectivesPage(shell: site.shell(of: page, title: site.words[.objectives], trail: []))
    let exam = site.handbook.configuration.exam
    context.exam = exam?.name
    context.domains = (exam?.domains ?? []).map(domain)
    context.lessons = site.handbook.lessons.filter { !$0.metadata.objectives.isEmpty }.map { lesson in
      let anchor = "lesson-" + lesson.id.rawValue.replacing("/", with: "-")
      return LessonObjectives(
        title: lesson.metadata.title.value, anchor: anchor,
        address: site.address(of: .lesson(lesson.id), from: page.route),
        objectives: ObjectiveBuilder(site: site, lesson: lesson, route: page.route).objectives.map {
          objective in
          var objective = objective
          let domains = lesson.metadata.objectives.first { $0.id.value.rawValue == objective.anchor }.map(
            lesson.domains)
          objective.domains =
            exam?.domains.filter { domains?.contains($0.id.value) == true }.map {
              PhraseContext(text: $0.name)
            } ?? []
          // Two lessons can have objectives with the same id.
          objective.anchor = "\(anchor)-\(objective.anchor)"
          return objective
        }, titleLanguage: site.titleLanguage(of: .lesson(lesson.id)))
    }
    return context
  }

  private func domain(_ domain: ExamDomain) -> DomainContext {
    let lessons = site.handbook.lessons
    let count = lessons.reduce(0) { count, lesson in
      count + lesson.questions.count { lesson.domains(of: $0).contains(domain.id.value) }
    }
    var context = DomainContext(
      name: domain.name,
      lessons: lessons.filter { lesson in
        lesson.metadata.objectives.contains { lesson.domains(of: $0).contains(domain.id.value) }
          || lesson.questions.contains { lesson.domains(of: $0).contains(domain.id.value) }
      }.map { lesson in
        site.link(to: .lesson(lesson.id), from: page.route)
      }, count: site.words.counted(.questionCount, count))
    if site.map.has(.practice), count > 0 {
      let address = site.address(of: .practice, from: page.route)
      context.practice = Address(internal: "\(address.text)?domain=\(Route.encoded(domain.id.value))")
    }
    return context
  }
}

extension PageKind {
  static let objectiveIndex = generated(
    ObjectivesPage.self, .objectiveIndex,
    at: { handbook in
      handbook.lessons.contains { !$0.metadata.objectives.isEmpty } ? "objectives.html" : nil
    }, name: .objectives, growsWithHandbook: true, section: nil, outline: .indexes, isIndexed: true,
    build: { ObjectivesPageBuilder(site: $1, page: $0).build() })
}

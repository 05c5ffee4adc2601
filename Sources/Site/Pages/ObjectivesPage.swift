import Basics
import Handbook
import Markdown

/// The index of objectives: where each is taught, by which provisions, and where it is assessed.
struct ObjectivesPage: PageContext {
  static let template = "objectives"

  var shell: PageShell
  var lessons: [LessonObjectives] = []

  static let fields = TemplateFields<ObjectivesPage>([
    .list("lessons", \.lessons, "The lessons, in order.")
  ])
}

/// The objectives of a lesson.
struct LessonObjectives: TemplateContext {
  var title: String
  /// The id of the lesson's section.
  var anchor: String
  var address: Address
  var objectives: [ObjectiveContext]

  static let fields = TemplateFields<LessonObjectives>([
    .text("title", \.title, "The lesson's title."),
    .text("anchor", \.anchor, "The id of the lesson's section."),
    .address("address", \.address, "The lesson's page."),
    .list("objectives", \.objectives, "Its objectives."),
  ])
}

/// Builds the index of objectives: where each is taught and assessed.
struct ObjectivesPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ObjectivesPage {
    var context = ObjectivesPage(shell: site.shell(of: page, title: site.words[.objectives], trail: []))
    context.lessons = site.handbook.lessons.filter { !$0.metadata.objectives.isEmpty }.map { lesson in
      let anchor = "lesson-" + lesson.id.rawValue.replacing("/", with: "-")
      return LessonObjectives(
        title: lesson.metadata.title.value, anchor: anchor,
        address: site.address(of: .lesson(lesson.id), from: page.route),
        objectives: ObjectiveBuilder(site: site, lesson: lesson, route: page.route).objectives.map {
          objective in
          var objective = objective
          // Two lessons may each have an objective of one name.
          objective.anchor = "\(anchor)-\(objective.anchor)"
          return objective
        })
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

import Handbook
import Markup

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

import Handbook
import Markup

/// Traces each objective of a lesson: the sections that teach it, the provisions cited there, and the questions
/// that assess it.
struct ObjectiveBuilder {
  let site: SiteContext
  let lesson: Lesson
  /// The page that the links stand on.
  let route: Route

  var objectives: [ObjectiveContext] {
    lesson.metadata.objectives.map { objective in
      let trace = ObjectiveTrace(of: objective, in: lesson, handbook: site.handbook)
      return ObjectiveContext(
        anchor: objective.id.value, text: objective.text.value,
        taughtIn: trace.sections.map { link($0.title, anchor: $0.anchor) },
        provisions: trace.provisions.map { target in
          LinkContext(title: site.text.text(for: target), address: site.address(of: target, from: route))
        },
        assessedIn: trace.questions.map { number in
          link(site.words.filled(.question, ["number": String(number)]), anchor: SelfCheck.anchor(number))
        })
    }
  }

  private func link(_ title: String, anchor: String) -> LinkContext {
    LinkContext(title: title, address: site.address(of: .lesson(lesson.id), anchor: anchor, from: route))
  }
}

import Basics
import Markdown

/// What teaches and what assesses one objective.
package struct ObjectiveTrace: Sendable {
  /// The sections that say they teach it.
  package let sections: [LessonSection]
  /// The provisions that those sections cite or quote, each once, in the order of the text.
  package let provisions: [ReferenceTarget]
  /// The numbers of the lesson's questions that assess it, from 1.
  package let questions: [Int]

  package init(of objective: LearningObjective, in lesson: Lesson, handbook: Handbook) {
    let id = objective.id.value
    let teaching = lesson.sections.filter { section in section.teaches.contains { $0.value == id } }
    sections = teaching
    questions = lesson.questions.enumerated().filter { $0.element.objective?.value == id }.map {
      $0.offset + 1
    }
    let targets = handbook.targets[.lesson(lesson.id)] ?? []
    var found: [ReferenceTarget] = []
    for section in teaching {
      for index in lesson.document.section(from: section.heading) {
        let node = lesson.document.nodes[index]
        guard node.kind == .reference || node.kind == .quotation, let reference = node.referenceIndex,
          let target = targets[reference], target.isOfCode, !found.contains(target)
        else { continue }
        found.append(target)
      }
    }
    provisions = found
  }
}

extension SelfCheck {
  /// The anchor of a lesson's question.
  ///
  /// - Parameter number: From 1.
  package static func anchor(_ number: Int) -> String { "question-\(number)" }
}

import Markup

/// Every objective of a lesson should be taught by a section and assessed by a question.
enum ObjectiveCoverageCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      let taught = Set(lesson.sections.flatMap(\.teaches).map(\.value.rawValue))
      let assessed = Set(lesson.questions.compactMap(\.objective).map(\.value.rawValue))
      return lesson.metadata.objectives.flatMap { objective in
        var diagnostics: [Diagnostic] = []
        if !taught.contains(objective.id.value) {
          diagnostics.append(
            Diagnostic(
              .warning, "objective-not-taught", "Objective '\(objective.id.value)' is taught by no section",
              path: lesson.path, range: objective.id.range,
              help: "add teaches=\"\(objective.id.value)\" to a heading"))
        }
        if !assessed.contains(objective.id.value) {
          diagnostics.append(
            Diagnostic(
              .warning, "objective-not-assessed",
              "Objective '\(objective.id.value)' is assessed by no self-check", path: lesson.path,
              range: objective.id.range, help: "add a call-out [!QUESTION] \(objective.id.value)"))
        }
        return diagnostics
      }
    }
  }
}

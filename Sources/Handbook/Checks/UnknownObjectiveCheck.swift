import Markup

/// An objective that a section teaches or a question assesses must be one of its lesson.
enum UnknownObjectiveCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      let known = lesson.metadata.objectives.map(\.id.value)
      let named = lesson.sections.flatMap(\.teaches) + lesson.questions.compactMap(\.objective)
      return named.filter { !known.contains($0.value.rawValue) }.map { objective in
        let nearest = NearestMatch.of(objective.value.rawValue, among: known)
        let question = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Diagnostic(
          .error, "unknown-objective",
          "Objective '\(objective.value)' is not one of this lesson\(question)", path: lesson.path,
          range: objective.range)
      }
    }
  }
}

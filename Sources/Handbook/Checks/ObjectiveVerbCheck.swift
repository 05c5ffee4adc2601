import Markup

/// An objective should begin with a verb whose doing can be observed.
enum ObjectiveVerbCheck: HandbookCheck {
  /// Verbs of states of mind, which no one can see a learner do.
  private static let unobservable: Set<String> = [
    "appreciate", "believe", "comprehend", "feel", "grasp", "internalize", "know", "learn", "realize",
    "think",
    "understand",
  ]

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      lesson.metadata.objectives.compactMap { objective in
        let verb = objective.text.value.split { !$0.isLetter }.first.map { $0.lowercased() } ?? ""
        guard unobservable.contains(verb) else { return nil }
        return Diagnostic(
          .warning, "unobservable-objective", "Objective begins with '\(verb)', which can't be observed",
          path: lesson.path, range: objective.text.range,
          help: "begin with what a learner does: describe, explain, identify, compare, choose")
      }
    }
  }
}

import Markup

/// A lesson that another one requires must exist.
enum UnknownPrerequisiteCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let known = Set(handbook.lessons.map(\.id.rawValue))
    return handbook.lessons.flatMap { lesson in
      lesson.metadata.prerequisites.filter { !known.contains($0.value) }.map { prerequisite in
        let nearest = NearestMatch.of(prerequisite.value, among: known)
        let question = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Diagnostic(
          .error, "unknown-lesson", "Lesson '\(prerequisite.value)' does not exist\(question)",
          path: lesson.path, range: prerequisite.range)
      }
    }
  }
}

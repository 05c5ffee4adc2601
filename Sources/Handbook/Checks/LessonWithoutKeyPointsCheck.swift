import Markup

/// A lesson should end in key points, which trainees read again before the examination.
enum LessonWithoutKeyPointsCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.filter { lesson in
      !lesson.document.nodes.contains {
        $0.kind == .callout && $0.value == CalloutKind.keypoints.rawValue
      }
    }.map { lesson in
      Diagnostic(
        .warning, "lesson-without-key-points", "Lesson '\(lesson.metadata.title.value)' has no key points",
        path: lesson.path, range: lesson.metadata.title.range, help: "add a call-out [!KEYPOINTS]")
    }
  }
}

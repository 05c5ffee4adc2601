/// The index of lessons.
struct LessonsPage: PageContext {
  static let template = "lessons"

  var shell: PageShell
  var introduction: HTML?
  /// How long all of them take, in words.
  var totalDuration: String?
  var lessons: [LessonCard] = []

  static let fields = TemplateFields<LessonsPage>(
    [
      .html("introduction", optional: \.introduction, "What the course is."),
      .text("totalDuration", optional: \.totalDuration, "How long all lessons take, in words."),
      .list("lessons", \.lessons, "The lessons, in order."),
    ], including: \.shell)
}

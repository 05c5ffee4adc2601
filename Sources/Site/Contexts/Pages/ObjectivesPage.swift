/// The index of objectives: where each is taught, by which provisions, and where it is assessed.
struct ObjectivesPage: PageContext {
  static let template = "objectives"

  var shell: PageShell
  var introduction: HTML?
  var lessons: [LessonObjectives] = []

  static let fields = TemplateFields<ObjectivesPage>(
    [
      .html("introduction", optional: \.introduction, "What the table holds."),
      .list("lessons", \.lessons, "The lessons, in order."),
    ], including: \.shell)
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

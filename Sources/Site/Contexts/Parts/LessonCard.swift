/// A lesson in a list of lessons.
struct LessonCard: TemplateContext {
  /// Its place in the row, such as "3".
  var number: String?
  var title: String
  var address: Address
  var description: String?
  /// How long it takes, in words.
  var duration: String?
  var audience: String?
  var objectives: [PhraseContext] = []

  static let fields = TemplateFields<LessonCard>([
    .text("number", optional: \.number, "Its place in the row of lessons."),
    .text("title", \.title, "Its title."),
    .address("address", \.address, "Its page."),
    .text("description", optional: \.description, "What it is about."),
    .text("duration", optional: \.duration, "How long it takes, in words."),
    .text("audience", optional: \.audience, "Whom it is for, in words."),
    .list("objectives", \.objectives, "What readers learn."),
  ])
}

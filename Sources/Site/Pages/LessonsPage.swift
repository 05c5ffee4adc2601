import Handbook

/// The index of lessons.
struct LessonsPage: PageContext {
  static let template = "lessons"

  var shell: PageShell
  /// The time that all lessons take, as text.
  var totalDuration: String?
  var lessons: [LessonCard] = []

  static let fields = TemplateFields<LessonsPage>([
    .text("totalDuration", optional: \.totalDuration, "The time that all lessons take, in words."),
    .list("lessons", \.lessons, "The lessons, in order."),
  ])
}

/// A lesson in a list of lessons.
struct LessonCard: TemplateContext {
  /// The lesson's number, such as "3".
  var number: String?
  var title: String
  var address: Address
  /// The lesson's id, for the reader's record.
  var id = ""
  /// The permanent ids of its questions with their digests, for the reader's record.
  var questions = ""
  /// The number of answered questions, as text with a placeholder that a script fills in.
  var progress = ""
  var description: String?
  /// The time that it takes, as text.
  var duration: String?
  var audience: String?
  var objectives: [PhraseContext] = []
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<LessonCard>([
    .text("number", optional: \.number, "Its number."),
    .text("title", \.title, "Its title."),
    .address("address", \.address, "Its page."),
    .text("id", \.id, "Its id, for the reader's record."),
    .text("questions", \.questions, "Its questions, for the reader's record."),
    .text("progress", \.progress, "The number of answered questions; a script replaces `{done}`."),
    .text("description", optional: \.description, "A summary."),
    .text("duration", optional: \.duration, "The time that it takes, in words."),
    .text("audience", optional: \.audience, "The audience, in words."),
    .list("objectives", \.objectives, "The learning objectives."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

extension PageKind {
  static let lessons = generated(
    LessonsPage.self, .lessons, at: { $0.lessons.isEmpty ? nil : "lessons/index.html" }, name: .lessons,
    growsWithHandbook: true, section: .lessons, outline: .lessons, isIndexed: true,
    build: { page, site in
      var context = LessonsPage(shell: site.shell(of: page, title: site.words[.lessons]))
      let minutes = site.handbook.lessons.compactMap(\.metadata.minutes).reduce(0, +)
      if minutes > 0 { context.totalDuration = site.words.counted(.minuteCount, minutes) }
      context.lessons = site.lessonCards(from: page.route)
      return context
    })
}

extension SiteContext {
  /// Returns the cards of all lessons for a list of lessons.
  func lessonCards(from route: Route) -> [LessonCard] {
    handbook.lessons.enumerated().map { card(of: $0.element, number: $0.offset + 1, from: route) }
  }
}

/// The home page.
///
/// It answers "where is my state" and "what do I do when…" within a screen.
struct HomePage: PageContext {
  static let template = "home"

  var shell: PageShell
  var introduction: HTML?
  /// What the handbook holds, in words: "12 codes, 27 topics, 6 lessons".
  var summary: String?
  var states: [StateTile] = []
  var situations: [SituationContext] = []
  var topics: [LinkContext] = []
  var lessons: [LessonCard] = []
  var news: [NewsEntry] = []

  var hasLessons: Bool { !lessons.isEmpty }
  var hasSituations: Bool { !situations.isEmpty }
  var hasTopics: Bool { !topics.isEmpty }
  var hasNews: Bool { !news.isEmpty }

  static let fields = TemplateFields<HomePage>(
    [
      .html("introduction", optional: \.introduction, "What the handbook is."),
      .text("summary", optional: \.summary, "What the handbook holds, in words."),
      .list("states", \.states, "The states, by name."),
      .flag("hasSituations", \.hasSituations, "Whether there are situations."),
      .list("situations", \.situations, "What readers ask, in their words."),
      .flag("hasTopics", \.hasTopics, "Whether there are topics."),
      .list("topics", \.topics, "The topics, by title."),
      .flag("hasLessons", \.hasLessons, "Whether there are lessons."),
      .list("lessons", \.lessons, "The lessons, in order."),
      .flag("hasNews", \.hasNews, "Whether something changed lately."),
      .list("news", \.news, "What changed lately, newest first."),
    ], including: \.shell)
}

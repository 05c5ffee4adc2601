import Basics
import Handbook
import Markdown

/// A training lesson.
struct LessonPage: PageContext {
  static let template = "lesson"

  var shell: PageShell
  /// The lesson's id, for the reader's record.
  var id: String
  /// The number of correct answers, as text with a placeholder that a script fills in.
  var score = ""
  /// The same text for when some questions haven't been answered.
  var scoreSoFar = ""
  /// The page for practicing the missed questions.
  var practice: Address?
  /// The lesson's position, as in "Lesson 3 of 6".
  var position: String?
  var duration: String?
  var audience: String?
  var isForFacilitators = false
  var prerequisites: [LinkContext] = []
  var objectives: [ObjectiveContext] = []
  var content: HTML
  /// The output of the template `answer-key`.
  var answerKey: HTML?
  /// The versions of codes that the lesson cites, for the learner's record.
  var texts: [TextVersionContext] = []
  var references: [RemarkContext] = []

  static let fields = TemplateFields<LessonPage>([
    .text("id", \.id, "The lesson's id, for the reader's record."),
    .text("score", \.score, "The score; a script replaces `{right}`."),
    .text(
      "scoreSoFar", \.scoreSoFar,
      "The score so far; a script replaces `{right}` and `{done}`."),
    .address("practice", optional: \.practice, "The page for practicing questions that were answered wrong."),
    .text("position", optional: \.position, "The lesson's position among all lessons, in words."),
    .text("duration", optional: \.duration, "The time that it takes, in words."),
    .text("audience", optional: \.audience, "The audience, in words."),
    .flag("isForFacilitators", \.isForFacilitators, "Whether it's only for facilitators."),
    .flag(
      "hasPrerequisites", { !$0.prerequisites.isEmpty }, "Whether readers should take other lessons first."),
    .list("prerequisites", \.prerequisites, "The lessons to take first."),
    .flag("hasObjectives", { !$0.objectives.isEmpty }, "Whether it has learning objectives."),
    .list("objectives", \.objectives, "The learning objectives."),
    .html("content", \.content, "The lesson's content."),
    .html("answerKey", optional: \.answerKey, "The answer key, from the template `answer-key`."),
    .flag("hasTexts", { !$0.texts.isEmpty }, "Whether the lesson cites codes whose text is included."),
    .list("texts", \.texts, "The versions of the codes that the lesson cites."),
    .flag("hasReferences", { !$0.references.isEmpty }, "Whether it lists references."),
    .list("references", \.references, "The works that it refers to."),
  ])
}

/// An objective of a lesson.
struct ObjectiveContext: TemplateContext {
  /// The objective's id.
  var anchor: String
  var text: String
  /// The sections that teach it.
  var taughtIn: [LinkContext] = []
  var provisions: [LinkContext] = []
  /// The self-checks that assess it.
  var assessedIn: [LinkContext] = []
  /// The exam domains that it belongs to.
  var domains: [PhraseContext] = []
  /// A warning that rules have changed since the objective was reviewed.
  var suspect: HTML?

  static let fields = TemplateFields<ObjectiveContext>([
    .text("anchor", \.anchor, "The objective's id."),
    .text("text", \.text, "The objective."),
    .flag("isTaught", { !$0.taughtIn.isEmpty }, "Whether a section teaches it."),
    .list("taughtIn", \.taughtIn, "The sections that teach it."),
    .flag("hasProvisions", { !$0.provisions.isEmpty }, "Whether those sections cite provisions."),
    .list("provisions", \.provisions, "The provisions that those sections cite."),
    .flag("isAssessed", { !$0.assessedIn.isEmpty }, "Whether a self-check assesses it."),
    .list("assessedIn", \.assessedIn, "The self-checks that assess it."),
    .list("domains", \.domains, "The exam domains that it belongs to, in the index of objectives."),
    .html("suspect", optional: \.suspect, "A note that rules have changed since the objective was reviewed."),
  ])
}

/// The version of a code's text that a record is about, precise enough to distinguish it from all others.
struct TextVersionContext: TemplateContext {
  /// The name of the code, such as "Washington draft".
  var name: String
  /// Its page, or `nil` if readers can't go there.
  var address: Address?
  var version: String?
  /// The date when the text was captured from its source.
  var captured: String?
  /// The check code, which distinguishes this text from all others.
  var checkCode: String
  var status: StatusContext

  static let fields = TemplateFields<TextVersionContext>([
    .text("name", \.name, "The code."),
    .address("address", optional: \.address, "The code's page."),
    .text("version", optional: \.version, "The name of the version."),
    .text("captured", optional: \.captured, "The date when the text was copied from its source."),
    .text("checkCode", \.checkCode, "The version check code."),
    .object("status", \.status, "The code's standing."),
  ])
}

/// Builds the page of a lesson.
struct LessonPageBuilder {
  let site: SiteContext
  let page: Page
  let lesson: Lesson

  func build() -> LessonPage {
    let metadata = lesson.metadata
    let renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: lesson.document, route: page.route,
      sourcePath: site.sourcePath(lesson.path))
    var shell = site.shell(
      of: page, title: metadata.title.value, description: metadata.description, trail: [.lessons])
    shell.contents = renderer.contents
    if site.handbook.configuration.data { shell.structuredData = StructuredData.lesson(lesson, in: site) }
    let lessons = site.handbook.lessons
    let place = site.handbook.place(of: lesson.id)
    if let place, place > 0 { shell.previous = link(to: lessons[place - 1]) }
    if let place, place + 1 < lessons.count { shell.next = link(to: lessons[place + 1]) }
    var context = LessonPage(
      shell: shell, id: lesson.id.rawValue, content: renderer.html(ofChildrenOf: 0))
    let count = String(lesson.questions.count)
    context.score = site.words.filled(.lessonScore, ["right": "{right}", "count": count])
    context.scoreSoFar = site.words.filled(
      .lessonScoreSoFar, ["right": "{right}", "done": "{done}", "count": count])
    if site.map.has(.practice) {
      let practice = site.address(of: .practice, from: page.route).text
      context.practice = Address(
        internal: "\(practice)?lesson=\(Route.encoded(lesson.id.rawValue))&show=missed")
    }
    context.position = place.map {
      site.words.filled(.lessonPosition, ["number": String($0 + 1), "count": String(lessons.count)])
    }
    context.duration = metadata.minutes.map { site.words.counted(.minuteCount, $0) }
    context.audience = site.audience(of: lesson)
    context.isForFacilitators = metadata.audience == .facilitator
    context.prerequisites = metadata.prerequisites.compactMap { prerequisite in
      site.handbook.lesson(prerequisite.value).map(link)
    }
    context.objectives = ObjectiveBuilder(site: site, lesson: lesson, route: page.route).objectives
    context.answerKey = AnswerKeyBuilder(lesson: lesson, renderer: renderer).html()
    context.texts = site.textVersions(citedBy: lesson.document, .lesson(lesson.id), from: page.route)
    context.references = metadata.references.map { RemarkContext(html: HTML(escaping: $0)) }
    return context
  }

  private func link(to lesson: Lesson) -> LinkContext {
    site.link(to: .lesson(lesson.id), from: page.route)
  }
}

extension SiteContext {
  /// Returns the name of a lesson's audience.
  func audience(of lesson: Lesson) -> String {
    switch lesson.metadata.audience {
    case .learner: words[.audienceLearner]
    case .facilitator: words[.audienceFacilitator]
    case .both: words[.audienceBoth]
    }
  }

  /// Returns a lesson's card for a list of lessons.
  func card(of lesson: Lesson, number: Int, from route: Route) -> LessonCard {
    var card = LessonCard(
      title: lesson.metadata.title.value, address: address(of: .lesson(lesson.id), from: route))
    card.number = String(number)
    card.id = lesson.id.rawValue
    card.questions = lesson.questions.map { "\($0.identity.name):\($0.identity.digest)" }.joined(
      separator: " ")
    card.progress = words.filled(
      .lessonProgress, ["done": "{done}", "count": String(lesson.questions.count)])
    card.description = lesson.metadata.description
    card.duration = lesson.metadata.minutes.map { words.counted(.minuteCount, $0) }
    card.audience = audience(of: lesson)
    card.titleLanguage = titleLanguage(of: .lesson(lesson.id))
    card.objectives = lesson.metadata.objectives.map { PhraseContext(text: $0.text.value) }
    return card
  }
}

/// Finds the sections that teach each objective of a lesson, the provisions that they cite, and the questions
/// that assess it.
struct ObjectiveBuilder {
  let site: SiteContext
  let lesson: Lesson
  /// The page that contains the links.
  let route: Route

  var objectives: [ObjectiveContext] {
    lesson.metadata.objectives.map { objective in
      let trace = ObjectiveTrace(of: objective, in: lesson, handbook: site.handbook)
      return ObjectiveContext(
        anchor: objective.id.value.rawValue, text: objective.text.value,
        taughtIn: trace.sections.map { link($0.title, anchor: $0.anchor) },
        provisions: trace.provisions.compactMap { target in
          site.linkAddress(of: target, from: route).map {
            LinkContext(title: site.text.text(for: target), address: $0)
          }
        },
        assessedIn: trace.questions.map { number in
          link(site.words.filled(.question, ["number": String(number)]), anchor: SelfCheck.anchor(number))
        },
        suspect: site.suspects.block(
          in: .lesson(lesson.id), part: objective.id.value.rawValue, on: site, from: route
        ).map { HTML(bytes: site.theme.render($0)) })
    }
  }

  private func link(_ title: String, anchor: String) -> LinkContext {
    LinkContext(title: title, address: site.address(of: .lesson(lesson.id), anchor: anchor, from: route))
  }
}

extension SiteContext {
  /// Returns the versions of codes that a document cites or quotes, in the order of the codes.
  func textVersions(
    citedBy document: MarkdownDocument, _ key: DocumentKey, from route: Route
  ) -> [TextVersionContext] {
    let targets = handbook.targets[key] ?? []
    let cited = Set(
      document.shownReferences.compactMap { targets[$0]?.isOfCode == true ? targets[$0]?.document : nil })
    return cited.sorted().compactMap { document in
      guard case .code(let id, let edition, _) = document, let code = handbook.code(id),
        code.editions[edition].metadata.text == .full
      else { return nil }
      let metadata = code.editions[edition].metadata
      return TextVersionContext(
        name: text.codeName(id, edition: edition),
        address: linkAddress(of: .code(id, edition: edition), from: route), version: metadata.version,
        captured: metadata.source?.captured.map(printed),
        checkCode: checkCode(of: id, edition: edition), status: status(of: code.editions[edition]))
    }
  }
}

extension LessonPage {
  /// Returns the path of a lesson's page.
  static func path(of lesson: LessonID) -> String { "lessons/\(lesson).html" }
}

extension PageKind {
  static let lesson = PageKind(
    roots: [LessonPage.self],
    pages: { handbook in handbook.lessons.map { Page(.lesson($0.id), at: LessonPage.path(of: $0.id)) } },
    name: { subject, names in names.text.text(for: .lesson(subject.lessonID, anchor: nil)) },
    record: { subject, handbook in
      handbook.lesson(subject.lessonID).map { PageRecord(.lesson($0.id), $0.path, $0.metadata.publish) }
    }, source: .record(showsOthers: { _, _ in true }), growsWithHandbook: false, section: .lessons,
    outlineSection: .lessons, outlineKind: .lesson, outlineTitle: { $1.name(of: $0) },
    isIndexed: { _, _ in true },
    render: { page, site in
      let lesson = required(site.handbook.lesson(page.subject.lessonID), page.subject)
      return site.theme.render(LessonPageBuilder(site: site, page: page, lesson: lesson).build())
    })
}

/// The index of lessons.
struct LessonsPage: PageContext {
  static let template = "lessons"

  var shell: PageShell
  /// The number of lessons, as text.
  var lessonsSummary: String
  /// The time that all lessons take, as text.
  var totalDuration: String?
  var lessons: [LessonCard] = []

  static let fields = TemplateFields<LessonsPage>([
    .text("lessonsSummary", \.lessonsSummary, "The number of lessons, in words."),
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
      var context = LessonsPage(
        shell: site.shell(of: page, title: site.words[.lessons]),
        lessonsSummary: site.words.counted(.lessonCount, site.handbook.lessons.count))
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

import Handbook
import Markup

/// Builds the page of a lesson.
struct LessonPageBuilder {
  let site: SiteContext
  let page: Page
  let lesson: Lesson

  func build() -> LessonPage {
    let metadata = lesson.metadata
    let renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: lesson.document, route: page.route)
    var shell = site.shell(
      of: page, title: metadata.title.value, description: metadata.description, trail: [.lessons])
    shell.contents = renderer.contents
    let lessons = site.handbook.lessons
    let place = site.handbook.place(of: lesson.id)
    if let place, place > 0 { shell.previous = link(to: lessons[place - 1]) }
    if let place, place + 1 < lessons.count { shell.next = link(to: lessons[place + 1]) }
    var context = LessonPage(shell: shell, content: renderer.html(ofChildrenOf: 0))
    context.position = place.map {
      site.words.filled(.lessonPosition, ["number": String($0 + 1), "count": String(lessons.count)])
    }
    context.duration = metadata.minutes.map { site.words.counted(.minuteCount, $0) }
    context.audience = site.audience(of: lesson)
    context.isForFacilitators = metadata.audience == .facilitator
    context.prerequisites = metadata.prerequisites.compactMap { prerequisite in
      site.handbook.lesson(LessonID(prerequisite.value)).map(link)
    }
    context.objectives = ObjectiveBuilder(site: site, lesson: lesson, route: page.route).objectives
    context.answerKey = AnswerKeyBuilder(lesson: lesson, renderer: renderer).html()
    context.texts = site.textVersions(citedBy: lesson.document, .lesson(lesson.id), from: page.route)
    context.references = metadata.references.map { RemarkContext(html: HTML(escaping: $0)) }
    return context
  }

  private func link(to lesson: Lesson) -> LinkContext {
    LinkContext(
      title: lesson.metadata.title.value, address: site.address(of: .lesson(lesson.id), from: page.route))
  }
}

extension SiteContext {
  /// Whom a lesson is for, in words.
  func audience(of lesson: Lesson) -> String {
    switch lesson.metadata.audience {
    case .learner: words[.audienceLearner]
    case .facilitator: words[.audienceFacilitator]
    case .both: words[.audienceBoth]
    }
  }

  /// A lesson as it stands in a list of lessons.
  func card(of lesson: Lesson, number: Int, from route: Route) -> LessonCard {
    var card = LessonCard(
      title: lesson.metadata.title.value, address: address(of: .lesson(lesson.id), from: route))
    card.number = String(number)
    card.description = lesson.metadata.description
    card.duration = lesson.metadata.minutes.map { words.counted(.minuteCount, $0) }
    card.audience = audience(of: lesson)
    card.objectives = lesson.metadata.objectives.map { PhraseContext(text: $0.text.value) }
    return card
  }
}

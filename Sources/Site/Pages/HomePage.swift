import Basics
import Handbook
import Markdown

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
  /// What readers can look up, for the search field to show: topics and a law.
  var examples: [LinkContext] = []
  var topics: [LinkContext] = []
  var lessons: [LessonCard] = []

  var hasLessons: Bool { !lessons.isEmpty }
  var hasSituations: Bool { !situations.isEmpty }
  var hasTopics: Bool { !topics.isEmpty }

  static let fields = TemplateFields<HomePage>([
    .html("introduction", optional: \.introduction, "What the handbook is."),
    .text("summary", optional: \.summary, "What the handbook holds, in words."),
    .list("states", \.states, "The states, by name."),
    .flag("hasSituations", \.hasSituations, "Whether there are situations."),
    .list("situations", \.situations, "What readers ask, in their words."),
    .flag("hasExamples", { !$0.examples.isEmpty }, "Whether there are examples of what to look up."),
    .list("examples", \.examples, "Examples of what to look up: topics and a law."),
    .flag("hasTopics", \.hasTopics, "Whether there are topics."),
    .list("topics", \.topics, "The topics, by title."),
    .flag("hasLessons", \.hasLessons, "Whether there are lessons."),
    .list("lessons", \.lessons, "The lessons, in order."),
  ])
}

/// A question that readers bring, and where it is answered.
struct SituationContext: TemplateContext {
  /// Such as "A client offers me a gift".
  var question: String
  /// The topic that answers it.
  var title: String
  var address: Address

  static let fields = TemplateFields<SituationContext>([
    .text("question", \.question, "What readers ask, in their words."),
    .text("title", \.title, "The topic that answers."),
    .address("address", \.address, "The topic's page."),
  ])
}

extension PageKind {
  static let home = generated(
    HomePage.self, .home, at: { _ in "index.html" }, name: .home, growsWithHandbook: true, section: nil,
    outline: .home, isIndexed: true,
    build: { HomePageBuilder(site: $1, page: $0).build() })
}

/// Builds the home page.
struct HomePageBuilder {
  let site: SiteContext
  let page: Page

  private var handbook: Handbook { site.handbook }

  func build() -> HomePage {
    let configuration = handbook.configuration
    var context = HomePage(
      shell: site.shell(of: page, title: configuration.title.value, description: configuration.description))
    context.introduction = configuration.description.map { HTML(escaping: $0) }
    context.summary = summary
    context.states = StateTiles(site: site, route: page.route).tiles
    context.situations = situations
    context.examples = examples
    context.topics = handbook.topics.map { topic in
      LinkContext(
        title: topic.metadata.title.value, address: site.address(of: .topic(topic.id), from: page.route))
    }
    context.lessons = site.lessonCards(from: page.route)
    return context
  }

  /// The first situation of each of the topics that readers come to most.
  ///
  /// An author lists more situations for a topic that readers ask more about, so topics with more of them come
  /// first, then topics with more provisions.
  private var situations: [SituationContext] {
    let topics = handbook.topics.filter { !$0.metadata.situations.isEmpty }
    let weights = topics.enumerated().map { index, topic in
      (topic.metadata.situations.count, handbook.passagesByTopic[topic.id]?.count ?? 0, -index)
    }
    let order = topics.indices.sorted { weights[$0] > weights[$1] }
    return order.prefix(Self.situationCount).map { topics[$0] }.map { topic in
      SituationContext(
        question: topic.metadata.situations[0], title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route))
    }
  }

  /// The topics of the first situations, and the law that the handbook cites most.
  private var examples: [LinkContext] {
    let topics = situations.prefix(Self.exampleTopicCount).map {
      LinkContext(title: $0.title, address: $0.address)
    }
    let citations = handbook.citations.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard site.map.has(.citationIndex), let law = citations.first?.key else { return topics }
    let name = "\(law.series) \(law.number)"
    let address = site.address(
      of: .citationIndex, anchor: CitationsPageBuilder.anchor(name), from: page.route)
    return topics + [LinkContext(title: name, address: address)]
  }

  private static let exampleTopicCount = 3

  /// As many as fit beside the map of states.
  private static let situationCount = 9

  private var summary: String {
    [
      site.words.counted(.codeCount, handbook.codes.count),
      site.words.counted(.topicCount, handbook.topics.count),
      site.words.counted(.lessonCount, handbook.lessons.count),
    ].joined(separator: ", ")
  }
}

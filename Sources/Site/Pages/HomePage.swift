import Basics
import Handbook
import Markdown

/// The home page.
///
/// It answers "Where is my state?" and "What should I do when…" on the first screen.
struct HomePage: PageContext {
  static let template = "home"

  var shell: PageShell
  var introduction: HTML?
  /// A summary of the handbook's content: "12 codes, 27 topics, 6 lessons".
  var summary: String?
  /// The codes, for the list where readers find their state.
  var codes: [StateChoice] = []
  var grid: StateGrid
  var situations: [SituationContext] = []
  /// Examples for the search field of what readers can look up: topics and a law.
  var examples: [LinkContext] = []
  /// The reference pages: the glossary and the indexes.
  var references: [LinkContext] = []
  var topics: [LinkContext] = []
  var lessons: [LessonCard] = []
  var codesPage: Address?
  var lessonsPage: Address?
  var practicePage: Address?
  var lessonsSummary = ""

  var hasLessons: Bool { !lessons.isEmpty }
  var hasSituations: Bool { !situations.isEmpty }
  var hasTopics: Bool { !topics.isEmpty }

  static let fields = TemplateFields<HomePage>([
    .html("introduction", optional: \.introduction, "An introduction to the handbook."),
    .text("summary", optional: \.summary, "What the handbook contains, in words."),
    .flag("hasCodes", { !$0.codes.isEmpty }, "Whether there are codes."),
    .list("codes", \.codes, "The codes, for the list where readers find their state."),
    .address("codesPage", optional: \.codesPage, "The list of codes."),
    .object("grid", \.grid, "The states, as a map or as a list."),
    .flag("hasSituations", \.hasSituations, "Whether there are situations."),
    .list("situations", \.situations, "A question in readers' words."),
    .flag("hasExamples", { !$0.examples.isEmpty }, "Whether there are examples of things to look up."),
    .list("examples", \.examples, "Examples of things to look up: topics and a law."),
    .flag("hasReferences", { !$0.references.isEmpty }, "Whether there is a glossary or an index."),
    .list("references", \.references, "The glossary and the indexes."),
    .object("firstLesson", optional: \.lessons.first, "The first lesson."),
    .address("lessonsPage", optional: \.lessonsPage, "The list of lessons."),
    .address("practicePage", optional: \.practicePage, "The practice page."),
    .text("lessonsSummary", \.lessonsSummary, "The number of lessons, in words."),
    .flag("hasTopics", \.hasTopics, "Whether there are topics."),
    .list("topics", \.topics, "The topics, by title."),
    .flag("hasLessons", \.hasLessons, "Whether there are lessons."),
    .list("lessons", \.lessons, "The lessons, in order."),
  ])
}

/// A code in the list where readers find their state.
struct StateChoice: TemplateContext {
  var abbreviation: String
  var title: String
  var address: Address

  static let fields = TemplateFields<StateChoice>([
    .text("abbreviation", \.abbreviation, "The prefix of the code's citations."),
    .text("title", \.title, "The state, followed by the code's short title if the state has several codes."),
    .address("address", \.address, "The code's page."),
  ])
}

/// A question that readers have, and the topic that answers it.
struct SituationContext: TemplateContext {
  /// The situation in the reader's words, such as "A client offers me a gift".
  var question: String
  /// The topic that answers it.
  var title: String
  var address: Address
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<SituationContext>([
    .text("question", \.question, "A question in readers' words."),
    .text("title", \.title, "The topic that answers the question."),
    .address("address", \.address, "The topic's page."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
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
      shell: site.shell(of: page, title: configuration.title.value, description: configuration.description),
      grid: StateGrid(site: site, route: page.route))
    context.introduction = configuration.description.map { HTML(escaping: $0) }
    context.summary = summary
    context.codes = choices
    context.codesPage = address(of: .codes)
    context.lessonsPage = address(of: .lessons)
    context.practicePage = address(of: .practice)
    context.lessonsSummary = site.words.counted(.lessonCount, handbook.lessons.count)
    context.references = [.glossary, .subjectIndex, .citationIndex].filter(site.map.has).map { subject in
      LinkContext(title: site.name(of: subject), address: site.address(of: subject, from: page.route))
    }
    context.situations = situations
    context.examples = examples
    context.topics = handbook.topics.map { topic in
      site.link(to: .topic(topic.id), from: page.route)
    }
    context.lessons = site.lessonCards(from: page.route)
    return context
  }

  private func address(of subject: Page.Subject) -> Address? {
    site.map.has(subject) ? site.address(of: subject, from: page.route) : nil
  }

  private var choices: [StateChoice] {
    handbook.codes.map { code in
      StateChoice(
        abbreviation: code.id.rawValue, title: site.text.placeName(of: code),
        address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route))
    }
  }

  /// The first situation of each topic that readers need most.
  ///
  /// Authors list more situations for topics that readers ask about more, so topics with more situations come
  /// first, then topics with more provisions.
  private var situations: [SituationContext] {
    handbook.topicsByDemand.prefix(Self.situationCount).map { topic in
      SituationContext(
        question: topic.metadata.situations[0], title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        titleLanguage: site.titleLanguage(of: .topic(topic.id)))
    }
  }

  /// The topics of the first situations, and the law that the handbook cites most often.
  private var examples: [LinkContext] {
    let topics = situations.prefix(Self.exampleTopicCount).map {
      LinkContext(title: $0.title, address: $0.address, titleLanguage: $0.titleLanguage)
    }
    guard site.map.has(.citationIndex), let name = handbook.mostCitedLaw else { return topics }
    let address = site.address(
      of: .citationIndex, anchor: CitationsPageBuilder.anchor(name), from: page.route)
    return topics + [LinkContext(title: name, address: address)]
  }

  private static let exampleTopicCount = 3

  /// The number of situations that fit next to the map of states.
  private static let situationCount = 9

  private var summary: String {
    [
      site.words.counted(.codeCount, handbook.codes.count),
      site.words.counted(.topicCount, handbook.topics.count),
      site.words.counted(.lessonCount, handbook.lessons.count),
    ].joined(separator: ", ")
  }
}

extension Handbook {
  /// The topics with situations, in the order of how much readers need them.
  fileprivate var topicsByDemand: [Topic] {
    let topics = topics.filter { !$0.metadata.situations.isEmpty }
    let weights = topics.enumerated().map { index, topic in
      (topic.metadata.situations.count, passagesByTopic[topic.id]?.count ?? 0, -index)
    }
    return topics.indices.sorted { weights[$0] > weights[$1] }.map { topics[$0] }
  }

  /// The law that the handbook cites most often, such as "42 CFR 2".
  fileprivate var mostCitedLaw: String? {
    let citations = citations.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return citations.first.map { "\($0.key.series) \($0.key.number)" }
  }

  /// Examples of what readers can search for: a topic, a provision, and a law, if this handbook has them.
  var searchExamples: [String] {
    let topic = topicsByDemand.prefix(3).map(\.metadata.title.value).min { $0.count < $1.count }
    let provision = codesWithText.lazy.compactMap { code in
      code.current.text.provisions.lazy.compactMap(\.label).first {
        $0.utf8.contains { (0x30...0x39).contains($0) }
      }
      .map { "\(code.id) \($0.withoutMarks)" }
    }.first
    return [topic?.lowercasedUnlessAbbreviation, provision, mostCitedLaw].compactMap(\.self)
  }
}

extension String {
  /// A label without the marks around it and between its parts: "7306.1" for "7306.1.", and "2 a" for "(2)(a)".
  fileprivate var withoutMarks: String {
    split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" }.map { part in
      String(part.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed())
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The text in the case that it has inside a sentence: "gifts", but "HIPAA rules".
  fileprivate var lowercasedUnlessAbbreviation: String {
    guard let second = dropFirst().first, second.isLowercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}

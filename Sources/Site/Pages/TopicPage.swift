import Basics
import Handbook
import Markdown

/// A topic, with its definition and each state's provisions about it.
struct TopicPage: PageContext {
  static let template = "topic"

  var shell: PageShell
  /// The paragraphs about what to do first when someone may be in danger.
  var urgent: [PhraseContext] = []
  var definition: HTML?
  /// Other words for it.
  var synonyms: [PhraseContext] = []
  /// The states whose codes cover the topic.
  var states: [TopicState] = []
  /// The states whose codes were checked and don't mention the topic.
  var silentStates: [LinkContext] = []
  /// The states whose codes nobody has checked against the topics.
  var unreviewedStates: [LinkContext] = []
  /// The states whose text isn't included.
  var unheldStates: [LinkContext] = []
  var lessons: [MentionContext] = []
  /// The number of places that discuss it, as text, if there are too many to show at once.
  var lessonsSummary: String?
  var related: [LinkContext] = []
  /// The row of the topic in the comparison.
  var comparison: Address?

  private var isUnmentioned: Bool { states.isEmpty && unreviewedStates.isEmpty && !silentStates.isEmpty }

  static let fields = TemplateFields<TopicPage>([
    .flag(
      "hasUrgent", { !$0.urgent.isEmpty },
      "Whether the topic says what to do first when someone may be in danger."),
    .list("urgent", \.urgent, "The paragraphs on what to do first when someone may be in danger."),
    .html("definition", optional: \.definition, "The definition of the topic."),
    .flag("hasSynonyms", { !$0.synonyms.isEmpty }, "Whether there are other words for it."),
    .list("synonyms", \.synonyms, "Other words for it."),
    .flag("hasStates", { !$0.states.isEmpty }, "Whether any code mentions the topic."),
    .list("states", \.states, "The states whose codes mention the topic."),
    .flag("isUnmentioned", \.isUnmentioned, "Whether all codes were checked and none mentions the topic."),
    .flag(
      "hasSilentStates", { !$0.silentStates.isEmpty },
      "Whether any code was checked and doesn't mention the topic."),
    .list("silentStates", \.silentStates, "The states whose codes were checked and don't mention the topic."),
    .flag(
      "hasUnreviewedStates", { !$0.unreviewedStates.isEmpty },
      "Whether any code hasn't been checked for topics."),
    .list("unreviewedStates", \.unreviewedStates, "The states whose codes haven't been checked for topics."),
    .flag(
      "hasUnheldStates", { !$0.unheldStates.isEmpty }, "Whether any state's code isn't included."),
    .list("unheldStates", \.unheldStates, "The states whose text isn't included."),
    .flag("hasLessons", { !$0.lessons.isEmpty }, "Whether lessons discuss it."),
    .list("lessons", \.lessons, "The lessons that discuss it."),
    .text(
      "lessonsSummary", optional: \.lessonsSummary,
      "The number of places that discuss it, in words, if the list is collapsed."),
    .flag("hasRelated", { !$0.related.isEmpty }, "Whether there are related topics."),
    .list("related", \.related, "Related topics."),
    .address("comparison", optional: \.comparison, "The topic's row in the comparison."),
  ])
}

/// The provisions of one state's code about a topic.
struct TopicState: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  /// The id of the state's section on the page.
  var anchor: String
  var address: Address
  var status: StatusContext
  /// A sentence that names what replaced the code.
  var replaced: String?
  var provisions: [QuotationContext]

  static let fields = TemplateFields<TopicState>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .text("anchor", \.anchor, "The id of the state's section."),
    .address("address", \.address, "The page of the code."),
    .object("status", \.status, "The status of the code."),
    .text("replaced", optional: \.replaced, "What replaced the code, as a sentence."),
    .list("provisions", \.provisions, "The provisions about the topic."),
  ])
}

/// Builds the page of a topic, with each state's provisions about it and the states that have none.
struct TopicPageBuilder {
  let site: SiteContext
  let page: Page
  let topic: Topic

  func build() -> TopicPage {
    let renderer = DocumentRenderer(
      site: site, key: .topic(topic.id), document: topic.document, route: page.route,
      sourcePath: site.sourcePath(topic.path))
    var context = TopicPage(
      shell: site.shell(of: page, title: topic.metadata.title.value, trail: [.topics]))
    context.urgent = topic.metadata.urgentParagraphs.map { PhraseContext(text: $0) }
    context.definition = renderer.html(ofChildrenOf: 0)
    context.synonyms = topic.metadata.synonyms.map { PhraseContext(text: $0) }
    let coverage = TopicCoverage(of: topic.id, in: site.handbook)
    context.states = coverage.speaking.map { state(of: $0.code, parts: $0.parts) }
    context.silentStates = coverage.silent.map(link)
    context.unreviewedStates = coverage.unreviewed.map(link)
    context.unheldStates = coverage.unheld.map(link)
    let mentions = site.mentions(of: .topic(topic.id, anchor: nil), from: page.route)
    context.lessons = mentions.pages
    context.lessonsSummary = mentions.summaryOfMany
    context.related = topic.metadata.related.map(\.value).filter { site.map.has(.topic($0)) }.map {
      site.link(to: .topic($0), from: page.route)
    }
    if site.map.has(.comparison) {
      context.comparison = site.address(of: .comparison, anchor: topic.id.rawValue, from: page.route)
    }
    return context
  }

  private func link(_ code: CodeOfEthics) -> LinkContext {
    LinkContext(
      title: site.text.placeName(of: code),
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route))
  }

  private func state(of code: CodeOfEthics, parts: [Passage.Part]) -> TopicState {
    let quotations = QuotationBuilder(site: site, route: page.route)
    return TopicState(
      jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      anchor: TopicState.anchor(of: code),
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route),
      status: site.status(of: code.current),
      replaced: site.replacedSentence(of: code, edition: code.currentIndex),
      provisions: parts.map { quotations.passage($0, of: code, edition: code.currentIndex) })
  }
}

extension TopicState {
  /// Returns the anchor of a code's section on a topic's page.
  static func anchor(of code: CodeOfEthics) -> String { "code-\(code.id.rawValue.lowercased())" }
}

extension PageKind {
  static let topic = PageKind(
    roots: [TopicPage.self],
    pages: { handbook in handbook.topics.map { Page(.topic($0.id), at: "topics/\($0.id).html") } },
    name: { subject, names in names.text.text(for: .topic(subject.topicID, anchor: nil)) },
    record: { subject, handbook in
      handbook.topic(subject.topicID).map { PageRecord(.topic($0.id), $0.path, $0.metadata.publish) }
    }, source: .outlines, growsWithHandbook: true, section: .topics,
    outlineSection: .topics, outlineKind: .page, outlineTitle: { $1.name(of: $0) },
    isIndexed: { _, _ in true },
    render: { page, site in
      let topic = required(site.handbook.topic(page.subject.topicID), page.subject)
      return site.theme.render(TopicPageBuilder(site: site, page: page, topic: topic).build())
    })
}

/// The index of topics.
struct TopicsPage: PageContext {
  static let template = "topics"

  var shell: PageShell
  var topics: [TopicRow] = []

  static let fields = TemplateFields<TopicsPage>([
    .list("topicList", \.topics, "The topics, by title.")
  ])
}

/// A topic in the index of topics.
struct TopicRow: TemplateContext {
  var title: String
  var address: Address
  /// The first of the other words for it, on one line.
  ///
  /// The topic's page and the A–Z index have all of them.
  var synonyms: String?
  /// The number of states whose codes cover it, as text.
  var coverage: String?
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<TopicRow>([
    .text("title", \.title, "The topic's title."),
    .address("address", \.address, "The topic's page."),
    .text("synonyms", optional: \.synonyms, "The first other words for it, on one line."),
    .text("coverage", optional: \.coverage, "The number of states whose codes mention it, in words."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

extension PageKind {
  static let topics = generated(
    TopicsPage.self, .topics, at: { $0.topics.isEmpty ? nil : "topics/index.html" }, name: .topics,
    growsWithHandbook: true, section: .topics, outline: .topics, isIndexed: true,
    build: { page, site in
      var context = TopicsPage(shell: site.shell(of: page, title: site.words[.topics]))
      context.topics = site.topicRows(from: page.route)
      return context
    })
}

extension SiteContext {
  /// Returns the topics, with their synonyms and the number of states that cover them.
  func topicRows(from route: Route) -> [TopicRow] {
    handbook.topics.map { topic in
      let coverage = TopicCoverage(of: topic.id, in: handbook)
      var row = TopicRow(
        title: topic.metadata.title.value, address: address(of: .topic(topic.id), from: route))
      let synonyms = topic.metadata.synonyms
      if !synonyms.isEmpty {
        let shown = synonyms.prefix(PageLimits.synonymsInList)
        row.synonyms = shown.joined(separator: ", ") + (shown.count < synonyms.count ? " …" : "")
      }
      row.coverage = description(of: coverage)
      row.titleLanguage = titleLanguage(of: .topic(topic.id))
      return row
    }
  }

  /// Returns the number of states that cover a topic, as text; it's "none" only if all codes were checked.
  private func description(of coverage: TopicCoverage) -> String {
    if !coverage.speaking.isEmpty { return words.counted(.stateCount, coverage.speaking.count) }
    guard coverage.unreviewed.isEmpty else { return words[.notReviewed] }
    return words.counted(.noneOfCodes, coverage.silent.count)
  }
}

import Basics
import Handbook
import Markdown

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
  /// Other words for it, on one line.
  var synonyms: String?
  /// The number of states whose codes cover it, as text.
  var coverage: String?
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<TopicRow>([
    .text("title", \.title, "The topic's title."),
    .address("address", \.address, "The topic's page."),
    .text("synonyms", optional: \.synonyms, "Other words for it, in one line."),
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
      row.synonyms = synonyms.isEmpty ? nil : synonyms.joined(separator: ", ")
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

/// The index of topics.
struct TopicsPage: PageContext {
  static let template = "topics"

  var shell: PageShell
  var introduction: HTML?
  var topics: [TopicRow] = []

  static let fields = TemplateFields<TopicsPage>(
    [
      .html("introduction", optional: \.introduction, "What the list holds."),
      .list("topicList", \.topics, "The topics, by title."),
    ], including: \.shell)
}

/// A topic in the index of topics.
struct TopicRow: TemplateContext {
  var title: String
  var address: Address
  /// Other words for it, in one line.
  var synonyms: String?
  /// How many states' codes say something, in words.
  var coverage: String?

  static let fields = TemplateFields<TopicRow>([
    .text("title", \.title, "The topic's title."),
    .address("address", \.address, "The topic's page."),
    .text("synonyms", optional: \.synonyms, "Other words for it, in one line."),
    .text("coverage", optional: \.coverage, "How many states' codes say something, in words."),
  ])
}

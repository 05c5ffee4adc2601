/// The comparison with the texts themselves: topics by states.
struct SideBySidePage: PageContext {
  static let template = "side-by-side"

  var shell: PageShell
  var introduction: HTML?
  /// The columns: the states whose text is held.
  var states: [CompareState] = []
  var topics: [CompareTopic] = []
  /// The topics as a list, in place of the table, where the texts are too many for one page.
  var topicList: [TopicRow] = []

  static let fields = TemplateFields<SideBySidePage>(
    [
      .html("introduction", optional: \.introduction, "How to read the table."),
      .list("states", \.states, "The columns: the states, by name."),
      .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
      .flag("isList", { !$0.topicList.isEmpty }, "Whether the texts are too many for one page."),
      .list("topicList", \.topicList, "The topics, whose pages have the texts, where one page can't."),
    ], including: \.shell)
}

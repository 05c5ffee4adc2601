import Basics
import Handbook

/// The comparison of topics by state, with the full texts.
struct SideBySidePage: PageContext {
  static let template = "side-by-side"

  var shell: PageShell
  /// The columns: the states whose text is included.
  var states: [CompareState] = []
  var topics: [CompareTopic] = []
  var filter: CompareFilter
  /// The topics as a list, which replaces the table if there are too many texts for one page.
  var topicList: [TopicRow] = []

  static let fields = TemplateFields<SideBySidePage>([
    .list("states", \.states, "The columns: the states, by name."),
    .object("filter", \.filter, "The form that filters the table."),
    .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
    .flag("isList", { !$0.topicList.isEmpty }, "Whether there's too much text for one page."),
    .list(
      "topicList", \.topicList, "The topics, whose pages have the text if there's too much for one page."),
  ])
}

/// Builds the comparison with the full texts: topics by the codes whose text is included, with the gaps.
struct SideBySidePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> SideBySidePage {
    let codes = site.handbook.codesWithText
    let columns = CompareColumns(site: site, route: page.route)
    var context = SideBySidePage(
      shell: site.shell(of: page, title: site.words[.sideBySide], trail: [.comparison]),
      filter: columns.filter)
    let count = site.handbook.passagesByTopic.values.reduce(0) { $0 + $1.count }
    guard count <= PageLimits.passagesSideBySide else {
      context.topicList = site.topicRows(from: page.route)
      return context
    }
    context.states = codes.map(columns.state)
    context.topics = site.handbook.topics.map { topic in
      let passages = Dictionary(grouping: site.handbook.passagesByTopic[topic.id] ?? [], by: \.code)
      return CompareTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        cells: codes.map { cell(of: $0, passages: passages[$0.id] ?? [], columns: columns) },
        titleLanguage: site.titleLanguage(of: .topic(topic.id)))
    }
    return context
  }

  private func cell(of code: CodeOfEthics, passages: [Passage], columns: CompareColumns) -> CompareCell {
    let quotations = QuotationBuilder(site: site, route: page.route)
    var cell = columns.cell(of: code, count: passages.count)
    cell.provisions = passages.map { quotations.passage($0.part, of: code, edition: code.currentIndex) }
    return cell
  }
}

extension Handbook {
  /// The codes whose text is included, from A to Z.
  var codesWithText: [CodeOfEthics] { codes.filter { $0.current.metadata.text == .full } }

  /// The codes that the handbook only links to, from A to Z.
  var codesWithoutText: [CodeOfEthics] { codes.filter { $0.current.metadata.text != .full } }
}

extension PageKind {
  static let sideBySide = generated(
    SideBySidePage.self, .sideBySide,
    at: { $0.topics.isEmpty || $0.codesWithText.isEmpty ? nil : "compare-texts.html" }, name: .sideBySide,
    growsWithHandbook: true, section: .comparison, outline: .comparison, isIndexed: true,
    build: { SideBySidePageBuilder(site: $1, page: $0).build() })
}

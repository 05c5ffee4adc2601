import Basics
import Handbook
import Markdown

/// The comparison of topics by state, with the number of provisions and the gaps.
struct ComparePage: PageContext {
  static let template = "compare"

  var shell: PageShell
  /// The columns.
  var states: [CompareState] = []
  /// The rows.
  var topics: [CompareTopic] = []
  var filter: CompareFilter
  /// The page with the states' text side by side.
  var sideBySide: Address?
  /// The pages for people who move from one state to another.
  var moves: [LinkContext] = []
  /// The page for choosing two texts.
  var chooser: Address?

  static let fields = TemplateFields<ComparePage>([
    .list("states", \.states, "The columns: the states whose text is included, by name."),
    .object("filter", \.filter, "The form that filters the table."),
    .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
    .address("sideBySide", optional: \.sideBySide, "The page with the texts side by side."),
    .flag(
      "hasMoves", { !$0.moves.isEmpty || $0.chooser != nil }, "Whether there are pages for people who move."),
    .list("moves", \.moves, "The pages for people who move from one state to another."),
    .address("chooser", optional: \.chooser, "The page for choosing any two texts."),
  ])
}

/// The information in both comparisons about the states that they can and can't show.
struct CompareFilter: TemplateContext {
  /// The states whose text isn't included.
  var others: [CompareState]
  /// The number of these states, as text.
  var othersSummary: String?
  /// The phrase "Showing {shown} of 12 states", in which the script inserts the number.
  var statesShown: String
  /// The phrase "{shown} of 38 topics".
  var topicsShown: String

  static let fields = TemplateFields<CompareFilter>([
    .list("others", \.others, "The states whose text isn't included."),
    .text(
      "othersSummary", optional: \.othersSummary,
      "The number of states without text, in words."),
    .text("statesShown", \.statesShown, "The number of states shown, with `{shown}` for scripts to replace."),
    .text("topicsShown", \.topicsShown, "The number of topics shown, with `{shown}` for scripts to replace."),
  ])
}

/// A column of the comparison.
struct CompareState: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  var address: Address
  var status: StatusContext
  /// A sentence that names what replaced the code.
  var replaced: String?

  static let fields = TemplateFields<CompareState>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .address("address", \.address, "The page of the code."),
    .object("status", \.status, "The status of the code."),
    .text("replaced", optional: \.replaced, "What replaced the code, as a sentence."),
  ])
}

/// A row of the comparison.
struct CompareTopic: TemplateContext {
  /// The topic's id, which the page's address uses as a filter.
  var anchor: String
  var title: String
  var address: Address
  var cells: [CompareCell]
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<CompareTopic>([
    .text("anchor", \.anchor, "The topic's id."),
    .text("title", \.title, "The topic's title."),
    .address("address", \.address, "The topic's page."),
    .list("cells", \.cells, "A cell for every state."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

/// A cell of the comparison.
struct CompareCell: TemplateContext {
  /// The column's state.
  var abbreviation: String
  var jurisdiction: String
  /// The number of provisions, or `nil` if the code doesn't mention the topic.
  var count: String?
  /// The address of the provisions.
  var address: Address?
  /// The provisions, on the side-by-side page.
  var provisions: [QuotationContext] = []
  /// Whether the code was checked against the topics; if it was and has no count, the cell is a gap.
  var isReviewed = true

  static let fields = TemplateFields<CompareCell>([
    .text("abbreviation", \.abbreviation, "The abbreviation of the column's state."),
    .text("jurisdiction", \.jurisdiction, "The column's state."),
    .text("count", optional: \.count, "The number of provisions."),
    .address("address", optional: \.address, "The address of the provisions."),
    .list("provisions", \.provisions, "The provisions, on the page with the texts side by side."),
    .flag(
      "isGap", { $0.isReviewed && $0.count == nil },
      "Whether the code was checked and doesn't mention the topic."),
    .flag(
      "isUnreviewed", { !$0.isReviewed && $0.count == nil },
      "Whether the code hasn't been checked for topics."),
  ])
}

/// Builds the parts that both comparisons share: the header of a state's column, and its cells.
struct CompareColumns {
  let site: SiteContext
  /// The page with the comparison.
  let route: Route

  /// Returns the header of a code's column.
  func state(of code: CodeOfEthics) -> CompareState {
    CompareState(
      jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: route),
      status: site.status(of: code.current),
      replaced: site.replacedSentence(of: code, edition: code.currentIndex))
  }

  /// The content of the filter form.
  var filter: CompareFilter {
    let (handbook, words) = (site.handbook, site.words)
    let others = handbook.codesWithoutText.map(state)
    return CompareFilter(
      others: others, othersSummary: others.isEmpty ? nil : words.counted(.unheldCount, others.count),
      statesShown: words.filled(
        .statesShown, ["shown": "{shown}", "count": String(handbook.codes.count)]),
      topicsShown: words.filled(
        .topicsShown, ["shown": "{shown}", "count": String(handbook.topics.count)]))
  }

  /// Returns a cell of a code's column.
  ///
  /// - Parameter count: The number of passages in the code on the row's topic.
  func cell(of code: CodeOfEthics, count: Int) -> CompareCell {
    CompareCell(
      abbreviation: code.id.rawValue, jurisdiction: site.text.placeName(of: code),
      count: count > 0 ? String(count) : nil, isReviewed: code.current.metadata.topics != nil)
  }
}

/// Builds the comparison of topics by state, with the gaps.
struct ComparePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ComparePage {
    let handbook = site.handbook
    let columns = CompareColumns(site: site, route: page.route)
    var context = ComparePage(
      shell: site.shell(of: page, title: site.words[.compare]), filter: columns.filter)
    let codes = handbook.codesWithText
    context.states = codes.map(columns.state)
    context.topics = handbook.topics.map { topic in
      let passages = Dictionary(grouping: handbook.passagesByTopic[topic.id] ?? [], by: \.code)
      return CompareTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        cells: codes.map { code in
          var cell = columns.cell(of: code, count: passages[code.id]?.count ?? 0)
          if cell.count != nil { cell.address = address(of: code, on: topic) }
          return cell
        }, titleLanguage: site.titleLanguage(of: .topic(topic.id)))
    }
    context.moves = site.moves(from: page.route)
    if site.map.has(.moves) { context.chooser = site.address(of: .moves, from: page.route) }
    if site.map.has(.sideBySide) { context.sideBySide = site.address(of: .sideBySide, from: page.route) }
    return context
  }

  /// Returns the address of a code's section on a topic's page.
  private func address(of code: CodeOfEthics, on topic: Topic) -> Address {
    site.address(of: .topic(topic.id), anchor: TopicState.anchor(of: code), from: page.route)
  }
}

extension PageKind {
  static let comparison = generated(
    ComparePage.self, .comparison, at: { $0.topics.isEmpty ? nil : "compare.html" }, name: .compare,
    growsWithHandbook: true, section: .comparison, outline: .comparison, isIndexed: true,
    build: { ComparePageBuilder(site: $1, page: $0).build() })
}

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

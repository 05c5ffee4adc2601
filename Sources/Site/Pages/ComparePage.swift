import Basics
import Handbook
import Markdown

/// The comparison: topics by states, with the number of provisions and the gaps.
struct ComparePage: PageContext {
  static let template = "compare"

  var shell: PageShell
  /// The columns.
  var states: [CompareState] = []
  /// The rows.
  var topics: [CompareTopic] = []
  var filter: CompareFilter
  /// The page with the text of the states side by side.
  var sideBySide: Address?
  /// The pages for people who move from one state to another.
  var moves: [LinkContext] = []

  static let fields = TemplateFields<ComparePage>([
    .list("states", \.states, "The columns: the states whose text is included, by name."),
    .object("filter", \.filter, "What the form that filters shows."),
    .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
    .address("sideBySide", optional: \.sideBySide, "The page with the texts side by side."),
    .flag("hasMoves", { !$0.moves.isEmpty }, "Whether there are pages for people who move."),
    .list("moves", \.moves, "The pages for people who move from one state to another."),
  ])
}

/// What the two comparisons say about the states that they show and those that they can't.
struct CompareFilter: TemplateContext {
  /// The states whose text isn't included.
  var others: [CompareState]
  /// How many these are, in words.
  var othersSummary: String?
  /// "Showing {shown} of 12 states": the script puts in the number.
  var statesShown: String
  /// "{shown} of 38 topics".
  var topicsShown: String

  static let fields = TemplateFields<CompareFilter>([
    .list("others", \.others, "The states whose text isn't included."),
    .text(
      "othersSummary", optional: \.othersSummary, "How many states are listed without their text, in words."),
    .text("statesShown", \.statesShown, "How many states are shown, with `{shown}` for the number."),
    .text("topicsShown", \.topicsShown, "How many topics are shown, with `{shown}` for the number."),
  ])
}

/// A column of the comparison.
struct CompareState: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  var address: Address
  var status: StatusContext

  static let fields = TemplateFields<CompareState>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .address("address", \.address, "The page of the code."),
    .object("status", \.status, "The standing of the code."),
  ])
}

/// A row of the comparison.
struct CompareTopic: TemplateContext {
  /// The topic's id, which the address of the page filters by.
  var anchor: String
  var title: String
  var address: Address
  var cells: [CompareCell]

  static let fields = TemplateFields<CompareTopic>([
    .text("anchor", \.anchor, "The topic's id."),
    .text("title", \.title, "The topic's title."),
    .address("address", \.address, "The topic's page."),
    .list("cells", \.cells, "A cell for every state."),
  ])
}

/// A cell of the comparison.
struct CompareCell: TemplateContext {
  /// The column's state.
  var abbreviation: String
  var jurisdiction: String
  /// How many provisions, or `nil` if the code doesn't mention the topic.
  var count: String?
  /// Where they are.
  var address: Address?
  /// The provisions themselves, on the page with the texts side by side.
  var provisions: [QuotationContext] = []
  /// Whether the code was checked against the topics; where it was and there is no count, that is a gap.
  var isReviewed = true

  static let fields = TemplateFields<CompareCell>([
    .text("abbreviation", \.abbreviation, "The column's state in short."),
    .text("jurisdiction", \.jurisdiction, "The column's state."),
    .text("count", optional: \.count, "How many provisions."),
    .address("address", optional: \.address, "Where the provisions are."),
    .list("provisions", \.provisions, "The provisions, on the page with the texts side by side."),
    .flag(
      "isGap", { $0.isReviewed && $0.count == nil },
      "Whether the code was checked and doesn't mention the topic."),
    .flag(
      "isUnreviewed", { !$0.isReviewed && $0.count == nil },
      "Whether nobody has checked the code against the topics."),
  ])
}

/// Builds what the two comparisons have in common: the head of a state's column and its cells.
struct CompareColumns {
  let site: SiteContext
  /// The page that the comparison stands on.
  let route: Route

  /// The head of a code's column.
  func state(of code: CodeOfEthics) -> CompareState {
    CompareState(
      jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: route),
      status: site.status(of: code.current))
  }

  /// What the form that filters shows.
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

  /// A cell of a code's column.
  ///
  /// - Parameter count: How many passages the code has on the row's topic.
  func cell(of code: CodeOfEthics, count: Int) -> CompareCell {
    CompareCell(
      abbreviation: code.id.rawValue, jurisdiction: site.text.placeName(of: code),
      count: count > 0 ? String(count) : nil, isReviewed: code.current.metadata.topics != nil)
  }
}

/// Builds the comparison: topics by states, with the gaps.
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
        })
    }
    context.moves = site.map.planned.compactMap { move in
      guard case .moving = move.subject else { return nil }
      return LinkContext(
        title: site.name(of: move.subject), address: site.address(of: move.subject, from: page.route))
    }
    if site.map.has(.sideBySide) { context.sideBySide = site.address(of: .sideBySide, from: page.route) }
    return context
  }

  /// Where a topic's page says what a code has on it.
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

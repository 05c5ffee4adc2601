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
  /// The page with the text of the states side by side.
  var sideBySide: Address?

  static let fields = TemplateFields<ComparePage>([
    .list("states", \.states, "The columns: the states whose text is held, then the others, each by name."),
    .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
    .address("sideBySide", optional: \.sideBySide, "The page with the texts side by side."),
  ])
}

/// A column of the comparison.
struct CompareState: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  var address: Address
  var status: StatusContext
  var holdsText = true

  static let fields = TemplateFields<CompareState>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .address("address", \.address, "The page of the code."),
    .object("status", \.status, "The standing of the code."),
    .flag("holdsText", \.holdsText, "Whether the handbook holds the code's text."),
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
  /// How many provisions; nothing in a gap and where no text is held.
  var count: String?
  /// Where they are.
  var address: Address?
  /// The provisions themselves, on the page with the texts side by side.
  var provisions: [QuotationContext] = []
  /// Whether the handbook holds the code's text.
  var holdsText = true
  /// Whether the code was checked against the topics; where it was and there is no count, that is a gap.
  var isReviewed = true

  static let fields = TemplateFields<CompareCell>([
    .text("abbreviation", \.abbreviation, "The column's state in short."),
    .text("jurisdiction", \.jurisdiction, "The column's state."),
    .text("count", optional: \.count, "How many provisions."),
    .address("address", optional: \.address, "Where the provisions are."),
    .list("provisions", \.provisions, "The provisions, on the page with the texts side by side."),
    .flag(
      "isGap", { $0.holdsText && $0.isReviewed && $0.count == nil },
      "Whether the code was checked and doesn't mention the topic."),
    .flag(
      "isUnreviewed", { $0.holdsText && !$0.isReviewed && $0.count == nil },
      "Whether nobody has checked the code against the topics."),
    .flag("isUnheld", { !$0.holdsText }, "Whether the handbook doesn't hold the code's text."),
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
      status: site.status(of: code.current), holdsText: code.current.metadata.text == .full)
  }

  /// A cell of a code's column.
  ///
  /// - Parameter count: How many passages the code has on the row's topic.
  func cell(of code: CodeOfEthics, count: Int) -> CompareCell {
    CompareCell(
      abbreviation: code.id.rawValue, jurisdiction: site.text.placeName(of: code),
      count: count > 0 ? String(count) : nil, holdsText: code.current.metadata.text == .full,
      isReviewed: code.current.metadata.topics != nil)
  }
}

/// Builds the comparison: topics by states, with the gaps.
struct ComparePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ComparePage {
    let handbook = site.handbook
    var context = ComparePage(shell: site.shell(of: page, title: site.words[.compare]))
    let columns = CompareColumns(site: site, route: page.route)
    // What is compared stands together; of the others there is only that their text is not held.
    let held = handbook.codesWithText
    let codes = held + handbook.codes.filter { $0.current.metadata.text != .full }
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

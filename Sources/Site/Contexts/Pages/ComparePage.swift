/// The comparison: topics by states, with the number of provisions and the gaps.
struct ComparePage: PageContext {
  static let template = "compare"

  var shell: PageShell
  var introduction: HTML?
  /// The columns.
  var states: [CompareState] = []
  /// The rows.
  var topics: [CompareTopic] = []
  /// The page with the text of the states side by side.
  var sideBySide: Address?

  static let fields = TemplateFields<ComparePage>(
    [
      .html("introduction", optional: \.introduction, "How to read the table."),
      .list("states", \.states, "The columns: the states whose text is held, then the others, each by name."),
      .list("topics", \.topics, "The rows: the topics, each with a cell for every state in the same order."),
      .address("sideBySide", optional: \.sideBySide, "The page with the texts side by side."),
    ], including: \.shell)
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
  /// Whether the handbook holds the code's text; where it does and there is no count, that is a gap.
  var holdsText = true

  static let fields = TemplateFields<CompareCell>([
    .text("abbreviation", \.abbreviation, "The column's state in short."),
    .text("jurisdiction", \.jurisdiction, "The column's state."),
    .text("count", optional: \.count, "How many provisions."),
    .address("address", optional: \.address, "Where the provisions are."),
    .list("provisions", \.provisions, "The provisions, on the page with the texts side by side."),
    .flag("isGap", { $0.holdsText && $0.count == nil }, "Whether the code, held in full, says nothing."),
    .flag("isUnheld", { !$0.holdsText }, "Whether the handbook doesn't hold the code's text."),
  ])
}

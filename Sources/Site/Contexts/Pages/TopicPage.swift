/// A topic: its definition, and what each state's code says about it.
struct TopicPage: PageContext {
  static let template = "topic"

  var shell: PageShell
  var definition: HTML?
  /// Other words for it.
  var synonyms: [PhraseContext] = []
  /// The states whose codes say something.
  var states: [TopicState] = []
  /// The states whose codes, held in full, say nothing.
  var silentStates: [LinkContext] = []
  /// The states whose text the handbook doesn't hold.
  var unheldStates: [LinkContext] = []
  var lessons: [MentionContext] = []
  /// How often it is discussed, in words, where the places are too many to be shown at once.
  var lessonsSummary: String?
  var related: [LinkContext] = []
  /// The row of the topic in the comparison.
  var comparison: Address?

  static let fields = TemplateFields<TopicPage>(
    [
      .html("definition", optional: \.definition, "What the topic is."),
      .flag("hasSynonyms", { !$0.synonyms.isEmpty }, "Whether there are other words for it."),
      .list("synonyms", \.synonyms, "Other words for it."),
      .flag("hasStates", { !$0.states.isEmpty }, "Whether any code says something."),
      .list("states", \.states, "The states whose codes say something."),
      .flag("hasSilentStates", { !$0.silentStates.isEmpty }, "Whether a code held in full says nothing."),
      .list("silentStates", \.silentStates, "The states whose codes, held in full, say nothing."),
      .flag("hasUnheldStates", { !$0.unheldStates.isEmpty }, "Whether the text of some state is not held."),
      .list("unheldStates", \.unheldStates, "The states whose text the handbook doesn't hold."),
      .flag("hasLessons", { !$0.lessons.isEmpty }, "Whether lessons discuss it."),
      .list("lessons", \.lessons, "The lessons that discuss it."),
      .text(
        "lessonsSummary", optional: \.lessonsSummary,
        "How often it is discussed, where the places are folded."),
      .flag("hasRelated", { !$0.related.isEmpty }, "Whether there are related topics."),
      .list("related", \.related, "Related topics."),
      .address("comparison", optional: \.comparison, "The topic in the comparison."),
    ], including: \.shell)
}

/// What one state's code says about a topic.
struct TopicState: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  /// The state's section of the page.
  var anchor: String
  var address: Address
  var status: StatusContext
  var provisions: [QuotationContext]

  static let fields = TemplateFields<TopicState>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .text("anchor", \.anchor, "The id of the state's section."),
    .address("address", \.address, "The page of the code."),
    .object("status", \.status, "The standing of the code."),
    .list("provisions", \.provisions, "The provisions about the topic."),
  ])
}

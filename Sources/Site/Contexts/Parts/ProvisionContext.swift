/// A provision on the page of its code.
struct ProvisionContext: TemplateContext {
  /// The permanent id.
  var anchor: String
  /// Ids that it had before, which old links still lead to.
  var formerAnchors: [AnchorContext] = []
  /// The label that the source prints, such as `5.` or `(iii)`; nothing for a bullet.
  var label: String?
  /// What it says, with the marks of the redline in the redline view.
  var html: HTML
  var topics: [LinkContext] = []
  /// The citation in full, as it is copied.
  var citation: String
  /// The short name, such as "Professional conduct 5", for the names of buttons.
  var name: String
  /// The anchor with its `#`, or the way to the provision.
  var address: Address
  var discussedIn: [MentionContext] = []
  /// How often it is discussed, in words.
  var discussedInSummary: String?
  /// Whether a draft removes it: it keeps its place and its id.
  var isRemoved = false
  /// Whether a draft adds it, and the page shows the text before the draft.
  var isAdded = false
  var provisions: [ProvisionContext] = []

  var hasProvisions: Bool { !provisions.isEmpty }
  var hasTopics: Bool { !topics.isEmpty }

  static let fields = TemplateFields<ProvisionContext>([
    .text("anchor", \.anchor, "The provision's permanent id."),
    .list("formerAnchors", \.formerAnchors, "Ids that it had before."),
    .text("label", optional: \.label, "The label that the source prints; absent for a bullet."),
    .html("html", \.html, "What it says."),
    .flag("hasTopics", \.hasTopics, "Whether it has topics."),
    .list("topics", \.topics, "Its topics."),
    .text("citation", \.citation, "The citation in full, to copy."),
    .text("name", \.name, "Its short name, for the names of buttons."),
    .address("address", \.address, "Its own address."),
    .list("discussedIn", \.discussedIn, "Where it is discussed."),
    .text("discussedInSummary", optional: \.discussedInSummary, "How often it is discussed, in words."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes it."),
    .flag("isAdded", \.isAdded, "Whether a draft adds it, so that the text before it has none."),
    .flag("hasProvisions", \.hasProvisions, "Whether it has sub-provisions."),
    .list("provisions", \.provisions, "Its sub-provisions."),
  ])
}

/// An id that only old links still name.
struct AnchorContext: TemplateContext {
  var anchor: String

  static let fields = TemplateFields<AnchorContext>([
    .text("anchor", \.anchor, "The id.")
  ])
}

/// A group of a code: what stands under one heading, or between two thematic breaks.
struct GroupContext: TemplateContext {
  var anchor: String
  /// Ids that it had before, which old links still lead to.
  var formerAnchors: [AnchorContext] = []
  /// Nothing for a group whose heading the source lost or never had.
  var heading: HTML?
  /// Whether the heading stands below another group's.
  var isSubgroup = false
  var blocks: [GroupBlock] = []
  var topics: [LinkContext] = []
  /// The citation in full, as it is copied.
  var citation = ""
  /// The short name, such as "Professional conduct", for the names of buttons.
  var name = ""
  var discussedIn: [MentionContext] = []
  /// How often it is discussed, in words.
  var discussedInSummary: String?

  static let fields = TemplateFields<GroupContext>([
    .text("anchor", \.anchor, "The group's id."),
    .list("formerAnchors", \.formerAnchors, "Ids that it had before."),
    .html("heading", optional: \.heading, "The heading, where the source has one."),
    .flag("isSubgroup", \.isSubgroup, "Whether the heading stands below another group's."),
    .flag("isCitable", { !$0.citation.isEmpty }, "Whether the group as a whole can be cited."),
    .text("citation", \.citation, "The citation in full, to copy."),
    .text("name", \.name, "Its short name, for the names of buttons."),
    .address("address", { Address(internal: "#" + Route.encoded($0.anchor)) }, "Its own address."),
    .flag("hasTopics", { !$0.topics.isEmpty }, "Whether it has topics."),
    .list("topics", \.topics, "Its topics."),
    .list("discussedIn", \.discussedIn, "Where it is discussed."),
    .text("discussedInSummary", optional: \.discussedInSummary, "How often it is discussed, in words."),
    .list("blocks", \.blocks, "What stands in the group, in order."),
  ])
}

/// A run of prose of a group, or a run of provisions.
struct GroupBlock: TemplateContext {
  var prose: HTML?
  /// Whether the prose leads in to the provisions after it.
  var isLeadIn = false
  var provisions: [ProvisionContext] = []

  var hasProvisions: Bool { !provisions.isEmpty }

  static let fields = TemplateFields<GroupBlock>([
    .html("prose", optional: \.prose, "Prose, where the block is prose."),
    .flag("isLeadIn", \.isLeadIn, "Whether the prose leads in to the provisions after it."),
    .flag("hasProvisions", \.hasProvisions, "Whether the block is a run of provisions."),
    .list("provisions", \.provisions, "The provisions of the block."),
  ])
}

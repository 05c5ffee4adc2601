/// The views of a code with marks, and what the marks change.
struct RedlineContext: TemplateContext {
  /// The page's own view.
  enum View: String, Sendable, CaseIterable {
    case redline, proposed, current
  }

  var view: View
  var redline: Address
  var proposed: Address
  var current: Address
  /// What the comparison is between, in words.
  var summary: String?
  /// The counts of insertions, deletions and substitutions, each in words.
  var counts: [PhraseContext] = []
  var changes: [ChangeContext] = []
  /// Whether editors' remarks stand in the redline.
  var hasComments = false
  /// Whether the redline sets words apart that do not change.
  var hasHighlights = false
  /// Said where the earlier text can't be recovered in full.
  var incomplete: HTML?

  static let fields = TemplateFields<RedlineContext>([
    .flag("isRedline", { $0.view == .redline }, "Whether the page shows the marks."),
    .flag("isProposed", { $0.view == .proposed }, "Whether the page shows the text with every change made."),
    .flag("isCurrent", { $0.view == .current }, "Whether the page shows the text before the changes."),
    .address("redline", \.redline, "The page with the marks."),
    .address("proposed", \.proposed, "The page with every change made."),
    .address("current", \.current, "The page before the changes."),
    .text("summary", optional: \.summary, "What is compared with what."),
    .list("counts", \.counts, "The counts of each kind of change, in words."),
    .flag("hasChanges", { !$0.changes.isEmpty }, "Whether anything changes."),
    .list("changes", \.changes, "The changes in words."),
    .flag("hasComments", \.hasComments, "Whether editors' remarks stand in the redline."),
    .flag("hasHighlights", \.hasHighlights, "Whether the redline sets words apart that do not change."),
    .html("incomplete", optional: \.incomplete, "Said where the earlier text can't be recovered in full."),
  ])
}

/// A change of a redline in words: "Item 5: *accept* replaced by *exchange*".
struct ChangeContext: TemplateContext {
  /// Where it is, such as "Item 5".
  var place: String
  var address: Address
  var html: HTML

  static let fields = TemplateFields<ChangeContext>([
    .text("place", \.place, "Where the change is."),
    .address("address", \.address, "The way there."),
    .html("html", \.html, "The change in words."),
  ])
}

/// A few words that stand alone.
struct PhraseContext: TemplateContext {
  var text: String

  static let fields = TemplateFields<PhraseContext>([
    .text("text", \.text, "The words.")
  ])
}

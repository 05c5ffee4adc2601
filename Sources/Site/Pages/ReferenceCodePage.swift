/// The page of a code whose text isn't included, which links to the text.
struct ReferenceCodePage: PageContext {
  static let template = "reference-code"

  var shell: PageShell
  var jurisdiction: String
  var abbreviation: String
  var status: StatusContext
  var statusSentence: String
  /// The heading of the editor's notes.
  var notesTitle: String
  var version: String?
  /// The location of the text.
  var source: LinkContext?
  var facts: [FactContext] = []
  /// A guide for complaints about someone who must follow the code.
  var complaintGuide: ComplaintGuide?
  /// The handbook's text about the code.
  var content: HTML?
  /// An editor's observations about the source.
  var transcriptionNotes: [RemarkContext] = []
  var discussedIn: [MentionContext] = []
  /// The number of places that discuss it, as text, if there are too many to show at once.
  var discussedInSummary: String?
  var editions: [EditionContext] = []
  /// The page with the code's history, or `nil` for a code with one edition.
  var history: Address?

  var hasTranscriptionNotes: Bool { !transcriptionNotes.isEmpty }
  var isDiscussed: Bool { !discussedIn.isEmpty }
  var hasEditions: Bool { !editions.isEmpty }

  static let fields = TemplateFields<ReferenceCodePage>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .object("status", \.status, "The code's status."),
    .flag("hasStanding", { $0.status.standing != .unknown }, "Whether the status is known."),
    .text("statusSentence", \.statusSentence, "A sentence that explains the status to readers."),
    .text("version", optional: \.version, "The name of the version."),
    .flag("hasKnownChanges", { _ in false }, "Always false: known changes are in the notices."),
    .object("source", optional: \.source, "A link to the text."),
    .list("facts", \.facts, "The facts about the code."),
    .object(
      "complaintGuide", optional: \.complaintGuide, "The guide to filing a complaint, if there is one."),
    .html("content", optional: \.content, "The handbook's text about the code."),
    .text("notesTitle", \.notesTitle, "The heading of the notes."),
    .flag("hasTranscriptionNotes", \.hasTranscriptionNotes, "Whether there are notes about this copy."),
    .list("transcriptionNotes", \.transcriptionNotes, "The notes about this copy."),
    .flag("isDiscussed", \.isDiscussed, "Whether other pages discuss the code."),
    .list("discussedIn", \.discussedIn, "The places that discuss it."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary,
      "The number of places that discuss it, in words, if the list is collapsed."),
    .flag("hasEditions", \.hasEditions, "Whether the code has several editions."),
    .list("editions", \.editions, "The editions, newest first."),
    .address("history", optional: \.history, "What became of each provision, edition by edition."),
  ])
}

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
    .object("status", \.status, "The code's standing."),
    .flag("hasStanding", { $0.status.standing != .unknown }, "Whether the standing is known."),
    .text("statusSentence", \.statusSentence, "What the standing means for the reader."),
    .text("version", optional: \.version, "The name of the version."),
    .flag("hasKnownChanges", { _ in false }, "Always false: the notices say what is known."),
    .object("source", optional: \.source, "Where the text is."),
    .list("facts", \.facts, "What is known of the code."),
    .object("complaintGuide", optional: \.complaintGuide, "How to complain, if that was recorded."),
    .html("content", optional: \.content, "What the handbook says about it."),
    .text("notesTitle", \.notesTitle, "The heading of the notes."),
    .flag("hasTranscriptionNotes", \.hasTranscriptionNotes, "Whether an editor left notes."),
    .list("transcriptionNotes", \.transcriptionNotes, "What an editor noticed in the source."),
    .flag("isDiscussed", \.isDiscussed, "Whether other pages discuss it."),
    .list("discussedIn", \.discussedIn, "Where it is discussed."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary,
      "How often it is discussed, where the places are folded."),
    .flag("hasEditions", \.hasEditions, "Whether the code has several editions."),
    .list("editions", \.editions, "The editions, newest first."),
    .address("history", optional: \.history, "What became of each provision, edition by edition."),
  ])
}

/// A code of ethics whose text the handbook holds, in one of its views.
struct CodePage: PageContext {
  static let template = "code"

  var shell: PageShell
  /// The title with its marks, in the redline of a code whose title has some.
  var markedTitle: HTML?
  var jurisdiction: String
  var abbreviation: String
  var status: StatusContext
  /// What the standing means for the reader, in a sentence.
  var statusSentence: String
  /// Such as "2025 draft".
  var version: String?
  var facts: [FactContext] = []
  /// Prose before the first group.
  var introduction: HTML?
  var groups: [GroupContext] = []
  /// What stands after the last group: the footnotes.
  var conclusion: HTML?
  var redline: RedlineContext?
  var editions: [EditionContext] = []
  /// Where the code as a whole is discussed.
  var discussedIn: [MentionContext] = []
  /// How often it is discussed, in words, where the places are too many to be shown at once.
  var discussedInSummary: String?
  var signPage: Address?
  var transcriptionNotes: [RemarkContext] = []
  /// Says that this is not the official text.
  var notOfficial: HTML?

  var isDiscussed: Bool { !discussedIn.isEmpty }
  var hasEditions: Bool { !editions.isEmpty }
  var hasTranscriptionNotes: Bool { !transcriptionNotes.isEmpty }

  static let fields = TemplateFields<CodePage>(
    [
      .html("markedTitle", optional: \.markedTitle, "The title with its marks, where it has some."),
      .text("jurisdiction", \.jurisdiction, "The state."),
      .text("abbreviation", \.abbreviation, "The prefix of its citations."),
      .object("status", \.status, "The code's standing."),
      .text("statusSentence", \.statusSentence, "What the standing means for the reader."),
      .text("version", optional: \.version, "The name of the version."),
      .flag("hasFacts", { !$0.facts.isEmpty }, "Whether the page tells what is known of the code."),
      .list("facts", \.facts, "What is known of the code."),
      .html("introduction", optional: \.introduction, "Prose before the first group."),
      .list("groups", \.groups, "The groups, in order."),
      .html("conclusion", optional: \.conclusion, "What stands after the last group: the footnotes."),
      .object("redline", optional: \.redline, "The views, where the code has marks."),
      .flag("hasEditions", \.hasEditions, "Whether the code has several editions."),
      .list("editions", \.editions, "The editions, newest first."),
      .flag("isDiscussed", \.isDiscussed, "Whether other pages discuss the code as a whole."),
      .list("discussedIn", \.discussedIn, "Where the code as a whole is discussed."),
      .text(
        "discussedInSummary", optional: \.discussedInSummary,
        "How often it is discussed, where the places are folded."),
      .address("signPage", optional: \.signPage, "The page to sign."),
      .flag("hasTranscriptionNotes", \.hasTranscriptionNotes, "Whether the transcription has notes."),
      .list("transcriptionNotes", \.transcriptionNotes, "Notes on the transcription."),
      .html("notOfficial", optional: \.notOfficial, "Says that this is not the official text."),
    ], including: \.shell)
}

/// A training lesson.
struct LessonPage: PageContext {
  static let template = "lesson"

  var shell: PageShell
  /// Its place in the row of lessons, in words: "Lesson 3 of 6".
  var position: String?
  var duration: String?
  var audience: String?
  var isForFacilitators = false
  var prerequisites: [LinkContext] = []
  var objectives: [ObjectiveContext] = []
  var content: HTML
  /// What the template `answer-key` gave.
  var answerKey: HTML?
  /// Which texts of codes the lesson cites, for the learner's own record.
  var texts: [TextVersionContext] = []
  var references: [RemarkContext] = []

  static let fields = TemplateFields<LessonPage>(
    [
      .text("position", optional: \.position, "Its place in the row of lessons, in words."),
      .text("duration", optional: \.duration, "How long it takes, in words."),
      .text("audience", optional: \.audience, "Whom it is for, in words."),
      .flag("isForFacilitators", \.isForFacilitators, "Whether it is for facilitators alone."),
      .flag("hasPrerequisites", { !$0.prerequisites.isEmpty }, "Whether other lessons come first."),
      .list("prerequisites", \.prerequisites, "The lessons that come first."),
      .flag("hasObjectives", { !$0.objectives.isEmpty }, "Whether it states objectives."),
      .list("objectives", \.objectives, "What readers learn."),
      .html("content", \.content, "The lesson."),
      .html("answerKey", optional: \.answerKey, "The answer key, as the template `answer-key` made it."),
      .flag("hasTexts", { !$0.texts.isEmpty }, "Whether the lesson cites codes whose text is held."),
      .list("texts", \.texts, "Which texts of codes the lesson cites."),
      .flag("hasReferences", { !$0.references.isEmpty }, "Whether it lists references."),
      .list("references", \.references, "The works that it refers to."),
    ], including: \.shell)
}

/// An objective of a lesson.
struct ObjectiveContext: TemplateContext {
  /// The objective's id.
  var anchor: String
  var text: String
  /// The sections that teach it.
  var taughtIn: [LinkContext] = []
  var provisions: [LinkContext] = []
  /// The self-checks that assess it.
  var assessedIn: [LinkContext] = []

  static let fields = TemplateFields<ObjectiveContext>([
    .text("anchor", \.anchor, "The objective's id."),
    .text("text", \.text, "The objective."),
    .flag("isTaught", { !$0.taughtIn.isEmpty }, "Whether a section teaches it."),
    .list("taughtIn", \.taughtIn, "The sections that teach it."),
    .flag("hasProvisions", { !$0.provisions.isEmpty }, "Whether those sections cite provisions."),
    .list("provisions", \.provisions, "The provisions that those sections cite."),
    .flag("isAssessed", { !$0.assessedIn.isEmpty }, "Whether a self-check assesses it."),
    .list("assessedIn", \.assessedIn, "The self-checks that assess it."),
  ])
}

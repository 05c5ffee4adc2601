/// The glossary.
struct GlossaryPage: PageContext {
  static let template = "glossary"

  var shell: PageShell
  var introduction: HTML?
  var letters: [GlossaryLetter] = []

  static let fields = TemplateFields<GlossaryPage>(
    [
      .html("introduction", optional: \.introduction, "What the glossary holds."),
      .list("letters", \.letters, "The terms, by their first letters."),
    ], including: \.shell)
}

/// The terms that begin with one letter.
struct GlossaryLetter: TemplateContext {
  var letter: String
  /// The id of the letter's section.
  var anchor: String
  var terms: [TermContext]

  static let fields = TemplateFields<GlossaryLetter>([
    .text("letter", \.letter, "The letter."),
    .text("anchor", \.anchor, "The id of the letter's section."),
    .list("terms", \.terms, "The terms."),
  ])
}

/// A term of the glossary.
struct TermContext: TemplateContext {
  var title: String
  var anchor: String
  var definition: HTML
  /// Where it is used.
  var uses: [MentionContext] = []
  /// How often it is used, in words.
  var usesSummary: String?

  static let fields = TemplateFields<TermContext>([
    .text("title", \.title, "The term."),
    .text("anchor", \.anchor, "The term's id."),
    .html("definition", \.definition, "What it means."),
    .list("uses", \.uses, "Where it is used."),
    .text("usesSummary", optional: \.usesSummary, "How often it is used, in words."),
  ])
}

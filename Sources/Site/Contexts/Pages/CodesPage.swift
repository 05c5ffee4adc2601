/// The index of codes.
struct CodesPage: PageContext {
  static let template = "codes"

  var shell: PageShell
  var introduction: HTML?
  var states: [StateTile] = []
  var codes: [CodeRow] = []

  static let fields = TemplateFields<CodesPage>(
    [
      .html("introduction", optional: \.introduction, "What the list holds."),
      .list("states", \.states, "The states, by name."),
      .list("codes", \.codes, "The codes, by state."),
    ], including: \.shell)
}

/// A code in the index of codes.
struct CodeRow: TemplateContext {
  var jurisdiction: String
  var abbreviation: String
  var title: String
  var address: Address
  var status: StatusContext
  var version: String?
  var effective: String?
  /// Whether it is a statute, a rule or a guideline, in words.
  var instrument: String?
  /// How many provisions the handbook holds, or nothing where it holds no text.
  var provisionCount: String?

  static let fields = TemplateFields<CodeRow>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .text("title", \.title, "The code's title."),
    .address("address", \.address, "The code's page."),
    .object("status", \.status, "The code's standing."),
    .text("version", optional: \.version, "The name of the version."),
    .text("effective", optional: \.effective, "Since when it is in effect."),
    .text("instrument", optional: \.instrument, "What kind of instrument it is."),
    .text("provisionCount", optional: \.provisionCount, "How many provisions the handbook holds."),
  ])
}

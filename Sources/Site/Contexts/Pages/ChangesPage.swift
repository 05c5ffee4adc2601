/// What changed in the handbook and in the codes.
struct ChangesPage: PageContext {
  static let template = "changes"

  var shell: PageShell
  var introduction: HTML?
  var codes: [CodeChanges] = []
  var years: [NewsYear] = []

  static let fields = TemplateFields<ChangesPage>(
    [
      .html("introduction", optional: \.introduction, "What the list holds."),
      .list("codes", \.codes, "The codes with marks, each with its changes."),
      .list("years", \.years, "The changes by year, newest first."),
    ], including: \.shell)
}

/// The changes of a year.
struct NewsYear: TemplateContext {
  var year: String
  /// The id of the year's section.
  var anchor: String
  var entries: [NewsEntry]

  static let fields = TemplateFields<NewsYear>([
    .text("year", \.year, "The year."),
    .text("anchor", \.anchor, "The id of the year's section."),
    .list("entries", \.entries, "The changes, newest first."),
  ])
}

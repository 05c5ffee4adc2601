/// The index of legal citations.
struct CitationsPage: PageContext {
  static let template = "citations"

  var shell: PageShell
  var introduction: HTML?
  var series: [CitationSeries] = []

  static let fields = TemplateFields<CitationsPage>(
    [
      .html("introduction", optional: \.introduction, "What the index holds."),
      .list("series", \.series, "The series, such as a state's statutes."),
    ], including: \.shell)
}

/// The citations of a series, such as the Revised Code of Washington.
struct CitationSeries: TemplateContext {
  var name: String
  var abbreviation: String?
  /// The id of the series' section.
  var anchor: String
  var citations: [CitationEntry]

  static let fields = TemplateFields<CitationSeries>([
    .text("name", \.name, "The series."),
    .text("abbreviation", optional: \.abbreviation, "Its abbreviation."),
    .text("anchor", \.anchor, "The id of the series' section."),
    .list("citations", \.citations, "The citations, in order."),
  ])
}

/// A legal citation, and where the handbook makes it.
struct CitationEntry: TemplateContext {
  var text: String
  /// The law itself.
  var address: Address?
  var anchor: String
  var places: [MentionContext]

  static let fields = TemplateFields<CitationEntry>([
    .text("text", \.text, "The citation."),
    .address("address", optional: \.address, "The law itself."),
    .text("anchor", \.anchor, "The id of the entry."),
    .list("places", \.places, "Where the handbook cites it."),
  ])
}

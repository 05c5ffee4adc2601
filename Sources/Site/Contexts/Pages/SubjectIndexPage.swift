/// The A–Z index of subjects.
struct SubjectIndexPage: PageContext {
  static let template = "subject-index"

  var shell: PageShell
  var introduction: HTML?
  /// The ways to the letters.
  var letters: [LinkContext] = []
  /// The letters that the page holds.
  var sections: [IndexLetter] = []
  /// The pages of the letters, on the page that leads to them.
  var volumes: [IndexVolume] = []

  static let fields = TemplateFields<SubjectIndexPage>(
    [
      .html("introduction", optional: \.introduction, "How to use the index."),
      .list("letters", \.letters, "The ways to the letters."),
      .list("sections", \.sections, "The subjects, by their first letters."),
      .flag("hasVolumes", { !$0.volumes.isEmpty }, "Whether each letter has a page of its own."),
      .list("volumes", \.volumes, "The pages of the letters, with what they hold."),
    ], including: \.shell)
}

/// The page of a letter, as the entry page of a large index tells of it.
struct IndexVolume: TemplateContext {
  var letter: String
  var address: Address
  var first: String
  var last: String?

  static let fields = TemplateFields<IndexVolume>([
    .text("letter", \.letter, "The letter."),
    .address("address", \.address, "Its page."),
    .text("first", \.first, "Its first subject."),
    .text("last", optional: \.last, "Its last subject, where it has more than one."),
  ])
}

/// The subjects that begin with one letter.
struct IndexLetter: TemplateContext {
  var letter: String
  /// The id of the letter's section.
  var anchor: String
  var entries: [IndexEntry]

  static let fields = TemplateFields<IndexLetter>([
    .text("letter", \.letter, "The letter."),
    .text("anchor", \.anchor, "The id of the letter's section."),
    .list("entries", \.entries, "The subjects."),
  ])
}

/// A subject of the A–Z index.
struct IndexEntry: TemplateContext {
  var title: String
  /// The id of the entry, where another refers to it.
  var anchor: String?
  var address: Address?
  /// The places, each named by where it is.
  var locations: [LinkContext] = []
  /// The subjects under which this one is found instead.
  var see: [LinkContext] = []
  /// Subjects near this one.
  var seeAlso: [LinkContext] = []
  var entries: [IndexEntry] = []

  static let fields = TemplateFields<IndexEntry>([
    .text("title", \.title, "The subject."),
    .text("anchor", optional: \.anchor, "The id of the entry."),
    .address("address", optional: \.address, "The subject's own page."),
    .flag("hasLocations", { !$0.locations.isEmpty }, "Whether it names places."),
    .list("locations", \.locations, "The places."),
    .flag("hasSee", { !$0.see.isEmpty }, "Whether it is found under another subject."),
    .list("see", \.see, "The subjects under which it is found instead."),
    .flag("hasSeeAlso", { !$0.seeAlso.isEmpty }, "Whether subjects are near it."),
    .list("seeAlso", \.seeAlso, "Subjects near it."),
    .flag("hasEntries", { !$0.entries.isEmpty }, "Whether it has subjects below it."),
    .list("entries", \.entries, "The subjects below it."),
  ])
}

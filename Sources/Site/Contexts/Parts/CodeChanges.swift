/// What a draft's marks change in one code.
struct CodeChanges: TemplateContext {
  /// The code's name.
  var title: String
  /// The id of the code's section.
  var anchor: String
  var address: Address
  var status: StatusContext
  /// The counts of insertions, deletions and substitutions, each in words.
  var counts: [PhraseContext]
  var changes: [ChangeContext]

  static let fields = TemplateFields<CodeChanges>([
    .text("title", \.title, "The code's name."),
    .text("anchor", \.anchor, "The id of its section."),
    .address("address", \.address, "The code's page."),
    .object("status", \.status, "The code's standing."),
    .list("counts", \.counts, "How many changes of each kind there are."),
    .list("changes", \.changes, "The changes in words."),
  ])
}

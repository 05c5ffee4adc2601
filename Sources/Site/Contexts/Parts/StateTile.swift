/// A state in the grid of states.
struct StateTile: TemplateContext {
  /// Two letters, such as `WA`.
  var abbreviation: String
  /// The state's name.
  var name: String
  /// The page of its code, or nothing where the handbook knows of none.
  var address: Address?
  var status: StatusContext?
  /// Whether the handbook holds the text of the code.
  var holdsText = false

  /// The abbreviation in lower case, for the place in the grid.
  var place: String { abbreviation.lowercased() }

  static let fields = TemplateFields<StateTile>([
    .text("abbreviation", \.abbreviation, "Two letters."),
    .text("place", \.place, "The letters in lower case, for the place in the grid."),
    .text("name", \.name, "The state's name."),
    .address("address", optional: \.address, "The page of its code; absent where none is known."),
    .object("status", optional: \.status, "The standing of its code."),
    .flag("holdsText", \.holdsText, "Whether the handbook holds the code's text."),
  ])
}

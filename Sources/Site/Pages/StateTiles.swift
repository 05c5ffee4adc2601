import Basics
import Handbook
import Markdown

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

/// The jurisdictions of the United States as a grid, with what the handbook has of each.
struct StateTiles {
  let site: SiteContext
  let route: Route

  /// All states and the federal district in the order of their names, then every other jurisdiction that the
  /// handbook has a code of, and the further codes of a state.
  var tiles: [StateTile] {
    let codes = Dictionary(grouping: site.handbook.codes) { $0.current.metadata.jurisdiction.value }
    let known = Self.jurisdictions.map { abbreviation, name in
      tile(
        abbreviation: abbreviation, name: codes[name]?.first.map(site.text.placeName) ?? name,
        code: codes[name]?.first)
    }
    let further = Self.jurisdictions.flatMap { codes[$0.name]?.dropFirst() ?? [] }
    let names = Set(Self.jurisdictions.map(\.name))
    let others = codes.keys.filter { !names.contains($0) }.sorted().alphabetized { $0 }
      .flatMap { codes[$0] ?? [] }
    return known
      + (further + others).map { code in
        tile(abbreviation: code.id.rawValue, name: site.text.placeName(of: code), code: code)
      }
  }

  private func tile(abbreviation: String, name: String, code: CodeOfEthics?) -> StateTile {
    var tile = StateTile(abbreviation: abbreviation, name: name)
    if let code {
      tile.address = site.address(of: .code(code.id, edition: code.currentIndex), from: route)
      tile.status = site.status(of: code.current)
      tile.holdsText = code.current.metadata.text == .full
    }
    return tile
  }

  /// Source: ISO 3166-2:US, the states and the district.
  static let jurisdictions: [(abbreviation: String, name: String)] = [
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"),
    ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"), ("DC", "District of Columbia"),
    ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
    ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"),
    ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"),
    ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"), ("NV", "Nevada"),
    ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"),
    ("NC", "North Carolina"), ("ND", "North Dakota"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"),
    ("PA", "Pennsylvania"), ("RI", "Rhode Island"), ("SC", "South Carolina"), ("SD", "South Dakota"),
    ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"), ("VA", "Virginia"),
    ("WA", "Washington"), ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"),
  ]
}

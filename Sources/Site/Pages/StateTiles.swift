import Basics
import Handbook
import Markdown

/// A state in the grid of states.
struct StateTile: TemplateContext {
  /// Two letters, such as `WA`.
  var abbreviation: String
  /// The state's name.
  var name: String
  /// The page of its code, or `nil` if the handbook has none.
  var address: Address?
  var status: StatusContext?
  /// Whether the text of the code is included.
  var holdsText = false

  /// The abbreviation in lowercase, for its position in the grid.
  var place: String { abbreviation.lowercased() }

  static let fields = TemplateFields<StateTile>([
    .text("abbreviation", \.abbreviation, "The two-letter abbreviation."),
    .text("place", \.place, "The abbreviation in lowercase, for the position in the grid."),
    .text("name", \.name, "The state's name."),
    .address("address", optional: \.address, "The page of its code; absent if no code is known."),
    .object("status", optional: \.status, "The status of its code."),
    .flag("holdsText", \.holdsText, "Whether the handbook includes the code's text."),
  ])
}

/// The jurisdictions of the United States as a map of tiles, with the handbook's code for each.
///
/// A map on which only four states have a code would be mostly gaps, so those four are shown as a list.
struct StateGrid: TemplateContext {
  /// The states and the federal district; all of them for a map, and only those with a code for a list.
  ///
  /// Those with a text come first, then those with a link, then the others, each in the order of their names.
  /// Readers and keyboards meet them in this order, and a list that is still loading only grows at its end.
  let states: [StateTile]
  /// All other jurisdictions with a code, and additional codes of a state.
  let others: [StateTile]
  let isMap: Bool

  /// The minimum number of states with a code for a map.
  private static let fewestOnMap = 5

  static let fields = TemplateFields<StateGrid>([
    .flag("isMap", \.isMap, "Whether enough states have a code for a map."),
    .list("states", \.states, "The states: those with a text, those with a link, and on a map, all others."),
    .flag("hasOthers", { !$0.others.isEmpty }, "Whether any jurisdiction that isn't a state has a code."),
    .list("others", \.others, "The jurisdictions with a code that aren't states."),
  ])

  init(site: SiteContext, route: Route) {
    let codes = Dictionary(grouping: site.handbook.codes) { $0.current.metadata.jurisdiction.value }
    let tiles = StateTiles(site: site, route: route)
    let language = site.handbook.configuration.language
    let known = StateTiles.jurisdictions.map { abbreviation, name in
      tiles.tile(
        abbreviation: abbreviation,
        name: codes[name]?.first.map(site.text.placeName) ?? Jurisdiction.name(name, in: language),
        code: codes[name]?.first)
    }.alphabetized(in: language, by: \.name)
    let further = StateTiles.jurisdictions.flatMap { codes[$0.name]?.dropFirst() ?? [] }
    let names = Set(StateTiles.jurisdictions.map(\.name))
    let listed = known.filter { $0.address != nil }
    isMap = listed.count >= Self.fewestOnMap
    let held = listed.filter(\.holdsText) + listed.filter { !$0.holdsText }
    states = held + (isMap ? known.filter { $0.address == nil } : [])
    let elsewhere = codes.keys.filter { !names.contains($0) }.sorted().alphabetized { $0 }
      .flatMap { codes[$0] ?? [] }
    others = (further + elsewhere).map { code in
      tiles.tile(abbreviation: code.id.rawValue, name: site.text.placeName(of: code), code: code)
    }
  }
}

/// Creates the tiles of jurisdictions.
struct StateTiles {
  let site: SiteContext
  let route: Route

  func tile(abbreviation: String, name: String, code: CodeOfEthics?) -> StateTile {
    var tile = StateTile(abbreviation: abbreviation, name: name)
    if let code {
      tile.address = site.address(of: .code(code.id, edition: code.currentIndex), from: route)
      tile.status = site.status(of: code.current)
      tile.holdsText = code.current.metadata.text == .full
    }
    return tile
  }

  /// The states and the federal district.
  ///
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

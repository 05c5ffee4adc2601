import Markup

/// The ids in use within one code.
struct ProvisionIDs {
  private var taken: [String: SourceRange] = [:]

  /// Takes an id that an author wrote.
  ///
  /// - Returns: Where it was written before, if it was.
  mutating func reserve(_ id: Located<String>) -> SourceRange? {
    if let first = taken[id.value] { return first }
    taken[id.value] = id.range
    return nil
  }

  /// Takes an id that follows from a position; where it is taken, with a number behind it.
  mutating func unused(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while taken[id] != nil {
      id = "\(wanted)-\(number)"
      number += 1
    }
    taken[id] = SourceRange(line: 1, column: 1)
    return id
  }
}

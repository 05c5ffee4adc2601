import Basics

/// The states and territories, with their abbreviations.
///
/// Source: U.S. Postal Service, Publication 28, appendix B.
package enum Jurisdiction {
  /// The abbreviation of a state or territory, whatever the case of its name.
  package static func abbreviation(of name: String) -> String? {
    let wanted = name.trimmed.lowercased()
    return abbreviations.first { $0.key.lowercased() == wanted || $0.value.lowercased() == wanted }?.value
  }

  /// The full name, where an abbreviation or a name in another case was given.
  package static func name(of name: String) -> String {
    let wanted = name.trimmed.lowercased()
    return abbreviations.first { $0.key.lowercased() == wanted || $0.value.lowercased() == wanted }?.key
      ?? name.trimmed
  }

  private static let abbreviations: [String: String] = [
    "Alabama": "AL", "Alaska": "AK", "American Samoa": "AS", "Arizona": "AZ", "Arkansas": "AR",
    "California": "CA", "Colorado": "CO", "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC",
    "Florida": "FL", "Georgia": "GA", "Guam": "GU", "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL",
    "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME",
    "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN", "Mississippi": "MS",
    "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND",
    "Northern Mariana Islands": "MP", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA",
    "Puerto Rico": "PR", "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD",
    "Tennessee": "TN",
    "Texas": "TX", "Utah": "UT", "Vermont": "VT", "Virgin Islands": "VI", "Virginia": "VA",
    "Washington": "WA",
    "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
  ]
}

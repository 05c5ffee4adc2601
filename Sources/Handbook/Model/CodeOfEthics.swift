package import Basics
import Markdown
package import Redline

/// One jurisdiction's code of ethics, with all its editions.
package struct CodeOfEthics: Sendable {
  package let id: CodeID
  /// The name of the file or folder without its extension: `washington`.
  package let slug: String
  /// The editions from newest to oldest; at least one.
  package let editions: [Edition]
  /// The index in ``editions`` of the edition that readers see first.
  package let currentIndex: Int

  package init(id: CodeID, slug: String, editions: [Edition], currentIndex: Int) {
    precondition(editions.indices.contains(currentIndex), "a code has a current edition")
    self.id = id
    self.slug = slug
    self.editions = editions
    self.currentIndex = currentIndex
  }

  package var current: Edition { editions[currentIndex] }

  /// Returns whether an edition can be compared with the previous one, which requires the text of both.
  package func hasDifference(at index: Int) -> Bool {
    index + 1 < editions.count && editions[index].metadata.text == .full
      && editions[index + 1].metadata.text == .full
  }
}

/// One edition of a code, which is read from one file.
package struct Edition: Sendable {
  package let path: String
  /// The name of the edition's file without its extension, or `nil` if the code has only one edition.
  package let slug: String?
  package let metadata: CodeMetadata
  /// The main text, with a draft's changes accepted.
  package let text: CodeText
  /// The other views of a text with marks, or `nil` if it has no marks.
  package let redline: CodeRedline?
  /// The original that it translates, or `nil` for a text in the default language.
  package var translation: EditionTranslation?
  /// Where the keys of the front matter are, in the file in the default language.
  package var keyRanges: [String: SourceRange] = [:]

  /// Returns the text of a view, or the main text if the edition has no other.
  package func text(of view: CodeView) -> CodeText {
    switch view {
    case .proposed: text
    case .redline: redline?.marked ?? text
    case .current: redline?.current ?? text
    }
  }

  /// Returns the title in a view, which for the redline is the title of the main text.
  package func title(of view: CodeView) -> String {
    view == .current ? redline?.title?.current ?? metadata.title.value : metadata.title.value
  }

  /// The views that readers can choose from.
  package var views: [CodeView] { redline == nil ? [.proposed] : [.redline, .proposed, .current] }

  /// The view of the edition that readers see first.
  package var mainView: CodeView { redline == nil ? .proposed : .redline }
}

/// The views of a code's text with a draft's marks and without its changes.
package struct CodeRedline: Sendable {
  /// The text with the marks.
  package let marked: CodeText
  /// The text with all changes rejected.
  package let current: CodeText
  /// The two titles, or `nil` if the title has no marks.
  package let title: RedlinedTitle?
}

/// The states and territories, with their abbreviations.
///
/// Source: U.S. Postal Service, Publication 28, appendix B.
package enum Jurisdiction {
  /// Returns the abbreviation of a state or territory, ignoring the case of its name.
  package static func abbreviation(of name: String) -> String? {
    let wanted = name.trimmed.lowercased()
    return abbreviations.first { $0.key.lowercased() == wanted || $0.value.lowercased() == wanted }?.value
  }

  /// Returns the full name for an abbreviation or for a name in any case.
  package static func name(of name: String) -> String {
    let wanted = name.trimmed.lowercased()
    return abbreviations.first { $0.key.lowercased() == wanted || $0.value.lowercased() == wanted }?.key
      ?? name.trimmed
  }

  /// Returns the name of a state or territory for the pages in a language.
  ///
  /// - Parameters:
  ///   - name: The name in the front matter.
  ///   - language: A tag of BCP 47.
  /// - Returns: The name itself for a language that has the same one, or if the language's names aren't known.
  package static func name(_ name: String, in language: String) -> String {
    guard language == "es" || language.hasPrefix("es-") else { return name }
    return spanish[name] ?? name
  }

  /// The Spanish names that differ from the English ones.
  private static let spanish: [String: String] = [
    "American Samoa": "Samoa Americana", "District of Columbia": "Distrito de Columbia", "Hawaii": "Hawái",
    "Louisiana": "Luisiana", "Mississippi": "Misisipi", "Missouri": "Misuri",
    "New Hampshire": "Nuevo Hampshire", "New Jersey": "Nueva Jersey", "New Mexico": "Nuevo México",
    "New York": "Nueva York", "North Carolina": "Carolina del Norte", "North Dakota": "Dakota del Norte",
    "Northern Mariana Islands": "Islas Marianas del Norte", "Oregon": "Oregón",
    "Pennsylvania": "Pensilvania", "South Carolina": "Carolina del Sur", "South Dakota": "Dakota del Sur",
    "Virgin Islands": "Islas Vírgenes", "West Virginia": "Virginia Occidental",
  ]

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

/// Groups the editions of each code and finds the edition that readers see first.
enum EditionGatherer {
  /// - Parameter language: The language whose alphabet the codes are sorted by.
  /// - Returns: The codes; what is wrong with their abbreviations; and the names, in ``Manuscript/unreadable``,
  ///   of the codes that can't be found because of it.
  static func gather(
    _ editions: [(slug: String, edition: Edition)], in language: String
  ) -> (codes: [CodeOfEthics], diagnostics: [Diagnostic], unreadable: Set<String>) {
    var diagnostics: [Diagnostic] = []
    var unreadable: Set<String> = []
    var codes: [CodeOfEthics] = []
    var owners: [String: Edition] = [:]
    for (slug, members) in Dictionary(grouping: editions, by: \.slug).sorted(by: { $0.key < $1.key }) {
      let sorted = members.map(\.edition).sorted(by: isNewer)
      guard let newest = sorted.first else { continue }
      let abbreviation = newest.metadata.abbreviation
      guard !abbreviation.value.isEmpty else { continue }
      let disagreements = disagreements(sorted, with: newest)
      diagnostics += disagreements
      if !disagreements.isEmpty { unreadable.formUnion(sorted.map(\.metadata.abbreviation.value)) }
      if let other = owners[abbreviation.value] {
        diagnostics.append(
          Diagnostic(
            .error, .duplicateAbbreviation,
            "Abbreviation '\(abbreviation.value)' is used by two codes", path: newest.path,
            range: abbreviation.range, help: "give each code its own abbreviation",
            notes: [
              Diagnostic.Note(
                "it is used first here", path: other.path, range: other.metadata.abbreviation.range)
            ]))
        // The abbreviation that was meant isn't known.
        unreadable.formUnion([Manuscript.unknownCode] + sorted.map(\.path))
        continue
      }
      owners[abbreviation.value] = newest
      let current = sorted.firstIndex { $0.metadata.status == .inForce } ?? 0
      codes.append(
        CodeOfEthics(id: CodeID(abbreviation.value), slug: slug, editions: sorted, currentIndex: current))
    }
    codes.sort { $0.id < $1.id }
    let sorted = codes.alphabetized(in: language) {
      Jurisdiction.name($0.current.metadata.jurisdiction.value, in: language)
    }
    return (sorted, diagnostics, unreadable)
  }

  /// Returns whether an edition is newer than another, by effective date, then adoption date, then name.
  private static func isNewer(_ left: Edition, _ right: Edition) -> Bool {
    func dates(_ edition: Edition) -> (String, String, String) {
      let metadata = edition.metadata
      let effective = metadata.effective ?? metadata.adopted
      return (
        effective?.description ?? "", metadata.adopted?.description ?? "", edition.slug ?? ""
      )
    }
    return dates(left) > dates(right)
  }

  private static func disagreements(_ editions: [Edition], with newest: Edition) -> [Diagnostic] {
    editions.filter { $0.metadata.abbreviation.value != newest.metadata.abbreviation.value }.map {
      Diagnostic(
        .error, .editionMismatch, "Editions of one code must have one abbreviation", path: $0.path,
        range: $0.metadata.abbreviation.range,
        help: "write 'abbreviation: \(newest.metadata.abbreviation.value)'")
    }
  }
}

package import Basics
package import Markdown
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

  /// The index in ``editions`` of the adopted edition that replaces the current one next, with its effective date.
  ///
  /// `nil` if none is adopted, or if nobody knows its date.
  package var next: (index: Int, effective: StatedDate)? {
    let adopted = editions[..<currentIndex].lastIndex { $0.metadata.status == .adopted }
    guard let adopted, let effective = editions[adopted].metadata.effective else { return nil }
    return (adopted, effective)
  }

  /// Whether the order of the editions isn't known, because a date in one of them can't be read.
  ///
  /// The date is reported. What depends on the order isn't, because it would only repeat the mistake.
  var hasUnknownOrder: Bool { editions.count > 1 && editions.contains(where: \.hasUnreadableDate) }
}

/// One edition of a code, which is read from one file.
package struct Edition: Sendable {
  package let path: String
  /// The name of the edition's file without its extension, or `nil` if the code has only one edition.
  package let slug: String?
  /// The facts in the front matter, with the status that the edition has on the day of the build.
  package var metadata: CodeMetadata
  /// The main text, with a draft's changes accepted.
  package let text: CodeText
  /// The other views of a text with marks, or `nil` if it has no marks.
  package let redline: CodeRedline?
  /// The original that it translates, or `nil` for a text in the default language.
  package var translation: EditionTranslation?
  /// Where the keys of the front matter are, in the file in the default language.
  package var keyRanges: [String: SourceRange] = [:]

  /// Returns where a key of the front matter is, or where the title is if the file doesn't have the key.
  func range(ofKey key: String) -> SourceRange { keyRanges[key] ?? metadata.title.range }

  /// Whether the front matter has a date by which editions are sorted, and it can't be read.
  fileprivate var hasUnreadableDate: Bool {
    (metadata.effective == nil && keyRanges["effective"] != nil)
      || (metadata.adopted == nil && keyRanges["adopted"] != nil)
  }

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
  /// The names, sorted.
  package static var names: [String] { abbreviations.keys.sorted() }

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
  /// - Parameters:
  ///   - language: The language whose alphabet the codes are sorted by.
  ///   - day: The day on which the editions have their status, or `nil` to keep each as its author wrote it.
  /// - Returns: The codes; what is wrong with their abbreviations; and the names, in ``Manuscript/unreadable``,
  ///   of the codes that can't be found because of it.
  static func gather(
    _ editions: [(slug: String, edition: Edition)], in language: String, on day: CalendarDate?
  ) -> (codes: [CodeOfEthics], diagnostics: [Diagnostic], unreadable: Set<String>) {
    var diagnostics: [Diagnostic] = []
    var unreadable: Set<String> = []
    var codes: [CodeOfEthics] = []
    var owners: [String: Edition] = [:]
    for (slug, members) in Dictionary(grouping: editions, by: \.slug).sorted(by: { $0.key < $1.key }) {
      var sorted = members.map(\.edition).sorted(by: isNewer)
      if let day { setStatuses(of: &sorted, on: day) }
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

  /// Gives each edition the status that follows on a day from what its author wrote and from its effective date.
  ///
  /// An author can write down a new edition as soon as it's adopted. On the day when it takes effect, it
  /// replaces the one before, without a change in either file.
  ///
  /// - Parameter editions: The editions from newest to oldest.
  private static func setStatuses(of editions: inout [Edition], on day: CalendarDate) {
    for place in editions.indices {
      guard let effective = editions[place].metadata.effective else { continue }
      let isEarly = day < effective.start.firstDay
      switch editions[place].metadata.status {
      case .inForce where isEarly: editions[place].metadata.status = .adopted
      case .adopted where !isEarly: editions[place].metadata.status = .inForce
      default: break
      }
    }
    guard let current = editions.firstIndex(where: { $0.metadata.status == .inForce }),
      let effective = editions[current].metadata.effective
    else { return }
    for place in editions.indices.dropFirst(current + 1) {
      let older = editions[place].metadata
      // Two with one date are a mistake that a check reports.
      guard older.status == .inForce, older.effective != effective else { continue }
      editions[place].metadata.status = .superseded
    }
  }

  /// Returns whether an edition is newer than another, by effective date, then adoption date, then name.
  ///
  /// A name that begins with a digit, such as a year, is newer than one that doesn't, such as `undated`.
  private static func isNewer(_ left: Edition, _ right: Edition) -> Bool {
    func dates(_ edition: Edition) -> (String, String, Int, String) {
      let metadata = edition.metadata
      let effective = metadata.effective ?? metadata.adopted
      return (
        effective?.description ?? "", metadata.adopted?.description ?? "",
        edition.slug?.first?.isNumber == true ? 1 : 0, edition.slug ?? ""
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

/// The text of a code in one view, with its groups and provisions.
///
/// All views of an edition have the same groups and provisions at the same indices.
package struct CodeText: Sendable {
  package let document: MarkdownDocument
  package let groups: [CodeGroup]
  /// The provisions in the order of the source; a provision comes before its parts.
  package let provisions: [Provision]
  /// The index of each provision in ``provisions``, or of the first one if two have the same id.
  private let places: [ProvisionID: Int]
  /// The labels that the source uses twice among the provisions of one group and parent.
  private let repeatedLabels: Set<LabelPlace>

  /// A label among the provisions of one group and parent.
  private struct LabelPlace: Hashable {
    let group: Int
    let parent: Int?
    let label: String

    init?(_ provision: Provision) {
      guard let label = provision.label else { return nil }
      (group, parent, self.label) = (provision.group, provision.parent, label)
    }
  }

  package init(document: MarkdownDocument, groups: [CodeGroup], provisions: [Provision]) {
    self.document = document
    self.groups = groups
    self.provisions = provisions
    let labels = Dictionary(grouping: provisions.compactMap(LabelPlace.init)) { $0 }
    repeatedLabels = Set(labels.filter { $0.value.count > 1 }.keys)
    places = Dictionary(provisions.enumerated().map { ($0.element.id.value, $0.offset) }) { first, _ in first
    }
  }

  /// Returns the index in ``provisions`` of the provision with an id.
  package func place(of id: ProvisionID) -> Int? { places[id] }

  /// Returns whether a sibling of a provision has the same label, so that a citation needs more than the
  /// label.
  package func repeatsLabel(of provision: Provision) -> Bool {
    LabelPlace(provision).map(repeatedLabels.contains) ?? false
  }

  /// Whether readers see a number or a name that isn't in the source.
  package var isCounted: Bool {
    provisions.contains { $0.label == nil } || groups.contains { $0.unnamedOrdinal != nil }
  }

  /// Whether all provisions without a label are list items, so that they have a bullet in the source.
  package var hasBullets: Bool {
    provisions.allSatisfy { $0.label != nil || document.nodes[$0.node].kind == .listItem }
  }
}

/// A part of a code under one heading, or between two thematic breaks if the source has no heading.
package struct CodeGroup: Sendable, Equatable {
  /// The heading's node.
  ///
  /// `nil` for the content before the first heading and for an unnamed group.
  package let heading: MarkdownDocument.Index?
  /// The permanent id, or one generated from the heading or the position.
  package let id: GroupID
  /// The heading's text without markup; empty for an unnamed group.
  package let title: String
  /// The label that the source prints before the title.
  package let label: String?
  /// The heading's level, from 2 to 6; 2 for an unnamed group.
  package let level: Int
  /// The number of an unnamed group among those after the same heading, or in a code without headings, from
  /// 1.
  ///
  /// `nil` for a named group, and for the only group of a code without headings. The part of a named group
  /// before its first thematic break is not counted.
  package let unnamedOrdinal: Int?
  /// The title of the heading before an unnamed group, or `nil` if there is none.
  package let continuedTitle: String?
  package let topics: [Located<TopicID>]
  /// Whether the author gave the anchor.
  package var isPermanent = false
  /// Former anchors of this group.
  package var aliases: [Located<String>] = []
  package var content: [CodeElement]

  /// The id as an anchor of the code's page.
  package var anchor: String { id.rawValue }
}

/// One rule of a code: the unit that is cited, compared, and searched for.
package struct Provision: Sendable, Equatable {
  package let id: Located<ProvisionID>
  /// Whether the author gave the id.
  ///
  /// Otherwise the id is based on the position and can change.
  package let isPermanent: Bool
  /// The label in the source, such as `(iii)`, `5`, or `Rule 2.1`.
  package let label: String?
  /// The number among the provisions of the same group and parent, from 1.
  package let ordinal: Int
  /// The index of the group in ``CodeText/groups``.
  package let group: Int
  /// The index in ``CodeText/provisions`` of the provision that this one is a part of.
  package let parent: Int?
  /// The node of the list item or paragraph.
  package let node: MarkdownDocument.Index
  /// The paragraph that introduces the list that contains this provision.
  package let leadIn: MarkdownDocument.Index?
  package let topics: [Located<TopicID>]
  /// Former ids of this provision.
  package let aliases: [Located<String>]
  /// Former numbers of this provision in the source.
  package let formerNumbers: [String]
  /// The first day on which this provision is in effect, if it differs from the code's.
  package let effective: CalendarDate?
  /// The parts of the provision, in order.
  package var content: [CodeElement]
  /// Whether the provision has no text in this view of the code, because a draft removes or adds it.
  package let isEmpty: Bool
}

/// A part of a group or a provision, in the order of the source.
package enum CodeElement: Sendable, Equatable {
  /// A block of text that isn't a provision.
  case prose(MarkdownDocument.Index)
  /// A paragraph that introduces the provisions after it.
  case leadIn(MarkdownDocument.Index)
  /// The indices in ``CodeText/provisions`` of consecutive provisions.
  case provisions([Int])
}

package import Basics
package import Markdown

/// A declaration that a provision or group was repealed.
package struct Repeal: Sendable, Equatable, FrontMatterRecord {
  package var id = Located("", SourceRange(line: 1, column: 1))
  package var on: StatedDate?
  /// The ids of the provisions that took its place.
  package var replacedBy: [Located<String>] = []
  /// The last text, if no edition in the handbook has it.
  package var text: String?

  package init() {}

  package static let fields: [FrontMatterField<Repeal>] = [
    .init("id", \.id, isRequired: true, "The id that the provision or group had."),
    .init("on", \.on, "When it was repealed, if that isn't the day on which the edition takes effect."),
    .init("replaced-by", \.replacedBy, "The ids of the provisions that took its place."),
    .init("text", \.text, "Its last text, if no edition in the handbook has it."),
  ]
}

/// A provision or group that an earlier edition had and a later one doesn't.
package struct EndedProvision: Sendable {
  /// The id that it had last.
  package let id: String
  /// Ids that it had before.
  package let aliases: [String]
  /// The index of the last edition that has it; `nil` if the handbook has none.
  package let lastEdition: Int?
  /// The index of the first edition without it.
  package let endedBy: Int
  /// What the front matter says about its end; `nil` if it says nothing.
  package let repeal: Repeal?
  /// Its last text; `nil` if the handbook doesn't have it.
  package let text: String?
}

extension CodeOfEthics {
  /// The provisions and groups with permanent ids that earlier editions had and this one doesn't, and those that were
  /// declared to be repealed, in the order of the editions that ended them.
  package func ended(in place: Int) -> [EndedProvision] {
    // The editions up to this one, the newest first.
    let reach = Array(editions.indices[place...])
    var known = Set(editions[place].text.allAnchors)
    var repeals: [String: (repeal: Repeal, edition: Int)] = [:]
    for edition in reach {
      for repeal in editions[edition].metadata.repealed where repeals[repeal.id.value] == nil {
        repeals[repeal.id.value] = (repeal, edition)
      }
    }
    var ended: [EndedProvision] = []
    for edition in reach.dropFirst() where editions[edition].metadata.text == .full {
      let text = editions[edition].text
      for (id, aliases, words) in text.permanentParts where !known.contains(id) {
        known.formUnion([id] + aliases)
        let declared = repeals.removeValue(forKey: id)
        ended.append(
          EndedProvision(
            id: id, aliases: aliases, lastEdition: edition, endedBy: declared?.edition ?? edition - 1,
            repeal: declared?.repeal, text: words()))
      }
    }
    for (id, declared) in repeals.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      ended.append(
        EndedProvision(
          id: id, aliases: [], lastEdition: nil, endedBy: declared.edition, repeal: declared.repeal,
          text: declared.repeal.text))
    }
    return ended
  }

  /// The newest edition before the current one that has a provision or group under an id.
  package func lastEdition(with id: String) -> Int? {
    editions.indices.dropFirst(currentIndex + 1).first { editions[$0].text.allAnchors.contains(id) }
  }
}

extension CodeText {
  /// The ids of all provisions and groups, the former ones too.
  package var allAnchors: Set<String> {
    let former = provisions.flatMap(\.aliases) + groups.flatMap(\.aliases)
    return Set(provisions.map(\.id.value.rawValue) + groups.map(\.anchor) + former.map(\.value))
  }

  /// The provisions and groups with ids that authors gave, each with its former ids and a way to its words.
  fileprivate var permanentParts: [(id: String, aliases: [String], words: () -> String)] {
    let provisions = provisions.indices.filter { self.provisions[$0].isPermanent }.map { place in
      (
        id: self.provisions[place].id.value.rawValue, aliases: self.provisions[place].aliases.map(\.value),
        words: { self.wording(ofProvisionAt: place).text }
      )
    }
    let groups = groups.indices.filter { self.groups[$0].isPermanent }.map { place in
      (
        id: self.groups[place].anchor, aliases: self.groups[place].aliases.map(\.value),
        words: { self.groups[place].title }
      )
    }
    return provisions + groups
  }
}

/// A repealed provision has left the text, and what took its place is in it.
enum RepealCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).flatMap { edition in
      edition.metadata.repealed.flatMap { diagnostics(for: $0, in: edition) }
    }
  }

  private static func diagnostics(for repeal: Repeal, in edition: Edition) -> [Diagnostic] {
    let known = edition.text.allAnchors
    var diagnostics: [Diagnostic] = []
    if known.contains(repeal.id.value) {
      diagnostics.append(
        Diagnostic(
          .error, .contradictoryRepeal, "Provision '\(repeal.id.value)' is repealed and is still in the text",
          path: edition.path, range: repeal.id.range,
          help: "remove it from 'repealed', or from the text and from the aliases"))
    }
    for id in repeal.replacedBy where !known.contains(id.value) {
      diagnostics.append(
        Diagnostic(
          .error, .unknownProvision, "Provision '\(id.value)' does not exist in this edition",
          path: edition.path, range: id.range, meant: NearestMatch.of(id.value, among: known)))
    }
    return diagnostics
  }
}

package import Basics
package import Markdown

/// A declaration that a provision or group was repealed.
package struct Repeal: Sendable, Equatable, FrontMatterRecord {
  package var id = Located("", SourceRange(line: 1, column: 1))
  package var on: StatedDate?
  /// The ids of the provisions that replace it.
  package var replacedBy: [Located<String>] = []
  /// The last text, if no edition in the handbook includes it.
  package var text: String?

  package init() {}

  package static let fields: [FrontMatterField<Repeal>] = [
    .init("id", \.id, isRequired: true, "The former id of the provision or group."),
    .init("on", \.on, "When it was repealed, if not when the edition takes effect."),
    .init("replaced-by", \.replacedBy, "The ids of the provisions that replace it."),
    .init("text", \.text, "Its last text, if no edition in the handbook has it."),
  ]
}

/// A provision or group that is in an earlier edition but not in a later one.
package struct EndedProvision: Sendable {
  /// Its last id.
  package let id: String
  /// Its former ids.
  package let aliases: [String]
  /// The index of the last edition that contains it, or `nil` if the handbook has no such edition.
  package let lastEdition: Int?
  /// The index of the first edition without it.
  package let endedBy: Int
  /// The front matter's declaration of its end, or `nil` if there is none.
  package let repeal: Repeal?
  /// Its last text, or `nil` if the handbook doesn't include it.
  package let text: String?
}

extension CodeOfEthics {
  /// Returns the provisions and groups that had ended by an edition, in the order of the editions that ended
  /// them.
  ///
  /// They are those with permanent ids that earlier editions had and this one doesn't, and those that were
  /// declared repealed.
  package func ended(in place: Int) -> [EndedProvision] {
    // The editions up to this one, newest first.
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

  /// Returns the index of the newest edition before the current one that has a provision or group with an id.
  package func lastEdition(with id: String) -> Int? {
    editions.indices.dropFirst(currentIndex + 1).first { editions[$0].text.allAnchors.contains(id) }
  }
}

extension CodeText {
  /// The ids of all provisions and groups, including former ids.
  package var allAnchors: Set<String> {
    let former = provisions.flatMap(\.aliases) + groups.flatMap(\.aliases)
    return Set(provisions.map(\.id.value.rawValue) + groups.map(\.anchor) + former.map(\.value))
  }

  /// The provisions and groups with permanent ids, each with its former ids and a function that returns its
  /// text.
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

/// A repealed provision must not be in the text, and the provisions that replace it must be.
enum RepealCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let published = Set(handbook.manuscript.publishedIDs.map { "\($0.code)#\($0.provision)" })
    return handbook.codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.metadata.repealed.flatMap { repeal in
          diagnostics(for: repeal, in: edition)
            + (published.contains("\(code.id)#\(repeal.id.value)") ? [] : neverExisted(repeal, edition, code))
        }
      }
    }
  }

  /// Reports an id that neither another edition nor the front matter has the text of.
  private static func neverExisted(
    _ repeal: Repeal, _ edition: Edition, _ code: CodeOfEthics
  ) -> [Diagnostic] {
    guard repeal.text == nil else { return [] }
    let known = Set(code.editions.flatMap(\.text.allAnchors))
    guard !known.contains(repeal.id.value) else { return [] }
    return [
      Diagnostic(
        .error, .unknownProvision, "Repealed provision '\(repeal.id.value)' is in no edition of this code",
        path: edition.path, range: repeal.id.range,
        help: "give its last words: text: …",
        meant: NearestMatch.of(repeal.id.value, among: known.subtracting(edition.text.allAnchors)))
    ]
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

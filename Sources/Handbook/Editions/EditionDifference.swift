package import Markup

/// What one edition of a code changes in the edition before it, word by word.
///
/// Provisions and groups are matched by their ids, a former id counting as the id, and other blocks of a group by
/// what they say and their order. Text is compared as a reader sees it, without markup.
package struct EditionDifference: Sendable {
  /// What becomes of one provision.
  package struct ProvisionChange: Sendable {
    /// The place in the newer edition's provisions; nothing for one that is gone.
    package let newPlace: Int?
    /// The place in the older edition's provisions; nothing for one that is new.
    package let oldPlace: Int?
    /// The text with what comes and goes; without the deleted runs it is the new text, without the inserted ones
    /// the old.
    package let runs: [RedlineRun]
    /// Whether the provision stands in another group, or in another order among those that stayed.
    package let isMoved: Bool

    /// Whether the words are the same in both editions.
    package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .kept } }
  }

  /// The provisions of the newer edition in their order, then those that are gone in theirs.
  package let provisions: [ProvisionChange]

  /// The headings, lead-ins and other blocks that are no provisions: the newer edition's in their order, then those
  /// that are gone in theirs.
  package let blocks: [BlockChange]

  package init(from old: CodeText, to new: CodeText) {
    blocks = Self.blocks(from: old, to: new)
    var oldPlaces: [String: Int] = [:]
    for (place, provision) in old.provisions.enumerated() { oldPlaces[provision.id.value.rawValue] = place }
    let matches = new.provisions.map { provision in
      oldPlaces[provision.id.value.rawValue]
        ?? provision.aliases.lazy.compactMap { oldPlaces[$0.value] }.first
    }
    // Those that kept their order: as many as can be, so that what moved is as little as can be.
    let found = matches.compactMap(\.self)
    let inOrder = Set(SequenceDiff.longestAscending(found).map { found[$0] })
    var provisions = new.provisions.enumerated().map { place, provision in
      let match = matches[place]
      let before = match.map { Self.text(of: old.provisions[$0], in: old) } ?? ""
      return ProvisionChange(
        newPlace: place, oldPlace: match,
        runs: WordDiff.runs(from: before, to: Self.text(of: provision, in: new)),
        isMoved: match.map { oldPlace in
          !inOrder.contains(oldPlace) || Self.isElsewhere(old, oldPlace, new, place)
        } ?? false)
    }
    let kept = Set(matches.compactMap(\.self))
    provisions += old.provisions.indices.filter { !kept.contains($0) }.map { place in
      ProvisionChange(
        newPlace: nil, oldPlace: place,
        runs: WordDiff.runs(from: Self.text(of: old.provisions[place], in: old), to: ""), isMoved: false)
    }
    self.provisions = provisions
  }

  /// Whether a provision's group in one edition is another in the other, told by the groups' anchors.
  private static func isElsewhere(_ old: CodeText, _ oldPlace: Int, _ new: CodeText, _ newPlace: Int) -> Bool
  {
    let before = old.groups[old.provisions[oldPlace].group].anchor
    let now = new.groups[new.provisions[newPlace].group].anchor
    return before != now && new.groups.contains { $0.anchor == before }
  }

  /// A provision's own words, a line for each of its blocks.
  private static func text(of provision: Provision, in text: CodeText) -> String {
    provision.content.compactMap { element -> String? in
      switch element {
      case .prose(let node), .leadIn(let node): text.document.plainText(of: node)
      case .provisions: nil
      }
    }.joined(separator: "\n")
  }
}

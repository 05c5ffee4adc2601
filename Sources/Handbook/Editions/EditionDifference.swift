import Basics
package import Markdown
package import Redline

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
  static func text(of provision: Provision, in text: CodeText) -> String {
    provision.content.compactMap { element -> String? in
      switch element {
      case .prose(let node), .leadIn(let node): text.document.plainText(of: node)
      case .provisions: nil
      }
    }.joined(separator: "\n")
  }
}

extension EditionDifference {
  /// What becomes of one block that is no provision: a heading, a lead-in or a block of prose.
  package struct BlockChange: Sendable {
    /// The block in the newer edition; nothing for one that is gone.
    package let newNode: MarkdownDocument.Index?
    /// The block in the older edition; nothing for one that is new.
    package let oldNode: MarkdownDocument.Index?
    /// The place of its group in the newer edition, or in the older one where the group is gone.
    package let group: Int
    /// Whether the newer edition still has the group.
    package let isGroupKept: Bool
    /// The text with what comes and goes.
    package let runs: [RedlineRun]

    /// Whether the words are the same in both editions.
    package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .kept } }
  }

  static func blocks(from old: CodeText, to new: CodeText) -> [BlockChange] {
    var oldPlaces: [String: Int] = [:]
    for (place, group) in old.groups.enumerated() { oldPlaces[group.anchor] = place }
    var kept: [BlockChange] = []
    var gone: [(oldGroup: Int, changes: [BlockChange])] = []
    var matched: Set<Int> = []
    for (place, group) in new.groups.enumerated() {
      let match =
        oldPlaces[group.anchor] ?? group.aliases.lazy.compactMap { oldPlaces[$0.value] }.first
      let before = match.map { matched.insert($0).inserted ? old.blocks(ofGroup: $0) : [] } ?? []
      let after = new.blocks(ofGroup: place)
      var left: [BlockChange] = []
      for (oldBlock, newBlock) in pairs(before, after) {
        let change = BlockChange(
          newNode: newBlock?.node, oldNode: oldBlock?.node, group: place, isGroupKept: true,
          runs: WordDiff.runs(from: oldBlock?.text ?? "", to: newBlock?.text ?? ""))
        if newBlock == nil { left.append(change) } else { kept.append(change) }
      }
      if let match, !left.isEmpty { gone.append((match, left)) }
    }
    for place in old.groups.indices where !matched.contains(place) {
      let changes = old.blocks(ofGroup: place).map { block in
        BlockChange(
          newNode: nil, oldNode: block.node, group: place, isGroupKept: false,
          runs: WordDiff.runs(from: block.text, to: ""))
      }
      gone.append((place, changes))
    }
    return kept + gone.sorted { $0.oldGroup < $1.oldGroup }.flatMap(\.changes)
  }

  /// Which block became which: headings of each other, equal blocks of each other, and between those the first of
  /// a kind of the first.
  private static func pairs(
    _ before: [CodeText.Block], _ after: [CodeText.Block]
  ) -> [(old: CodeText.Block?, new: CodeText.Block?)] {
    var numbers: [CodeText.Block.Content: Int] = [:]
    func number(_ block: CodeText.Block) -> Int {
      if let known = numbers[block.content] { return known }
      numbers[block.content] = numbers.count
      return numbers.count - 1
    }
    let matches = SequenceDiff.matches(before.map(number), after.map(number))
    var result: [(old: CodeText.Block?, new: CodeText.Block?)] = []
    var (oldStart, newStart) = (0, 0)
    for match in matches + [(old: before.count, new: after.count)] {
      let (left, right) = (before[oldStart..<match.old], after[newStart..<match.new])
      for kind in CodeText.Block.Kind.allCases {
        let (gone, new) = (left.filter { $0.kind == kind }, right.filter { $0.kind == kind })
        for offset in 0..<max(gone.count, new.count) {
          result.append((gone.dropFirst(offset).first, new.dropFirst(offset).first))
        }
      }
      if match.old < before.count { result.append((before[match.old], after[match.new])) }
      (oldStart, newStart) = (match.old + 1, match.new + 1)
    }
    return result
  }
}

extension CodeText {
  /// A block of a group that is no provision.
  fileprivate struct Block {
    enum Kind: Hashable, CaseIterable { case heading, leadIn, prose }

    /// What a block is matched by.
    struct Content: Hashable {
      let kind: Kind
      /// Empty for headings, which are matched whatever they say.
      let text: String
    }

    let kind: Kind
    let node: MarkdownDocument.Index
    let text: String

    var content: Content { Content(kind: kind, text: kind == .heading ? "" : text) }
  }

  fileprivate func blocks(ofGroup place: Int) -> [Block] {
    let group = groups[place]
    func block(_ kind: Block.Kind, _ node: MarkdownDocument.Index) -> Block {
      Block(kind: kind, node: node, text: document.plainText(of: node))
    }
    let heading = group.heading.map { block(.heading, $0) }
    let others = group.content.compactMap { element -> Block? in
      switch element {
      case .prose(let node): block(.prose, node)
      case .leadIn(let node): block(.leadIn, node)
      case .provisions: nil
      }
    }
    return [heading].compactMap(\.self) + others
  }
}

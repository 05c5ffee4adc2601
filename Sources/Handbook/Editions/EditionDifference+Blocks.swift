package import Markup

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

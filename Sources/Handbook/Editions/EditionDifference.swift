import Basics
package import Markdown
package import Redline

/// The word-by-word difference between an edition of a code and an earlier one.
///
/// Provisions and groups are matched by their ids, including former ids, even those that only an edition
/// between the two lists. Other blocks of a group are matched by their text and their order. Text is compared
/// as a reader sees it, without markup.
package struct EditionDifference: Sendable {
  /// The change of one provision.
  package struct ProvisionChange: Sendable {
    /// The index in the newer edition's provisions, or `nil` if the provision was removed.
    package let newPlace: Int?
    /// The index in the older edition's provisions, or `nil` if the provision is new.
    package let oldPlace: Int?
    /// The text with insertions and deletions.
    ///
    /// Without the deleted runs it is the new text; without the inserted runs, the old text.
    package let runs: [RedlineRun]
    /// Whether the provision is in another group, or in a different order among the provisions that remain.
    package let isMoved: Bool

    /// Whether the text is the same in both editions.
    package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .kept } }
  }

  /// The provisions of the newer edition in order, then the removed provisions in order.
  package let provisions: [ProvisionChange]

  /// The headings, lead-ins, and other blocks that aren't provisions.
  ///
  /// Those of the newer edition come first, in order, then the removed ones, in order.
  package let blocks: [BlockChange]

  /// - Parameter between: The editions between the two, newest first.
  package init(from old: CodeText, to new: CodeText, through between: [CodeText] = []) {
    let formerIDs = FormerIDs(in: between)
    blocks = Self.blocks(from: old, to: new, formerIDs)
    var oldPlaces: [String: Int] = [:]
    for (place, provision) in old.provisions.enumerated() { oldPlaces[provision.id.value.rawValue] = place }
    let matches = new.provisions.map { provision in
      formerIDs.all(of: provision.id.value.rawValue, provision.aliases).lazy.compactMap { oldPlaces[$0] }
        .first
    }
    // As many provisions as possible keep their order, so that as few as possible count as moved.
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

  /// Returns whether a provision is in different groups in the two editions, judged by the groups' anchors.
  private static func isElsewhere(_ old: CodeText, _ oldPlace: Int, _ new: CodeText, _ newPlace: Int) -> Bool
  {
    let before = old.groups[old.provisions[oldPlace].group].anchor
    let now = new.groups[new.provisions[newPlace].group].anchor
    return before != now && new.groups.contains { $0.anchor == before }
  }

  /// Returns a provision's own text, with one line for each of its blocks.
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
  /// The change of one block that isn't a provision: a heading, a lead-in, or a block of prose.
  package struct BlockChange: Sendable {
    /// The block in the newer edition, or `nil` if it was removed.
    package let newNode: MarkdownDocument.Index?
    /// The block in the older edition, or `nil` if it is new.
    package let oldNode: MarkdownDocument.Index?
    /// The index of its group in the newer edition, or in the older edition if the group was removed.
    package let group: Int
    /// Whether the newer edition still has the group.
    package let isGroupKept: Bool
    /// The text with insertions and deletions.
    package let runs: [RedlineRun]

    /// Whether the text is the same in both editions.
    package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .kept } }
  }

  private static func blocks(
    from old: CodeText, to new: CodeText, _ formerIDs: FormerIDs
  ) -> [BlockChange] {
    var oldPlaces: [String: Int] = [:]
    for (place, group) in old.groups.enumerated() { oldPlaces[group.anchor] = place }
    var kept: [BlockChange] = []
    var gone: [(oldGroup: Int, changes: [BlockChange])] = []
    var matched: Set<Int> = []
    for (place, group) in new.groups.enumerated() {
      let match = formerIDs.all(of: group.anchor, group.aliases).lazy.compactMap { oldPlaces[$0] }.first
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

  /// Pairs each block with the block that it became.
  ///
  /// Headings are paired with each other, and so are equal blocks. Between those, blocks of one kind are
  /// paired in order.
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

extension CodeOfEthics {
  /// Returns the difference between an edition and an earlier one.
  ///
  /// - Parameters:
  ///   - new: The index of the newer edition.
  ///   - old: The index of the older edition, which is higher.
  package func difference(of new: Int, since old: Int) -> EditionDifference {
    EditionDifference(
      from: editions[old].text, to: editions[new].text, through: editions[(new + 1)..<old].map(\.text))
  }
}

/// The ids that provisions and groups had before they were renamed, in the editions between two that are compared.
private struct FormerIDs {
  /// The former ids that each edition lists, by the id in that edition, newest edition first.
  private let editions: [[String: [Located<String>]]]

  init(in between: [CodeText]) {
    editions = between.map { text in
      let parts =
        text.provisions.map { ($0.id.value.rawValue, $0.aliases) }
        + text.groups.map { ($0.anchor, $0.aliases) }
      return Dictionary(parts.filter { !$0.1.isEmpty }) { first, _ in first }
    }
  }

  /// Returns the id of a provision or group and its former ids, newest first.
  func all(of id: String, _ aliases: [Located<String>]) -> [String] {
    editions.reduce([id] + aliases.map(\.value)) { ids, edition in
      ids + ids.flatMap { edition[$0] ?? [] }.map(\.value)
    }
  }
}

extension CodeText {
  /// A block of a group that isn't a provision.
  fileprivate struct Block {
    enum Kind: Hashable, CaseIterable { case heading, leadIn, prose }

    /// The properties by which blocks are matched.
    struct Content: Hashable {
      let kind: Kind
      /// The text, or an empty string for headings, which match regardless of their text.
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

import Basics
package import Markdown

/// Finds the changes of a text, in words, from the runs of its redline.
///
/// A mark inside a word is a change of the whole word. White space that is inserted or deleted with words
/// isn't a separate change. A deletion next to an insertion is a substitution.
package struct ChangeFinder {
  /// Returns the changes in text order, without those that affect only white space.
  package static func changes(in runs: [RedlineRun]) -> [Change] {
    guard runs.contains(where: { $0.kind != .kept }) else { return [] }
    let finder = Self(runs)
    if let whole = finder.wholeChange() { return [whole] }
    return joiningMoves(finder.wordChanges())
  }

  /// A position where the text changes, and the unchanged text after it.
  fileprivate struct Region {
    var old = ""
    var new = ""
    var kept = ""
  }

  /// The unchanged text before the first region.
  private var start = ""
  private var regions: [Region] = []

  private init(_ runs: [RedlineRun]) {
    var isChanging = false
    for run in runs where !run.text.isEmpty {
      if run.kind == .kept {
        isChanging = false
        append(kept: run.text)
        continue
      }
      if !isChanging { regions.append(Region()) }
      isChanging = true
      if run.kind == .deleted {
        regions[regions.count - 1].old += run.text
      } else {
        regions[regions.count - 1].new += run.text
      }
    }
    joinAcrossSpace()
    extendToWords()
  }

  private mutating func append(kept text: String) {
    if regions.isEmpty { start += text } else { regions[regions.count - 1].kept += text }
  }

  /// Joins two regions with white space between them if one only deletes and the other only inserts.
  private mutating func joinAcrossSpace() {
    var joined: [Region] = []
    for region in regions {
      guard let left = joined.last, left.kept.isBlank, left.isOneSided, region.isOneSided,
        left.old.isBlank != region.old.isBlank
      else {
        joined.append(region)
        continue
      }
      joined[joined.count - 1] = left.followed(by: region)
    }
    regions = joined
  }

  /// Extends each region to the whole word that it changes, and joins two changes of one word.
  private mutating func extendToWords() {
    var joined: [Region] = []
    var before = start
    for var region in regions {
      let part = before.trailingWordPart
      let rest = region.kept.leadingWordPart
      // If one side of the region is empty, the text before and after it forms a single word on that side.
      let joins = !part.isEmpty && !rest.isEmpty && (region.old.isEmpty || region.new.isEmpty)
      if !part.isEmpty, joins || region.old.startsInWord || region.new.startsInWord {
        before.removeLast(part.count)
        region.old = part + region.old
        region.new = part + region.new
      }
      if !rest.isEmpty, joins || region.old.endsInWord || region.new.endsInWord {
        region.kept.removeFirst(rest.count)
        region.old += rest
        region.new += rest
      }
      if joined.isEmpty {
        start = before
        joined.append(region)
      } else {
        joined[joined.count - 1].kept = before
        if before.isEmpty {
          joined[joined.count - 1] = joined[joined.count - 1].followed(by: region)
        } else {
          joined.append(region)
        }
      }
      before = joined[joined.count - 1].kept
    }
    regions = joined
  }

  private func wholeChange() -> Change? {
    guard start.isBlank, regions.allSatisfy(\.kept.isBlank) else { return nil }
    let old = regions.map(\.old).joined(separator: " ").trimmed
    let new = regions.map(\.new).joined(separator: " ").trimmed
    if old.isEmpty { return new.isEmpty ? nil : Change(.addition, new: new) }
    return new.isEmpty ? Change(.removal, old: old) : nil
  }

  private func wordChanges() -> [Change] {
    var changes: [Change] = []
    var before = start.tail(Self.contextBytes)
    for (index, region) in regions.enumerated() {
      let old = region.old.trimmed
      let new = region.new.trimmed
      if old != new {
        let kind: Change.Kind = old.isEmpty ? .insertion : new.isEmpty ? .deletion : .substitution
        changes.append(
          Change(
            kind, old: old, new: new, before: before.lastWords(Self.contextWords),
            after: text(after: index).firstWords(Self.contextWords)))
      }
      before = (before + region.new + region.kept).tail(Self.contextBytes)
    }
    return changes
  }

  private static let contextWords = 3
  /// The maximum number of bytes that are searched for words of context.
  private static let contextBytes = 200

  private func text(after index: Int) -> String {
    var text = regions[index].kept
    var next = index + 1
    while next < regions.count, text.utf8.count < Self.contextBytes {
      text += regions[next].new + regions[next].kept
      next += 1
    }
    return text.head(Self.contextBytes)
  }

  /// Joins a deletion and an insertion of the same words into a move.
  private static func joiningMoves(_ changes: [Change]) -> [Change] {
    var waiting: [Change: [Int]] = [:]
    var result: [Change?] = changes
    for (index, change) in changes.enumerated() where change.kind == .insertion || change.kind == .deletion {
      let words = change.old + change.new
      guard words.holdsWord else { continue }
      let opposite: Change.Kind = change.kind == .deletion ? .insertion : .deletion
      guard let partner = waiting[Change(opposite, old: words)]?.popLast() else {
        waiting[Change(change.kind, old: words), default: []].append(index)
        continue
      }
      let insertion = change.kind == .insertion ? change : changes[partner]
      result[index] = nil
      result[partner] = Change(
        .move, old: words, new: words, before: insertion.before, after: insertion.after)
    }
    return result.compactMap(\.self)
  }
}

extension ChangeFinder.Region {
  /// Whether the region only deletes or only inserts text.
  fileprivate var isOneSided: Bool { old.isBlank != new.isBlank }

  /// This region joined with the next one, with the unchanged text between them on both sides.
  fileprivate func followed(by next: Self) -> Self {
    Self(old: old + kept + next.old, new: new + kept + next.new, kept: next.kept)
  }
}

extension MarkdownDocument {
  /// Returns the text of a block with marks, without markup.
  ///
  /// Line breaks become spaces, and blocks are separated by a space. Editors' comments, raw HTML, and code
  /// blocks are omitted, and so are lists in a list item, because their items are provisions of their own.
  ///
  /// - Parameter reference: The generated text of a reference, given its node.
  ///
  /// - Parameter limit: The node before which the text ends, or `nil` for the end of the block.
  package func redlineRuns(
    of index: Index, before limit: Index? = nil, reference: (Index) -> String? = { _ in nil }
  ) -> [RedlineRun] {
    var runs: [RedlineRun] = []
    var marks: [(end: Int, kind: RedlineRun.Kind)] = []
    let end = limit ?? Int(nodes[index].end)
    let skipsLists = nodes[index].kind == .listItem
    var place = index
    while place < end {
      while let mark = marks.last, mark.end <= place { marks.removeLast() }
      let node = nodes[place]
      let kind = marks.last?.kind ?? .kept
      switch node.kind {
      case .text, .inlineCode: runs.append(kind, string(node.text))
      case .softBreak, .lineBreak: runs.append(kind, " ")
      case .insertion: marks.append((Int(node.end), .inserted))
      case .deletion: marks.append((Int(node.end), .deleted))
      case .reference, .quotation:
        if Int(node.end) == place + 1, let generated = reference(place) { runs.append(kind, generated) }
      case .paragraph, .heading, .tableCell:
        if !runs.isEmpty { runs.append(.kept, " ") }
      case .editorComment, .codeBlock, .htmlBlock:
        place = Int(node.end)
        continue
      case .list where skipsLists:
        place = Int(node.end)
        continue
      default: break
      }
      place += 1
    }
    return runs
  }

  /// Returns the changes that the marks in a block make, found separately for each of its paragraphs and
  /// cells.
  package func changes(of index: Index, reference: (Index) -> String? = { _ in nil }) -> [Change] {
    let blocks = subtree(of: index).filter { nodes[$0].kind.holdsText }
    guard blocks.count > 1, nodes[index].kind != .listItem else {
      return ChangeFinder.changes(in: redlineRuns(of: index, reference: reference))
    }
    return blocks.flatMap { ChangeFinder.changes(in: redlineRuns(of: $0, reference: reference)) }
  }

  /// Returns the reasons that editors gave for the changes in a block, by the indices of the changes in
  /// ``changes(of:)``.
  ///
  /// A comment that begins with `reason:` is the reason for the last change before it.
  package func changeReasons(in index: Index) -> [Int: String] {
    let comments = subtree(of: index).filter { nodes[$0].kind == .editorComment }
    guard !comments.isEmpty else { return [:] }
    var reasons: [Int: String] = [:]
    for comment in comments {
      let words = subtree(of: comment).filter { nodes[$0].kind == .text || nodes[$0].kind == .inlineCode }
      let text = words.map { string(nodes[$0].text) }.joined().trimmed
      guard text.lowercased().hasPrefix("reason:") else { continue }
      let before = ChangeFinder.changes(in: redlineRuns(of: index, before: comment)).count
      guard before > 0 else { continue }
      let reason = String(text.dropFirst("reason:".count)).trimmed
      reasons[before - 1] = [reasons[before - 1], reason].compactMap(\.self).joined(separator: " ")
    }
    return reasons
  }

  /// Creates a paragraph that shows the difference between two texts in the way that marks do.
  package static func paragraph(of runs: [RedlineRun]) -> MarkdownDocument {
    var builder = TreeBuilder()
    var literals: [UInt8] = []
    builder.open(Node(kind: .document))
    builder.open(Node(kind: .paragraph))
    for run in runs {
      let start = literals.count
      literals += run.text.utf8
      let text = Node.Slice(start: UInt32(start), count: UInt32(literals.count - start))
      switch run.kind {
      case .kept: builder.append(.text(text))
      case .inserted, .deleted:
        builder.open(Node(kind: run.kind == .inserted ? .insertion : .deletion))
        builder.append(.text(text))
        builder.close()
      }
    }
    builder.close()
    builder.close()
    return MarkdownDocument(builder, literals: literals)
  }
}

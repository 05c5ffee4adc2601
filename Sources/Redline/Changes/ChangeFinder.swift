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

/// One change of a text, in words, as a person would describe it.
package struct Change: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case insertion, deletion, substitution
    /// The same words were deleted in one position and inserted in another position of the same text.
    case move
    /// The whole text is new.
    case addition
    /// The whole text is deleted.
    case removal
  }

  package var kind: Kind
  /// The deleted words, without white space around them; empty if there are none.
  package var old: String
  /// The inserted words, without white space around them; empty if there are none.
  package var new: String
  /// Up to three words before the change in the new text; empty at the start of the text.
  package var before: String
  /// Up to three words after the change; empty at the end of the text.
  package var after: String

  package init(_ kind: Kind, old: String = "", new: String = "", before: String = "", after: String = "") {
    self.kind = kind
    self.old = old
    self.new = new
    self.before = before
    self.after = after
  }
}

/// The number of changes of each kind.
package struct ChangeCounts: Sendable, Hashable {
  package private(set) var insertions = 0
  package private(set) var deletions = 0
  package private(set) var substitutions = 0

  package init(_ changes: some Sequence<Change>) {
    for change in changes {
      switch change.kind {
      case .insertion, .addition: insertions += 1
      case .deletion, .removal: deletions += 1
      case .substitution: substitutions += 1
      case .move:
        insertions += 1
        deletions += 1
      }
    }
  }
}

/// The sentences that describe changes, one for each kind, in the language of the interface.
///
/// In a sentence, `{old}` is a placeholder for the deleted words, `{new}` for the inserted words, and
/// `{before}` for the words before the change.
package struct ChangePhrases: Sendable, Hashable {
  package var inserted = "{new} inserted"
  package var deleted = "{old} deleted"
  package var replaced = "{old} replaced by {new}"
  package var movedAfter = "{new} moved after {before}"
  package var movedToStart = "{new} moved to the start"
  package var added = "added: {new}"
  package var removed = "removed: {old}"

  package init() {}

  /// A part of a sentence.
  package enum Part: Sendable, Hashable {
    /// Words of the interface.
    case plain(String)
    /// Words of the text, which are set apart from those of the interface.
    case quoted(String)
  }

  /// Returns the parts of the sentence that describes a change.
  package func parts(for change: Change) -> [Part] {
    var parts: [Part] = []
    var rest = template(for: change)[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
      if brace > rest.startIndex { parts.append(.plain(String(rest[..<brace]))) }
      switch rest[rest.index(after: brace)..<end] {
      case "old": parts.append(.quoted(change.old))
      case "new": parts.append(.quoted(change.new))
      case "before": parts.append(.quoted(change.before))
      default: parts.append(.plain(String(rest[brace...end])))
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.plain(String(rest))) }
    return parts
  }

  /// Returns the sentence that describes a change, with the words of the text between two marks.
  package func sentence(for change: Change, mark: String = "*") -> String {
    parts(for: change).reduce(into: "") { sentence, part in
      switch part {
      case .plain(let text): sentence += text
      case .quoted(let text): sentence += mark + text + mark
      }
    }
  }

  private func template(for change: Change) -> String {
    switch change.kind {
    case .insertion: inserted
    case .deletion: deleted
    case .substitution: replaced
    case .move: change.before.isEmpty ? movedToStart : movedAfter
    case .addition: added
    case .removal: removed
    }
  }
}

/// A run of text with the same status in a redline.
///
/// Marks in a source and differences between two editions both become runs. Without the deleted runs they are
/// the new text; without the inserted runs, the old text.
package struct RedlineRun: Sendable, Hashable {
  /// The status of the text.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case kept, deleted, inserted
  }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension [RedlineRun] {
  /// The text before the changes.
  package var oldText: String {
    reduce(into: "") { if $1.kind != .inserted { $0 += $1.text } }
  }

  /// The text after the changes.
  package var newText: String {
    reduce(into: "") { if $1.kind != .deleted { $0 += $1.text } }
  }

  /// The text with its changes in CriticMarkup, to show them as plain text: `I {--may--}{++must++} ask`.
  package var marked: String {
    reduce(into: "") { text, run in
      switch run.kind {
      case .kept: text += run.text
      case .deleted: text += "{--\(run.text)--}"
      case .inserted: text += "{++\(run.text)++}"
      }
    }
  }

  /// Appends text to the last run if that has the same kind, or else in a new run.
  mutating func append(_ kind: RedlineRun.Kind, _ text: String) {
    guard !text.isEmpty else { return }
    if let last = self.last, last.kind == kind {
      self[count - 1].text += text
    } else {
      append(RedlineRun(kind, text))
    }
  }
}

import Basics
import Markdown
package import Redline

/// The history of each provision and group of a code, from its first edition to its last.
///
/// Only editions whose text the handbook includes count. A renamed provision is recognized by its former ids.
package struct CodeHistory: Sendable {
  /// A provision or group in one edition.
  package struct Entry: Sendable, Hashable {
    /// The index of the edition in ``CodeOfEthics/editions``.
    package let edition: Int
    /// The index among the provisions or groups of the edition, or `nil` if the edition no longer has it.
    package let place: Int?
    /// The text, with the changes since the previous entry.
    package let runs: [RedlineRun]
    /// Whether a provision moved to another group or to another position among the others.
    package let isMoved: Bool

    package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .kept } }
  }

  /// One provision or group through all editions, oldest entry first.
  package struct Thread: Sendable, Hashable {
    /// The current id, or the last one if the provision or group has ended.
    package fileprivate(set) var id: String
    package fileprivate(set) var entries: [Entry]
  }

  /// The provisions of the newest edition in their order, then those that ended.
  package let provisions: [Thread]
  package let groups: [Thread]

  package init(of code: CodeOfEthics) {
    let order = code.editions.indices.reversed().filter { code.editions[$0].metadata.text == .full }
    var provisions = ThreadBuilder()
    var groups = ThreadBuilder()
    var before: CodeText?
    for edition in order {
      let text = code.editions[edition].text
      provisions.add(edition, Self.provisionChanges(from: before, to: text))
      groups.add(edition, Self.groupChanges(from: before, to: text))
      before = text
    }
    self.provisions = provisions.threads(endingWith: order.last)
    self.groups = groups.threads(endingWith: order.last)
  }

  private static func provisionChanges(from old: CodeText?, to new: CodeText) -> [ThreadBuilder.Change] {
    guard let old else {
      return new.provisions.enumerated().map { place, provision in
        let words = EditionDifference.text(of: provision, in: new)
        return ThreadBuilder.Change(
          id: provision.id.value.rawValue, new: place, old: nil, words: words, runs: [], isMoved: false)
      }
    }
    return EditionDifference(from: old, to: new).provisions.map { change in
      let (text, place) = change.newPlace.map { (new, $0) } ?? (old, change.oldPlace ?? 0)
      let provision = text.provisions[place]
      return ThreadBuilder.Change(
        id: provision.id.value.rawValue, new: change.newPlace, old: change.oldPlace,
        words: change.newPlace == nil ? "" : EditionDifference.text(of: provision, in: new),
        runs: change.runs,
        isMoved: change.isMoved)
    }
  }

  /// Returns the changes of groups, which are matched by current and former anchors.
  ///
  /// The text of a group is its heading and its prose.
  private static func groupChanges(from old: CodeText?, to new: CodeText) -> [ThreadBuilder.Change] {
    var oldPlaces: [String: Int] = [:]
    for (place, group) in (old?.groups ?? []).enumerated() { oldPlaces[group.anchor] = place }
    var matched: Set<Int> = []
    var changes = new.groups.enumerated().map { place, group -> ThreadBuilder.Change in
      let match = ([group.anchor] + group.aliases.map(\.value)).lazy.compactMap { oldPlaces[$0] }.first
      let oldPlace = match.flatMap { matched.insert($0).inserted ? $0 : nil }
      let words = new.words(ofGroupAt: place)
      let before = oldPlace.flatMap { place in old?.words(ofGroupAt: place) }
      return ThreadBuilder.Change(
        id: group.anchor, new: place, old: oldPlace, words: words,
        runs: before.map { WordDiff.runs(from: $0, to: words) } ?? [], isMoved: false)
    }
    if let old {
      changes += old.groups.indices.filter { !matched.contains($0) }.map { place in
        ThreadBuilder.Change(
          id: old.groups[place].anchor, new: nil, old: place, words: "",
          runs: WordDiff.runs(from: old.words(ofGroupAt: place), to: ""), isMoved: false)
      }
    }
    return changes
  }
}

/// Joins the changes between editions into threads.
private struct ThreadBuilder {
  /// The change of one provision or group in an edition.
  struct Change {
    /// The id in the new edition, or the last one.
    let id: String
    let new: Int?
    let old: Int?
    /// The text in the new edition.
    let words: String
    /// The changes since the previous edition; empty for something that this edition doesn't have.
    let runs: [RedlineRun]
    let isMoved: Bool
  }

  private var all: [CodeHistory.Thread] = []
  /// The threads by the indices of their provisions or groups in the previous edition.
  private var open: [Int: Int] = [:]
  /// The threads that ended and their last text, by their last ids.
  private var ended: [String: (thread: Int, words: String)] = [:]
  private var words: [Int: String] = [:]

  mutating func add(_ edition: Int, _ changes: [Change]) {
    var next: [Int: Int] = [:]
    for change in changes {
      let known = change.old.flatMap { open[$0] }
      guard let new = change.new else {
        guard let known else { continue }
        all[known].entries.append(
          CodeHistory.Entry(edition: edition, place: nil, runs: change.runs, isMoved: false))
        ended[change.id] = (known, words[known] ?? "")
        continue
      }
      let thread: Int
      var runs = change.runs
      if let known {
        thread = known
      } else if let returned = ended.removeValue(forKey: change.id) {
        thread = returned.thread
        runs = WordDiff.runs(from: returned.words, to: change.words)
      } else {
        thread = all.count
        all.append(CodeHistory.Thread(id: change.id, entries: []))
        runs = [RedlineRun(.kept, change.words)]
      }
      all[thread].id = change.id
      all[thread].entries.append(
        CodeHistory.Entry(edition: edition, place: new, runs: runs, isMoved: change.isMoved))
      words[thread] = change.words
      next[new] = thread
    }
    open = next
  }

  /// Returns the threads in the order of the last edition, then those that ended before it.
  func threads(endingWith last: Int?) -> [CodeHistory.Thread] {
    let current = open.sorted { $0.key < $1.key }.map(\.value)
    let kept = Set(current)
    return current.map { all[$0] } + all.indices.filter { !kept.contains($0) }.map { all[$0] }
  }
}

extension CodeText {
  /// Returns the heading and the prose of a group, with one line for each block.
  fileprivate func words(ofGroupAt place: Int) -> String {
    let group = groups[place]
    let nodes =
      [group.heading].compactMap(\.self)
      + group.content.compactMap { element in
        switch element {
        case .prose(let node), .leadIn(let node): node
        case .provisions: nil
        }
      }
    return nodes.map { document.plainText(of: $0) }.joined(separator: "\n")
  }
}

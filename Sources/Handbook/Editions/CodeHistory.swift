package import Basics
package import Markdown
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

/// A provision of the edition before should be in the text, or its end should be declared.
///
/// Drafts are excluded, because what they leave out hasn't ended.
enum UndeclaredRepealCheck: HandbookCheck {
  /// How many ids a message names.
  private static let limit = 5

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.filter { !$0.hasUnknownOrder }.flatMap { code in
      code.editions.indices.dropLast().compactMap { place in diagnostic(for: place, of: code) }
    }
  }

  private static func diagnostic(for place: Int, of code: CodeOfEthics) -> Diagnostic? {
    let edition = code.editions[place]
    guard edition.metadata.text == .full, !edition.metadata.status.isUnsettled else { return nil }
    let ended = code.ended(in: place).filter { $0.repeal == nil && $0.endedBy == place }
    guard let first = ended.first?.id, let last = ended.first?.lastEdition else { return nil }
    let ids = ended.map(\.id)
    let names = ids.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
    let rest = ids.count > limit ? ", and \(ids.count - limit) more" : ""
    return Diagnostic(
      .warning, .undeclaredRepeal,
      "Edition '\(code.editions[last].slug ?? "")' has \(names)\(rest), which \(ids.count == 1 ? "is" : "are") neither here nor in 'repealed'",
      path: edition.path, range: edition.range(ofKey: "repealed"),
      help: "list what ended under 'repealed' as '- id: \(first)', and give a provision that has a new id "
        + "alias=\"\(first)\"")
  }
}

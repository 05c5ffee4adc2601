import Basics
import Handbook
import Markdown
import Redline

/// The views of a code with marks, and the changes that the marks make.
struct RedlineContext: TemplateContext {
  /// The page's own view.
  enum View: String, Sendable, CaseIterable {
    case redline, proposed, current
  }

  var view: View
  var redline: Address
  var proposed: Address
  var current: Address
  /// The name of the newer of two compared editions, or `nil` for the views of a draft.
  var newName: String?
  /// The name of the older of two compared editions, or `nil` for the views of a draft.
  var oldName: String?
  /// The status of the newer one, in words.
  var newStatus: String?
  /// The status of the older one, in words.
  var oldStatus: String?
  /// A description of what is compared.
  var summary: String?
  /// Whether the page's table of editions leads to comparisons of other editions.
  var hasOtherComparisons = false
  /// The counts of insertions, deletions, and substitutions, as text.
  var counts: [PhraseContext] = []
  var changes: [ChangeContext] = []
  /// The table of proposed text, current text, and reason; empty if no change has a reason.
  var reasons: [ReasonRow] = []
  /// Whether the redline contains editors' comments.
  var hasComments = false
  /// Whether the redline highlights words that don't change.
  var hasHighlights = false
  /// A notice for when the earlier text can't be fully recovered.
  var incomplete: HTML?

  static let fields = TemplateFields<RedlineContext>([
    .flag("isRedline", { $0.view == .redline }, "Whether the page shows the marks."),
    .flag("isProposed", { $0.view == .proposed }, "Whether the page shows the text as the draft would read."),
    .flag("isCurrent", { $0.view == .current }, "Whether the page shows the text as it reads now."),
    .address("redline", \.redline, "The page that shows the marks."),
    .address("proposed", \.proposed, "The page that shows the text as the draft would read."),
    .address("current", \.current, "The page that shows the text as it reads now."),
    .text("newName", optional: \.newName, "The newer of two editions that are compared."),
    .text("oldName", optional: \.oldName, "The older of two editions that are compared."),
    .text("newStatus", optional: \.newStatus, "The status of the newer edition."),
    .text("oldStatus", optional: \.oldStatus, "The status of the older edition."),
    .text("summary", optional: \.summary, "A sentence that says which texts are compared."),
    .flag(
      "hasOtherComparisons", \.hasOtherComparisons, "Whether the table of editions has other comparisons."),
    .list("counts", \.counts, "The number of changes of each kind, in words."),
    .flag("hasChanges", { !$0.changes.isEmpty }, "Whether anything changes."),
    .list("changes", \.changes, "The list of changes."),
    .flag("hasReasons", { !$0.reasons.isEmpty }, "Whether an editor gave a reason for a change."),
    .list("reasons", \.reasons, "The proposed text, current text, and reasons of each change."),
    .flag("hasComments", \.hasComments, "Whether the redline contains editors' notes."),
    .flag("hasHighlights", \.hasHighlights, "Whether the redline highlights words that don't change."),
    .html("incomplete", optional: \.incomplete, "A note that the earlier text can't be fully recovered."),
  ])
}

/// A description of a redline's change: "Item 5: *accept* replaced by *exchange*".
struct ChangeContext: TemplateContext {
  /// The name of its location, such as "Item 5".
  var place: String
  var address: Address
  var parts: [ChangePart]
  /// The reason, if an editor gave one.
  var reason: String?

  static let fields = TemplateFields<ChangeContext>([
    .text("reason", optional: \.reason, "The editor's reason for the change."),
    .text("place", \.place, "The name of the provision or heading that changes."),
    .address("address", \.address, "The address of the change."),
    .list("parts", \.parts, "The parts of the description of the change."),
  ])
}

/// A row of the table of reasons, with the proposed text, the current text, and the reasons.
struct ReasonRow: TemplateContext {
  var place: String
  var address: Address
  var proposed: String
  var current: String
  var reasons: [PhraseContext]

  static let fields = TemplateFields<ReasonRow>([
    .text("place", \.place, "The name of the provision or heading that changes."),
    .address("address", \.address, "The address of the change."),
    .text("proposed", \.proposed, "The proposed text."),
    .text("current", \.current, "The current text."),
    .list("reasons", \.reasons, "The editor's reasons for the change."),
  ])
}

/// A part of a change's description: either words of the sentence or words from the code.
struct ChangePart: TemplateContext {
  var text: String
  /// Whether it's from the code.
  var isQuoted = false

  static let fields = TemplateFields<ChangePart>([
    .text("text", \.text, "The words."),
    .flag("isQuoted", \.isQuoted, "Whether they're quoted from the code."),
  ])
}

/// A short text.
struct PhraseContext: TemplateContext {
  var text: String

  static let fields = TemplateFields<PhraseContext>([
    .text("text", \.text, "The words.")
  ])
}

/// Builds the section above a code with marks: the three views, and the list of changes.
struct RedlineBuilder {
  let site: SiteContext
  let route: Route
  let code: CodeOfEthics
  let editionIndex: Int
  /// Whether to link to the views at the edition's permanent address.
  var isFrozen = false

  private var edition: Edition { code.editions[editionIndex] }

  /// Returns the views and changes for the page of one view, or `nil` for an edition without marks.
  func redline(in view: CodeView) -> RedlineContext? {
    guard let marked = edition.redline?.marked.document else { return nil }
    var context = RedlineContext(
      view: RedlineContext.View(view), redline: address(of: .redline), proposed: address(of: .proposed),
      current: address(of: .current))
    let changes = changes
    context.counts = counts(of: changes.flatMap(\.changes))
    context.changes = changes.flatMap(contexts)
    context.reasons = reasonRows(of: changes, in: marked)
    context.hasComments = marked.nodes.contains { $0.kind == .editorComment }
    context.hasHighlights = marked.nodes.contains { $0.kind == .highlight }
    if edition.metadata.redline == .incomplete {
      context.incomplete = HTML(escaping: site.words[.redlineIncomplete])
    }
    return context
  }

  /// Returns the list of the edition's changes, each with a link to its location on the code's page.
  func list() -> [ChangeContext] {
    changes.flatMap(contexts)
  }

  /// Returns the changes as lines of plain text: "Code of Ethics, item 5: “holistically” inserted".
  ///
  /// - Parameter anchors: The ids of the places to include, or `nil` for all.
  func lines(at anchors: Set<String>? = nil) -> [String] {
    changes.filter { place in anchors.map { $0.contains(place.anchor ?? "") } ?? true }.flatMap { place in
      place.changes.map { change in
        "\(place.name): \(site.parts(of: change).map { $0.isQuoted ? "“\($0.text)”" : $0.text }.joined())"
      }
    }
  }

  /// Returns the number of changes of each kind, as text, without kinds that have none.
  func counts() -> [PhraseContext] { counts(of: changes.flatMap(\.changes)) }

  /// Returns a summary of the list of changes: "24 changes: 6 added, 12 deleted, 5 replaced, 1 moved".
  func counts(of changes: [Change]) -> [PhraseContext] {
    guard !changes.isEmpty else { return [] }
    func count(_ kinds: Change.Kind...) -> Int { changes.count { kinds.contains($0.kind) } }
    let kinds = [
      (count(.insertion, .addition), ThemePhrase.insertionCount),
      (count(.deletion, .removal), .deletionCount), (count(.substitution), .substitutionCount),
      (count(.move), .moveCount),
    ].filter { $0.0 > 0 }.map { site.words.counted($0.1, $0.0) }
    let total = site.words.counted(.changeCount, changes.count)
    return [PhraseContext(text: "\(total): \(kinds.joined(separator: ", "))")]
  }

  private func address(of view: CodeView) -> Address {
    site.address(
      of: isFrozen
        ? .frozen(code.id, edition: editionIndex, view: view)
        : .code(code.id, edition: editionIndex, view: view), from: route)
  }

  // MARK: Changes

  /// The changes at one place in the code.
  private struct PlaceChanges {
    let name: String
    /// The anchor of the place, or `nil` for the title, which is at the top of the page.
    let anchor: String?
    let changes: [Change]
    /// The reasons that editors gave, by the index of the change.
    var reasons: [Int: String] = [:]
    /// The block whose texts are compared, or `nil` for the title.
    var node: MarkdownDocument.Index?
  }

  /// The places with changes, in the order of the code.
  private var changes: [PlaceChanges] {
    guard let redline = edition.redline else { return [] }
    let text = redline.marked
    let title = PlaceChanges(
      name: site.words[.changePlaceTitle], anchor: nil,
      changes: ChangeFinder.changes(in: redline.title?.runs ?? []))
    let places = text.groups.flatMap { group -> [PlaceChanges] in
      let name = site.text.name(of: group) ?? edition.metadata.title.value
      var found: [PlaceChanges] = []
      if let heading = group.heading { found.append(changes(of: heading, name, group.anchor, in: text)) }
      for element in group.content { found += changes(of: element, name, group.anchor, in: text) }
      return found
    }
    return ([title] + places).filter { !$0.changes.isEmpty }
  }

  private func changes(
    of element: CodeElement, _ name: String, _ anchor: String, in text: CodeText
  ) -> [PlaceChanges] {
    switch element {
    case .prose(let node), .leadIn(let node):
      return [changes(of: node, name, anchor, in: text)]
    case .provisions(let places):
      return places.flatMap { place -> [PlaceChanges] in
        let provision = text.provisions[place]
        let name = site.text.placeInCode(provision, of: text)
        return provision.content.flatMap {
          changes(of: $0, name, provision.id.value.rawValue, in: text)
        }
      }
    }
  }

  private func changes(
    of node: MarkdownDocument.Index, _ name: String, _ anchor: String, in text: CodeText
  ) -> PlaceChanges {
    PlaceChanges(
      name: name, anchor: anchor, changes: text.document.changes(of: node),
      reasons: text.document.changeReasons(in: node), node: node)
  }

  private func contexts(at place: PlaceChanges) -> [ChangeContext] {
    place.changes.enumerated().map { index, change in
      ChangeContext(
        place: place.name, address: address(of: place), parts: site.parts(of: change),
        reason: place.reasons[index])
    }
  }

  private func address(of place: PlaceChanges) -> Address {
    let target = site.map.route(ofCode: code.id, edition: editionIndex)
    return Address(internal: route.address(of: target, anchor: place.anchor))
  }

  /// Returns the rows of the table with proposed text, current text, and reasons that agencies publish.
  ///
  /// The result is empty if no change has a reason.
  private func reasonRows(of places: [PlaceChanges], in marked: MarkdownDocument) -> [ReasonRow] {
    guard places.contains(where: { !$0.reasons.isEmpty }) else { return [] }
    return places.compactMap { place in
      guard let node = place.node else { return nil }
      let runs = marked.redlineRuns(of: node)
      func text(without kind: RedlineRun.Kind) -> String {
        runs.filter { $0.kind != kind }.map(\.text).joined().trimmed
      }
      return ReasonRow(
        place: place.name, address: address(of: place), proposed: text(without: .deleted),
        current: text(without: .inserted),
        reasons: place.reasons.sorted { $0.key < $1.key }.map { PhraseContext(text: $0.value) })
    }
  }
}

extension HTML {
  /// Creates the markup of a title with its marks.
  init(runs: [RedlineRun]) {
    let document = MarkdownDocument.paragraph(of: runs)
    var buffer = HTMLBuffer()
    for paragraph in document.children(of: 0) {
      HTMLRenderer(document).renderChildren(of: paragraph, to: &buffer)
    }
    self.init(bytes: buffer.bytes)
  }
}

extension SiteContext {
  /// Returns the description of a change, in which the words from the code are separate parts.
  func parts(of change: Change) -> [ChangePart] {
    ChangePhrases(words).parts(for: change).map { part in
      switch part {
      case .plain(let text): ChangePart(text: text)
      case .quoted(let text): ChangePart(text: text, isQuoted: true)
      }
    }
  }
}

extension ChangePhrases {
  /// The sentences in the language of a theme.
  init(_ words: ThemeStrings) {
    self.init()
    inserted = words[.changeInserted]
    deleted = words[.changeDeleted]
    replaced = words[.changeReplaced]
    movedAfter = words[.changeMovedAfter]
    movedToStart = words[.changeMovedToStart]
    added = words[.changeAdded]
    removed = words[.changeRemoved]
  }
}

extension RedlineContext.View {
  init(_ view: CodeView) {
    self =
      switch view {
      case .redline: .redline
      case .proposed: .proposed
      case .current: .current
      }
  }
}

import Handbook
import Markup

/// Builds what stands above a code with marks: the three views, and what the marks change in words.
struct RedlineBuilder {
  let site: SiteContext
  let route: Route
  let code: CodeOfEthics
  let editionIndex: Int

  private var edition: Edition { code.editions[editionIndex] }

  /// The views and changes, seen from the page of one view; nothing for an edition without marks.
  func redline(in view: CodeView) -> RedlineContext? {
    guard let marked = edition.redline?.marked.document else { return nil }
    var context = RedlineContext(
      view: RedlineContext.View(view), redline: address(of: .redline), proposed: address(of: .proposed),
      current: address(of: .current))
    let changes = changes
    context.counts = counts(of: changes.flatMap(\.changes))
    context.changes = changes.flatMap { place in place.changes.map { self.context(for: $0, at: place) } }
    context.hasComments = marked.nodes.contains { $0.kind == .editorComment }
    context.hasHighlights = marked.nodes.contains { $0.kind == .highlight }
    if edition.metadata.redline == .incomplete {
      context.incomplete = HTML(escaping: site.words[.redlineIncomplete])
    }
    return context
  }

  /// The changes of the edition as a list, each leading to its place on the code's page.
  func list() -> [ChangeContext] {
    changes.flatMap { place in place.changes.map { self.context(for: $0, at: place) } }
  }

  /// How many changes of each kind there are, in words; kinds without any are left out.
  func counts() -> [PhraseContext] { counts(of: changes.flatMap(\.changes)) }

  func counts(of changes: [Change]) -> [PhraseContext] {
    let counts = ChangeCounts(changes)
    return [
      (counts.insertions, ThemePhrase.insertionCount), (counts.deletions, .deletionCount),
      (counts.substitutions, .substitutionCount),
    ].filter { $0.0 > 0 }.map { PhraseContext(text: site.words.counted($0.1, $0.0)) }
  }

  private func address(of view: CodeView) -> Address {
    site.address(of: .code(code.id, edition: editionIndex, view: view), from: route)
  }

  // MARK: Changes

  /// What changes at one place of the code.
  private struct PlaceChanges {
    let name: String
    /// Nothing for the title, which stands at the top of the page.
    let anchor: String?
    let changes: [Change]
  }

  /// The places that change, in the order of the code.
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
    PlaceChanges(name: name, anchor: anchor, changes: text.document.changes(of: node))
  }

  private func context(for change: Change, at place: PlaceChanges) -> ChangeContext {
    let target = site.map.route(ofCode: code.id, edition: editionIndex)
    return ChangeContext(
      place: place.name, address: Address(internal: route.address(of: target, anchor: place.anchor)),
      html: ChangeSentence(words: site.words).html(for: change))
  }
}

extension HTML {
  /// The runs of a title with its marks.
  init(runs: [RedlineRun]) {
    let document = MarkdownDocument.paragraph(of: runs)
    var buffer = HTMLBuffer()
    for paragraph in document.children(of: 0) {
      HTMLRenderer(document).renderChildren(of: paragraph, to: &buffer)
    }
    self.init(bytes: buffer.bytes)
  }
}

/// Writes a change in words, with the words of the text set apart.
struct ChangeSentence {
  let words: ThemeStrings

  func html(for change: Change) -> HTML {
    var html = HTML()
    for part in ChangePhrases(words).parts(for: change) {
      switch part {
      case .plain(let text): html.bytes += HTML(escaping: text).bytes
      case .quoted(let text): html.bytes += HTML(markup: "<em>\(HTML.escaped(text))</em>").bytes
      }
    }
    return html
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

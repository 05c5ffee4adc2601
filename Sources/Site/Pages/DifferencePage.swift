import Basics
import Handbook
import Markdown
import Redline

/// Builds the page that compares an edition with an earlier one, in the form of a draft with marks.
struct DifferencePageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  /// The index of the newer edition.
  let editionIndex: Int
  /// The index of the older edition.
  let earlierIndex: Int

  private var new: Edition { code.editions[editionIndex] }
  private var old: Edition { code.editions[earlierIndex] }

  /// The id of the group with the text that's no longer in the newer edition.
  private static let goneAnchor = "_gone"

  func build() -> CodePage {
    let difference = code.difference(of: editionIndex, since: earlierIndex)
    var context = CodePageBuilder(
      site: site, page: page, code: code, editionIndex: editionIndex, view: .proposed
    ).build()
    let name = site.differenceTitle(of: new, since: old)
    context.shell.documentTitle =
      "\(context.shell.title), \(name) – \(site.handbook.configuration.title.value)"
    context.shell.canonical = site.canonicalAddress(of: page.route)
    context.signPage = nil
    context.commentSheet = nil
    if !context.ended.isEmpty { context.shell.contents.removeLast() }
    context.ended = []
    context.facts = []
    if new.metadata.title.value != old.metadata.title.value { context.markedTitle = HTML(runs: titleRuns) }
    let count = context.groups.count
    context.groups = groups(of: difference, in: context.groups)
    if context.groups.count > count {
      context.shell.contents.append(
        ContentsEntry(
          title: site.words[.differenceGone], address: Address(internal: "#" + Self.goneAnchor)))
    }
    context.redline = redline(difference, summary: name)
    return context
  }

  private var titleRuns: [RedlineRun] {
    WordDiff.runs(from: old.metadata.title.value, to: new.metadata.title.value)
  }

  // MARK: Text

  /// Returns the newer edition's groups with insertions and deletions, followed by a group of deleted text.
  private func groups(of difference: EditionDifference, in groups: [GroupContext]) -> [GroupContext] {
    var html: [String: HTML] = [:]
    for change in difference.provisions {
      guard let place = change.newPlace, !change.isUnchanged else { continue }
      html[new.text.provisions[place].id.value.rawValue] = self.html(of: change.runs)
    }
    var blocks: [MarkdownDocument.Index: [RedlineRun]] = [:]
    for change in difference.blocks where !change.isUnchanged {
      if let node = change.newNode { blocks[node] = change.runs }
    }
    var result = zip(groups, new.text.groups).map { group, source in
      var group = group
      if let runs = source.heading.flatMap({ blocks[$0] }) {
        let label = source.label.map { $0 + " " } ?? ""
        group.heading = HTML(bytes: HTML(escaping: label).bytes + HTML(runs: runs).bytes)
        group.isRemoved = false
        group.isAdded = false
      }
      let nodes = source.content.filter { !$0.isLeftOut(of: new.text) }.map(\.proseNode)
      group.blocks = zip(group.blocks, nodes).map { block, node in
        var block = block
        if let runs = node.flatMap({ blocks[$0] }) { block.prose = self.html(of: runs) }
        block.provisions = block.provisions.map { replaced($0, by: html) }
        return block
      }
      return group
    }
    let gone = self.gone(difference)
    if !gone.blocks.isEmpty { result.append(gone) }
    return result
  }

  private func replaced(_ provision: ProvisionContext, by html: [String: HTML]) -> ProvisionContext {
    var provision = provision
    provision.html = html[provision.anchor] ?? provision.html
    provision.provisions = provision.provisions.map { replaced($0, by: html) }
    return provision
  }

  private func gone(_ difference: EditionDifference) -> GroupContext {
    let prose = difference.blocks.filter { $0.newNode == nil && !$0.isUnchanged }.map {
      GroupBlock(prose: html(of: $0.runs))
    }
    // The provision may have had another id when it ended.
    let ended = Dictionary(
      code.ended(in: editionIndex).flatMap { ended in ([ended.id] + ended.aliases).map { ($0, ended) } }
    ) { first, _ in first }
    let provisions = difference.provisions.compactMap { change -> ProvisionContext? in
      guard change.newPlace == nil, let place = change.oldPlace else { return nil }
      let provision = old.text.provisions[place]
      var context = ProvisionContext(
        anchor: provision.id.value.rawValue, html: html(of: change.runs),
        citation: CitationText(site: site, code: code, editionIndex: earlierIndex).full(
          provision, of: old.text),
        name: site.text.placeInCode(provision, of: old.text),
        address: Address(internal: "#" + Route.encoded(provision.id.value.rawValue)))
      context.label = provision.label
      if provision.label == nil { context.number = String(provision.ordinal) }
      context.shortCitation = context.citation
      if let ended = ended[provision.id.value.rawValue], ended.repeal != nil {
        context.remarks = [RemarkContext(html: remark(on: ended))]
      }
      return context
    }
    return GroupContext(
      anchor: Self.goneAnchor, heading: HTML(escaping: site.words[.differenceGone]),
      blocks: prose + (provisions.isEmpty ? [] : [GroupBlock(provisions: provisions)]))
  }

  /// Returns a remark with the date when a provision was repealed, and the provisions that replaced it.
  private func remark(on ended: EndedProvision) -> HTML {
    var html = HTML(escaping: "\(site.sentence(on: ended, in: code)) ")
    let replacements = ended.repeal?.replacedBy.map(\.value) ?? []
    guard !replacements.isEmpty else { return html }
    html.bytes += HTML(escaping: "\(site.words[.replacedBy]) ").bytes
    for id in replacements {
      let place = new.text.place(of: ProvisionID(id))
      let name = place.map { site.text.placeInCode(new.text.provisions[$0], of: new.text) } ?? id
      html.bytes += site.theme.render(
        LinkContext(title: name, address: Address(internal: "#" + Route.encoded(id))))
    }
    return html
  }

  private func html(of runs: [RedlineRun]) -> HTML {
    let document = MarkdownDocument.paragraph(of: runs)
    var buffer = HTMLBuffer()
    HTMLRenderer(document).render(to: &buffer)
    return HTML(bytes: buffer.bytes)
  }

  // MARK: List of changes

  private func redline(_ difference: EditionDifference, summary: String) -> RedlineContext {
    var context = RedlineContext(
      view: .redline, redline: redlineAddress,
      proposed: site.address(of: .code(code.id, edition: editionIndex), from: page.route),
      current: site.address(of: .code(code.id, edition: earlierIndex), from: page.route))
    context.summary = summary
    context.hasOtherComparisons = code.editions.count { $0.metadata.text == .full } > 2
    context.newName = site.editionName(new)
    context.oldName = site.editionName(old)
    context.newStatus = site.status(of: new).word
    context.oldStatus = site.status(of: old).word
    let runs = [titleRuns] + difference.blocks.map(\.runs) + difference.provisions.map(\.runs)
    context.counts = RedlineBuilder(
      site: site, route: page.route, code: code, editionIndex: editionIndex
    ).counts(of: runs.flatMap { ChangeFinder.changes(in: $0) })
    context.changes = changes(of: difference)
    return context
  }

  /// Returns the list of changes: the title's, those in the order of the newer edition, then deleted parts.
  private func changes(of difference: EditionDifference) -> [ChangeContext] {
    let title = contexts(for: titleRuns, in: site.words[.changePlaceTitle], at: redlineAddress)
    var changes: [(order: Int, contexts: [ChangeContext])] = []
    for block in difference.blocks { changes.append((block.newNode ?? Int.max, words(for: block))) }
    for change in difference.provisions {
      changes.append((change.newPlace.map { new.text.provisions[$0].node } ?? Int.max, words(for: change)))
    }
    let sorted = changes.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }
    return title + sorted.flatMap(\.element.contexts)
  }

  private var redlineAddress: Address { Address(internal: page.route.address(of: page.route)) }

  private func contexts(for runs: [RedlineRun], in place: String, at address: Address) -> [ChangeContext] {
    ChangeFinder.changes(in: runs).map {
      ChangeContext(place: place, address: address, parts: site.parts(of: $0))
    }
  }

  private func words(for change: EditionDifference.BlockChange) -> [ChangeContext] {
    let group = (change.isGroupKept ? new : old).text.groups[change.group]
    let anchor = change.newNode == nil ? Self.goneAnchor : group.anchor
    return contexts(
      for: change.runs, in: site.text.name(of: group) ?? new.metadata.title.value,
      at: Address(internal: "#" + Route.encoded(anchor)))
  }

  private func words(for change: EditionDifference.ProvisionChange) -> [ChangeContext] {
    let text = change.newPlace == nil ? old.text : new.text
    guard let place = change.newPlace ?? change.oldPlace else { return [] }
    let provision = text.provisions[place]
    let name = site.text.placeInCode(provision, of: text)
    let address = Address(internal: "#" + Route.encoded(provision.id.value.rawValue))
    var contexts = self.contexts(for: change.runs, in: name, at: address)
    if change.isMoved, let oldPlace = change.oldPlace {
      let from = site.text.placeInCode(old.text.provisions[oldPlace], of: old.text)
      contexts.insert(
        ChangeContext(
          place: name, address: address,
          parts: [ChangePart(text: site.words.filled(.differenceMoved, ["place": from]))]),
        at: 0)
    }
    return contexts
  }
}

extension SiteContext {
  /// Returns a description of a comparison: "what the 2024 edition changes in the 2018 edition".
  func differenceTitle(of new: Edition, since old: Edition) -> String {
    words.filled(.differenceTitle, ["new": editionName(new), "old": editionName(old)])
  }

  /// Returns the name of an edition among the editions of its code.
  func name(of edition: Edition) -> String {
    edition.metadata.version ?? edition.slug ?? edition.metadata.title.value
  }

  /// Returns the rows of the table of a code's editions; empty if there's only one edition.
  func editions(of code: CodeOfEthics, from route: Route) -> [EditionContext] {
    guard code.editions.count > 1 else { return [] }
    return code.editions.enumerated().map { place, edition in
      var context = EditionContext(
        version: name(of: edition), address: address(of: .code(code.id, edition: place), from: route),
        status: status(of: edition))
      context.adopted = edition.metadata.adopted.map(printed)
      context.effective = edition.metadata.effective.map(printed)
      context.comparisons = PageKind.differences(of: code, edition: place).map { page in
        LinkContext(
          title: words.filled(
            .changesSince, ["edition": name(of: code.editions[page.subject.earlierEdition])]),
          address: address(of: page.subject, from: route), isCurrent: page.route == route)
      }
      context.isCurrent = map.route(ofCode: code.id, edition: place) == route
      return context
    }
  }
}

extension PageKind {
  static let difference = PageKind(
    roots: [CodePage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in
      let (id, edition, _) = subject.edition
      return names.text.codeName(id, edition: edition)
    },
    record: { subject, handbook in
      let (id, edition, _) = subject.edition
      return handbook.code(id).map { PageRecord($0, edition: edition) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .page,
    outlineTitle: { subject, site in
      let code = required(site.handbook.code(subject.codeID), subject)
      let title = site.differenceTitle(
        of: code.editions[subject.edition.place], since: code.editions[subject.earlierEdition])
      return "\(site.name(of: subject)), \(title)"
    },
    isIndexed: { _, _ in true },
    render: { page, site in
      let (id, edition, _) = page.subject.edition
      let code = required(site.handbook.code(id), page.subject)
      return site.theme.render(
        DifferencePageBuilder(
          site: site, page: page, code: code, editionIndex: edition,
          earlierIndex: page.subject.earlierEdition
        ).build())
    })

  /// Returns the pages that compare an edition with earlier ones whose text is included, newest first.
  ///
  /// Their addresses name both editions, so that they show the same words after a newer edition is published.
  static func differences(of code: CodeOfEthics, edition place: Int) -> [Page] {
    func hasText(_ edition: Int) -> Bool { code.editions[edition].metadata.text == .full }
    guard hasText(place) else { return [] }
    let earlier = code.editions.indices[(place + 1)...].filter(hasText)
    return earlier.prefix(PageLimits.comparisonsOfEdition).map { earlier in
      Page(
        .difference(code.id, edition: place, since: earlier),
        at: CodePages.permanentPath(
          of: code, edition: place, suffix: "changes-since-\(code.editions[earlier].name)"))
    }
  }
}

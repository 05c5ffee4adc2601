import Handbook
import Markup

/// Builds the groups and provisions of one view of a code.
struct GroupBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let editionIndex: Int
  let text: CodeText
  let renderer: DocumentRenderer

  private var edition: Edition { code.editions[editionIndex] }

  var groups: [GroupContext] {
    text.groups.map { group in
      var context = GroupContext(
        anchor: group.anchor, heading: heading(of: group), isSubgroup: group.level > 2,
        blocks: group.content.filter { !$0.isLeftOut(of: text) }.map { block(for: $0) })
      context.formerAnchors = group.aliases.map { AnchorContext(anchor: $0.value) }
      guard group.heading != nil, let name = site.text.name(of: group) else { return context }
      context.name = name
      context.citation = citations.full(place: name)
      context.topics = links(to: group.topics)
      context.discussedIn = mentions(of: .group(code.id, edition: editionIndex, anchor: group.anchor))
      context.discussedInSummary = summary(of: context.discussedIn)
      return context
    }
  }

  /// The groups with their text alone, without topics and places that discuss them.
  var plainGroups: [GroupContext] {
    groups.map { group in
      var group = group
      group.topics = []
      group.citation = ""
      group.discussedIn = []
      group.discussedInSummary = nil
      group.blocks = group.blocks.map { block in
        var block = block
        block.provisions = block.provisions.map(Self.plain)
        return block
      }
      return group
    }
  }

  private static func plain(_ provision: ProvisionContext) -> ProvisionContext {
    var provision = provision
    provision.topics = []
    provision.discussedIn = []
    provision.discussedInSummary = nil
    provision.provisions = provision.provisions.map(plain)
    return provision
  }

  /// The table of contents: the groups with a heading, two levels deep.
  var contents: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    for group in text.groups {
      guard let heading = group.heading, !text.document.nodes[heading].flags.contains(.emptied) else {
        continue
      }
      let entry = ContentsEntry(
        title: [group.label, group.title].compactMap(\.self).joined(separator: " "),
        address: Address(internal: "#" + Route.encoded(group.anchor)))
      if group.level > 2, !entries.isEmpty {
        entries[entries.count - 1].entries.append(entry)
      } else {
        entries.append(entry)
      }
    }
    return entries
  }

  private var isCurrentView: Bool {
    if case .code(_, _, .current) = renderer.key { true } else { false }
  }

  private func heading(of group: CodeGroup) -> HTML? {
    guard let node = group.heading else { return nil }
    var html = HTML()
    if text.document.nodes[node].flags.contains(.emptied) {
      let words = isCurrentView ? site.words[.addedByDraft] : site.words[.removedByDraft]
      html.bytes += HTML(markup: "<span class=\"removed-note\">\(HTML.escaped(words))</span>").bytes
      return html
    }
    if let label = group.label {
      html.bytes += HTML(escaping: label + " ").bytes
    }
    html.bytes += renderer.inlineHTML(of: node).bytes
    return html
  }

  private func block(for element: CodeElement) -> GroupBlock {
    switch element {
    case .prose(let node): GroupBlock(prose: renderer.html(of: node))
    case .leadIn(let node): GroupBlock(prose: renderer.html(of: node), isLeadIn: true)
    case .provisions(let places): GroupBlock(provisions: places.map { provision(at: $0) })
    }
  }

  /// A provision with its parts.
  ///
  /// The depth is that of lists, which the parser bounds.
  private func provision(at place: Int) -> ProvisionContext {
    let provision = text.provisions[place]
    let id = provision.id.value
    var context = ProvisionContext(
      anchor: id.rawValue, html: renderer.ownHTML(of: provision),
      citation: citations.full(provision, of: text), name: site.text.placeInCode(provision, of: text),
      address: Address(internal: "#" + Route.encoded(id.rawValue)))
    context.label = provision.label
    context.formerAnchors = provision.aliases.map { AnchorContext(anchor: $0.value) }
    context.topics = links(to: provision.topics)
    context.discussedIn = mentions(of: .provision(code.id, edition: editionIndex, id))
    context.discussedInSummary = summary(of: context.discussedIn)
    context.isAdded = provision.isEmpty && isCurrentView
    context.isRemoved = provision.isEmpty && !isCurrentView
    context.provisions = provision.parts.map { self.provision(at: $0) }
    return context
  }

  // MARK: What groups and provisions have in common

  private var citations: CitationText { CitationText(site: site, code: code, editionIndex: editionIndex) }

  private func links(to topics: [Located<TopicID>]) -> [LinkContext] {
    topics.map(\.value).filter { site.map.has(.topic($0)) }.map { topic in
      LinkContext(
        title: site.text.text(for: .topic(topic, anchor: nil)),
        address: site.address(of: .topic(topic), from: page.route))
    }
  }

  private func mentions(of target: ReferenceTarget) -> [MentionContext] {
    site.mentions(of: target, from: page.route)
  }

  private func summary(of mentions: [MentionContext]) -> String? {
    mentions.isEmpty ? nil : site.words.counted(.discussedCount, mentions.count)
  }
}

extension Provision {
  /// The places of the provisions that this one consists of.
  var parts: [Int] {
    content.flatMap { element -> [Int] in
      if case .provisions(let places) = element { places } else { [] }
    }
  }
}

extension CodeElement {
  /// The block, where it is no run of provisions.
  var proseNode: MarkdownDocument.Index? {
    switch self {
    case .prose(let node), .leadIn(let node): node
    case .provisions: nil
    }
  }

  /// Whether the block is not shown where it stands: a view leaves it without text, or it is a footnote.
  func isLeftOut(of text: CodeText) -> Bool {
    guard let node = proseNode.map({ text.document.nodes[$0] }) else { return false }
    return node.flags.contains(.emptied) || node.kind == .footnoteDefinition
  }
}

import Basics
import Handbook
import Markdown

/// A group of a code: the content under a heading or between two thematic breaks.
struct GroupContext: TemplateContext {
  var anchor: String
  /// Its former ids, which old links still use.
  var formerAnchors: [AnchorContext] = []
  /// The heading, or `nil` for a group whose heading the source lost or never had.
  var heading: HTML?
  /// The name of a group without a heading in citations, such as "Group 5"; `nil` for all others.
  var countedName: String?
  /// Whether a draft removes the heading, which is then empty.
  var isRemoved = false
  /// Whether a draft adds the heading, and the page shows the text before the draft.
  var isAdded = false
  /// Whether the heading is below another group's.
  var isSubgroup = false
  var blocks: [GroupBlock] = []
  var topics: [LinkContext] = []
  /// The full citation, for readers to copy.
  var citation = ""
  /// The short citation, such as "WA Vision".
  var shortCitation = ""
  /// The short name, such as "Professional conduct", for the names of buttons.
  var name = ""
  var discussedIn: [MentionContext] = []
  /// The number of places that discuss it, as text.
  var discussedInSummary: String?
  /// Its address on the page with the code's history, or `nil` for a code with one edition.
  var history: Address?
  /// The link that prepares a report of an error in it.
  var report: Address?
  /// Remarks that readers must see.
  var remarks: [RemarkContext] = []

  static let fields = TemplateFields<GroupContext>([
    .list("remarks", \.remarks, "Remarks that readers need."),
    .address("history", optional: \.history, "The page that shows how it changed from edition to edition."),
    .address("report", optional: \.report, "The link that prepares a report of an error in it."),
    .text("anchor", \.anchor, "The group's id."),
    .list("formerAnchors", \.formerAnchors, "Its earlier ids."),
    .html("heading", optional: \.heading, "The heading, if the source has one."),
    .text("countedName", optional: \.countedName, "The name of a group without a heading, such as Group 5."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes the heading, which is then empty."),
    .flag("isAdded", \.isAdded, "Whether a draft adds the heading, so that the text before it has none."),
    .flag("isSubgroup", \.isSubgroup, "Whether the heading is below another group's."),
    .flag("isCitable", { !$0.citation.isEmpty }, "Whether the group as a whole can be cited."),
    .text("citation", \.citation, "The full citation, for copying."),
    .text("shortCitation", \.shortCitation, "The short citation: WA Vision."),
    .text("name", \.name, "Its short name, for button labels."),
    .address("address", { Address(internal: "#" + Route.encoded($0.anchor)) }, "Its address."),
    .flag("hasTopics", { !$0.topics.isEmpty }, "Whether it has topics."),
    .list("topics", \.topics, "Its topics."),
    .list("discussedIn", \.discussedIn, "The places that discuss it."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary, "The number of places that discuss it."),
    .list("blocks", \.blocks, "The contents of the group, in order."),
  ])
}

/// An editor's comment about a text, in a note below it.
struct EditorNote: TemplateContext {
  var number: String
  var anchor: String
  var html: HTML

  static func anchor(_ number: Int) -> String { "_note-\(number)" }

  static let fields = TemplateFields<EditorNote>([
    .text("number", \.number, "The number of its marker."),
    .text("anchor", \.anchor, "The note's id. The marker's id is the same, followed by `--mark`."),
    .html("html", \.html, "The note."),
  ])
}

/// A block of prose in a group, or consecutive provisions.
struct GroupBlock: TemplateContext {
  var prose: HTML?
  /// Whether the prose introduces the provisions after it.
  var isLeadIn = false
  /// Editors' notes about the prose.
  var notes: [EditorNote] = []
  var provisions: [ProvisionContext] = []

  var hasProvisions: Bool { !provisions.isEmpty }

  static let fields = TemplateFields<GroupBlock>([
    .html("prose", optional: \.prose, "The prose, if the block is prose."),
    .flag("isLeadIn", \.isLeadIn, "Whether the prose introduces the provisions after it."),
    .flag("hasNotes", { !$0.notes.isEmpty }, "Whether the prose has editors' notes."),
    .list("notes", \.notes, "Editors' notes on the prose."),
    .flag("hasProvisions", \.hasProvisions, "Whether the block is a run of provisions."),
    .list("provisions", \.provisions, "The provisions of the block."),
  ])
}

/// A provision on the page of its code.
struct ProvisionContext: TemplateContext {
  /// The permanent id.
  var anchor: String
  /// Its former ids, which old links still use.
  var formerAnchors: [AnchorContext] = []
  /// The label that the source prints, such as `5.` or `(iii)`, or `nil` for a bullet.
  var label: String?
  /// Its number in the list, which citations use if the source doesn't print a label.
  var number: String?
  /// Its text, with the redline's marks in the redline view.
  var html: HTML
  var topics: [LinkContext] = []
  /// The full citation, for readers to copy.
  var citation: String
  /// The short citation, such as "WA 12".
  var shortCitation = ""
  /// The short name, such as "Professional conduct 5", for the names of buttons.
  var name: String
  /// The anchor with its `#`, or the address of the provision.
  var address: Address
  var discussedIn: [MentionContext] = []
  /// The number of places that discuss it, as text.
  var discussedInSummary: String?
  /// Editors' notes about its own text.
  var notes: [EditorNote] = []
  /// Its address on the page with the code's history, or `nil` for a code with one edition.
  var history: Address?
  /// The link that prepares a report of an error in it.
  var report: Address?
  /// Its former numbers in the source.
  var formerNumbers: [PhraseContext] = []
  /// Remarks that readers must see.
  var remarks: [RemarkContext] = []
  /// Whether there are blank lines for a comment below it.
  var hasCommentLines = false
  /// Whether a draft removes it, in which case it keeps its position and id.
  var isRemoved = false
  /// Whether a draft adds it, and the page shows the text before the draft.
  var isAdded = false
  var provisions: [ProvisionContext] = []

  var hasProvisions: Bool { !provisions.isEmpty }
  var hasTopics: Bool { !topics.isEmpty }

  static let fields = TemplateFields<ProvisionContext>([
    .text("anchor", \.anchor, "The provision's permanent id."),
    .list("formerAnchors", \.formerAnchors, "Its earlier ids."),
    .text("label", optional: \.label, "The label that the source prints; absent for a bullet."),
    .text("number", optional: \.number, "The number that citations use if the source prints no label."),
    .html("html", \.html, "The text."),
    .flag("hasTopics", \.hasTopics, "Whether it has topics."),
    .list("topics", \.topics, "Its topics."),
    .text("citation", \.citation, "The full citation, for copying."),
    .text("shortCitation", \.shortCitation, "The short citation: WA 12."),
    .text("name", \.name, "Its short name, for button labels."),
    .address("address", \.address, "Its address."),
    .list("discussedIn", \.discussedIn, "The places that discuss it."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary, "The number of places that discuss it."),
    .address("history", optional: \.history, "The page that shows how it changed from edition to edition."),
    .address("report", optional: \.report, "The link that prepares a report of an error in it."),
    .list("formerNumbers", \.formerNumbers, "The numbers that the source gave it in earlier editions."),
    .list("remarks", \.remarks, "Remarks that readers need."),
    .flag("hasNotes", { !$0.notes.isEmpty }, "Whether it has editors' notes."),
    .list("notes", \.notes, "Editors' notes on its own text."),
    .flag("hasCommentLines", \.hasCommentLines, "Whether there are blank lines for a comment."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes it."),
    .flag("isAdded", \.isAdded, "Whether a draft adds it, so that the text before it has none."),
    .flag("hasProvisions", \.hasProvisions, "Whether it has sub-provisions."),
    .list("provisions", \.provisions, "Its sub-provisions."),
  ])
}

/// An id that only old links still use.
struct AnchorContext: TemplateContext {
  var anchor: String

  static let fields = TemplateFields<AnchorContext>([
    .text("anchor", \.anchor, "The id.")
  ])
}

/// Writes the citation of a provision, for readers to copy.
struct CitationText {
  let site: SiteContext
  let code: CodeOfEthics
  let editionIndex: Int

  /// Returns the full citation of a provision.
  ///
  /// For example: "Washington draft, Code of Ethics and Professional Conduct, Professional conduct, item 5
  /// (2025 draft), as captured November 21, 2026, version check code 0c934a5921f7d3b8,
  /// https://example.org/codes/washington/2025-draft.html#gifts".
  func full(_ provision: Provision, of text: CodeText) -> String {
    full(place: site.text.placeInCode(provision, of: text), anchor: provision.id.value.rawValue)
  }

  /// Returns the full citation of a place in the code.
  ///
  /// It stays correct when the text of the code changes, because it includes the version, its check code, and
  /// the permanent address, if the site has an address.
  ///
  /// - Parameters:
  ///   - place: The name of the place in the code, such as "Professional conduct".
  ///   - anchor: The anchor of the place on the page.
  func full(place: String, anchor: String) -> String {
    let metadata = code.editions[editionIndex].metadata
    let words = site.words
    let base = words.filled(
      .citation,
      [
        "code": site.text.codeName(code.id, edition: editionIndex), "title": metadata.title.value,
        "place": place,
      ])
    let effective = metadata.effective.map { words.filled(.citationEffective, ["date": site.printed($0)]) }
    let named = [metadata.version, effective].compactMap(\.self).joined(separator: ", ")
    let version = named.isEmpty ? nil : words.filled(.citationVersion, ["version": named])
    let captured = metadata.source?.captured.map {
      words.filled(.citationCaptured, ["date": site.printed($0)])
    }
    let checkCode = words.filled(
      .citationCheckCode, ["code": site.checkCode(of: code.id, edition: editionIndex)])
    let page = site.map.permanentSubject(of: code, edition: editionIndex)
    let address = site.siteAddress.map {
      $0.text + Route("").address(of: site.map.route(of: page), anchor: anchor)
    }
    return [[base, version].compactMap(\.self).joined(separator: " "), captured, checkCode, address]
      .compactMap(\.self).joined(separator: ", ").withPlainSpaces
  }
}

/// Builds the groups and provisions of one view of a code.
struct GroupBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let editionIndex: Int
  let text: CodeText
  let renderer: DocumentRenderer
  /// Whether the groups have only their text.
  private(set) var isPlain = false

  private var edition: Edition { code.editions[editionIndex] }

  var groups: [GroupContext] {
    text.groups.map { group in
      var context = GroupContext(
        anchor: group.anchor, heading: heading(of: group), isSubgroup: group.level > 2,
        blocks: group.content.filter { !$0.isLeftOut(of: text) }.map { block(for: $0) })
      context.remarks = site.remarks(on: group.anchor, effective: nil, of: edition)
      context.isAdded = isEmptied(group) && isCurrentView
      context.isRemoved = isEmptied(group) && !isCurrentView
      context.formerAnchors = group.aliases.map { AnchorContext(anchor: $0.value) }
      context.countedName = group.heading == nil ? site.text.name(of: group)?.capitalizedFirst : nil
      guard group.heading != nil, let name = site.text.name(of: group) else { return context }
      context.shortCitation =
        site.text.shortText(for: .group(code.id, edition: editionIndex, group.id))
        .withPlainSpaces
      context.name = name
      context.citation = citations.full(place: name, anchor: group.anchor)
      context.report = report(
        context.shortCitation, context.citation, words: group.title, at: group.anchor)
      context.topics = links(to: group.topics)
      context.history = history(at: group.anchor)
      let mentions = mentions(of: .group(code.id, edition: editionIndex, group.id))
      context.discussedIn = mentions.pages
      context.discussedInSummary = mentions.summary(.discussedSummary)
      return context
    }
  }

  /// Returns the groups with only their text, without topics and places that discuss them.
  ///
  /// - Parameter hasCommentLines: Whether there are blank lines for a comment below each provision.
  func plainGroups(hasCommentLines: Bool) -> [GroupContext] {
    var builder = self
    builder.isPlain = true
    return builder.groups.map { group in
      var group = group
      group.citation = ""
      group.blocks = group.blocks.map { block in
        var block = block
        block.provisions = block.provisions.map { Self.plain($0, hasCommentLines: hasCommentLines) }
        return block
      }
      return group
    }
  }

  private static func plain(_ provision: ProvisionContext, hasCommentLines: Bool) -> ProvisionContext {
    var provision = provision
    provision.hasCommentLines = hasCommentLines
    provision.provisions = provision.provisions.map { plain($0, hasCommentLines: hasCommentLines) }
    return provision
  }

  /// The note about numbers and names that the handbook adds, or `nil` if the source prints all of them.
  var numbersNote: String? { site.numbersNote(on: text) }

  /// The table of contents, two levels deep: the groups that have a heading or are counted.
  var contents: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    for group in text.groups {
      let title: String
      if let heading = group.heading {
        guard !text.document.nodes[heading].flags.contains(.emptied) else { continue }
        title = [group.label, group.title].compactMap(\.self).joined(separator: " ")
      } else if let name = site.text.name(of: group) {
        title = name.capitalizedFirst
      } else {
        continue
      }
      let entry = ContentsEntry(
        title: title, address: Address(internal: "#" + Route.encoded(group.anchor)))
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

  /// Returns whether the heading has no text in this view.
  private func isEmptied(_ group: CodeGroup) -> Bool {
    group.heading.map { text.document.nodes[$0].flags.contains(.emptied) } ?? false
  }

  private func heading(of group: CodeGroup) -> HTML? {
    guard let node = group.heading else { return nil }
    var html = HTML()
    if isEmptied(group) { return html }
    if let label = group.label {
      html.bytes += HTML(escaping: label + " ").bytes
    }
    html.bytes += renderer.sourceMark(of: node).bytes
    html.bytes += renderer.inlineHTML(of: node).bytes
    return html
  }

  private func block(for element: CodeElement) -> GroupBlock {
    switch element {
    case .prose(let node): GroupBlock(prose: renderer.html(of: node), notes: notes(in: [node]))
    case .leadIn(let node):
      GroupBlock(prose: renderer.html(of: node), isLeadIn: true, notes: notes(in: [node]))
    case .provisions(let places): GroupBlock(provisions: places.map { provision(at: $0) })
    }
  }

  /// Returns a provision with its parts.
  ///
  /// The recursion is as deep as the lists, whose depth the parser limits.
  private func provision(at place: Int) -> ProvisionContext {
    let provision = text.provisions[place]
    let id = provision.id.value
    var context = ProvisionContext(
      anchor: id.rawValue,
      html: HTML(
        bytes: renderer.sourceMark(of: provision.node).bytes + renderer.ownHTML(of: provision).bytes),
      citation: citations.full(provision, of: text), name: site.text.placeInCode(provision, of: text),
      address: Address(internal: "#" + Route.encoded(id.rawValue)))
    context.label = provision.label
    if provision.label == nil { context.number = String(provision.ordinal) }
    context.shortCitation =
      site.text.shortText(for: .provision(code.id, edition: editionIndex, id))
      .withPlainSpaces
    context.report = report(
      context.shortCitation, context.citation, words: ownWords(of: provision), at: id.rawValue)
    context.formerAnchors = provision.aliases.map { AnchorContext(anchor: $0.value) }
    context.topics = links(to: provision.topics)
    context.history = history(at: id.rawValue)
    context.remarks = site.remarks(on: id.rawValue, effective: provision.effective, of: edition)
    context.formerNumbers = provision.formerNumbers.map { PhraseContext(text: $0) }
    let mentions = mentions(of: .provision(code.id, edition: editionIndex, id))
    context.discussedIn = mentions.pages
    context.discussedInSummary = mentions.summary(.discussedSummary)
    context.notes = notes(in: provision.content.compactMap(\.proseNode))
    context.isAdded = provision.isEmpty && isCurrentView
    context.isRemoved = provision.isEmpty && !isCurrentView
    context.provisions = provision.parts.map { self.provision(at: $0) }
    return context
  }

  private func ownWords(of provision: Provision) -> String {
    provision.content.compactMap(\.proseNode).map { text.document.plainText(of: $0) }.joined(separator: " ")
  }

  // MARK: Shared by groups and provisions

  private func report(
    _ name: String, _ citation: String, words: @autoclosure () -> String, at anchor: String
  ) -> Address? {
    if isPlain { return nil }
    return site.address(
      of: ErrorReport(
        name: name, citation: citation, words: words(),
        page: site.reportedAddress(of: page.route, anchor: anchor)))
  }

  /// Returns the editors' notes about some blocks.
  private func notes(in blocks: [MarkdownDocument.Index]) -> [EditorNote] {
    blocks.flatMap { block -> [EditorNote] in
      let range = text.document.subtree(of: block)
      let first = renderer.notes.partition { $0 >= range.lowerBound }
      return renderer.notes[first...].prefix { $0 < range.upperBound }.enumerated().map { offset, comment in
        let number = first + offset + 1
        return EditorNote(
          number: String(number), anchor: EditorNote.anchor(number), html: renderer.inlineHTML(of: comment))
      }
    }
  }

  private var citations: CitationText { CitationText(site: site, code: code, editionIndex: editionIndex) }

  private func history(at anchor: String) -> Address? {
    guard !isPlain, site.map.has(.history(code.id)), edition.metadata.text == .full else { return nil }
    return site.address(of: .history(code.id), anchor: anchor, from: page.route)
  }

  private func links(to topics: [Located<TopicID>]) -> [LinkContext] {
    if isPlain { return [] }
    return topics.map(\.value).filter { site.map.has(.topic($0)) }.map { topic in
      site.link(to: .topic(topic), from: page.route)
    }
  }

  private func mentions(of target: ReferenceTarget) -> Mentions {
    isPlain
      ? Mentions([], in: site, from: page.route) : site.mentions(of: target, from: page.route)
  }
}

extension SiteContext {
  /// Returns the note about numbers and names that the handbook adds, or `nil` if the source prints all.
  func numbersNote(on text: CodeText) -> String? {
    guard text.isCounted else { return nil }
    return words[text.hasBullets ? .numbersNoteBullets : .numbersNote]
  }
}

extension Provision {
  /// The indices of the provisions inside this one.
  var parts: [Int] {
    content.flatMap { element -> [Int] in
      if case .provisions(let places) = element { places } else { [] }
    }
  }
}

extension CodeElement {
  /// The block, or `nil` for provisions.
  var proseNode: MarkdownDocument.Index? {
    switch self {
    case .prose(let node), .leadIn(let node): node
    case .provisions: nil
    }
  }

  /// Returns whether the block isn't shown in place, because it has no text in this view or it's a footnote.
  func isLeftOut(of text: CodeText) -> Bool {
    guard let node = proseNode.map({ text.document.nodes[$0] }) else { return false }
    return node.flags.contains(.emptied) || node.kind == .footnoteDefinition
  }
}

import Basics
import Handbook
import Markdown

/// A provision, group, or code that's quoted on another page.
struct QuotationContext: TemplateRoot {
  static let template = "quotation"

  /// The text, exactly as it is in its code.
  var html: HTML
  var leadIn: HTML?
  var label: String?
  /// The citation of its source.
  var attribution: String
  /// The short citation, such as "WA 12".
  var shortCitation = ""
  /// The provision on its code's page, or `nil` if readers can't go there.
  var address: Address?
  var status: StatusContext
  /// The name of the redline view that it quotes, or `nil` for a code without marks.
  var view: String?
  /// Whether a draft removes it.
  var isRemoved = false
  /// The abbreviation of its code, such as "WA".
  var code = ""
  /// The version check code of its code.
  var checkCode = ""

  static let fields = TemplateFields<QuotationContext>([
    .html("html", \.html, "The quoted text, exactly as in the code."),
    .html("leadIn", optional: \.leadIn, "The paragraph that introduces it."),
    .text("label", optional: \.label, "The label that the source prints."),
    .text("attribution", \.attribution, "The citation of its source."),
    .text("shortCitation", \.shortCitation, "The short citation: WA 12."),
    .address("address", optional: \.address, "The address of the provision on its code's page."),
    .object("status", \.status, "The status of its code."),
    .text("view", optional: \.view, "The version of a redline that it quotes, in words."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes it."),
    .text("code", \.code, "The abbreviation of its code, such as WA."),
    .text("checkCode", \.checkCode, "The version check code of its code."),
  ])
}

/// The text of provisions and groups on a page that isn't their code's.
struct QuotedTextBlock: TemplateRoot {
  static let template = "quoted-text"

  var groups: [QuotedGroup]

  static let fields = TemplateFields<QuotedTextBlock>([
    .list("groups", \.groups, "The groups. A provision by itself is in a group without a heading.")
  ])
}

/// The text of a code on the print page.
struct PrintedTextBlock: TemplateRoot {
  static let template = "printed-text"

  /// Whether the text is below a second-level heading.
  var isInward: Bool
  var groups: [QuotedGroup]

  static let fields = TemplateFields<PrintedTextBlock>([
    .flag("isInward", \.isInward, "Whether headings are one level lower."),
    .list("groups", \.groups, "The groups, in order."),
  ])
}

/// A group of a code on another page.
struct QuotedGroup: TemplateContext {
  /// The id of the group on the print page.
  var anchor = ""
  var heading: HTML?
  /// The name of a group without a heading in citations, on the print page.
  var countedName: String?
  var label: String?
  var blocks: [QuotedBlock]

  static let fields = TemplateFields<QuotedGroup>([
    .text("anchor", \.anchor, "The group's id on the print page."),
    .html("heading", optional: \.heading, "The heading, if it's part of the quotation."),
    .text("countedName", optional: \.countedName, "The name of a group without a heading, such as Group 5."),
    .text("label", optional: \.label, "The label that the source prints."),
    .list("blocks", \.blocks, "The parts of the group, in order."),
  ])
}

/// A paragraph of a quoted text, or consecutive provisions.
struct QuotedBlock: TemplateContext {
  var prose: HTML?
  var provisions: [QuotedProvision] = []

  static let fields = TemplateFields<QuotedBlock>([
    .html("prose", optional: \.prose, "The prose, if the block is prose."),
    .flag("hasProvisions", { !$0.provisions.isEmpty }, "Whether the block is a run of provisions."),
    .list("provisions", \.provisions, "The provisions of the block."),
  ])
}

/// A provision of a quoted text, with the provisions inside it.
struct QuotedProvision: TemplateContext {
  /// The id of the provision on the print page, or `nil` on other pages.
  var anchor: String?
  var label: String?
  /// Its number in the list, which citations use if the source doesn't print a label.
  var number: String?
  /// Whether a draft removes it, so that it has no text.
  var isRemoved = false
  var blocks: [QuotedBlock]

  static let fields = TemplateFields<QuotedProvision>([
    .text("anchor", optional: \.anchor, "The provision's id on the print page."),
    .text("label", optional: \.label, "The label that the source prints."),
    .text("number", optional: \.number, "The number that citations use if the source prints no label."),
    .flag("isRemoved", \.isRemoved, "Whether a draft removes it, so that it has no text."),
    .list("blocks", \.blocks, "The parts of the provision, in order."),
  ])
}

/// Builds quotations of codes for pages other than their own.
struct QuotationBuilder {
  let site: SiteContext
  /// The page with the quotation.
  let route: Route

  /// Returns a quotation of a part of a code that has a topic.
  func passage(_ part: Passage.Part, of code: CodeOfEthics, edition index: Int) -> QuotationContext {
    switch part {
    case .provision(let place): provision(at: place, of: code, edition: index)
    case .group(let place):
      group(code.editions[index].text.groups[place], of: code, edition: index)
    }
  }

  /// Returns a quotation of a provision with all its parts.
  func provision(at place: Int, of code: CodeOfEthics, edition index: Int) -> QuotationContext {
    let edition = code.editions[index]
    let provision = edition.text.provisions[place]
    let renderer = renderer(of: code, edition: index)
    var context = QuotationContext(
      html: renderer.quotedHTML(of: provision, in: edition.text),
      attribution: attribution(.provision(code.id, edition: index, provision.id.value)),
      address: site.linkAddress(of: .provision(code.id, edition: index, provision.id.value), from: route),
      status: site.status(of: edition))
    context.shortCitation = site.text.shortText(
      for: .provision(code.id, edition: index, provision.id.value))
    context.leadIn = leadIn(of: provision, in: edition.text, renderer: renderer)
    context.label = provision.label
    context.view = view(of: edition)
    context.isRemoved = provision.isEmpty
    context.code = code.id.rawValue
    context.checkCode = site.checkCode(of: code.id, edition: index)
    return context
  }

  /// Returns a quotation of a provision, a group, or a whole code, or `nil` for any other target.
  func quotation(of target: ReferenceTarget) -> QuotationContext? {
    switch target {
    case .provision(let id, let index, let provision):
      guard let code = site.handbook.code(id),
        let place = code.editions[index].text.place(of: provision)
      else { return nil }
      return self.provision(at: place, of: code, edition: index)
    case .group(let id, let index, let groupID):
      guard let code = site.handbook.code(id),
        let group = code.editions[index].text.groups.first(where: { $0.id == groupID })
      else { return nil }
      return self.group(group, of: code, edition: index)
    case .code(let id, let index):
      guard let code = site.handbook.code(id) else { return nil }
      return quotation(of: code.editions[index].text.groups, of: code, edition: index, target: target)
    default:
      return nil
    }
  }

  private func group(_ group: CodeGroup, of code: CodeOfEthics, edition index: Int) -> QuotationContext {
    quotation(
      of: [group], of: code, edition: index,
      target: .group(code.id, edition: index, group.id))
  }

  private func quotation(
    of groups: [CodeGroup], of code: CodeOfEthics, edition index: Int, target: ReferenceTarget
  ) -> QuotationContext {
    let edition = code.editions[index]
    let renderer = renderer(of: code, edition: index)
    return QuotationContext(
      html: renderer.quotedHTML(of: groups, in: edition.text), attribution: attribution(target),
      shortCitation: site.text.shortText(for: target),
      address: site.linkAddress(of: target, from: route),
      status: site.status(of: edition), view: view(of: edition), code: code.id.rawValue,
      checkCode: site.checkCode(of: code.id, edition: index))
  }

  /// Returns the name of the view that's quoted, or `nil` for an edition without marks.
  private func view(of edition: Edition) -> String? {
    edition.redline == nil ? nil : site.words[.quotedView]
  }

  private func attribution(_ target: ReferenceTarget) -> String { site.text.text(for: target) }

  private func leadIn(of provision: Provision, in text: CodeText, renderer: DocumentRenderer) -> HTML? {
    var parts: [HTML] = []
    var current: Provision? = provision
    while let provision = current {
      if let node = provision.leadIn { parts.append(renderer.inlineHTML(of: node)) }
      current = provision.parent.map { text.provisions[$0] }
      if let parent = current { parts.append(renderer.openingHTML(of: parent)) }
    }
    guard !parts.isEmpty else { return nil }
    return HTML(bytes: Array(parts.reversed().map(\.bytes).joined(separator: Array(" ".utf8))))
  }

  private func renderer(of code: CodeOfEthics, edition: Int) -> DocumentRenderer {
    DocumentRenderer(
      site: site, key: .code(code.id, edition: edition, view: .proposed),
      document: code.editions[edition].text.document, route: route, isRepetition: true,
      footnoteAddress: site.linkAddress(of: .code(code.id, edition: edition), from: route)?.text ?? "")
  }
}

extension DocumentRenderer {
  /// Returns a provision's own text, without the provisions inside it.
  func ownHTML(of provision: Provision) -> HTML {
    var html = HTML()
    for element in provision.content {
      switch element {
      case .prose(let node), .leadIn(let node): html.bytes += self.html(of: node).bytes
      case .provisions: break
      }
    }
    return html
  }

  /// Returns the first paragraph of a provision, without its tags.
  func openingHTML(of provision: Provision) -> HTML {
    if document.nodes[provision.node].kind == .paragraph { return inlineHTML(of: provision.node) }
    guard
      let first = document.children(of: provision.node).first(where: { document.nodes[$0].kind == .paragraph }
      )
    else { return HTML() }
    return inlineHTML(of: first)
  }

  /// Returns a provision for a quotation on another page, with the provisions inside it as a list.
  func quotedHTML(of provision: Provision, in text: CodeText) -> HTML {
    let group = QuotedGroup(blocks: provision.content.map { block(for: $0, of: text) })
    return HTML(bytes: site.theme.render(QuotedTextBlock(groups: [group])))
  }

  /// Returns groups for a quotation on another page.
  func quotedHTML(of groups: [CodeGroup], in text: CodeText) -> HTML {
    HTML(bytes: site.theme.render(QuotedTextBlock(groups: groups.map { quoted($0, of: text) })))
  }

  /// Returns groups for the print page, with an id for each group and provision.
  func printedHTML(of groups: [CodeGroup], in text: CodeText, prefix: String) -> HTML {
    let groups = groups.map { quoted($0, of: text, prefix: prefix) }
    return HTML(bytes: site.theme.render(PrintedTextBlock(isInward: headingShift > 0, groups: groups)))
  }

  private func quoted(_ group: CodeGroup, of text: CodeText, prefix: String? = nil) -> QuotedGroup {
    let heading = group.heading.flatMap { document.nodes[$0].flags.contains(.emptied) ? nil : $0 }
    return QuotedGroup(
      anchor: (prefix ?? "") + group.anchor, heading: heading.map(inlineHTML),
      countedName: group.heading == nil ? site.text.name(of: group)?.capitalizedFirst : nil,
      label: group.label,
      blocks: group.content.map { block(for: $0, of: text, prefix: prefix) })
  }

  /// Returns an element of a quoted text.
  ///
  /// The recursion is as deep as the lists, whose depth the parser limits.
  ///
  /// - Parameter prefix: The prefix of the ids of provisions, or `nil` for provisions without ids.
  private func block(for element: CodeElement, of text: CodeText, prefix: String? = nil) -> QuotedBlock {
    switch element {
    case .prose(let node), .leadIn(let node): return QuotedBlock(prose: html(of: node))
    case .provisions(let places):
      let provisions = places.map { place in
        let provision = text.provisions[place]
        return QuotedProvision(
          anchor: prefix.map { $0 + provision.id.value.rawValue }, label: provision.label,
          number: provision.label == nil ? String(provision.ordinal) : nil, isRemoved: provision.isEmpty,
          blocks: provision.content.map { block(for: $0, of: text, prefix: prefix) })
      }
      return QuotedBlock(provisions: provisions)
    }
  }
}

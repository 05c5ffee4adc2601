import Handbook
import Markup

/// Builds quotations of codes for pages other than their own.
struct QuotationBuilder {
  let site: SiteContext
  /// The page that quotes.
  let route: Route

  /// A part of a code that carries a topic.
  func passage(_ part: Passage.Part, of code: CodeOfEthics, edition index: Int) -> QuotationContext {
    switch part {
    case .provision(let place): provision(at: place, of: code, edition: index)
    case .group(let place):
      group(code.editions[index].text.groups[place], of: code, edition: index)
    }
  }

  /// A provision with all its parts.
  func provision(at place: Int, of code: CodeOfEthics, edition index: Int) -> QuotationContext {
    let edition = code.editions[index]
    let provision = edition.text.provisions[place]
    let renderer = renderer(of: code, edition: index)
    var context = QuotationContext(
      html: renderer.quotedHTML(of: provision, in: edition.text),
      attribution: attribution(.provision(code.id, edition: index, provision.id.value)),
      address: site.address(of: .provision(code.id, edition: index, provision.id.value), from: route),
      status: site.status(of: edition))
    context.leadIn = leadIn(of: provision, in: edition.text, renderer: renderer)
    context.label = provision.label
    context.view = view(of: edition)
    context.isRemoved = provision.isEmpty
    return context
  }

  /// The target of a quotation: a provision, a group or a whole code.
  func quotation(of target: ReferenceTarget) -> QuotationContext? {
    switch target {
    case .provision(let id, let index, let provision):
      guard let code = site.handbook.code(id),
        let place = code.editions[index].text.place(of: provision)
      else { return nil }
      return self.provision(at: place, of: code, edition: index)
    case .group(let id, let index, let anchor):
      guard let code = site.handbook.code(id),
        let group = code.editions[index].text.groups.first(where: { $0.anchor == anchor })
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
      target: .group(code.id, edition: index, anchor: group.anchor))
  }

  private func quotation(
    of groups: [CodeGroup], of code: CodeOfEthics, edition index: Int, target: ReferenceTarget
  ) -> QuotationContext {
    let edition = code.editions[index]
    let renderer = renderer(of: code, edition: index)
    var html = HTML()
    for group in groups { html.bytes += renderer.quotedHTML(of: group, in: edition.text).bytes }
    return QuotationContext(
      html: html, attribution: attribution(target), address: site.address(of: target, from: route),
      status: site.status(of: edition), view: view(of: edition))
  }

  /// What readers must know of a text that its draft changes: which of its views is quoted.
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
      footnoteAddress: site.address(of: .code(code.id, edition: edition), from: route).text)
  }
}

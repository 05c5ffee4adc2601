import Handbook
import Markup

/// Tells the renderer what only the site knows: where references lead, and how templates shape blocks.
struct PageDelegate: HTMLRendererDelegate {
  let renderer: DocumentRenderer
  let targets: [ReferenceTarget?]

  private var site: SiteContext { renderer.site }
  private var document: MarkdownDocument { renderer.document }

  func target(ofReference reference: Int) -> LinkTarget? {
    guard targets.indices.contains(reference), let target = targets[reference] else { return nil }
    var address = site.address(of: target, from: renderer.route).text
    if renderer.isInward, let anchor = InwardAnchor.anchor(of: target) {
      address = "#" + Route.encoded(anchor)
    }
    var isTerm = false
    if case .term = target { isTerm = true }
    return LinkTarget(address: address, isTerm: isTerm)
  }

  func text(ofReference reference: Int) -> String {
    guard targets.indices.contains(reference), let target = targets[reference] else { return "" }
    return site.text.text(for: target)
  }

  func write(
    _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
  ) -> Bool {
    switch document.nodes[block].kind {
    case .callout:
      guard let kind = CalloutKind(rawValue: document.nodes[block].value) else { return false }
      let context = CalloutBlock(
        kind: CalloutBlock.Kind(kind), title: title.map { HTML(bytes: $0) }, content: HTML(bytes: content))
      html.append(markup: site.theme.render(context))
    case .quotation:
      guard let target = targets[Int(document.nodes[block].value)],
        let quotation = QuotationBuilder(site: site, route: renderer.route).quotation(of: target)
      else { return false }
      html.append(markup: site.theme.render(QuotationBlock(quotation: quotation)))
    case .question:
      html.append(markup: site.theme.render(QuestionBuilder(renderer: renderer).question(at: block)))
    default:
      return false
    }
    return true
  }
}

extension CalloutBlock.Kind {
  init(_ kind: CalloutKind) {
    self =
      switch kind {
      case .note: .note
      case .tip: .tip
      case .important: .important
      case .warning: .warning
      case .scenario: .scenario
      case .facilitator: .facilitator
      case .keypoints: .keypoints
      }
  }
}

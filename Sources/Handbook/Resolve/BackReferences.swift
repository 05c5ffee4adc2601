import Markup

/// Finds, for one document, who refers to what and in which sentence.
struct BackReferences {
  /// What one document refers to, each in document order.
  struct Found: Sendable {
    var references: [(target: ReferenceTarget, reference: CrossReference)] = []
    var citations: [(citation: LegalCitation, reference: CrossReference)] = []
  }

  let document: HandbookDocument
  let targets: [ReferenceTarget?]
  let text: ReferenceText
  /// The abbreviations of the series of law.
  let series: [String]

  /// The references and citations of the document.
  func collect() -> Found {
    var found = Found()
    guard
      targets.contains(where: { $0 != nil })
        || document.document.nodes.contains(where: { $0.kind == .legalCitation })
    else { return found }
    var anchor: String?
    var question: Range<MarkdownDocument.Index>?
    let tree = document.document
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      if let own = tree.anchor(of: index) ?? tree.attributes(of: index)?.id?.value { anchor = own }
      switch node.kind {
      case .question: question = tree.subtree(of: index)
      case .reference, .quotation:
        guard let target = targets[Int(node.value)] else { continue }
        let relation: CrossReference.Relation =
          if node.flags.contains(.found) {
            .uses
          } else if question?.contains(index) == true {
            .assesses
          } else {
            node.kind == .quotation ? .quotes : .discusses
          }
        found.references.append((target, crossReference(at: index, anchor: anchor, relation)))
      case .link where node.flags.contains(.internal):
        guard let target = targets[Int(node.value)] else { continue }
        found.references.append((target, crossReference(at: index, anchor: anchor, .discusses)))
      case .legalCitation where series.indices.contains(Int(node.value)):
        let citation = LegalCitation(series: series[Int(node.value)], number: tree.string(node.secondary))
        found.citations.append((citation, crossReference(at: index, anchor: anchor, .cites)))
      default: break
      }
    }
    return found
  }

  private func crossReference(
    at index: MarkdownDocument.Index, anchor: String?, _ relation: CrossReference.Relation
  ) -> CrossReference {
    let isQuotation = document.document.nodes[index].kind == .quotation
    return CrossReference(
      source: document.key, anchor: anchor, relation: relation,
      sentence: isQuotation ? "" : sentence(around: index))
  }

  /// The sentence around an inline, with the generated text of every reference in it.
  private func sentence(around index: MarkdownDocument.Index) -> String {
    let tree = document.document
    guard let block = tree.block(around: index) else { return "" }
    var scalars: [Unicode.Scalar] = []
    var focus = 0..<0
    var inline = block + 1
    let end = Int(tree.nodes[block].end)
    while inline < end {
      let node = tree.nodes[inline]
      let start = scalars.count
      switch node.kind {
      case .text, .inlineCode:
        scalars += tree.string(node.literal).unicodeScalars
      case .softBreak, .lineBreak:
        scalars.append(" ")
      case .reference where Int(node.end) == inline + 1:
        if let target = targets[Int(node.value)] { scalars += text.text(for: target).unicodeScalars }
      case .list, .paragraph:
        // A block inside an item is not of its first paragraph's sentence.
        inline = Int(node.end)
        continue
      default: break
      }
      if inline == index { focus = start..<scalars.count }
      if inline == index, Int(node.end) > inline + 1 {
        focus = start..<(start + tree.plainText(of: inline).unicodeScalars.count)
      }
      inline += 1
    }
    return Sentence.around(focus.lowerBound..<min(focus.upperBound, scalars.count), in: scalars)
  }
}

extension MarkdownDocument {
  /// The block that holds an inline as part of its own text.
  fileprivate func block(around inline: Index) -> Index? {
    var index = inline - 1
    while index >= 0 {
      if Int(nodes[index].end) > inline {
        switch nodes[index].kind {
        case .paragraph, .heading, .tableCell, .choice: return index
        default: break
        }
      }
      index -= 1
    }
    return nil
  }
}

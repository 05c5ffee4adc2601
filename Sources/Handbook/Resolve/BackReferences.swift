import Markup

/// Finds, for one document, who refers to what and in which sentence.
struct BackReferences {
  let document: HandbookDocument
  let targets: [ReferenceTarget?]
  let text: ReferenceText

  /// The references of the document, each with its target, in document order.
  func collect() -> [(target: ReferenceTarget, reference: CrossReference)] {
    guard targets.contains(where: { $0 != nil }) else { return [] }
    var found: [(ReferenceTarget, CrossReference)] = []
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
        let isAssessed = question?.contains(index) == true
        found.append((target, crossReference(at: index, anchor: anchor, isAssessed: isAssessed)))
      case .link where node.flags.contains(.internal):
        guard let target = targets[Int(node.value)] else { continue }
        found.append((target, crossReference(at: index, anchor: anchor, isAssessed: false)))
      default: break
      }
    }
    return found
  }

  private func crossReference(
    at index: MarkdownDocument.Index, anchor: String?, isAssessed: Bool
  ) -> CrossReference {
    let isQuotation = document.document.nodes[index].kind == .quotation
    return CrossReference(
      source: document.key, anchor: anchor,
      relation: isAssessed ? .assesses : isQuotation ? .quotes : .discusses,
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
      if node.kind == .reference || node.kind == .link, inline == index, Int(node.end) > inline + 1 {
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

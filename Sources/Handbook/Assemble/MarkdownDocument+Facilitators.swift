import Markup

extension MarkdownDocument {
  /// Takes out the call-outs for facilitators, before anything is read from the tree.
  ///
  /// Their references stay in `MarkdownDocument.references`, so that they are checked in every edition.
  mutating func removeFacilitatorNotes() {
    let isNote = { (node: Node) in
      node.kind == .callout && node.value == CalloutKind.facilitator.rawValue
    }
    guard nodes.contains(where: isNote) else { return }
    self = removing { _, node in isNote(node) }
  }
}

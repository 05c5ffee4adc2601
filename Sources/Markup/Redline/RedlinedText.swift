/// A text with marks, read in the three ways that readers can choose from.
///
/// The three trees have the same blocks in the same order. A block that one way of reading leaves without
/// text carries ``Node/Flags/emptied`` there, and so does whatever holds nothing but such blocks; see
/// ``MarkdownDocument/withoutEmptiedBlocks()``. All places are those of the source.
package struct RedlinedText: Sendable {
  /// In the order of the source.
  package var marks: [RedlineMark]
  /// With insertions, deletions, highlights and comments as nodes.
  package var redline: MarkdownDocument
  /// With all changes accepted.
  package var proposed: MarkdownDocument
  /// With all changes rejected.
  package var current: MarkdownDocument

  package init(
    marks: [RedlineMark], redline: MarkdownDocument, proposed: MarkdownDocument, current: MarkdownDocument
  ) {
    self.marks = marks
    self.redline = redline
    self.proposed = proposed
    self.current = current
  }
}

extension RedlinedText {
  /// Gives each heading one anchor in all three trees, so that an address is the same whichever is read: that
  /// of the proposed text, or of the current one where the proposed has no text there.
  mutating func shareAnchors() {
    let headings = zip(redline.headings, zip(proposed.headings, current.headings))
    var anchors: [(redline: Int, proposed: Int, current: Int, anchor: String)] = []
    var taken = Set(redline.attributes.compactMap { $0.value.id?.value })
    for (inRedline, (inProposed, inCurrent)) in headings {
      let isGone = proposed.nodes[inProposed].flags.contains(.emptied)
      let source =
        isGone
        ? current.anchorSlice(of: inCurrent).map(current.string)
        : proposed.anchorSlice(of: inProposed).map(proposed.string)
      guard var anchor = source else { continue }
      // The anchors of one text differ from one another, but not those of two.
      var repetition = 0
      let slug = anchor
      while !taken.insert(anchor).inserted {
        repetition += 1
        anchor = "\(slug)-\(repetition)"
      }
      anchors.append((inRedline, inProposed, inCurrent, anchor))
    }
    redline.setAnchors(anchors.map { ($0.redline, $0.anchor) })
    proposed.setAnchors(anchors.map { ($0.proposed, $0.anchor) })
    current.setAnchors(anchors.map { ($0.current, $0.anchor) })
  }
}

extension MarkdownDocument {
  fileprivate var headings: [Index] {
    nodes.indices.filter { nodes[$0].kind == .heading }
  }

  fileprivate mutating func setAnchors(_ anchors: [(node: Index, anchor: String)]) {
    self.anchors = anchors.map { entry in
      let start = literals.count
      literals.append(contentsOf: entry.anchor.utf8)
      return (entry.node, Node.Slice(start: UInt32(start), count: UInt32(literals.count - start)))
    }
  }
}

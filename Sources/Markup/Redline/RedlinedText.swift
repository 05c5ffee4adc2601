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

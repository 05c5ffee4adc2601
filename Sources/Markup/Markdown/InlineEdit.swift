/// A change inside of the text of a ``MarkdownDocument``: what stands in for some bytes of a text node.
///
/// Extensions find what is theirs, and say with a list of these what becomes of it;
/// ``MarkdownDocument/apply(_:)`` then copies the tree once. To wrap `a *b* c` into a node, open it before
/// the first byte and close it after the last, with two edits of no bytes.
package struct InlineEdit: Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    /// Nothing takes the place of the bytes.
    case remove
    /// A node without children takes it.
    case insert(Node)
    /// A node begins, and what follows is inside of it, up to the ``close`` for it in the same parent.
    case open(Node)
    /// The node that was opened last ends.
    case close
  }

  /// The node that is changed: a text node, or, to ``Action/remove`` it with its descendants, any inline.
  package var node: MarkdownDocument.Index
  /// The bytes of its literal, from 0, that go.
  package var bytes: Range<Int>
  package var action: Action

  package init(_ node: MarkdownDocument.Index, _ bytes: Range<Int>, _ action: Action) {
    self.node = node
    self.bytes = bytes
    self.action = action
  }
}

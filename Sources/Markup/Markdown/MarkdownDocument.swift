/// The tree of a Markdown text, as one flat array in document order.
///
/// A node's descendants follow it and end before its ``Node/end``, so that walking is counting upward, no
/// depth of nesting can overflow the stack, and a document of a million nodes is one allocation to free.
/// Kinds have CommonMark's own names; the kinds after ``Node/Kind/image`` are the extensions'.
///
/// Source: CommonMark 0.30, through libcmark.
package struct MarkdownDocument: Sendable {
  /// The place of a node in ``nodes``.
  package typealias Index = Int

  /// All nodes in document order. The first is the ``Node/Kind/document``.
  package var nodes: [Node]

  /// The UTF-8 text of every node, which ``Node/literal`` and ``Node/secondary`` point into.
  package var literals: [UInt8]

  /// The attributes that authors gave to blocks, sorted by node.
  package var attributes: [(node: Index, value: Attributes)]

  /// What the ``Node/Kind/reference``, ``Node/Kind/quotation`` and internal ``Node/Kind/link`` nodes
  /// refer to, in document order; such a node's ``Node/value`` is the place in this array.
  package var references: [Reference]

  package init(
    nodes: [Node] = [Node(kind: .document, end: 1)],
    literals: [UInt8] = [],
    attributes: [(node: Index, value: Attributes)] = [],
    references: [Reference] = []
  ) {
    self.nodes = nodes
    self.literals = literals
    self.attributes = attributes
    self.references = references
  }
}

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

  /// All nodes in document order; the first is the ``Node/Kind/document``.
  package var nodes: [Node]

  /// The UTF-8 text of every node, which ``Node/literal`` and ``Node/secondary`` point into.
  ///
  /// It begins with the whole source, ``sourceCount`` bytes of it: a node whose text stands there as it is
  /// points at that very place. After it comes what the source says otherwise, with escapes for instance.
  package var literals: [UInt8]

  /// How many of ``literals`` are the source.
  package var sourceCount: Int

  /// Where the lines of the source begin.
  package var lines: SourceLines

  /// The attributes that authors gave to blocks, sorted by node.
  package var attributes: [(node: Index, value: Attributes)]

  /// What the ``Node/Kind/reference``, ``Node/Kind/quotation`` and internal ``Node/Kind/link`` nodes
  /// refer to, in document order, and after them what was found in running text; such a node's
  /// ``Node/value`` is the place in this array.
  package var references: [Reference]

  /// The anchors of headings, as the place of their UTF-8 in ``literals``, sorted by node.
  ///
  /// An author's own id is an anchor as well, but is only in ``attributes``.
  package var anchors: [(node: Index, value: Node.Slice)]

  /// Where the source has what an address or phone number in running text can't do without.
  package var addressMarks = SourceMarks()

  package init(
    nodes: [Node] = [Node(kind: .document, end: 1)],
    literals: [UInt8] = [],
    sourceCount: Int = 0,
    lines: SourceLines = SourceLines(),
    attributes: [(node: Index, value: Attributes)] = [],
    references: [Reference] = [],
    anchors: [(node: Index, value: Node.Slice)] = []
  ) {
    self.nodes = nodes
    self.literals = literals
    self.sourceCount = sourceCount
    self.lines = lines
    self.attributes = attributes
    self.references = references
    self.anchors = anchors
  }
}

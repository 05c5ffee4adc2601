package import Basics

/// Builds the nodes of a tree in document order.
///
/// A node is appended as a leaf, or opened, filled, and closed. The builder is the only writer of ``Node/end``, so
/// every node ends inside its parent.
package struct TreeBuilder: Sendable {
  /// The nodes so far.
  ///
  /// The end of an open node isn't known yet.
  package internal(set) var nodes: [Node] = []
  /// The open nodes, the innermost last.
  private var openNodes: [MarkdownDocument.Index] = []

  package init() {}

  /// The index that the next node gets.
  package var count: Int { nodes.count }

  /// How many nodes are open.
  var depth: Int { openNodes.count }

  package mutating func reserveCapacity(_ capacity: Int) {
    nodes.reserveCapacity(capacity)
  }

  /// The parent of the innermost open node, or `nil` if fewer than two nodes are open.
  var parentOfInnermost: Node? {
    openNodes.count > 1 ? nodes[openNodes[openNodes.count - 2]] : nil
  }

  /// Adds a node without children.
  package mutating func append(_ node: Node) {
    var node = node
    node.end = Int32(truncatingIfNeeded: nodes.count + 1)
    nodes.append(node)
  }

  /// Opens a node.
  ///
  /// The nodes that follow are its descendants, until ``close()``.
  package mutating func open(_ node: Node) {
    openNodes.append(nodes.count)
    nodes.append(node)
  }

  /// Closes the innermost open node.
  ///
  /// - Returns: The node's index.
  @discardableResult
  package mutating func close() -> MarkdownDocument.Index {
    guard let index = openNodes.popLast() else { preconditionFailure("only an open node is closed") }
    nodes[index].end = Int32(truncatingIfNeeded: nodes.count)
    return index
  }

  /// Closes the innermost open node, or removes it if it has no children.
  package mutating func closeUnlessEmpty() {
    if let index = openNodes.last, nodes.count == index + 1 {
      nodes.removeLast()
      openNodes.removeLast()
    } else {
      close()
    }
  }

  /// Appends nodes of another tree, each with its descendants.
  ///
  /// - Parameter base: The index of the first one in that tree.
  mutating func graft(_ grafts: [Node], base: Int) {
    let shift = Int32(truncatingIfNeeded: nodes.count - base)
    for var node in grafts {
      node.end += shift
      nodes.append(node)
    }
  }

  /// Returns the finished nodes.
  fileprivate consuming func finished() -> [Node] {
    precondition(openNodes.isEmpty, "every node that was opened is closed")
    return nodes
  }
}

extension MarkdownDocument {
  /// Creates a document from a builder's nodes.
  package init(
    _ builder: consuming TreeBuilder, literals: [UInt8], sourceCount: Int = 0,
    lines: SourceLines = SourceLines()
  ) {
    self.init(nodes: builder.finished(), literals: literals, sourceCount: sourceCount, lines: lines)
  }

  /// Replaces the tree.
  ///
  /// Attributes and anchors belong to nodes, so the caller passes them with their new nodes.
  package mutating func replaceTree(
    with builder: consuming TreeBuilder, attributes: [(node: Index, value: Attributes)],
    anchors: [(node: Index, value: Node.Slice)]
  ) {
    nodes = builder.finished()
    self.attributes = attributes
    self.anchors = anchors
  }

  /// Replaces a node with another, which keeps the descendants.
  mutating func replaceNode(at index: Index, with node: Node) {
    var node = node
    node.end = nodes[index].end
    nodes[index] = node
  }

  /// Marks a block as having no text left in a version of a redline.
  package mutating func markEmptied(_ index: Index) {
    nodes[index].flags.insert(.emptied)
  }

  /// Clears the flags of addresses that were reported as unsafe, to render them like plain CommonMark.
  package mutating func trustAddresses() {
    for index in nodes.indices { nodes[index].flags.remove(.unsafe) }
  }

  /// Removes bytes from the start of a text node.
  package mutating func dropFirst(_ count: Int, of text: Index) {
    precondition(nodes[text].kind == .text, "only text has bytes to drop")
    nodes[text].literal.start += UInt32(count)
    nodes[text].literal.count -= UInt32(count)
    nodes[text].startColumn += UInt32(count)
  }

  /// Changes the range of every node that has one.
  package mutating func mapNodeRanges(_ transform: (SourceRange) -> SourceRange) {
    for index in nodes.indices where nodes[index].startLine > 0 {
      nodes[index].range = transform(nodes[index].range)
    }
  }

  /// Replaces the source with another text.
  ///
  /// Literals no longer point into the source, but ranges do.
  package mutating func replaceSource(with source: [UInt8], lines: SourceLines) {
    let shift = UInt32(source.count)
    for index in nodes.indices {
      nodes[index].literal.start += shift
      nodes[index].secondary.start += shift
    }
    for index in anchors.indices { anchors[index].value.start += shift }
    literals = source + literals
    sourceCount = source.count
    self.lines = lines
  }
}

/// Copies a ``MarkdownDocument``'s nodes in document order with changes, and keeps the attributes and
/// anchors with their nodes.
struct TreeCopier {
  private var nodes: [Node] = []
  private var attributes: [(node: Int, value: Attributes)] = []
  private var anchors: [(node: Int, value: Node.Slice)] = []
  private var nextAttributes = 0
  private var nextAnchor = 0
  /// The copies that wait for their end, each with the end of what it copies; -1 where it copies nothing.
  private var open: [(copy: Int, end: Int)] = []

  init(of document: borrowing MarkdownDocument) {
    nodes.reserveCapacity(document.nodes.count + document.nodes.count / 4 + 8)
    attributes.reserveCapacity(document.attributes.count)
  }

  /// The place that the next copy will have.
  var count: Int { nodes.count }

  /// Copies a node alone: its descendants are copied, or skipped, next.
  mutating func copy(_ index: Int, of document: borrowing MarkdownDocument) {
    copy(index, as: document.nodes[index], of: document)
  }

  /// Puts a node in the place of another, and takes over its descendants, attributes and anchor.
  ///
  /// - Parameter bearer: The node whose attributes it gets instead of those of its own.
  mutating func copy(
    _ index: Int, as node: Node, of document: borrowing MarkdownDocument, attributesOf bearer: Int? = nil
  ) {
    closeEnded(at: index)
    let bearer = bearer ?? index
    while nextAttributes < document.attributes.count, document.attributes[nextAttributes].node <= bearer {
      if document.attributes[nextAttributes].node == bearer {
        attributes.append((nodes.count, document.attributes[nextAttributes].value))
      }
      nextAttributes += 1
    }
    while nextAnchor < document.anchors.count, document.anchors[nextAnchor].node <= index {
      if document.anchors[nextAnchor].node == index {
        anchors.append((nodes.count, document.anchors[nextAnchor].value))
      }
      nextAnchor += 1
    }
    let end = Int(document.nodes[index].end)
    if end == index + 1 {
      append(node)
    } else {
      open.append((nodes.count, end))
      nodes.append(node)
    }
  }

  /// Leaves a node and its descendants out.
  mutating func skip(_ index: Int, of document: borrowing MarkdownDocument) {
    closeEnded(at: index)
  }

  /// Adds a node without children.
  mutating func append(_ node: Node) {
    var node = node
    node.end = Int32(truncatingIfNeeded: nodes.count + 1)
    nodes.append(node)
  }

  /// Adds nodes of elsewhere, whose ends are counted from the first of them.
  mutating func graft(_ inlines: [Node]) {
    let first = Int32(truncatingIfNeeded: nodes.count)
    for var node in inlines {
      node.end += first
      nodes.append(node)
    }
  }

  /// Begins a node that ends with ``close()``.
  mutating func open(_ node: Node) {
    open.append((nodes.count, -1))
    nodes.append(node)
  }

  /// Ends the node that ``open(_:)`` began last.
  mutating func close() {
    guard let last = open.popLast(), last.end == -1 else {
      preconditionFailure("a node is closed in the parent that it was opened in")
    }
    nodes[last.copy].end = Int32(truncatingIfNeeded: nodes.count)
  }

  /// Ends the copies of all nodes that end before an index.
  mutating func closeEnded(at index: Int) {
    while let last = open.last, last.end != -1, last.end <= index {
      nodes[last.copy].end = Int32(truncatingIfNeeded: nodes.count)
      open.removeLast()
    }
  }

  /// Puts the copy in the place of the document's own nodes.
  mutating func finish(_ document: inout MarkdownDocument) {
    closeEnded(at: document.nodes.count)
    precondition(open.isEmpty, "every node that was opened is closed")
    document.nodes = nodes
    document.attributes = attributes
    document.anchors = anchors
  }
}

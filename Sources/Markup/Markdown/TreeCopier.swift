/// Copies a ``MarkdownDocument``'s nodes in document order with changes, and keeps the attributes and
/// anchors with their nodes.
struct TreeCopier {
  private var nodes: [Node] = []
  private var attributes: [(node: Int, value: Attributes)] = []
  private var anchors: [(node: Int, value: Node.Slice)] = []
  private var nextAttributes = 0
  private var nextAnchor = 0
  /// The next node that has attributes or an anchor.
  private var nextBearer = 0
  /// The copies that wait for their end, each with the end of what it copies; -1 where it copies nothing.
  private var open: [(copy: Int, end: Int)] = []
  /// The end of the last of them, if it copies something.
  private var nextEnd = Int.max

  init(of document: borrowing MarkdownDocument) {
    nodes.reserveCapacity(document.nodes.count + document.nodes.count / 8 + 8)
    attributes.reserveCapacity(document.attributes.count)
    findNextBearer(in: document)
  }

  /// The place that the next copy will have.
  var count: Int { nodes.count }

  /// Copies a node alone: its descendants are copied, or skipped, next.
  mutating func copy(_ index: Int, of document: borrowing MarkdownDocument) {
    if nextEnd <= index { closeEnded(at: index) }
    var node = document.nodes[index]
    guard Int(node.end) == index + 1, index < nextBearer else {
      copy(index, as: node, of: document)
      return
    }
    node.end = Int32(truncatingIfNeeded: nodes.count + 1)
    nodes.append(node)
  }

  /// Puts a node in the place of another, and takes over its descendants, attributes and anchor.
  ///
  /// - Parameter bearer: The node whose attributes it gets instead of those of its own.
  mutating func copy(
    _ index: Int, as node: Node, of document: borrowing MarkdownDocument, attributesOf bearer: Int? = nil
  ) {
    closeEnded(at: index)
    let bearer = bearer ?? index
    if bearer >= nextBearer { takeOver(from: bearer, of: document) }
    let end = Int(document.nodes[index].end)
    if end == index + 1 {
      append(node)
    } else {
      open.append((nodes.count, end))
      nextEnd = end
      nodes.append(node)
    }
  }

  /// Gives the next copy the attributes and the anchor of a node.
  private mutating func takeOver(from bearer: Int, of document: borrowing MarkdownDocument) {
    while nextAttributes < document.attributes.count, document.attributes[nextAttributes].node <= bearer {
      if document.attributes[nextAttributes].node == bearer {
        attributes.append((nodes.count, document.attributes[nextAttributes].value))
      }
      nextAttributes += 1
    }
    while nextAnchor < document.anchors.count, document.anchors[nextAnchor].node <= bearer {
      if document.anchors[nextAnchor].node == bearer {
        anchors.append((nodes.count, document.anchors[nextAnchor].value))
      }
      nextAnchor += 1
    }
    findNextBearer(in: document)
  }

  private mutating func findNextBearer(in document: borrowing MarkdownDocument) {
    nextBearer = .max
    if nextAttributes < document.attributes.count { nextBearer = document.attributes[nextAttributes].node }
    if nextAnchor < document.anchors.count { nextBearer = min(nextBearer, document.anchors[nextAnchor].node) }
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
    nextEnd = .max
    nodes.append(node)
  }

  /// Ends the node that ``open(_:)`` began last.
  mutating func close() {
    guard let last = open.popLast(), last.end == -1 else {
      preconditionFailure("a node is closed in the parent that it was opened in")
    }
    nodes[last.copy].end = Int32(truncatingIfNeeded: nodes.count)
    findNextEnd()
  }

  private mutating func findNextEnd() {
    if let last = open.last, last.end != -1 { nextEnd = last.end } else { nextEnd = .max }
  }

  /// Ends the copies of all nodes that end before an index.
  mutating func closeEnded(at index: Int) {
    while nextEnd <= index, let last = open.popLast() {
      nodes[last.copy].end = Int32(truncatingIfNeeded: nodes.count)
      findNextEnd()
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

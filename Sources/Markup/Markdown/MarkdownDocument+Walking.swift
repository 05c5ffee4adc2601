extension MarkdownDocument {
  /// Adds a text that nodes can point at.
  package mutating func appendLiteral(_ text: some Collection<UInt8>) -> Node.Slice {
    let start = literals.count
    literals.append(contentsOf: text)
    return Node.Slice(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: literals.count - start))
  }

  /// The children of a node, in order.
  @inlinable
  package func children(of index: Index) -> Children {
    Children(nodes: nodes, position: index + 1, end: Int(nodes[index].end))
  }

  /// A node and all its descendants, in order.
  package func subtree(of index: Index) -> Range<Index> {
    index..<Int(nodes[index].end)
  }

  /// The attributes of a node, where it has any.
  package func attributes(of index: Index) -> Attributes? {
    let place = attributes.partition { $0.node >= index }
    return place < attributes.count && attributes[place].node == index ? attributes[place].value : nil
  }

  /// The bytes of a literal.
  package func bytes(_ slice: Node.Slice) -> ArraySlice<UInt8> {
    literals[slice.range]
  }

  /// A literal as a string.
  package func string(_ slice: Node.Slice) -> String {
    String(decoding: literals[slice.range], as: UTF8.self)
  }

  /// The places of a node's children.
  package struct Children: Sequence, IteratorProtocol {
    @usableFromInline let nodes: [Node]
    @usableFromInline var position: Index
    @usableFromInline let end: Index

    @usableFromInline
    init(nodes: [Node], position: Index, end: Index) {
      self.nodes = nodes
      self.position = position
      self.end = end
    }

    @inlinable
    package mutating func next() -> Index? {
      guard position < end else { return nil }
      defer { position = Int(nodes[position].end) }
      return position
    }
  }
}

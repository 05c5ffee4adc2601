import Basics

/// Copies a ``MarkdownDocument``'s nodes in document order with changes, and keeps the attributes and
/// anchors with their nodes.
struct TreeCopier {
  private var builder = TreeBuilder()
  private var attributes: [(node: Int, value: Attributes)] = []
  private var anchors: [(node: Int, value: Node.Slice)] = []
  private var nextAttributes = 0
  private var nextAnchor = 0
  /// The next node that has attributes or an anchor.
  private var nextBearer = 0
  /// For each open node, the end of the node that it copies, or `nil` if it copies none.
  private var ends: [Int?] = []
  /// The last of them, if it isn't `nil`.
  private var nextEnd = Int.max

  init(of document: borrowing MarkdownDocument) {
    builder.reserveCapacity(document.nodes.count + document.nodes.count / 8 + 8)
    attributes.reserveCapacity(document.attributes.count)
    findNextBearer(in: document)
  }

  /// Copies a node alone: its descendants are copied, or skipped, next.
  mutating func copy(_ index: Int, of document: borrowing MarkdownDocument) {
    if nextEnd <= index { closeEnded(at: index) }
    let node = document.nodes[index]
    guard Int(node.end) == index + 1, index < nextBearer else {
      copy(index, as: node, of: document)
      return
    }
    builder.append(node)
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
      builder.append(node)
    } else {
      ends.append(end)
      nextEnd = end
      builder.open(node)
    }
  }

  /// Gives the next copy the attributes and the anchor of a node.
  private mutating func takeOver(from bearer: Int, of document: borrowing MarkdownDocument) {
    while nextAttributes < document.attributes.count, document.attributes[nextAttributes].node <= bearer {
      if document.attributes[nextAttributes].node == bearer {
        attributes.append((builder.count, document.attributes[nextAttributes].value))
      }
      nextAttributes += 1
    }
    while nextAnchor < document.anchors.count, document.anchors[nextAnchor].node <= bearer {
      if document.anchors[nextAnchor].node == bearer {
        anchors.append((builder.count, document.anchors[nextAnchor].value))
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
    builder.append(node)
  }

  /// Adds nodes of another tree.
  ///
  /// - Parameter base: The index that the first of them has in that tree.
  mutating func graft(_ inlines: [Node], base: Int) {
    builder.graft(inlines, base: base)
  }

  /// Begins a node that ends with ``close()``.
  mutating func open(_ node: Node) {
    ends.append(nil)
    nextEnd = .max
    builder.open(node)
  }

  /// Ends the node that ``open(_:)`` began last.
  mutating func close() {
    guard let last = ends.popLast(), last == nil else {
      preconditionFailure("a node is closed in the parent that it was opened in")
    }
    builder.close()
    findNextEnd()
  }

  private mutating func findNextEnd() {
    if case .some(.some(let end)) = ends.last { nextEnd = end } else { nextEnd = .max }
  }

  /// Ends the copies of all nodes that end before an index.
  mutating func closeEnded(at index: Int) {
    while nextEnd <= index, ends.popLast() != nil {
      builder.close()
      findNextEnd()
    }
  }

  /// Puts the copy in the place of the document's own nodes.
  mutating func finish(_ document: inout MarkdownDocument) {
    closeEnded(at: document.nodes.count)
    document.replaceTree(with: builder, attributes: attributes, anchors: anchors)
  }
}

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

extension MarkdownDocument {
  /// Makes changes inside of text, copying the tree once.
  ///
  /// Attributes and anchors stay with their nodes. Text that nothing is left of goes; the rest knows its place
  /// in the source as before.
  ///
  /// - Parameter edits: In document order, none overlapping another, each node opened and closed between
  ///   children of one parent.
  package mutating func apply(_ edits: [InlineEdit]) {
    guard !edits.isEmpty else { return }
    var copier = TreeCopier(of: self)
    var next = 0
    var index = 0
    while index < nodes.count {
      if next < edits.count, edits[next].node == index {
        let first = next
        while next < edits.count, edits[next].node == index { next += 1 }
        if nodes[index].kind == .text {
          copier.copyText(index, of: self, edits[first..<next])
        } else {
          copier.skip(index, of: self)
          index = Int(nodes[index].end)
          continue
        }
      } else {
        copier.copy(index, of: self)
      }
      index += 1
    }
    copier.finish(&self)
  }
}

extension TreeCopier {
  /// Copies a text node with changes to it.
  fileprivate mutating func copyText(
    _ index: Int, of document: borrowing MarkdownDocument, _ edits: ArraySlice<InlineEdit>
  ) {
    closeEnded(at: index)
    let text = document.nodes[index]
    document.literals.withUnsafeBufferPointer { literals in
      var cursor = TextCursor(index, of: document, literals)
      var copied = 0
      for edit in edits {
        copyPart(of: text, copied..<edit.bytes.lowerBound, document, &cursor)
        copied = edit.bytes.upperBound
        switch edit.action {
        case .remove: break
        case .insert(let node): append(node)
        case .open(let node): open(node)
        case .close: close()
        }
      }
      copyPart(of: text, copied..<Int(text.literal.count), document, &cursor)
    }
  }

  /// Copies what a text node has from a byte on.
  mutating func copyText(
    _ index: Int, of document: borrowing MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    from byte: Int
  ) {
    closeEnded(at: index)
    var cursor = TextCursor(index, of: document, literals)
    let text = document.nodes[index]
    copyPart(of: text, byte..<Int(text.literal.count), document, &cursor)
  }

  private mutating func copyPart(
    of text: Node, _ bytes: Range<Int>, _ document: borrowing MarkdownDocument, _ cursor: inout TextCursor
  ) {
    guard !bytes.isEmpty else { return }
    var part = text
    part.literal = Node.Slice(
      start: text.literal.start + UInt32(bytes.lowerBound), count: UInt32(bytes.count))
    if let start = cursor.sourceOffset(ofByte: bytes.lowerBound),
      let end = cursor.sourceOffset(ofByte: bytes.upperBound)
    {
      document.setPlace(of: &part, start..<end)
    } else {
      part.startColumn = 0
    }
    append(part)
  }
}

extension MarkdownDocument {
  /// The tree without the blocks that a resolution left empty.
  package func withoutEmptiedBlocks() -> MarkdownDocument {
    guard nodes.contains(where: { $0.flags.contains(.emptied) }) else { return self }
    return removing { _, node in node.flags.contains(.emptied) }
  }

  /// The tree without some nodes and all that stands in them.
  package func removing(_ isRemoved: (Index, Node) -> Bool) -> MarkdownDocument {
    var copier = TreeCopier(of: self)
    var index = 0
    while index < nodes.count {
      if isRemoved(index, nodes[index]) {
        copier.skip(index, of: self)
        index = Int(nodes[index].end)
      } else {
        copier.copy(index, of: self)
        index += 1
      }
    }
    var result = self
    copier.finish(&result)
    return result
  }
}

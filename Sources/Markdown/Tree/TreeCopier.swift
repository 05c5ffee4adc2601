import Basics

/// Copies a ``MarkdownDocument``'s nodes in document order, with changes, and keeps attributes and anchors
/// with their nodes.
struct TreeCopier {
  private var builder = TreeBuilder()
  private var attributes: [(node: Int, value: Attributes)] = []
  private var anchors: [(node: Int, value: Node.Slice)] = []
  private var nextAttributes = 0
  private var nextAnchor = 0
  /// The next node that has attributes or an anchor.
  private var nextBearer = 0
  /// For each open node, the end of the node that it's a copy of, or `nil` if it isn't a copy.
  private var ends: [Int?] = []
  /// The last of these ends, or `Int.max` if that is `nil`.
  private var nextEnd = Int.max

  init(of document: borrowing MarkdownDocument) {
    builder.reserveCapacity(document.nodes.count + document.nodes.count / 8 + 8)
    attributes.reserveCapacity(document.attributes.count)
    findNextBearer(in: document)
  }

  /// Copies a single node.
  ///
  /// The caller then copies or skips its descendants.
  mutating func copy(_ index: Int, of document: borrowing MarkdownDocument) {
    if nextEnd <= index { closeEnded(at: index) }
    let node = document.nodes[index]
    guard Int(node.end) == index + 1, index < nextBearer else {
      copy(index, as: node, of: document)
      return
    }
    builder.append(node)
  }

  /// Copies a node's descendants, attributes, and anchor, but replaces the node itself.
  ///
  /// - Parameter bearer: The node whose attributes it gets instead of its own.
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

  /// Passes a node's attributes and anchor to the next copy.
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

  /// Omits a node and its descendants.
  mutating func skip(_ index: Int, of document: borrowing MarkdownDocument) {
    closeEnded(at: index)
  }

  /// Adds a node without children.
  mutating func append(_ node: Node) {
    builder.append(node)
  }

  /// Appends nodes of another tree.
  ///
  /// - Parameter base: The index of the first one in that tree.
  mutating func graft(_ inlines: [Node], base: Int) {
    builder.graft(inlines, base: base)
  }

  /// Opens a node, which ends with ``close()``.
  mutating func open(_ node: Node) {
    ends.append(nil)
    nextEnd = .max
    builder.open(node)
  }

  /// Closes the last node that ``open(_:)`` opened.
  mutating func close() {
    guard let last = ends.popLast(), last == nil else {
      preconditionFailure("a node is closed inside the parent that it was opened in")
    }
    builder.close()
    findNextEnd()
  }

  private mutating func findNextEnd() {
    if case .some(.some(let end)) = ends.last { nextEnd = end } else { nextEnd = .max }
  }

  /// Closes the copies of all nodes that end before an index.
  mutating func closeEnded(at index: Int) {
    while nextEnd <= index, ends.popLast() != nil {
      builder.close()
      findNextEnd()
    }
  }

  /// Replaces the document's nodes with the copy.
  mutating func finish(_ document: inout MarkdownDocument) {
    closeEnded(at: document.nodes.count)
    document.replaceTree(with: builder, attributes: attributes, anchors: anchors)
  }
}

/// A change inside the text of a ``MarkdownDocument``: the replacement for some bytes of a text node.
///
/// Extensions describe their changes as a list of edits, and ``MarkdownDocument/apply(_:)`` then copies the
/// tree once. To wrap `a *b* c` in a node, open it before the first byte and close it after the last, with
/// two edits of zero bytes.
package struct InlineEdit: Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    /// Removes the bytes.
    case remove
    /// Replaces the bytes with a node that has no children.
    case insert(Node)
    /// Replaces the bytes with the start of a node. What follows is inside it, until its ``close`` in the
    /// same parent.
    case open(Node)
    /// Replaces the bytes with the end of the last opened node.
    case close
  }

  /// The node to change: a text node, or any inline for ``Action/remove``, which removes it with its
  /// descendants.
  package var node: MarkdownDocument.Index
  /// The range of bytes to replace in the node's literal, from 0.
  package var bytes: Range<Int>
  package var action: Action

  package init(_ node: MarkdownDocument.Index, _ bytes: Range<Int>, _ action: Action) {
    self.node = node
    self.bytes = bytes
    self.action = action
  }
}

extension MarkdownDocument {
  /// Applies edits inside text, copying the tree once.
  ///
  /// Attributes and anchors stay with their nodes. Text nodes that become empty are dropped. The rest keep
  /// their source ranges.
  ///
  /// - Parameter edits: In document order, not overlapping. Each node is opened and closed between children
  ///   of the same parent.
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
  /// Copies a text node with edits applied.
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

  /// Copies a text node from a byte to its end.
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
  /// Returns the tree without blocks that have no text left in a version of a redline.
  package func withoutEmptiedBlocks() -> MarkdownDocument {
    guard nodes.contains(where: { $0.flags.contains(.emptied) }) else { return self }
    return removing { _, node in node.flags.contains(.emptied) }
  }

  /// Returns the tree without some nodes and their descendants.
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

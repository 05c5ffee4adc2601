package import Basics

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
  package internal(set) var nodes: [Node]

  /// The UTF-8 text of every node, which the slices of nodes point into.
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
  /// ``Node/referenceIndex`` is the index in this array.
  package var references: [Reference]

  /// The anchors of headings, as the place of their UTF-8 in ``literals``, sorted by node.
  ///
  /// An author's own id is an anchor as well, but is only in ``attributes``.
  package var anchors: [(node: Index, value: Node.Slice)]

  /// Where the source has what an address or phone number in running text can't do without.
  package var addressMarks = SourceMarks()

  /// An empty document.
  package init() {
    self.init(literals: [])
  }

  init(
    nodes: [Node] = [Node(kind: .document, end: 1)],
    literals: [UInt8],
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

extension MarkdownDocument {
  /// The byte of the source, from 0, that a node begins at, where that is known.
  package func sourceOffset(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.startLine), column: Int(node.startColumn)))
  }

  /// The byte of the source after a node's last one, where that is known.
  package func sourceEnd(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.endLine), column: Int(node.endColumn) + 1))
  }

  /// The place in the file of a node; where it has none of its own, that of the nearest one before or around it.
  package func place(of index: Index) -> SourceRange {
    var index = index
    while index > 0, nodes[index].startColumn == 0 { index -= 1 }
    return nodes[index].range
  }

  /// The place in the file of a literal; `nil` if it is written otherwise in the source.
  package func place(of literal: Node.Slice) -> SourceRange? {
    guard !literal.isEmpty, literal.range.upperBound <= sourceCount else { return nil }
    return lines.range(literal.range)
  }

  /// The place in the file of a part of a text node, exact where the text was written with escapes, too.
  ///
  /// - Parameter bytes: Offsets from 0 in the node's literal.
  /// - Returns: The node's own place where nothing more is known.
  package func place(of bytes: Range<Int>, in index: Index) -> SourceRange {
    literals.withUnsafeBufferPointer { literals in
      var cursor = TextCursor(index, of: self, literals)
      guard let start = cursor.sourceOffset(ofByte: bytes.lowerBound),
        let end = cursor.sourceOffset(ofByte: bytes.upperBound)
      else { return place(of: index) }
      return lines.range(start..<end, near: nodes[index].startLine)
    }
  }

  /// Sets a node's range to that of some bytes of the source.
  ///
  /// - Parameter line: A line of the file that they are probably on (default: the node's own line).
  func setPlace(of node: inout Node, _ bytes: Range<Int>, near line: UInt32? = nil) {
    node.range = lines.range(bytes, near: line ?? node.startLine)
  }
}

/// A reference as it was written, before anyone looked for its target.
package struct Reference: Sendable, Hashable {
  /// How it was written.
  package enum Form: UInt8, Sendable, Hashable {
    /// `[[WA#gifts]]`
    case citation
    /// `![[WA#gifts]]`
    case quotation
    /// `[text](../codes/washington.md#gifts)`: the target is a path relative to the file, with its anchor.
    case link
    /// `![text](picture.png)`: the target is a path relative to the file.
    case image
    /// A word of running text that the glossary explains; written like any other.
    case term
  }

  package var form: Form
  /// The target as written, without brackets and the author's text: `WA#gifts`, `../codes/washington.md#gifts`.
  package var target: String
  /// The place of the target in its file.
  package var range: SourceRange
  /// Whether the generated text is the short citation: `[[WA#gifts|short]]`.
  package var isShort: Bool

  package init(form: Form, target: String, range: SourceRange, isShort: Bool = false) {
    self.form = form
    self.target = target
    self.range = range
    self.isShort = isShort
  }
}

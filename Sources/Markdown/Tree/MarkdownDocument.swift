package import Basics

/// The tree of a Markdown text, as a flat array in document order.
///
/// A node's descendants follow it and end before its ``Node/end``, so that a walk is a simple loop, deep
/// nesting can't overflow the stack, and a document with a million nodes is a single allocation. Kinds use
/// CommonMark's names. The kinds after ``Node/Kind/image`` belong to the extensions.
///
/// Source: CommonMark 0.30, through libcmark.
package struct MarkdownDocument: Sendable {
  /// The index of a node in ``nodes``.
  package typealias Index = Int

  /// All nodes in document order; the first is the ``Node/Kind/document``.
  package internal(set) var nodes: [Node]

  /// The UTF-8 text that the slices of all nodes point into.
  ///
  /// It begins with the whole source, ``sourceCount`` bytes long. A node whose text appears verbatim in the
  /// source points there. Text that differs from the source, such as text with escapes, is appended after it.
  package var literals: [UInt8]

  /// The number of bytes of ``literals`` that are the source.
  package var sourceCount: Int

  /// The starts of the source's lines.
  package var lines: SourceLines

  /// The attributes that authors gave to blocks, sorted by node.
  package var attributes: [(node: Index, value: Attributes)]

  /// The targets of the ``Node/Kind/reference``, ``Node/Kind/quotation``, and internal ``Node/Kind/link``
  /// nodes in document order, followed by those found in running text.
  ///
  /// A node's ``Node/referenceIndex`` is the index in this array.
  package var references: [Reference]

  /// The generated anchors of headings, as slices of ``literals``, sorted by node.
  ///
  /// Ids that authors wrote are anchors too, but they are only in ``attributes``.
  package var anchors: [(node: Index, value: Node.Slice)]

  /// The positions of characters that every address or phone number in running text has.
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
  /// Appends a text that nodes can point to.
  package mutating func appendLiteral(_ text: some Collection<UInt8>) -> Node.Slice {
    let start = literals.count
    literals.append(contentsOf: text)
    return Node.Slice(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: literals.count - start))
  }

  /// Returns the children of a node, in order.
  @inlinable
  package func children(of index: Index) -> Children {
    Children(nodes: nodes, position: index + 1, end: Int(nodes[index].end))
  }

  /// Returns a node and all its descendants, in order.
  package func subtree(of index: Index) -> Range<Index> {
    index..<Int(nodes[index].end)
  }

  /// Returns the attributes of a node, or `nil` if it has none.
  package func attributes(of index: Index) -> Attributes? {
    let place = attributes.partition { $0.node >= index }
    return place < attributes.count && attributes[place].node == index ? attributes[place].value : nil
  }

  /// Returns the bytes of a literal.
  package func bytes(_ slice: Node.Slice) -> ArraySlice<UInt8> {
    literals[slice.range]
  }

  /// Returns a literal as a string.
  package func string(_ slice: Node.Slice) -> String {
    String(decoding: literals[slice.range], as: UTF8.self)
  }

  /// The indices of a node's children.
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
  /// Returns the source offset, from 0, at which a node begins, or `nil` if it's unknown.
  package func sourceOffset(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.startLine), column: Int(node.startColumn)))
  }

  /// Returns the source offset after a node's last byte, or `nil` if it's unknown.
  package func sourceEnd(of node: Node) -> Int? {
    guard node.startColumn > 0 else { return nil }
    return lines.offset(of: SourcePosition(line: Int(node.endLine), column: Int(node.endColumn) + 1))
  }

  /// Returns the range of a node in the file.
  ///
  /// If the node doesn't have one, the range of the nearest node before or around it.
  package func place(of index: Index) -> SourceRange {
    var index = index
    while index > 0, nodes[index].startColumn == 0 { index -= 1 }
    return nodes[index].range
  }

  /// Returns the range of a literal in the file, or `nil` if the source is written another way.
  package func place(of literal: Node.Slice) -> SourceRange? {
    guard !literal.isEmpty, literal.range.upperBound <= sourceCount else { return nil }
    return lines.range(literal.range)
  }

  /// Returns the range of part of a text node in the file, exact even if the text was written with escapes.
  ///
  /// - Parameter bytes: Offsets in the node's literal, from 0.
  /// - Returns: The node's own range if nothing more precise is known.
  package func place(of bytes: Range<Int>, in index: Index) -> SourceRange {
    literals.withUnsafeBufferPointer { literals in
      var cursor = TextCursor(index, of: self, literals)
      guard let start = cursor.sourceOffset(ofByte: bytes.lowerBound),
        let end = cursor.sourceOffset(ofByte: bytes.upperBound)
      else { return place(of: index) }
      return lines.range(start..<end, near: nodes[index].startLine)
    }
  }

  /// Sets a node's range to a range of source bytes.
  ///
  /// - Parameter line: A line of the file near the bytes, to speed up the search (default: the node's own
  ///   line).
  func setPlace(of node: inout Node, _ bytes: Range<Int>, near line: UInt32? = nil) {
    node.range = lines.range(bytes, near: line ?? node.startLine)
  }
}

/// A reference as written, before its target is resolved.
package struct Reference: Sendable, Hashable {
  /// How it was written.
  package enum Form: UInt8, Sendable, Hashable {
    /// `[[WA#gifts]]`
    case citation
    /// `![[WA#gifts]]`
    case quotation
    /// `[text](../codes/washington.md#gifts)`; the target is a path relative to the file, with its anchor.
    case link
    /// `![text](picture.png)`; the target is a path relative to the file.
    case image
    /// A word in running text that the glossary explains. It has no markup.
    case term
  }

  package var form: Form
  /// The target as written, without brackets and the author's text: `WA#gifts`, `../codes/washington.md#gifts`.
  package var target: String
  /// The range of the target in its file.
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

extension MarkdownDocument {
  /// The parts that plain text omits.
  package struct PlainTextOptions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text that a redline deletes.
    package static let withoutDeletions = PlainTextOptions(rawValue: 1)
    /// The text that a redline inserts.
    package static let withoutInsertions = PlainTextOptions(rawValue: 2)
    /// The text of code blocks.
    package static let withoutCodeBlocks = PlainTextOptions(rawValue: 4)
  }

  /// Returns a node's text without markup.
  ///
  /// Line breaks are spaces, and blocks are separated by a line feed. Raw HTML, editors' comments, and
  /// footnote marks are omitted; a picture's description is included. A reference whose text is generated is
  /// empty here: see ``appendPlainText(of:to:options:reference:)``.
  package func plainText(of index: Index, options: PlainTextOptions = []) -> String {
    var text: [UInt8] = []
    appendPlainText(of: index, to: &text, options: options)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends a node's text without markup, as UTF-8.
  ///
  /// - Parameters:
  ///   - reference: The generated text of a reference, given its node.
  package func appendPlainText(
    of index: Index, to text: inout [UInt8], options: PlainTextOptions = [],
    reference: (Index) -> String? = { _ in nil }
  ) {
    let start = text.count
    let end = Int(nodes[index].end)
    var index = index
    while index < end {
      let node = nodes[index]
      index += 1
      switch node.kind {
      case .text, .inlineCode: text.append(contentsOf: literals[node.literal.range])
      case .softBreak, .lineBreak: text.append(0x20)
      case .codeBlock:
        guard !options.contains(.withoutCodeBlocks) else { continue }
        separateBlock(&text, from: start)
        text.append(contentsOf: literals[node.literal.range])
        if text.count > start, text.last == 0x0A { text.removeLast() }
      case .reference, .quotation:
        guard Int(node.end) == index, let generated = reference(index - 1) else { continue }
        if node.kind == .quotation { separateBlock(&text, from: start) }
        text.append(contentsOf: generated.utf8)
      case .deletion: if options.contains(.withoutDeletions) { index = Int(node.end) }
      case .insertion: if options.contains(.withoutInsertions) { index = Int(node.end) }
      case .editorComment: index = Int(node.end)
      case .paragraph, .heading, .tableCell, .choice: separateBlock(&text, from: start)
      default: break
      }
    }
  }

  /// Returns the text of consecutive nodes on one line.
  ///
  /// A reference whose text is generated appears as its target.
  ///
  /// - Parameters:
  ///   - siblings: Whole nodes.
  ///   - offset: Where to cut the literal of the last node, in bytes, or `nil` to include all of it.
  package func writtenText(of siblings: Range<Index>, cutAt offset: Int? = nil) -> String {
    var text: [UInt8] = []
    var index = siblings.lowerBound
    while index < siblings.upperBound {
      let next = Int(nodes[index].end)
      let start = text.count
      appendPlainText(of: index, to: &text) { nodes[$0].referenceIndex.map { references[$0].target } }
      if let offset, next == siblings.upperBound { text.removeLast(max(0, text.count - start - offset)) }
      index = next
    }
    return text.onOneLine
  }

  private func separateBlock(_ text: inout [UInt8], from start: Int) {
    if text.count > start, text.last != 0x0A { text.append(0x0A) }
  }
}

extension MarkdownDocument {
  /// Reports control characters that an author wrote as entities, such as `&#8;`.
  ///
  /// Other invisible characters that are written as entities are intentional.
  package func escapedControlCharacters(path: String) -> [Diagnostic] {
    guard sourceCount < literals.count else { return [] }
    return literals.withUnsafeBufferPointer { literals in
      nodes.indices.compactMap { (index) -> Diagnostic? in
        let node = nodes[index]
        guard Int(node.literal.start) >= sourceCount else { return nil }
        let text = UnsafeBufferPointer(rebasing: literals[node.literal.range])
        var offset = 0
        while let (character, range) = HiddenCharacter.first(in: text, from: offset) {
          if character.severity == .error {
            return Diagnostic(
              .error, character.rule, character.summary, path: path,
              range: node.kind == .text ? place(of: range, in: index) : place(of: index), help: character.help
            )
          }
          offset = range.upperBound
        }
        return nil
      }
    }
  }
}

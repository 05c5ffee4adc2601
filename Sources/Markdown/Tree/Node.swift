package import Basics

/// One node of a ``MarkdownDocument``.
package struct Node: Sendable, Hashable {
  /// What a node is.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    // Blocks of CommonMark.
    case document, blockQuote, list, listItem, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    // Inlines of CommonMark.
    case text, softBreak, lineBreak, inlineCode, inlineHTML, emphasis, strong, link, image

    // Blocks of the extensions.
    /// `> [!NOTE]`; the first child is a ``paragraph`` with the title if the node is ``Flags/titled``.
    case callout
    /// `> [!QUESTION]`; the blocks of the question's stem, followed by ``choice`` nodes.
    case question
    /// One answer of a ``question``: its inlines and blocks.
    case choice
    case table, tableRow, tableCell
    case footnoteDefinition
    /// `![[…]]` as a whole paragraph.
    case quotation

    // Inlines of the extensions.
    /// `[[…]]`; the children are the author's text. There are none if the text is generated.
    case reference
    case footnoteReference
    /// A legal citation in running text. Its ``value`` is the index of its series in the handbook's
    /// configuration, its ``literal`` is the address (empty if the series has none), and its ``secondary`` is
    /// the number.
    case legalCitation
    case insertion, deletion, highlight, editorComment
  }

  /// More facts about a node.
  ///
  /// Which flags apply depends on the node's kind.
  package struct Flags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A numbered list.
    package static let ordered = Flags(rawValue: 1)
    /// A list whose items' paragraphs are rendered without `<p>`, and each of those paragraphs.
    package static let tight = Flags(rawValue: 2)
    /// A list numbered with `)` rather than `.`.
    package static let parenthesis = Flags(rawValue: 4)
    /// The header row of a table, and each of its cells.
    package static let head = Flags(rawValue: 8)
    /// The alignment of a table cell.
    package static let alignLeft = Flags(rawValue: 16)
    package static let alignCenter = Flags(rawValue: 32)
    package static let alignRight = Flags(rawValue: 64)
    /// A choice that is right.
    package static let correct = Flags(rawValue: 128)
    /// A link or reference without markup: an address or a term found in running text.
    package static let found = Flags(rawValue: 256)
    /// A link or image to another page or part of the handbook, whose ``Node/value`` is the index of its
    /// reference.
    package static let `internal` = Flags(rawValue: 512)
    /// A call-out whose first child is its title.
    package static let titled = Flags(rawValue: 2048)
    /// A link or image whose address must not be written to the output.
    ///
    /// The address was reported.
    package static let unsafe = Flags(rawValue: 1024)
    /// A block that has no text left in this version of a redline.
    ///
    /// It stays in the tree, so that provisions keep their ids and numbers, and all three trees of a redline
    /// have the same blocks.
    package static let emptied = Flags(rawValue: 4096)
    /// A reference whose text is generated in short form: `[[WA#gifts|short]]`.
    package static let short = Flags(rawValue: 8192)
  }

  /// A run of bytes in ``MarkdownDocument/literals``.
  package struct Slice: Sendable, Hashable {
    package var start: UInt32
    package var count: UInt32

    package init(start: UInt32 = 0, count: UInt32 = 0) {
      self.start = start
      self.count = count
    }

    package var range: Range<Int> { Int(start)..<(Int(start) + Int(count)) }
    package var isEmpty: Bool { count == 0 }
  }

  package internal(set) var kind: Kind
  package internal(set) var flags: Flags

  /// The node's number.
  ///
  /// Its meaning depends on the kind. ``level``, ``firstNumber``, ``referenceIndex``, ``calloutKind``,
  /// ``footnoteNumber``, and ``citationSeries`` read it.
  @usableFromInline
  var value: Int32

  /// The index after the last descendant.
  ///
  /// Only ``TreeBuilder`` writes it.
  package internal(set) var end: Int32

  /// The node's first text: ``text``, ``destination``, ``target``, ``objective``, or ``footnoteLabel``.
  @usableFromInline
  var literal: Slice

  /// The node's second text: ``title``, ``info``, ``citationNumber``, or ``footnoteSuffix``.
  @usableFromInline
  var secondary: Slice

  /// The line of the first byte, from 1, or 0 if it is unknown.
  package internal(set) var startLine: UInt32
  /// The column of the first byte, in UTF-8 bytes from 1, or 0 if it is unknown.
  package internal(set) var startColumn: UInt32
  /// The line of the last byte.
  package internal(set) var endLine: UInt32
  /// The column of the last byte.
  package internal(set) var endColumn: UInt32

  /// Creates a node without a number, texts, or a range.
  package init(kind: Kind) {
    self.init(kind: kind, flags: [])
  }

  /// Creates a node without a number or texts.
  package init(kind: Kind, range: SourceRange) {
    self.init(kind: kind, flags: [])
    self.range = range
  }

  init(
    kind: Kind, flags: Flags = [], value: Int32 = 0, end: Int32 = 0, literal: Slice = Slice(),
    secondary: Slice = Slice(), startLine: UInt32 = 0, startColumn: UInt32 = 0, endLine: UInt32 = 0,
    endColumn: UInt32 = 0
  ) {
    self.kind = kind
    self.flags = flags
    self.value = value
    self.end = end
    self.literal = literal
    self.secondary = secondary
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The node's range in its file.
  package internal(set) var range: SourceRange {
    get {
      SourceRange(
        SourcePosition(line: Int(startLine), column: Int(startColumn)),
        SourcePosition(line: Int(endLine), column: Int(endColumn) + 1))
    }
    set {
      startLine = UInt32(truncatingIfNeeded: newValue.start.line)
      startColumn = UInt32(truncatingIfNeeded: newValue.start.column)
      endLine = UInt32(truncatingIfNeeded: newValue.end.line)
      endColumn = UInt32(truncatingIfNeeded: max(newValue.end.column - 1, 0))
    }
  }
}

extension Node.Kind {
  /// Properties that all nodes of a kind share.
  @usableFromInline
  struct Traits: OptionSet, Sendable {
    @usableFromInline let rawValue: UInt8
    @usableFromInline init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A block rather than an inline.
    @usableFromInline static let block = Traits(rawValue: 1)
    /// A block that is empty once all its children are.
    @usableFromInline static let container = Traits(rawValue: 2)
    /// A block whose children are inlines only.
    @usableFromInline static let inlineContainer = Traits(rawValue: 4)
    /// A mark of a redline.
    @usableFromInline static let mark = Traits(rawValue: 8)
    /// Has a text that ``Node/text`` returns.
    @usableFromInline static let literal = Traits(rawValue: 16)
    /// Refers to an entry of ``MarkdownDocument/references``, always or if it is ``Node/Flags/internal``.
    @usableFromInline static let referring = Traits(rawValue: 32)
    /// Has a destination that ``Node/destination`` returns.
    @usableFromInline static let destination = Traits(rawValue: 64)
  }

  /// The table of kinds.
  ///
  /// The compiler requires a row for every new kind.
  @inlinable
  var traits: Traits {
    switch self {
    case .document: .block
    case .blockQuote, .list, .listItem: [.block, .container]
    case .codeBlock, .htmlBlock: [.block, .literal]
    case .paragraph, .heading: [.block, .inlineContainer]
    case .thematicBreak: .block
    case .text, .inlineCode, .inlineHTML: .literal
    case .softBreak, .lineBreak, .emphasis, .strong: []
    case .link, .image: [.referring, .destination]
    case .callout, .question, .choice: [.block, .container]
    case .table, .tableRow: [.block, .container]
    case .tableCell: [.block, .inlineContainer]
    case .footnoteDefinition: [.block, .container]
    case .quotation: [.block, .referring]
    case .reference: .referring
    case .footnoteReference: []
    case .legalCitation: .destination
    case .insertion, .deletion, .highlight, .editorComment: .mark
    }
  }

  /// Whether the kind is a block rather than inline.
  @inlinable
  package var isBlock: Bool { traits.contains(.block) }

  /// Whether the kind is a block that is empty once all its children are.
  @inlinable
  package var holdsBlocks: Bool { traits.contains(.container) }

  /// Whether the kind is a block that contains text rather than blocks.
  @inlinable
  package var holdsText: Bool { traits.contains(.inlineContainer) }

  /// Whether the kind is a mark of a redline.
  @inlinable
  package var isMark: Bool { traits.contains(.mark) }
}

// MARK: The fields by their names

extension Node {
  /// The text of a text, code, or HTML node.
  @inlinable
  package var text: Slice {
    precondition(kind.traits.contains(.literal), "only text, code, and HTML contain text")
    return literal
  }

  /// The address that a link, image, or legal citation leads to.
  ///
  /// It's empty if the author linked to a file of the handbook, or if the citation's series has no addresses.
  @inlinable
  package var destination: Slice {
    precondition(
      kind.traits.contains(.destination), "only links, images, and citations of law have a destination")
    return literal
  }

  /// The title of a link or image.
  @inlinable
  package var title: Slice {
    precondition(kind == .link || kind == .image, "only links and images have a title")
    return secondary
  }

  /// The info string of a code block.
  @inlinable
  package var info: Slice {
    precondition(kind == .codeBlock, "only code blocks have an info string")
    return secondary
  }

  /// A heading's level, from 1 to 6.
  @inlinable
  package var level: Int {
    precondition(kind == .heading, "only headings have a level")
    return Int(value)
  }

  /// The number of an ordered list's first item.
  @inlinable
  package var firstNumber: Int {
    precondition(kind == .list && flags.contains(.ordered), "only ordered lists are numbered")
    return Int(value)
  }

  /// The index in ``MarkdownDocument/references`` of what the node refers to, or `nil` if it doesn't refer to a
  /// part of the handbook.
  @inlinable
  package var referenceIndex: Int? {
    guard kind.traits.contains(.referring) else { return nil }
    return kind == .reference || kind == .quotation || flags.contains(.internal) ? Int(value) : nil
  }

  /// The target of a reference or quotation, as written.
  @inlinable
  package var target: Slice {
    precondition(kind == .reference || kind == .quotation, "only references and quotations have a target")
    return literal
  }

  /// The kind of a call-out, or `nil` if the node isn't one.
  @inlinable
  package var calloutKind: CalloutKind? {
    kind == .callout ? CalloutKind(rawValue: value) : nil
  }

  /// The objective that a question assesses, empty if it assesses none.
  @inlinable
  package var objective: Slice {
    precondition(kind == .question, "only questions have an objective")
    return literal
  }

  /// The number of a footnote or of a reference to it, from 1, or 0 if nothing refers to the footnote.
  @inlinable
  package var footnoteNumber: Int {
    precondition(
      kind == .footnoteReference || kind == .footnoteDefinition, "only footnotes have such a number")
    return Int(value)
  }

  /// The label of a footnote or of a reference to it.
  @inlinable
  package var footnoteLabel: Slice {
    precondition(kind == .footnoteReference || kind == .footnoteDefinition, "only footnotes have a label")
    return literal
  }

  /// What distinguishes the second and later references to a footnote from the first: `-2`.
  @inlinable
  package var footnoteSuffix: Slice {
    precondition(kind == .footnoteReference, "only references to footnotes have a suffix")
    return secondary
  }

  /// The index of a legal citation's series in the handbook's configuration.
  @inlinable
  package var citationSeries: Int {
    precondition(kind == .legalCitation, "only citations of law have a series")
    return Int(value)
  }

  /// The number of a legal citation.
  @inlinable
  package var citationNumber: Slice {
    precondition(kind == .legalCitation, "only citations of law have a citation number")
    return secondary
  }

  /// A node's number and texts, whatever they mean, for comparing nodes of any kind.
  package var content: (number: Int32, first: Slice, second: Slice) { (value, literal, secondary) }
}

extension Node {
  /// Returns a part of a text node.
  ///
  /// - Parameters:
  ///   - start: The position of the first byte, if it isn't the node's own.
  ///   - last: The position of the last byte, if it isn't the node's own.
  package func part(_ text: Slice, start: SourcePosition? = nil, last: SourcePosition? = nil) -> Node {
    precondition(kind == .text, "only text is divided")
    var part = self
    part.literal = text
    if let start {
      part.startLine = UInt32(start.line)
      part.startColumn = UInt32(start.column)
    }
    if let last {
      part.endLine = UInt32(last.line)
      part.endColumn = UInt32(last.column)
    }
    return part
  }

  /// Creates a text node for bytes that aren't in a file.
  package static func text(_ text: Slice) -> Node {
    Node(kind: .text, literal: text)
  }

  /// Creates a reference to a term found in running text.
  package static func foundTerm(reference: Int, target: Slice) -> Node {
    Node(kind: .reference, flags: .found, value: Int32(reference), literal: target)
  }

  /// Creates a legal citation found in running text.
  package static func legalCitation(series: Int, destination: Slice, number: Slice) -> Node {
    Node(kind: .legalCitation, value: Int32(series), literal: destination, secondary: number)
  }
}

extension MarkdownDocument {
  /// The indices in ``references`` that nodes still refer to.
  ///
  /// Nodes that were removed from the tree don't count.
  package var shownReferences: Set<Int> {
    Set(nodes.lazy.compactMap(\.referenceIndex))
  }
}

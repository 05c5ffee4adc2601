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
    /// `> [!NOTE]`; the first child is a ``paragraph`` with the title where it is ``Flags/titled``.
    case callout
    /// `> [!QUESTION]`: the stem's blocks, then ``choice`` nodes.
    case question
    /// One answer of a ``question``: its inlines and blocks.
    case choice
    case table, tableRow, tableCell
    case footnoteDefinition
    /// `![[…]]` alone in a paragraph.
    case quotation

    // Inlines of the extensions.
    /// `[[…]]`; its children are the author's text, none where the text is generated.
    case reference
    case footnoteReference
    /// A citation of law in running text: its ``value`` is the place of its series in the handbook's
    /// configuration, its ``literal`` the address, empty where its series has none, its ``secondary`` the number.
    case legalCitation
    case insertion, deletion, highlight, editorComment
  }

  /// What else is known of a node; which bits mean something depends on its kind.
  package struct Flags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A list that is numbered.
    package static let ordered = Flags(rawValue: 1)
    /// A list whose items' paragraphs stand without `<p>`, and each of those paragraphs.
    package static let tight = Flags(rawValue: 2)
    /// A list numbered with `)` rather than `.`.
    package static let parenthesis = Flags(rawValue: 4)
    /// The row or the cell of a table's head.
    package static let head = Flags(rawValue: 8)
    /// The alignment of a table's cell.
    package static let alignLeft = Flags(rawValue: 16)
    package static let alignCenter = Flags(rawValue: 32)
    package static let alignRight = Flags(rawValue: 64)
    /// A choice that is right.
    package static let correct = Flags(rawValue: 128)
    /// A link or reference that the author did not mark: an address or a term found in running text.
    package static let found = Flags(rawValue: 256)
    /// A link or image to another page or part of the handbook, whose ``Node/value`` is its reference.
    package static let `internal` = Flags(rawValue: 512)
    /// A call-out whose first child is its title.
    package static let titled = Flags(rawValue: 2048)
    /// A link or image whose address may not be written out; it was reported.
    package static let unsafe = Flags(rawValue: 1024)
    /// A block that this resolution of a redline leaves without text.
    ///
    /// It stays in the tree, so that a provision keeps its id and its number, and the three trees of a
    /// redline have the same blocks.
    package static let emptied = Flags(rawValue: 4096)
    /// A reference whose text is generated in its short form: `[[WA#gifts|short]]`.
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

  package var kind: Kind
  package var flags: Flags

  /// A heading's level (1 to 6), an ordered list's first number, a reference's place in
  /// ``MarkdownDocument/references``, a call-out's ``CalloutKind``, a footnote's number (from 1).
  package var value: Int32

  /// The place after the last descendant.
  package var end: Int32

  /// The text of a text, code or HTML node; the destination of a link or image; the objective that a
  /// question assesses; the label of a footnote.
  package var literal: Slice

  /// The title of a link or image; the info string of a code block; what tells the second reference to a
  /// footnote and the later ones from the first: `-2`.
  package var secondary: Slice

  /// Line from 1 and column in UTF-8 bytes from 1 of the first byte in the file; 0 where unknown.
  package var startLine: UInt32
  package var startColumn: UInt32
  /// Line and column of the last byte.
  package var endLine: UInt32
  package var endColumn: UInt32

  package init(
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

  /// The node's place in its file.
  package var range: SourceRange {
    SourceRange(
      SourcePosition(line: Int(startLine), column: Int(startColumn)),
      SourcePosition(line: Int(endLine), column: Int(endColumn) + 1))
  }
}

extension Node.Kind {
  /// Whether the kind is a block rather than inline.
  package var isBlock: Bool {
    switch self {
    case .document, .blockQuote, .list, .listItem, .codeBlock, .htmlBlock, .paragraph, .heading,
      .thematicBreak, .callout, .question, .choice, .table, .tableRow, .tableCell, .footnoteDefinition,
      .quotation:
      true
    case .text, .softBreak, .lineBreak, .inlineCode, .inlineHTML, .emphasis, .strong, .link, .image,
      .reference, .footnoteReference, .legalCitation, .insertion, .deletion, .highlight, .editorComment:
      false
    }
  }

  /// Whether the kind is a block that is empty once all its children are.
  package var holdsBlocks: Bool {
    switch self {
    case .blockQuote, .list, .listItem, .callout, .question, .choice, .table, .tableRow, .footnoteDefinition:
      true
    default: false
    }
  }

  /// Whether the kind is a block that holds text rather than blocks.
  package var holdsText: Bool {
    switch self {
    case .paragraph, .heading, .tableCell: true
    default: false
    }
  }

  /// Whether the kind is a mark of a redline.
  package var isMark: Bool {
    switch self {
    case .insertion, .deletion, .highlight, .editorComment: true
    default: false
    }
  }
}

extension Node {
  /// Whether ``value`` is a place among the document's references.
  package var refersByValue: Bool {
    switch kind {
    case .reference, .quotation: true
    case .link, .image: flags.contains(.internal)
    default: false
    }
  }
}

extension MarkdownDocument {
  /// The places, among ``references``, of those that a node still has: of what was taken out of the tree, none has.
  package var shownReferences: Set<Int> {
    Set(nodes.lazy.filter(\.refersByValue).map { Int($0.value) })
  }
}

import Basics

/// Converts `[[target]]` and `[[target|text]]` to references, and `![[target]]` to a quotation if it's a
/// whole paragraph.
///
/// Both pairs of brackets must be in text of the same parent, and the target can't contain markup, brackets,
/// or line ends. Anything else that looks similar stays text. Code, links, and pictures aren't searched.
enum ReferenceExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.references

  static func isNeeded(in context: ParsingContext) -> Bool { !context.referenceMarks.isEmpty }

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var edits: [InlineEdit] = []
    var quotations: [(paragraph: Int, quotation: Node)] = []
    document.literals.withUnsafeBufferPointer { literals in
      var finder = ReferenceFinder(document: document, literals: literals)
      finder.findAll(&context)
      edits = finder.edits
      quotations = finder.quotations
    }
    for (paragraph, quotation) in quotations { document.replaceNode(at: paragraph, with: quotation) }
    document.apply(edits)
  }
}

/// Finds `[[target|text]]` in the text of a document.
struct ReferenceFinder {
  let document: MarkdownDocument
  let literals: UnsafeBufferPointer<UInt8>
  /// The edits that convert the text to references.
  private(set) var edits: [InlineEdit] = []
  /// The paragraphs that consist of a single quotation, and the nodes that replace them.
  private(set) var quotations: [(paragraph: Int, quotation: Node)] = []

  /// The paragraph or heading that contains the current text.
  private var block = 0
  /// The current text's ancestors, from the block inward.
  private var levels: [Level] = []

  private struct Level {
    var end: Int
    var opening: Opening?
  }

  /// An open `[[` that has no `]]` yet.
  private struct Opening {
    var node: Int
    /// The offset in the literal where `[[` or `![[` begins, and the offset where the target begins.
    var start: Int
    var targetStart: Int
    /// The source offset where `[[` or `![[` begins.
    var source: Int?
    /// The range of the target, once `|` has ended it.
    var target: Range<Int>?
    var isQuotation: Bool
    /// The number of edits before this one.
    var edits: Int
  }

  init(document: MarkdownDocument, literals: UnsafeBufferPointer<UInt8>) {
    self.document = document
    self.literals = literals
  }

  mutating func findAll(_ context: inout ParsingContext) {
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      endLevels(at: index, &context)
      switch node.kind {
      case .paragraph, .heading, .tableCell:
        block = index
        levels.append(Level(end: Int(node.end)))
      case .emphasis, .strong, .insertion, .deletion, .highlight:
        levels.append(Level(end: Int(node.end)))
      case .softBreak, .lineBreak:
        if let level = levels.indices.last, let opening = levels[level].opening, opening.target == nil {
          abandon(level, &context)
        }
      case .link, .image:
        index = Int(node.end)
        continue
      case .text where !levels.isEmpty:
        let isOpen = levels[levels.count - 1].opening != nil
        guard isOpen || context.referenceMarks.mayOccur(in: node.literal, sourceCount: document.sourceCount)
        else { break }
        scan(index, &context)
      default: break
      }
      index += 1
    }
    endLevels(at: index, &context)
  }

  private mutating func endLevels(at index: Int, _ context: inout ParsingContext) {
    while let last = levels.last, last.end <= index {
      abandon(levels.count - 1, &context)
      levels.removeLast()
    }
  }

  /// Reports an unclosed `[[` and treats it as text.
  private mutating func abandon(_ level: Int, _ context: inout ParsingContext) {
    guard let opening = levels[level].opening else { return }
    levels[level].opening = nil
    let width = opening.isQuotation ? 3 : 2
    context.report(
      .warning, .unclosedReference, "A reference that begins with '[[' has no ']]' in the same text",
      place(opening.source.map { $0..<($0 + width) }, in: opening.node),
      help: "write ']]' after its target, or '\\[[' to print brackets")
  }

  private mutating func scan(_ index: Int, _ context: inout ParsingContext) {
    let text = UnsafeBufferPointer(rebasing: literals[document.nodes[index].literal.range])
    let level = levels.count - 1
    var cursor = TextCursor(index, of: document, literals)
    var byte = 0
    while byte < text.count {
      let mark = text[byte]
      guard mark == UInt8(ascii: "[") || mark == UInt8(ascii: "]") || mark == UInt8(ascii: "|") else {
        byte += 1
        continue
      }
      let isPair = byte + 1 < text.count && text[byte + 1] == mark
      switch mark {
      case UInt8(ascii: "["):
        guard isPair else {
          abandonTarget(level)
          break
        }
        if byte + 2 < text.count, text[byte + 2] == mark { break }
        open(at: byte, in: index, text, &cursor, &context)
        byte += 1
      case UInt8(ascii: "|"):
        guard let opening = levels[level].opening, opening.target == nil, opening.node == index else { break }
        levels[level].opening?.target = opening.targetStart..<byte
      case UInt8(ascii: "]"):
        guard let opening = levels[level].opening else { break }
        guard isPair else {
          abandonTarget(level)
          break
        }
        guard areWritten(byte, UInt8(ascii: "]"), &cursor) else { break }
        close(opening, at: byte, in: index, &cursor, &context)
        byte += 1
      default: break
      }
      byte += 1
    }
  }

  /// Silently treats `[[` as text if its target would contain a single bracket: `[[1, 2], [3, 4]]`.
  private mutating func abandonTarget(_ level: Int) {
    if let opening = levels[level].opening, opening.target == nil { levels[level].opening = nil }
  }

  /// Returns whether two equal bytes of the text are adjacent and unescaped in the source.
  private func areWritten(_ byte: Int, _ mark: UInt8, _ cursor: inout TextCursor) -> Bool {
    guard let first = cursor.sourceOffset(ofByte: byte) else { return false }
    guard let second = cursor.sourceOffset(ofByte: byte + 1) else { return false }
    return literals[first] == mark && literals[second] == mark
  }

  private mutating func open(
    at byte: Int, in index: Int, _ text: UnsafeBufferPointer<UInt8>, _ cursor: inout TextCursor,
    _ context: inout ParsingContext
  ) {
    let exclamation = UInt8(ascii: "!")
    var isQuotation = byte > 0 && text[byte - 1] == exclamation
    if isQuotation {
      let source = cursor.sourceOffset(ofByte: byte - 1)
      isQuotation = source.map { literals[$0] == exclamation } ?? false
    }
    guard areWritten(byte, UInt8(ascii: "["), &cursor) else { return }
    let level = levels.count - 1
    abandon(level, &context)
    let start = isQuotation ? byte - 1 : byte
    // The cursor is at the second bracket, and the marks before it are unescaped.
    let source = cursor.sourceOffset(ofByte: byte + 1).map { $0 - (byte + 1 - start) }
    levels[level].opening = Opening(
      node: index, start: start, targetStart: byte + 2, source: source, isQuotation: isQuotation,
      edits: edits.count)
  }

  private mutating func close(
    _ opening: Opening, at byte: Int, in index: Int, _ cursor: inout TextCursor,
    _ context: inout ParsingContext
  ) {
    let level = levels.count - 1
    guard opening.target != nil || opening.node == index else { return abandon(level, &context) }
    levels[level].opening = nil
    let target = trimmed(opening.target ?? opening.targetStart..<byte, of: opening.node)
    let written = opening.source.flatMap { start in
      cursor.sourceOffset(ofByte: byte + 1).map { start..<($0 + 1) }
    }
    guard !target.isEmpty else {
      return context.report(
        .error, .emptyReference, "A reference names its target between '[[' and ']]'",
        place(written, in: index))
    }
    var node = Node(kind: .reference)
    node.literal = literal(of: target, opening)
    if let written {
      document.setPlace(of: &node, written, near: document.nodes[opening.node].startLine)
    }
    if opening.isQuotation {
      quote(opening, through: byte, in: index, node, context: &context, place: place(written, in: index))
      return
    }
    // A reference nested in another reference's text stays text.
    edits.removeSubrange(opening.edits...)
    let isShort = isShortForm(opening, target, through: byte, in: index)
    if isShort { node.flags.insert(.short) }
    guard let text = opening.target, !isShort, !(opening.node == index && text.upperBound + 1 == byte) else {
      return edits.append(InlineEdit(index, opening.start..<(byte + 2), .insert(node)))
    }
    edits.append(InlineEdit(opening.node, opening.start..<(text.upperBound + 1), .open(node)))
    edits.append(InlineEdit(index, byte..<(byte + 2), .close))
  }

  /// Returns whether the text after `|` is the word `short` and the target is a code or a part of one.
  ///
  /// Other targets don't have a short citation, so for them the word is ordinary text.
  private func isShortForm(_ opening: Opening, _ target: Range<Int>, through byte: Int, in index: Int) -> Bool
  {
    guard opening.node == index, let end = opening.target?.upperBound else { return false }
    let start = Int(document.nodes[index].literal.start)
    let text = trimmed((end + 1)..<byte, of: index)
    guard literals[(start + text.lowerBound)..<(start + text.upperBound)].elementsEqual("short".utf8) else {
      return false
    }
    let name = literals[(start + target.lowerBound)..<(start + target.upperBound)]
    return !name.contains(UInt8(ascii: "/")) && !name.starts(with: "glossary".utf8)
  }

  /// Returns the slice of a target: in the source, or in the text if the target is written with escapes.
  private func literal(of target: Range<Int>, _ opening: Opening) -> Node.Slice {
    let start = Int(document.nodes[opening.node].literal.start) + target.lowerBound
    let text = start..<(start + target.count)
    if let source = opening.source {
      let written = source + target.lowerBound - opening.start
      if literals[written..<min(written + target.count, document.sourceCount)].elementsEqual(literals[text]) {
        return Node.Slice(start: UInt32(written), count: UInt32(target.count))
      }
    }
    return Node.Slice(start: UInt32(text.lowerBound), count: UInt32(text.count))
  }

  private mutating func quote(
    _ opening: Opening, through byte: Int, in index: Int, _ reference: Node,
    context: inout ParsingContext, place: SourceRange
  ) {
    let paragraph = document.nodes[block]
    let text = document.nodes[index].literal
    let rest = literals[(Int(text.start) + byte + 2)..<text.range.upperBound]
    let isAlone =
      paragraph.kind == .paragraph && index == block + 1 && Int(paragraph.end) == index + 1
      && opening.node == index && trimmed(0..<opening.start, of: index).isEmpty
      && rest.allSatisfy(\.isSpaceOrTab)
    guard isAlone else {
      return context.report(
        .error, .misplacedQuotation, "A quotation such as '![[…]]' is the only thing in its paragraph", place,
        help: "put blank lines around it, or write '[[…]]' to refer to it")
    }
    if opening.target != nil {
      context.report(
        .error, .quotationText, "A quotation has no text of its own after '|'", place)
    }
    var quotation = reference
    quotation.kind = .quotation
    quotation.flags = paragraph.flags
    quotations.append((block, quotation))
    edits.append(InlineEdit(index, 0..<Int(text.count), .remove))
  }

  private func trimmed(_ bytes: Range<Int>, of index: Int) -> Range<Int> {
    let start = Int(document.nodes[index].literal.start)
    var (low, high) = (bytes.lowerBound, bytes.upperBound)
    while low < high, literals[start + low].isSpaceOrTab { low += 1 }
    while high > low, literals[start + high - 1].isSpaceOrTab { high -= 1 }
    return low..<high
  }

  private func place(_ source: Range<Int>?, in index: Int) -> SourceRange {
    if let source { return document.lines.range(source, near: document.nodes[index].startLine) }
    return document.place(of: index)
  }
}

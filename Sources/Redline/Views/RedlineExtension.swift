import Basics
import Markdown

/// Converts the sentinels in a parsed view to nodes for insertions, deletions, highlights, and comments, each
/// around all inlines between its two ends.
///
/// A mark whose ends have different parents is an error, and so is a mark that ended up outside text: in an
/// address, a title, a link definition, or raw HTML. The tree is well formed in any case.
struct RedlineExtension {
  /// The result of a transformation.
  struct Result {
    var document: MarkdownDocument
    var diagnostics: [Diagnostic]
    /// For each node that is the direct parent of marks, the first of those marks, in ascending order of
    /// nodes.
    var firstMarks: [(block: Int, mark: Int)]
  }

  private struct Entry {
    /// The index after the last descendant in the input.
    ///
    /// For a mark, its parent's.
    var sourceEnd: Int
    var output: Int
    /// The mark that the node represents, if any.
    var mark: Int?
  }

  private let input: MarkdownDocument
  private let delimiters: [RedlineView.Delimiter]
  private let marks: [RedlineMark]
  private let lines: SourceLines

  private var builder = TreeBuilder()
  private var outputs: [Int32] = []
  private var stack: [Entry] = []
  private var next = 0
  private var isMatched: [Bool]
  /// The kind of node whose boundary each mark crosses.
  private var crossed: [Node.Kind?]
  private var firstMarks: [(block: Int, mark: Int)] = []

  static func apply(
    to document: MarkdownDocument, _ view: RedlineView, marks: [RedlineMark], path: String,
    lines: SourceLines
  ) -> Result {
    var transformation = Self(document, view, marks, lines)
    transformation.run()
    return transformation.result(path: path)
  }

  private init(
    _ input: MarkdownDocument, _ view: RedlineView, _ marks: [RedlineMark], _ lines: SourceLines
  ) {
    self.input = input
    self.marks = marks
    self.lines = lines
    delimiters = view.delimiters
    isMatched = Array(repeating: false, count: delimiters.count)
    crossed = Array(repeating: nil, count: marks.count)
    builder.reserveCapacity(input.nodes.count + marks.count * 4)
    outputs.reserveCapacity(input.nodes.count)
  }

  private mutating func run() {
    for index in input.nodes.indices {
      while let top = stack.last, top.sourceEnd <= index { pop() }
      let node = input.nodes[index]
      outputs.append(Int32(builder.count))
      if node.kind == .text, !isInImage {
        split(node)
        continue
      }
      if node.kind.isBlock { seek(node) }
      stack.append(Entry(sourceEnd: Int(node.end), output: builder.count))
      builder.open(node)
    }
    while !stack.isEmpty { pop() }
  }

  /// Whether the current node is in a picture's description, which is flat text and can't contain marks.
  private var isInImage: Bool {
    stack.contains { builder.nodes[$0.output].kind == .image }
  }

  private mutating func pop() {
    let entry = stack.removeLast()
    if let mark = entry.mark {
      // The mark's parent ends before the mark is closed.
      crossed[mark] = stack.last { $0.mark == nil }.map { builder.nodes[$0.output].kind }
    }
    close(entry)
  }

  /// Closes a node, or removes it if it's a mark's node without content: the empty half of a substitution.
  private mutating func close(_ entry: Entry) {
    if entry.mark != nil { builder.closeUnlessEmpty() } else { builder.close() }
  }

  /// Advances to the first delimiter of a block.
  ///
  /// That is the next delimiter unless the blocks are in a different order than their sources.
  private mutating func seek(_ block: Node) {
    guard block.startLine > 0 else { return }
    let first = Int(block.startLine) - lines.firstLine
    let last = Int(max(block.endLine, block.startLine)) - lines.firstLine
    let start = lines.bytes(ofLine: first, count: .max).lowerBound
    let end = lines.bytes(ofLine: last, count: .max).upperBound
    var low = 0
    var high = delimiters.count
    while low < high {
      let middle = (low + high) / 2
      if delimiters[middle].range.lowerBound < start { low = middle + 1 } else { high = middle }
    }
    if next >= low, next < delimiters.count, delimiters[next].range.lowerBound < end { return }
    next = low
  }

  private mutating func split(_ text: Node) {
    var rest = text
    var isWhole = true
    while let found = RedlineSentinel.first(in: input.literals[rest.text.range]) {
      let range = rest.text.range
      let number = delimiterNumber(of: found)
      append(rest, found: found, before: number.map { delimiters[$0].range.lowerBound })
      isWhole = false
      rest = rest.part(
        Node.Slice(
          start: UInt32(found.range.upperBound), count: UInt32(range.upperBound - found.range.upperBound)))
      guard let number else { continue }
      next = number + 1
      isMatched[number] = true
      rest = rest.part(rest.text, start: lines.position(at: delimiters[number].range.upperBound))
      meet(delimiters[number])
    }
    if isWhole || !rest.text.isEmpty { builder.append(rest) }
  }

  /// Appends the text before a sentinel.
  private mutating func append(_ text: Node, found: RedlineSentinel.Occurrence, before offset: Int?) {
    let bytes = Node.Slice(
      start: text.text.start, count: UInt32(found.range.lowerBound) - text.text.start)
    guard !bytes.isEmpty else { return }
    let last = offset.flatMap { $0 > 0 ? lines.position(at: $0 - 1) : nil }
    builder.append(text.part(bytes, last: last))
  }

  /// Returns the index of the delimiter that a sentinel represents: the next one, unless some were swallowed.
  private func delimiterNumber(of found: RedlineSentinel.Occurrence) -> Int? {
    let candidates = next..<min(next + RedlineSentinel.cycle, delimiters.count)
    return candidates.first { number in
      guard let residue = found.residue else { return delimiters[number].role == .separator }
      return delimiters[number].role != .separator && number % RedlineSentinel.cycle == residue
    }
  }

  private mutating func meet(_ delimiter: RedlineView.Delimiter) {
    let mark = marks[delimiter.mark]
    switch delimiter.role {
    case .opening:
      guard let parent = stack.last else { return }
      if let block = stack.last(where: { builder.nodes[$0.output].kind.isBlock })?.output,
        firstMarks.last?.block != block
      {
        firstMarks.append((block, delimiter.mark))
      }
      let end = mark.separator ?? mark.extent.upperBound
      open(mark.kind.node, delimiter.mark, mark.extent.lowerBound..<end, in: parent)
    case .separator:
      guard leave(delimiter.mark), let parent = stack.last, let separator = mark.separator else { return }
      open(.insertion, delimiter.mark, separator..<mark.extent.upperBound, in: parent)
    case .closing:
      _ = leave(delimiter.mark)
    }
  }

  private mutating func open(_ kind: Node.Kind, _ mark: Int, _ extent: Range<Int>, in parent: Entry) {
    let first = lines.position(at: extent.lowerBound)
    let last = lines.position(at: extent.upperBound - 1)
    let range = SourceRange(first, SourcePosition(line: last.line, column: last.column + 1))
    stack.append(Entry(sourceEnd: parent.sourceEnd, output: builder.count, mark: mark))
    builder.open(Node(kind: kind, range: range))
  }

  /// Closes a mark's node.
  ///
  /// - Returns: Whether it was the innermost node. It's an error otherwise.
  private mutating func leave(_ mark: Int) -> Bool {
    guard let top = stack.last, let place = stack.lastIndex(where: { $0.mark == mark }) else { return false }
    if place == stack.count - 1 {
      stack.removeLast()
      close(top)
      return true
    }
    crossed[mark] = stack[(place + 1)...].first { $0.mark == nil }.map { builder.nodes[$0.output].kind }
    return false
  }

  private func result(path: String) -> Result {
    var document = input
    document.replaceTree(
      with: builder, attributes: input.attributes.map { (Int(outputs[$0.node]), $0.value) },
      anchors: input.anchors.map { (Int(outputs[$0.node]), $0.value) })
    var missing = Array(repeating: false, count: marks.count)
    for (number, delimiter) in delimiters.enumerated() where !isMatched[number] {
      missing[delimiter.mark] = true
    }
    var diagnostics: [Diagnostic] = []
    for index in marks.indices {
      if missing[index] {
        diagnostics.append(misplaced(marks[index], path: path))
      } else if let kind = crossed[index] {
        diagnostics.append(crossing(marks[index], kind, path: path))
      }
    }
    return Result(document: document, diagnostics: diagnostics, firstMarks: firstMarks)
  }

  private func misplaced(_ mark: RedlineMark, path: String) -> Diagnostic {
    Diagnostic(
      .error, .redlineMisplaced, "'\(mark.kind.opening)' marks what isn't running text", path: path,
      range: mark.range,
      help: "an address, a title, a picture's description, an attribute and raw HTML can't be marked: "
        + "mark the whole link or block, or write \\\(mark.kind.opening) to print it")
  }

  private func crossing(_ mark: RedlineMark, _ kind: Node.Kind, path: String) -> Diagnostic {
    Diagnostic(
      .error, .redlineCrossing,
      "'\(mark.kind.opening)' and '\(mark.kind.closing)' are on two sides of the edge of "
        + kind.nameInProse, path: path, range: mark.range,
      help: "use one mark on each side of the edge, or put all of \(kind.nameInProse) inside the mark")
  }
}

extension RedlineMark.Kind {
  /// The kind of the first node that a mark becomes.
  fileprivate var node: Node.Kind {
    switch self {
    case .insertion: .insertion
    case .deletion, .substitution: .deletion
    case .highlight: .highlight
    case .comment: .editorComment
    }
  }
}

extension Node.Kind {
  /// The name of a node's kind in a sentence.
  fileprivate var nameInProse: String {
    switch self {
    case .emphasis: "emphasis"
    case .strong: "strong emphasis"
    case .link, .reference: "a link"
    case .image: "a picture"
    case .heading: "a heading"
    case .tableCell: "a table cell"
    case .listItem, .choice: "an item"
    case .insertion, .deletion, .highlight, .editorComment: "another mark"
    case .document, .blockQuote, .list, .codeBlock, .htmlBlock, .paragraph, .thematicBreak, .text, .softBreak,
      .lineBreak, .inlineCode, .inlineHTML, .callout, .question, .table, .tableRow, .footnoteDefinition,
      .quotation, .footnoteReference, .legalCitation:
      "a block"
    }
  }
}

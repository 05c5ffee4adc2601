import Basics
import Markdown

/// Adjacent pieces of text with the same parent, with the line breaks between them.
struct TextRun: Sendable {
  /// Text and soft breaks, in order.
  var nodes: [MarkdownDocument.Index]
  /// The offset of each node in the run's text, and the end of the last node.
  ///
  /// A text node has the bytes of its literal, and a break has one byte.
  private var starts: [Int]

  init() {
    nodes = []
    starts = [0]
  }

  mutating func append(_ index: MarkdownDocument.Index, of document: MarkdownDocument) {
    let node = document.nodes[index]
    nodes.append(index)
    starts.append((starts.last ?? 0) + (node.kind == .text ? Int(node.text.count) : 1))
  }

  /// Returns the text, with a space for each line break.
  func text(in document: MarkdownDocument) -> String {
    String(decoding: bytes(in: document), as: UTF8.self)
  }

  /// Returns the text as UTF-8, with a space for each line break.
  func bytes(in document: MarkdownDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in nodes {
      let node = document.nodes[index]
      if node.kind == .text { bytes += document.bytes(node.text) } else { bytes.append(UInt8(ascii: " ")) }
    }
    return bytes
  }

  /// Returns the source ranges of parts of the text, each cut at the end of the node in which it begins.
  ///
  /// - Parameter ranges: In bytes of the run's text, ascending, each beginning in text.
  func places(of ranges: [Range<Int>], in document: MarkdownDocument) -> [SourceRange] {
    document.literals.withUnsafeBufferPointer { literals in
      var cursor: TextCursor?
      var cursorPosition = -1
      return ranges.map { range in
        let position = position(of: range.lowerBound)
        let node = nodes[position]
        if position != cursorPosition {
          cursor = TextCursor(node, of: document, literals)
          cursorPosition = position
        }
        let start = range.lowerBound - starts[position]
        let end = min(range.upperBound, starts[position + 1]) - starts[position]
        guard let first = cursor?.sourceOffset(ofByte: start), let last = cursor?.sourceOffset(ofByte: end)
        else {
          return document.place(of: node)
        }
        return document.lines.range(first..<last, near: document.nodes[node].startLine)
      }
    }
  }

  /// Returns the edits that put a part of the text inside a node.
  ///
  /// - Parameter range: In bytes of the run's text; both ends are in text, not in a break.
  func wrap(_ range: Range<Int>, in node: Node) -> [InlineEdit] {
    let first = position(of: range.lowerBound)
    let last = position(of: range.upperBound - 1)
    let start = range.lowerBound - starts[first]
    let end = range.upperBound - starts[last]
    return [
      InlineEdit(nodes[first], start..<start, .open(node)), InlineEdit(nodes[last], end..<end, .close),
    ]
  }

  /// Returns the index in ``nodes`` of the node that contains a byte of the text.
  private func position(of byte: Int) -> Int {
    var low = 0
    var high = nodes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle } else { high = middle }
    }
    return low
  }
}

/// The runs of text in a document that aren't in a link, a reference, or code.
struct TextRuns {
  private(set) var runs: [TextRun] = []

  /// - Parameter isLeftOut: Whether to skip a node's text and that of its descendants.
  init(
    _ document: MarkdownDocument,
    leavingOut isLeftOut: (MarkdownDocument.Index, MarkdownDocument) -> Bool = { _, _ in false }
  ) {
    var run = TextRun()
    var runParent = -1
    var parents: [(index: MarkdownDocument.Index, end: Int)] = []
    var index = 0
    func isOfRun(_ kind: Node.Kind) -> Bool { kind == .text || kind == .softBreak }
    while index < document.nodes.count {
      let node = document.nodes[index]
      while let last = parents.last, last.end <= index { parents.removeLast() }
      let parent = parents.last?.index ?? -1
      if isOfRun(node.kind), parent == runParent || run.nodes.isEmpty {
        runParent = parent
        run.append(index, of: document)
      } else {
        if !run.nodes.isEmpty { runs.append(run) }
        run = TextRun()
        if isOfRun(node.kind) {
          runParent = parent
          run.append(index, of: document)
        }
      }
      switch node.kind {
      case .link, .image, .reference, .legalCitation, .footnoteReference, .editorComment:
        index = Int(node.end)
        continue
      default:
        if isLeftOut(index, document) {
          index = Int(node.end)
          continue
        }
      }
      if Int(node.end) > index + 1 { parents.append((index, Int(node.end))) }
      index += 1
    }
    if !run.nodes.isEmpty { runs.append(run) }
  }
}

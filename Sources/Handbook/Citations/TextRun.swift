import Markup

/// Neighbouring pieces of text of one parent, with the line ends between them.
struct TextRun: Sendable {
  /// Text and soft breaks, in order.
  var nodes: [MarkdownDocument.Index]
  /// The bytes of each node in the run's text: those of its literal, one for a break.
  private var lengths: [Int]

  init() {
    nodes = []
    lengths = []
  }

  mutating func append(_ index: MarkdownDocument.Index, of document: MarkdownDocument) {
    let node = document.nodes[index]
    nodes.append(index)
    lengths.append(node.kind == .text ? Int(node.literal.count) : 1)
  }

  /// The text, with a space for every line's end.
  func text(in document: MarkdownDocument) -> String {
    String(decoding: bytes(in: document), as: UTF8.self)
  }

  /// The text as UTF-8, with a space for every line's end.
  func bytes(in document: MarkdownDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in nodes {
      let node = document.nodes[index]
      if node.kind == .text { bytes += document.bytes(node.literal) } else { bytes.append(UInt8(ascii: " ")) }
    }
    return bytes
  }

  /// The place in the file of a part of the text, up to the end of the node that it begins in.
  ///
  /// - Parameter range: In bytes of the run's text, beginning in text.
  func place(of range: Range<Int>, in document: MarkdownDocument) -> SourceRange {
    var start = 0
    for (index, length) in zip(nodes, lengths) {
      if range.lowerBound < start + length {
        let end = min(range.upperBound - start, length)
        return document.place(of: (range.lowerBound - start)..<end, in: index)
      }
      start += length
    }
    preconditionFailure("a range of a run's text lies within it")
  }

  /// The edits that put a part of the text inside a node.
  ///
  /// - Parameter range: In bytes of the run's text; both ends are in text, not in a break.
  func wrap(_ range: Range<Int>, in node: Node) -> [InlineEdit] {
    var edits: [InlineEdit] = []
    var start = 0
    for (index, length) in zip(nodes, lengths) {
      let end = start + length
      if range.lowerBound >= start, range.lowerBound < end {
        edits.append(InlineEdit(index, (range.lowerBound - start)..<(range.lowerBound - start), .open(node)))
      }
      if range.upperBound > start, range.upperBound <= end {
        edits.append(InlineEdit(index, (range.upperBound - start)..<(range.upperBound - start), .close))
      }
      start = end
    }
    return edits
  }
}

/// The runs of text of a document that stand in no link, reference or code.
struct TextRuns {
  private(set) var runs: [TextRun] = []

  /// - Parameter isLeftOut: Whether a node's text is passed over, with that of all its descendants.
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

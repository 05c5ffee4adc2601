import Basics
import Markdown

/// A tree reduced to what two readings of a text must share: its blocks in order, and the inlines and text of
/// each, as they appear on one side of a redline.
struct RedlineOutline {
  /// One block.
  struct Block {
    var node: MarkdownDocument.Index
    /// The number of blocks that contain this one.
    var depth: Int
    /// The node's kind and all its other properties except ranges.
    var traits: [UInt8]
    /// The text of the block's direct inlines, and a code for the edge of each other inline.
    var content: [UInt32] = []
    /// Whether this side has no content here although the redline has some.
    var isEmptied = false
  }

  private(set) var blocks: [Block] = []

  /// - Parameter side: The side of the redline to read. It makes no difference for a tree without marks.
  init(_ document: MarkdownDocument, side: RedlineResolution.Side) {
    let dropped: Node.Kind = side == .proposed ? .deletion : .insertion
    var open: [(end: Int, block: Int?, code: UInt32?)] = []
    var current: [Int] = []
    var marked: Set<Int> = []
    var index = 0
    while index < document.nodes.count {
      while let top = open.last, top.end <= index {
        open.removeLast()
        if top.block != nil { current.removeLast() }
        if let code = top.code, let block = current.last { blocks[block].content.append(code) }
      }
      let node = document.nodes[index]
      if node.kind.isBlock {
        let block = Block(node: index, depth: current.count, traits: Self.traits(of: node, in: document))
        blocks.append(block)
        current.append(blocks.count - 1)
        open.append((Int(node.end), blocks.count - 1, nil))
      } else if let block = current.last {
        if node.kind.isMark { marked.insert(block) }
        if node.kind == dropped || node.kind == .editorComment {
          index = Int(node.end)
          continue
        }
        blocks[block].content += Self.content(of: node, in: document)
        open.append((Int(node.end), nil, Self.closingCode(of: node)))
      }
      index += 1
    }
    for top in open.reversed() {
      if top.block != nil { current.removeLast() }
      if let code = top.code, let block = current.last { blocks[block].content.append(code) }
    }
    for block in blocks.indices {
      blocks[block].content = Self.withoutEdgeSpace(blocks[block].content)
      blocks[block].isEmptied = blocks[block].content.isEmpty && marked.contains(block)
    }
  }

  // MARK: Codes

  /// Codes below this are bytes of text.
  private static let edge: UInt32 = 0x100
  private static let lineFeed: UInt32 = 0x0A
  private static let lineBreak = edge + UInt32(Node.Kind.lineBreak.rawValue)

  private static func isTransparent(_ node: Node) -> Bool {
    node.kind.isMark || node.kind == .text || node.kind == .legalCitation || node.flags.contains(.found)
  }

  private static func content(of node: Node, in document: MarkdownDocument) -> [UInt32] {
    if node.kind == .softBreak { return [lineFeed] }
    if node.kind == .lineBreak { return [lineBreak] }
    if node.kind == .text { return document.bytes(node.text).map(UInt32.init) }
    if isTransparent(node) { return [] }
    return [edge + UInt32(node.kind.rawValue)] + traits(of: node, in: document).map { edge * 2 + UInt32($0) }
  }

  private static func closingCode(of node: Node) -> UInt32? {
    if isTransparent(node) || node.kind == .softBreak || node.kind == .lineBreak { return nil }
    return edge * 3 + UInt32(node.kind.rawValue)
  }

  private static func traits(of node: Node, in document: MarkdownDocument) -> [UInt8] {
    var traits = [node.kind.rawValue]
    let flags = node.flags.subtracting([.emptied, .found]).rawValue
    traits += [UInt8(flags & 0xFF), UInt8(flags >> 8)]
    if node.kind == .footnoteReference || node.kind == .footnoteDefinition {
      // A footnote is identified by its label. Its number depends on the references that each side has.
      return traits + document.bytes(node.footnoteLabel)
    }
    let content = node.content
    if let index = node.referenceIndex {
      let reference = document.references[index]
      traits.append(reference.form.rawValue)
      traits += reference.target.utf8
    } else {
      withUnsafeBytes(of: content.number.littleEndian) { traits += $0 }
    }
    traits += document.bytes(content.first)
    traits.append(0)
    traits += document.bytes(content.second)
    return traits
  }

  /// Removes the white space that Markdown drops: at the ends of a block and of each line.
  private static func withoutEdgeSpace(_ content: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(content.count)
    for code in content {
      let isBreak = code == lineFeed || code == lineBreak
      let isSpace = code == 0x20 || code == 0x09
      if isBreak {
        while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() }
      }
      if isBreak || isSpace, result.isEmpty { continue }
      if isSpace, result.last == lineFeed || result.last == lineBreak { continue }
      result.append(code)
    }
    while let last = result.last, last == 0x20 || last == 0x09 || last == lineFeed || last == lineBreak {
      result.removeLast()
    }
    return result
  }
}

/// A difference between a resolved text, parsed by itself, and what the redline shows of it.
struct RedlineDifference {
  /// The part that differs.
  enum Aspect {
    /// The number, nesting, or type of blocks.
    case blocks
    /// The text or the inlines of one block.
    case content
  }

  var aspect: Aspect
  /// The index among the expected blocks.
  var block: Int

  /// Returns the first difference between the blocks themselves, or, if there is none, all differences in
  /// their content.
  static func between(_ expected: RedlineOutline, _ found: RedlineOutline) -> [Self] {
    var differences: [Self] = []
    for (index, block) in expected.blocks.enumerated() {
      guard found.blocks.indices.contains(index), found.blocks[index].depth == block.depth,
        found.blocks[index].traits == block.traits
      else { return [Self(aspect: .blocks, block: index)] }
      if found.blocks[index].content != block.content {
        differences.append(Self(aspect: .content, block: index))
      }
    }
    if found.blocks.count > expected.blocks.count {
      return [Self(aspect: .blocks, block: expected.blocks.count - 1)]
    }
    return differences
  }

  func diagnostic(_ side: RedlineResolution.Side, path: String, range: SourceRange) -> Diagnostic {
    let action = side == .proposed ? "Accepting" : "Rejecting"
    switch aspect {
    case .blocks:
      return Diagnostic(
        .error, .redlineBlockChange, "\(action) the marks changes the type or the number of blocks",
        path: path, range: range,
        help: "leave list markers, number signs and blank lines outside of marks; "
          + "mark the text of each block on its own")
    case .content:
      return Diagnostic(
        .error, .redlineInlineChange,
        "\(action) the marks gives text that Markdown reads in another way than the redline", path: path,
        range: range,
        help: "keep both ends of emphasis, a link, an entity or an attribute on the same side of a mark")
    }
  }
}

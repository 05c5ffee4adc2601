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

/// Warns about white space that only a resolution shows: two spaces where a mark was removed, or a space
/// before punctuation.
///
/// An author's text is never corrected, because the space belongs inside the mark. White space that has
/// nothing to do with a mark, such as two spaces after a period, isn't reported.
enum RedlineSpacing {
  /// - Parameter stretches: The ranges in which marks were searched for.
  static func warnings(
    _ text: [UInt8], _ marks: [RedlineMark], _ stretches: [Range<Int>], path: String, lines: SourceLines
  ) -> [Diagnostic] {
    var warnings: [Int: Diagnostic] = [:]
    for side in RedlineResolution.Side.allCases {
      let resolution = RedlineResolution(text, marks, side: side)
      for finding in findings(in: resolution, of: text, marks, stretches) where warnings[finding.mark] == nil
      {
        let name = side == .proposed ? "proposed" : "current"
        let mark = marks[finding.mark]
        warnings[finding.mark] = Diagnostic(
          .warning, .redlineSpacing,
          finding.isDouble
            ? "The \(name) text has two spaces here" : "The \(name) text has a space before punctuation here",
          path: path, range: mark.range, help: "put the space inside the mark that it comes and goes with")
      }
    }
    return warnings.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Finding {
    var mark: Int
    var isDouble: Bool
  }

  private static func findings(
    in resolution: RedlineResolution, of text: [UInt8], _ marks: [RedlineMark], _ stretches: [Range<Int>]
  ) -> [Finding] {
    let bytes = resolution.bytes
    let origins = resolution.origins
    var findings: [Finding] = []
    var search = MarkSearch(marks, stretches)
    var index = 0
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == 0x20, isWrong(at: index + 1, in: bytes), !isLineStart(index, in: bytes) else {
        continue
      }
      let first = origins.offset(of: index)
      let second = origins.offset(of: index + 1)
      guard let mark = search.mark(concerned: first..<(second + 1)) else { continue }
      findings.append(Finding(mark: mark, isDouble: bytes[index + 1] == 0x20))
    }
    return findings
  }

  /// Returns whether a byte must not follow a space: another space, unless the line, cell, or text ends
  /// there, or punctuation that a word doesn't begin with.
  private static func isWrong(at index: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[index] {
    case 0x20:
      return index + 1 < bytes.count && !bytes[index + 1].isASCIIWhitespace
        && bytes[index + 1] != UInt8(ascii: "{") && bytes[index + 1] != UInt8(ascii: "|")
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      return index + 1 == bytes.count
        || !(bytes[index + 1].isASCIILetterOrDigit || bytes[index + 1] == bytes[index])
    default:
      return false
    }
  }

  /// Returns whether only white space and block markers are before a byte on its line or in its cell.
  private static func isLineStart(_ index: Int, in bytes: [UInt8]) -> Bool {
    var place = index
    while place > 0, isMarker(bytes[place - 1]) { place -= 1 }
    return place == 0 || bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D
      || bytes[place - 1] == UInt8(ascii: "|")
  }

  private static func isMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: ")"):
      true
    default: byte.isASCIIDigit
    }
  }

  /// Finds the mark that a range of source bytes touches.
  ///
  /// Ranges must be passed in ascending order.
  private struct MarkSearch {
    private let marks: [RedlineMark]
    private let stretches: [Range<Int>]
    private var mark = 0
    private var stretch = 0

    init(_ marks: [RedlineMark], _ stretches: [Range<Int>]) {
      self.marks = marks
      self.stretches = stretches
    }

    mutating func mark(concerned bytes: Range<Int>) -> Int? {
      while mark < marks.count, marks[mark].extent.upperBound <= bytes.lowerBound { mark += 1 }
      while stretch < stretches.count, stretches[stretch].upperBound <= bytes.lowerBound { stretch += 1 }
      guard mark < marks.count, marks[mark].extent.overlaps(bytes), stretch < stretches.count,
        stretches[stretch].contains(bytes.lowerBound)
      else { return nil }
      return mark
    }
  }
}

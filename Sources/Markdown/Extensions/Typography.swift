import Basics

/// Replaces straight quotation marks, hyphens, and periods with curly quotation marks, dashes, and ellipses,
/// like libcmark's `smart` option but only in text: code, addresses, attributes, and references were taken
/// out before.
///
/// A character that has a backslash before it, or that was written as an entity, stays the same.
///
/// Source: CommonMark 0.30, section 6.2, for which marks can open and close.
struct TypographyExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.typography

  private let document: MarkdownDocument
  private let literals: UnsafeBufferPointer<UInt8>
  private var replacements: [Replacement] = []
  /// The indices of replacements for quotation marks in the block that can open and aren't closed yet.
  private var openers: (single: [Int], double: [Int]) = ([], [])

  /// A mark in the text and its replacement.
  private struct Replacement {
    var node: Int
    var bytes: Range<Int>
    var text: StaticString
  }

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    document.setTypography()
  }

  fileprivate static func set(_ document: inout MarkdownDocument) {
    let original = document
    original.literals.withUnsafeBufferPointer { literals in
      var typography = Self(document: original, literals: literals)
      typography.findAll()
      typography.replaceAll(in: &document)
    }
  }

  private init(document: MarkdownDocument, literals: UnsafeBufferPointer<UInt8>) {
    self.document = document
    self.literals = literals
  }

  private mutating func findAll() {
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      switch node.kind {
      case .text: find(in: index)
      case .link where isAddress(index):
        index = Int(node.end)
        continue
      case .image, .paragraph, .heading, .tableCell, .choice: openers = ([], [])
      default: break
      }
      index += 1
    }
  }

  /// Returns whether a link's text is its address.
  private func isAddress(_ index: Int) -> Bool {
    let link = document.nodes[index]
    if link.flags.contains(.found) { return true }
    guard let start = document.sourceOffset(of: link) else { return false }
    return literals[start] == UInt8(ascii: "<")
  }

  private mutating func find(in index: Int) {
    let text = UnsafeBufferPointer(rebasing: literals[document.nodes[index].literal.range])
    var cursor = TextCursor(index, of: document, literals)
    var byte = 0
    var word = Word()
    while byte < text.count {
      let mark = text[byte]
      var count = 1
      switch mark {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if let source = written(byte, mark, &cursor) {
          addQuotationMark(mark, Replacement(node: index, bytes: byte..<(byte + 1), text: ""), at: source)
        }
      case UInt8(ascii: "-"), UInt8(ascii: "."):
        count = run(from: byte, in: text, &cursor)
        if count > 1, !word.isAddress(around: byte, in: text) {
          if mark == UInt8(ascii: "-") {
            addDashes(count, at: byte, in: index)
          } else {
            for ellipsis in 0..<(count / 3) {
              let start = byte + 3 * ellipsis
              replacements.append(Replacement(node: index, bytes: start..<(start + 3), text: "\u{2026}"))
            }
          }
        }
      default: break
      }
      byte += max(1, count)
    }
  }

  /// Returns the source offset of a mark, or `nil` if the mark was written another way.
  private func written(_ byte: Int, _ mark: UInt8, _ cursor: inout TextCursor) -> Int? {
    guard let source = cursor.sourceOffset(ofByte: byte), literals[source] == mark else { return nil }
    return source
  }

  /// Returns how many times a mark occurs in a row in the source.
  private func run(from start: Int, in text: UnsafeBufferPointer<UInt8>, _ cursor: inout TextCursor) -> Int {
    let mark = text[start]
    guard let source = written(start, mark, &cursor) else { return 1 }
    var count = 1
    while start + count < text.count, text[start + count] == mark,
      cursor.sourceOffset(ofByte: start + count) == source + count, literals[source + count] == mark
    {
      count += 1
    }
    return count
  }

  /// The last word that was checked, and whether it could be an address, in which marks aren't replaced.
  private struct Word {
    private var bytes = 0..<0
    private var isAddress = false

    mutating func isAddress(around byte: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
      if bytes.contains(byte) { return isAddress }
      var start = byte
      while start > bytes.upperBound, !text[start - 1].isASCIIWhitespace { start -= 1 }
      var end = byte
      while end < text.count, !text[end].isASCIIWhitespace { end += 1 }
      bytes = start..<end
      let word = String(decoding: text[bytes], as: UTF8.self).lowercased()
      isAddress = word.contains("://") || word.contains("@") || word.contains("www.")
      return isAddress
    }
  }

  /// Adds dashes for a run of hyphens: only em dashes if the length is divisible by three, only en dashes if
  /// it's divisible by two, and otherwise em dashes followed by one or two en dashes.
  private mutating func addDashes(_ count: Int, at byte: Int, in index: Int) {
    var long = 0
    var short = 0
    if count.isMultiple(of: 3) {
      long = count / 3
    } else if count.isMultiple(of: 2) {
      short = count / 2
    } else {
      short = count % 3 == 2 ? 1 : 2
      long = (count - 2 * short) / 3
    }
    var place = byte
    for dash in 0..<(long + short) {
      let width = dash < long ? 3 : 2
      replacements.append(
        Replacement(node: index, bytes: place..<(place + width), text: dash < long ? "\u{2014}" : "\u{2013}"))
      place += width
    }
  }

  private mutating func addQuotationMark(_ mark: UInt8, _ replacement: Replacement, at source: Int) {
    let neighbours = QuotationMarkNeighbours(
      of: source, in: UnsafeBufferPointer(rebasing: literals[..<document.sourceCount]))
    let isDouble = mark == UInt8(ascii: "\"")
    var replacement = replacement
    // A single mark is more often an apostrophe than an opening mark that is never closed.
    replacement.text = !isDouble ? "\u{2019}" : neighbours.canClose ? "\u{201D}" : "\u{201C}"
    if neighbours.canClose, let opener = isDouble ? openers.double.popLast() : openers.single.popLast() {
      replacements[opener].text = isDouble ? "\u{201C}" : "\u{2018}"
    } else if neighbours.canOpen {
      if isDouble {
        openers.double.append(replacements.count)
      } else {
        openers.single.append(replacements.count)
      }
    }
    replacements.append(replacement)
  }

  // MARK: Replacing

  private func replaceAll(in document: inout MarkdownDocument) {
    var next = 0
    while next < replacements.count {
      let node = replacements[next].node
      let slice = document.nodes[node].literal
      let start = document.literals.count
      var copied = 0
      while next < replacements.count, replacements[next].node == node {
        let replacement = replacements[next]
        let base = Int(slice.start)
        document.literals += literals[(base + copied)..<(base + replacement.bytes.lowerBound)]
        document.literals += UnsafeBufferPointer(
          start: replacement.text.utf8Start, count: replacement.text.utf8CodeUnitCount)
        copied = replacement.bytes.upperBound
        next += 1
      }
      document.literals += literals[(Int(slice.start) + copied)..<slice.range.upperBound]
      document.nodes[node].literal = Node.Slice(
        start: UInt32(start), count: UInt32(document.literals.count - start))
    }
  }
}

extension MarkdownDocument {
  /// Replaces straight quotation marks, hyphens, and periods with their typographic forms.
  package mutating func setTypography() { TypographyExtension.set(&self) }
}

/// The characters to the left and right of a quotation mark, which determine whether it can open or close.
///
/// Source: CommonMark 0.30, section 6.2 (left-flanking and right-flanking), and libcmark's own exceptions for
/// marks beside brackets.
struct QuotationMarkNeighbours {
  let canOpen: Bool
  let canClose: Bool

  init(of mark: Int, in source: UnsafeBufferPointer<UInt8>) {
    let before = Self.scalar(before: mark, in: source)
    let after = Self.scalar(after: mark, in: source)
    let isLeftFlanking =
      !Self.isSpace(after)
      && (!Self.isPunctuation(after) || Self.isSpace(before) || Self.isPunctuation(before))
    let isRightFlanking =
      !Self.isSpace(before)
      && (!Self.isPunctuation(before) || Self.isSpace(after) || Self.isPunctuation(after))
    let isAfterBracket = before == "(" || before == "["
    canOpen = isLeftFlanking && (!isRightFlanking || isAfterBracket) && before != "]" && before != ")"
    canClose = isRightFlanking
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).isASCIIPunctuation }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Returns the scalar before a byte, or a line feed at the start of the text and at the start of a line,
  /// where only container markers can come before the byte.
  private static func scalar(before mark: Int, in source: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
    var lineStart = mark
    while lineStart > 0, source[lineStart - 1] == UInt8(ascii: ">") || source[lineStart - 1].isSpaceOrTab {
      lineStart -= 1
    }
    if lineStart == 0 || source[lineStart - 1] == 0x0A { return "\n" }
    var start = mark - 1
    while start > 0, source[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: source[start..<mark], as: UTF8.self).unicodeScalars.first ?? "\n"
  }

  private static func scalar(after mark: Int, in source: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
    let start = mark + 1
    guard start < source.count else { return "\n" }
    var end = start + 1
    while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: source[start..<end], as: UTF8.self).unicodeScalars.first ?? "\n"
  }
}

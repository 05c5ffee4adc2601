import Basics

/// Finds the source offsets of bytes of one text node, in ascending order.
///
/// If the text appears verbatim in the source, the offset is a sum. If it has escapes, the cursor walks both
/// texts in parallel, once for all offsets.
package struct TextCursor {
  private let literals: UnsafeBufferPointer<UInt8>
  private let start: Int
  private var alignment: EscapeAlignment?
  /// Whether the walk has failed, so that later offsets are unknown.
  private var isLost = false

  /// Begins at the start of a text node.
  ///
  /// - Parameter literals: The document's ``MarkdownDocument/literals``, valid as long as the cursor is used.
  package init(
    _ index: Int, of document: borrowing MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>
  ) {
    self.literals = literals
    let node = document.nodes[index]
    start = Int(node.literal.start)
    guard start >= document.sourceCount else { return }
    guard let offset = document.sourceOffset(of: node) else {
      isLost = true
      return
    }
    alignment = EscapeAlignment(
      source: UnsafeBufferPointer(rebasing: literals[..<document.sourceCount]), at: offset,
      text: UnsafeBufferPointer(rebasing: literals[node.literal.range]))
  }

  /// Returns the source offset that a byte of the text came from, or `nil` if it's unknown.
  ///
  /// For a decoded escape, the offset of its first byte.
  ///
  /// - Parameter byte: An offset in the text, from 0, not before the last one asked for. The end of the text
  ///   is allowed.
  package mutating func sourceOffset(ofByte byte: Int) -> Int? {
    guard !isLost else { return nil }
    guard alignment != nil else { return start + byte }
    isLost = alignment?.advance(to: byte) != true
    return isLost ? nil : alignment?.sourceOffset
  }
}

/// Walks a text and its source in parallel if the source has escapes that the text doesn't have.
///
/// libcmark reports where a text node begins, but not which of its bytes came from `\*` or `&amp;`. This walk
/// finds every offset inside such a node. Typographic marks are matched to the characters that they replaced.
///
/// Source: CommonMark 0.30, sections 2.4 (backslash escapes) and 2.5 (entities).
struct EscapeAlignment {
  let source: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>
  /// The offset of the next byte in the source.
  private(set) var sourceOffset: Int
  /// The offset of the next byte in the text.
  private(set) var textOffset = 0

  init(source: UnsafeBufferPointer<UInt8>, at offset: Int, text: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.text = text
    sourceOffset = offset
  }

  /// Advances to a byte of the text.
  ///
  /// - Returns: Whether the text up to there matches the source.
  mutating func advance(to target: Int) -> Bool {
    while textOffset < target {
      guard step() else { return false }
    }
    return true
  }

  /// Advances over one byte of the text, or over everything that one escape in the source produced.
  mutating func step() -> Bool {
    guard textOffset < text.count, sourceOffset < source.count else { return false }
    let wanted = text[textOffset]
    switch source[sourceOffset] {
    case UInt8(ascii: "\\")
    where sourceOffset + 1 < source.count && source[sourceOffset + 1].isASCIIPunctuation:
      guard source[sourceOffset + 1] == wanted else { return false }
      sourceOffset += 2
      textOffset += 1
      return true
    case UInt8(ascii: "&"):
      if let entity = entityLength(), wanted != UInt8(ascii: "&") || standsForAmpersand(entity) {
        sourceOffset += entity
        textOffset += decodedLength()
        return true
      }
    case let byte where byte != wanted:
      return stepOverTypography()
    default: break
    }
    guard source[sourceOffset] == wanted else { return false }
    sourceOffset += 1
    textOffset += 1
    return true
  }

  /// Returns the length of a possible entity, from `&` to `;`, or `nil` if there is none.
  private func entityLength() -> Int? {
    var end = sourceOffset + 1
    let limit = min(source.count, sourceOffset + 40)
    while end < limit, source[end].isASCIILetterOrDigit || source[end] == UInt8(ascii: "#") { end += 1 }
    return end < limit && end > sourceOffset + 1 && source[end] == UInt8(ascii: ";")
      ? end - sourceOffset + 1 : nil
  }

  /// Returns whether an entity of the given length decodes to `&` itself, which only a few do.
  private func standsForAmpersand(_ length: Int) -> Bool {
    let name = source[(sourceOffset + 1)..<(sourceOffset + length - 1)]
    if name.elementsEqual("amp".utf8) || name.elementsEqual("AMP".utf8) { return true }
    guard name.first == UInt8(ascii: "#") else { return false }
    let digits = name.dropFirst()
    if let mark = digits.first, mark | 0x20 == UInt8(ascii: "x") {
      return digits.dropFirst().drop { $0 == UInt8(ascii: "0") }.elementsEqual("26".utf8)
    }
    return digits.drop { $0 == UInt8(ascii: "0") }.elementsEqual("38".utf8)
  }

  /// Returns the number of bytes that the entity at this position became in the text: one scalar, plus a
  /// combining mark for the few entities that have two scalars.
  private func decodedLength() -> Int {
    let first = scalarLength(at: textOffset)
    let next = textOffset + first
    guard next < text.count else { return first }
    if first == 1, text[textOffset] == UInt8(ascii: "f"), text[next] == UInt8(ascii: "j") { return 2 }
    let second = scalarLength(at: next)
    guard next + second <= text.count, second > 1 else { return first }
    let bytes = text[next..<(next + second)]
    let marks: [[UInt8]] = [
      [0xCC, 0xB8], [0xCC, 0xB3], [0xCC, 0xB1], [0xE2, 0x83, 0x92], [0xE2, 0x83, 0xA5], [0xEF, 0xB8, 0x80],
      [0xE2, 0x80, 0x8A],
    ]
    return marks.contains { bytes.elementsEqual($0) } ? first + second : first
  }

  private func scalarLength(at offset: Int) -> Int {
    switch text[offset] {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  /// Advances over a quotation mark, dash, or ellipsis, and over the ASCII characters that the author typed
  /// for it.
  private mutating func stepOverTypography() -> Bool {
    guard textOffset + 2 < text.count, text[textOffset] == 0xE2, text[textOffset + 1] == 0x80 else {
      return false
    }
    let written: StaticString
    switch text[textOffset + 2] {
    case 0x93: written = "--"
    case 0x94: written = "---"
    case 0x98, 0x99: written = "'"
    case 0x9C, 0x9D: written = "\""
    case 0xA6: written = "..."
    default: return false
    }
    let count = written.utf8CodeUnitCount
    guard sourceOffset + count <= source.count else { return false }
    for index in 0..<count where source[sourceOffset + index] != written.utf8Start[index] { return false }
    sourceOffset += count
    textOffset += 3
    return true
  }
}

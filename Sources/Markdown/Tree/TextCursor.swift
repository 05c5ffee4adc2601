import Basics

/// Finds the places in the source of ascending bytes of one text node.
///
/// Where the text stands in the source word for word, that is a sum; where it has escapes, both are walked
/// side by side, once for all the places.
package struct TextCursor {
  private let literals: UnsafeBufferPointer<UInt8>
  private let start: Int
  private var alignment: EscapeAlignment?
  /// Whether a walk has failed: nothing is known of later places then.
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

  /// The byte of the source that a byte of the text came from: the first of an escape; `nil` if that
  /// is not known.
  ///
  /// - Parameter byte: From 0, in the text, and not before the one asked for last; one past the end is allowed.
  package mutating func sourceOffset(ofByte byte: Int) -> Int? {
    guard !isLost else { return nil }
    guard alignment != nil else { return start + byte }
    isLost = alignment?.advance(to: byte) != true
    return isLost ? nil : alignment?.sourceOffset
  }
}

/// Walks a text and the source it came from side by side, where the source has escapes that the text has not.
///
/// libcmark says where a text node begins, but not which of its bytes came from `\*` or `&amp;`; every place
/// inside of such a node is found by this walk. Typographic marks are followed to what they replaced.
///
/// Source: CommonMark 0.30, sections 2.4 (backslash escapes) and 2.5 (entities).
struct EscapeAlignment {
  let source: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>
  /// The next byte of the source.
  private(set) var sourceOffset: Int
  /// The next byte of the text.
  private(set) var textOffset = 0

  init(source: UnsafeBufferPointer<UInt8>, at offset: Int, text: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.text = text
    sourceOffset = offset
  }

  /// Goes to a byte of the text.
  ///
  /// - Returns: Whether the text up to there is what the source says.
  mutating func advance(to target: Int) -> Bool {
    while textOffset < target {
      guard step() else { return false }
    }
    return true
  }

  /// Goes over one byte of the text, or over all that one escape of the source stands for.
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

  /// The length of what could be an entity, from `&` to `;`.
  private func entityLength() -> Int? {
    var end = sourceOffset + 1
    let limit = min(source.count, sourceOffset + 40)
    while end < limit, source[end].isASCIILetterOrDigit || source[end] == UInt8(ascii: "#") { end += 1 }
    return end < limit && end > sourceOffset + 1 && source[end] == UInt8(ascii: ";")
      ? end - sourceOffset + 1 : nil
  }

  /// Whether an entity of the given length decodes to `&` itself, which only a few do.
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

  /// The bytes of the text that an entity at this place became: a scalar, and the mark that follows it in
  /// the few entities of two.
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

  /// Follows a quotation mark, dash or ellipsis to the ASCII that an author typed.
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

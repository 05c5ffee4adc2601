/// What stands to the left and right of a quotation mark, and so whether it can open and close.
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

  /// The scalar before a byte; an end of line at the start of the text, and where a line has only the marks of
  /// its containers before.
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

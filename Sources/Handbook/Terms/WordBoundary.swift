import Markup

/// Where a word of running text begins and ends.
///
/// Letters, digits, hyphens and `_` are of a word. An apostrophe ends one, so that in "the client's" the word is
/// "client".
enum WordBoundary {
  /// Whether a word that reaches up to a byte goes on with it.
  static func continues(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset < text.count else { return false }
    return isWord(text[offset], next: offset + 1 < text.count ? text[offset + 1] : 0)
  }

  /// Whether a word can begin at a byte, because none reaches up to it.
  @inline(__always)
  static func isStart(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset > 0 else { return true }
    let before = text[offset - 1]
    guard before >= 0x80 else { return !isWord(before, next: 0) }
    var first = offset - 1
    while first > 0, text[first] & 0xC0 == 0x80 { first -= 1 }
    return !isWord(text[first], next: text[first + 1])
  }

  /// Whether a character is of a word, told by its first two bytes.
  ///
  /// Outside ASCII all are, apart from the signs of Latin-1 (U+0080 to U+00BF) and the general punctuation
  /// (U+2000 to U+207F) with its quotation marks and dashes.
  @inline(__always)
  private static func isWord(_ byte: UInt8, next: UInt8) -> Bool {
    if byte < 0x80 {
      return byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    return !(byte == 0xC2 || (byte == 0xE2 && (next == 0x80 || next == 0x81)))
  }
}

/// The order in which JavaScript compares strings: by UTF-16 code units.
///
/// It differs from the order of UTF-8 bytes only in that scalars above U+FFFF, which are written as
/// surrogates, come before those from U+E000 to U+FFFF.
enum UTF16Order {
  static func areInOrder(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let shared = min(left.count, right.count)
    for index in 0..<shared where left[index] != right[index] {
      return rank(left[index]) < rank(right[index])
    }
    return left.count < right.count
  }

  /// Returns the indices of distinct UTF-8 texts in the order of the texts.
  static func order(of texts: [[UInt8]]) -> [Int] {
    let keyed = texts.enumerated().map { (index: $0.offset, key: key(of: $0.element)) }
    let sorted = keyed.sorted { left, right in
      left.key == right.key ? areInOrder(texts[left.index], texts[right.index]) : left.key < right.key
    }
    return sorted.map(\.index)
  }

  /// Returns the first eight bytes of a text, ranked, which are enough to compare most pairs.
  private static func key(of text: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for byte in text.prefix(8) { key = key << 8 | UInt64(rank(byte)) }
    return key << UInt64(8 * (8 - min(8, text.count)))
  }

  /// Returns the rank of the byte at which two UTF-8 texts first differ.
  ///
  /// Only lead bytes are above 0xED.
  private static func rank(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
  }

  /// Returns the length of a UTF-8 text in UTF-16 code units.
  static func length(of text: some Sequence<UInt8>) -> Int {
    text.reduce(0) { length, byte in
      byte & 0xC0 == 0x80 ? length : length + (byte >= 0xF0 ? 2 : 1)
    }
  }

  /// Returns the number of bytes in the common prefix of two UTF-8 texts, whole scalars only.
  static func sharedPrefix(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let limit = min(left.count, right.count)
    var length = 0
    while length < limit, left[length] == right[length] { length += 1 }
    func splitsScalar(_ text: [UInt8]) -> Bool { length < text.count && text[length] & 0xC0 == 0x80 }
    while length > 0, splitsScalar(left) || splitsScalar(right) { length -= 1 }
    return length
  }
}

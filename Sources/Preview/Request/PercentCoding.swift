/// Bytes written as `%` and two digits.
///
/// Source: RFC 3986, section 2.1.
enum PercentCoding {
  /// The bytes that a text stands for; nothing where a `%` has not two digits behind it.
  ///
  /// What comes out is never decoded again.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var place = text.startIndex
    while place < text.endIndex {
      guard text[place] == UInt8(ascii: "%") else {
        bytes.append(text[place])
        place += 1
        continue
      }
      guard place + 2 < text.endIndex, let high = digit(text[place + 1]), let low = digit(text[place + 2])
      else {
        return nil
      }
      bytes.append(high << 4 | low)
      place += 3
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

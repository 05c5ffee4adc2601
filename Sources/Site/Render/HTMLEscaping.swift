/// Escapes text for each of the places that it can have in HTML.
///
/// Source: the HTML Standard, section 13.3 (serializing), and for addresses RFC 3986, section 2.2; what is
/// escaped is what cmark's own renderer escapes, so that both write the same.
package enum HTMLEscaping {
  /// Appends text that stands between tags.
  static func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    append(text, to: &bytes)
  }

  /// Appends text that stands inside of an attribute's double quotation marks.
  static func appendAttribute(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    append(text, to: &bytes)
  }

  /// Appends an address that stands inside of an attribute's double quotation marks: bytes that an address
  /// can't have are percent-encoded, a `%` stays.
  static func appendAddress(_ address: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    for byte in address {
      if isAddressByte(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: "&") {
        append("&amp;", to: &bytes)
      } else if byte == UInt8(ascii: "'") {
        append("&#x27;", to: &bytes)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexadecimalDigit(byte >> 4))
        bytes.append(hexadecimalDigit(byte & 0xF))
      }
    }
  }

  @inline(__always)
  private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var copied = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      guard isMarkup(byte) else {
        index += 1
        continue
      }
      if copied < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index])) }
      switch byte {
      case UInt8(ascii: "&"): append("&amp;", to: &bytes)
      case UInt8(ascii: "<"): append("&lt;", to: &bytes)
      case UInt8(ascii: ">"): append("&gt;", to: &bytes)
      default: append("&quot;", to: &bytes)
      }
      index += 1
      copied = index
    }
    if copied < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index])) }
  }

  /// Whether a byte is `"`, `&`, `<` or `>`.
  @inline(__always)
  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte < 64 && (1 << 34 | 1 << 38 | 1 << 60 | 1 << 62 as UInt64) & (1 << UInt64(byte)) != 0
  }

  @inline(__always)
  private static func append(_ markup: StaticString, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Whether an address keeps a byte: letters, digits and `!#$%()*+,-./:;=?@_~`.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x7E: true
    case 0x21, 0x23...0x25, 0x28...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40: true
    default: false
    }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x37 + value
  }
}

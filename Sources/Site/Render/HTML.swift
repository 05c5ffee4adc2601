/// Finished markup in UTF-8.
///
/// The code that creates it must have escaped all text in it.
struct HTML: Sendable, Hashable {
  var bytes: [UInt8]

  /// - Parameter bytes: Markup that is safe to put between two tags of a page.
  init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// - Parameter markup: Markup that is safe to put between two tags of a page.
  init(markup: String) {
    bytes = Array(markup.utf8)
  }

  /// - Parameter text: Text, whose special characters are escaped.
  init(escaping text: String) {
    bytes = []
    HTML.append(text.utf8, escapedTo: &bytes)
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Appends text with `&`, `<`, `>`, `"`, and `'` as character references, so that it's safe both between
  /// tags and in a quoted attribute.
  static func append(_ text: some Sequence<UInt8>, escapedTo bytes: inout [UInt8]) {
    let isDone: Void? = text.withContiguousStorageIfAvailable { append($0, escapedTo: &bytes) }
    if isDone == nil { Array(text).withUnsafeBufferPointer { append($0, escapedTo: &bytes) } }
  }

  private static func append(_ text: UnsafeBufferPointer<UInt8>, escapedTo bytes: inout [UInt8]) {
    var copied = 0
    for (index, byte) in text.enumerated() {
      let reference: StaticString
      switch byte {
      case UInt8(ascii: "&"): reference = "&amp;"
      case UInt8(ascii: "<"): reference = "&lt;"
      case UInt8(ascii: ">"): reference = "&gt;"
      case UInt8(ascii: "\""): reference = "&quot;"
      case UInt8(ascii: "'"): reference = "&#39;"
      default: continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index]))
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: reference.utf8Start, count: reference.utf8CodeUnitCount))
      copied = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
  }

  /// Returns text that's escaped for markup.
  static func escaped(_ text: String) -> String {
    let needsEscaping = text.utf8.contains { byte in
      byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
    guard needsEscaping else { return text }
    return String(decoding: HTML(escaping: text).bytes, as: UTF8.self)
  }
}

/// A buffer for writing HTML in UTF-8.
///
/// Markup is appended as it is; text and addresses are escaped for their context.
package struct HTMLBuffer: Sendable {
  package private(set) var bytes: [UInt8]

  package init(capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  package var count: Int { bytes.count }

  /// Appends markup.
  @inline(__always)
  package mutating func append(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends existing markup.
  package mutating func append(markup: some Collection<UInt8>) {
    bytes.append(contentsOf: markup)
  }

  package mutating func append(_ number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Appends text between tags.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { HTMLEscaping.appendText($0, to: &bytes) }
  }

  /// Appends text between tags.
  @inline(__always)
  package mutating func append(text: UnsafeBufferPointer<UInt8>) {
    HTMLEscaping.appendText(text, to: &bytes)
  }

  /// Appends text inside an attribute's double quotation marks.
  package mutating func append(attribute: String) {
    var attribute = attribute
    attribute.withUTF8 { HTMLEscaping.appendAttribute($0, to: &bytes) }
  }

  /// Appends text inside an attribute's double quotation marks.
  package mutating func append(attribute: UnsafeBufferPointer<UInt8>) {
    HTMLEscaping.appendAttribute(attribute, to: &bytes)
  }

  /// Appends an address inside an attribute's double quotation marks.
  package mutating func append(address: String) {
    var address = address
    address.withUTF8 { HTMLEscaping.appendAddress($0, to: &bytes) }
  }

  /// Appends an address inside an attribute's double quotation marks.
  package mutating func append(address: UnsafeBufferPointer<UInt8>) {
    HTMLEscaping.appendAddress(address, to: &bytes)
  }

  /// Ends the current line, unless it's empty.
  package mutating func endLine() {
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  }

  /// Removes and returns everything after the first `start` bytes.
  package mutating func cut(from start: Int) -> [UInt8] {
    let tail = Array(bytes[start...])
    bytes.removeSubrange(start...)
    return tail
  }
}

/// Escapes text for each context in HTML.
///
/// Source: the HTML Standard, section 13.3 (serializing), and for addresses RFC 3986, section 2.2. It escapes
/// the same characters as cmark's own renderer, so that both have the same output.
package enum HTMLEscaping {
  /// Appends text between tags.
  static func appendText(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    append(text, to: &bytes)
  }

  /// Appends text inside an attribute's double quotation marks.
  static func appendAttribute(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    append(text, to: &bytes)
  }

  /// Appends an address inside an attribute's double quotation marks.
  ///
  /// Bytes that aren't allowed in addresses are percent-encoded, but `%` is kept.
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

  /// Returns whether a byte is `"`, `&`, `<`, or `>`.
  @inline(__always)
  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte < 64 && (1 << 34 | 1 << 38 | 1 << 60 | 1 << 62 as UInt64) & (1 << UInt64(byte)) != 0
  }

  @inline(__always)
  private static func append(_ markup: StaticString, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Returns whether a byte is kept in addresses: a letter, a digit, or one of `!#$%()*+,-./:;=?@_~`.
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

/// Escapes text for XML files: sitemaps, feeds, and manifests.
package enum XML {
  /// Returns text that's escaped for use between tags and in quoted attributes.
  ///
  /// A character that XML 1.0 can't represent becomes U+FFFD.
  ///
  /// Source: Extensible Markup Language 1.0, fifth edition, section 2.2.
  package static func escaped(_ text: String) -> String {
    HTML.escaped(text.unicodeScalars.allSatisfy(isCharacter) ? text : replacing(text))
  }

  private static func replacing(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isCharacter(scalar) ? scalar : "\u{FFFD}") }
    return String(scalars)
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

/// HTML that is being written, as UTF-8.
///
/// What is appended is markup as it stands; what isn't goes through the escaper of its context.
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

  /// Appends markup that was written before.
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

  /// Appends text inside of an attribute's double quotation marks.
  package mutating func append(attribute: String) {
    var attribute = attribute
    attribute.withUTF8 { HTMLEscaping.appendAttribute($0, to: &bytes) }
  }

  /// Appends text inside of an attribute's double quotation marks.
  package mutating func append(attribute: UnsafeBufferPointer<UInt8>) {
    HTMLEscaping.appendAttribute(attribute, to: &bytes)
  }

  /// Appends an address inside of an attribute's double quotation marks.
  package mutating func append(address: String) {
    var address = address
    address.withUTF8 { HTMLEscaping.appendAddress($0, to: &bytes) }
  }

  /// Appends an address inside of an attribute's double quotation marks.
  package mutating func append(address: UnsafeBufferPointer<UInt8>) {
    HTMLEscaping.appendAddress(address, to: &bytes)
  }

  /// Ends the line, if one has begun.
  package mutating func endLine() {
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  }

  /// Takes off and returns what was written since the buffer had a number of bytes.
  package mutating func cut(from start: Int) -> [UInt8] {
    let tail = Array(bytes[start...])
    bytes.removeSubrange(start...)
    return tail
  }
}

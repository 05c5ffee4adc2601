import Site

/// Cuts a page into its pieces.
///
/// It reads the markup that templates and the renderer write: quoted attributes, no omitted quotation marks in
/// scripts. What it takes for text and a browser for markup could only make the page poorer, since a package is
/// written from what it read.
struct HTMLScanner {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The pieces of a page, in order.
  static func tokens(of bytes: [UInt8]) -> [HTMLToken] {
    var scanner = HTMLScanner(bytes)
    var tokens: [HTMLToken] = []
    while let token = scanner.next() {
      tokens.append(token)
      if case .start(let tag) = token, ["script", "style"].contains(tag.name), tag.isOpen {
        tokens.append(.raw(scanner.content(of: tag.name)))
      }
    }
    return tokens
  }

  private mutating func next() -> HTMLToken? {
    guard index < bytes.count else { return nil }
    let start = index
    if bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.count {
      switch bytes[start + 1] {
      case UInt8(ascii: "!"):
        skip(past: bytes[start...].starts(with: "<!--".utf8) ? "-->" : ">")
        return .declaration(bytes[start..<index])
      case UInt8(ascii: "/"):
        skip(past: ">")
        let name = bytes[(start + 2)..<index].prefix { $0 != UInt8(ascii: ">") && $0 > 0x20 }
        return .end(String(decoding: name, as: UTF8.self).lowercased())
      case let byte where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"):
        return .start(tag())
      default: break
      }
    }
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(bytes[start..<index])
  }

  /// Goes to the byte behind the next occurrence of a text, or to the end.
  private mutating func skip(past text: StaticString) {
    let wanted = text.withUTF8Buffer { Array($0) }
    while index < bytes.count {
      if bytes[index...].starts(with: wanted) {
        index += wanted.count
        return
      }
      index += 1
    }
  }

  private mutating func content(of name: String) -> ArraySlice<UInt8> {
    let start = index
    let end = Array("</\(name)".utf8)
    while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    return bytes[start..<index]
  }

  private mutating func tag() -> HTMLTag {
    index += 1
    var tag = HTMLTag(
      name: word { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }, attributes: [])
    tag.name = tag.name.lowercased()
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes[index] == UInt8(ascii: "/") {
        tag.isSelfClosed = true
        index += 1
      } else {
        tag.attributes.append(attribute())
      }
    }
    index = min(index + 1, bytes.count)
    return tag
  }

  private mutating func attribute() -> (name: String, value: String?) {
    let start = index
    let name = word {
      $0 > 0x20 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    if index == start { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return (name, nil) }
    index += 1
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      return (name, CharacterReferences.read(word { $0 > 0x20 && $0 != UInt8(ascii: ">") }))
    }
    let quote = bytes[index]
    index += 1
    let value = word { $0 != quote }
    index = min(index + 1, bytes.count)
    return (name, CharacterReferences.read(value))
  }

  private mutating func word(while isIn: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, isIn(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}

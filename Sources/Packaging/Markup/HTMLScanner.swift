import Basics
import Site

/// Cuts a page into its pieces, where a browser would cut it.
///
/// It reads comments, attributes and elements without markup in them as browsers do, since what it took for text and
/// a browser for an image would never be checked. A package is written from what it read.
///
/// Source: HTML Standard, section 13.2.5, tokenization.
struct HTMLScanner {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Elements in which a browser reads neither markup nor character references.
  private static let elementsOfRawText: Set<String> = [
    "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]

  /// Elements in which a browser reads character references but no markup.
  private static let elementsOfText: Set<String> = ["title", "textarea"]

  /// The pieces of a page, in order.
  static func tokens(of bytes: [UInt8]) -> [HTMLToken] {
    var scanner = HTMLScanner(bytes)
    var tokens: [HTMLToken] = []
    while let token = scanner.next() {
      tokens.append(token)
      if case .start(let tag) = token, tag.isOpen {
        if elementsOfRawText.contains(tag.name) {
          tokens.append(.raw(scanner.content(of: tag.name), in: tag.name))
        } else if elementsOfText.contains(tag.name) {
          let text = scanner.content(of: tag.name)
          if !text.isEmpty { tokens.append(.text(text)) }
        }
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
        if bytes[start...].starts(with: "<!--".utf8) { skipComment() } else { skip(past: ">") }
        return .declaration(bytes[start..<index])
      case UInt8(ascii: "?"):
        skip(past: ">")
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

  /// Moves past the next occurrence of a character, or to the end.
  private mutating func skip(past character: Unicode.Scalar) {
    while index < bytes.count, bytes[index] != UInt8(ascii: character) { index += 1 }
    index = min(index + 1, bytes.count)
  }

  /// Moves past a comment, which `<!-->` and `--!>` end too.
  private mutating func skipComment() {
    index += 4
    for end in [">", "->"] where bytes[index...].starts(with: end.utf8) {
      index += end.utf8.count
      return
    }
    while index < bytes.count {
      for end in ["-->", "--!>"] where bytes[index...].starts(with: end.utf8) {
        index += end.utf8.count
        return
      }
      repeat { index += 1 } while index < bytes.count && bytes[index] != UInt8(ascii: "-")
    }
  }

  /// The bytes up to the end tag of an element, in any case.
  private mutating func content(of name: String) -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count, !isEndTag(of: name) { index += 1 }
    return bytes[start..<index]
  }

  private func isEndTag(of name: String) -> Bool {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/")
    else {
      return false
    }
    let rest = bytes[(index + 2)...].prefix(name.utf8.count)
    guard rest.count == name.utf8.count, zip(rest, name.utf8).allSatisfy({ $0.lowercasedASCII == $1 }) else {
      return false
    }
    guard rest.endIndex < bytes.count else { return true }
    let next = bytes[rest.endIndex]
    return next.isASCIIWhitespace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
  }

  private mutating func tag() -> HTMLTag {
    index += 1
    var tag = HTMLTag(
      name: word { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }, attributes: [])
    tag.name = tag.name.lowercased()
    var names: Set<String> = []
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes[index] == UInt8(ascii: "/") {
        tag.isSelfClosed = true
        index += 1
      } else {
        let attribute = attribute()
        // Of several attributes of one name, a browser reads the first.
        if names.insert(attribute.name.lowercased()).inserted { tag.attributes.append(attribute) }
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
    let end = index
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      index = end
      return (name, nil)
    }
    index += 1
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      return (name, CharacterReferences.read(word { $0 > 0x20 && $0 != UInt8(ascii: ">") }))
    }
    let quote = bytes[index]
    index += 1
    let value = word { $0 != quote }
    index = min(index + 1, bytes.count)
    return (name, CharacterReferences.read(value))
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
  }

  private mutating func word(while isIn: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, isIn(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}

import Basics
import Site

/// Divides a page into tokens, as a browser would.
///
/// It reads comments, attributes, and elements without markup in the same way as browsers, because if it read
/// something as text that a browser reads as an image, the image would never be checked. Packages are written
/// from these tokens.
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

  /// Returns the tokens of a page, in order.
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

  /// Moves past a comment, which can also end with `<!-->` or `--!>`.
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

  /// Returns the bytes up to the end tag of an element, ignoring the tag's case.
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
        // If there are several attributes with the same name, a browser uses the first.
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

/// A piece of a page.
enum HTMLToken {
  case start(HTMLTag)
  case end(String)
  /// Text as it's written, with its character references.
  case text(ArraySlice<UInt8>)
  /// The content of an element in which a browser reads no markup, and the name of the element.
  case raw(ArraySlice<UInt8>, in: String)
  /// A comment or the document type, as it's written.
  case declaration(ArraySlice<UInt8>)

  /// The start tag, or `nil` if the token is something else.
  var tag: HTMLTag? {
    if case .start(let tag) = self { tag } else { nil }
  }
}

/// The start of an element.
struct HTMLTag {
  var name: String
  /// The attributes in order, with character references replaced; the value is `nil` for an attribute without
  /// one.
  ///
  /// Names are as they were written, because XML distinguishes `viewBox` and `viewbox`.
  var attributes: [(name: String, value: String?)]
  var isSelfClosed = false

  /// The elements that have no end tag.
  ///
  /// Source: HTML Standard, section 13.1.2, void elements.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// Whether the element needs an end tag.
  var isOpen: Bool { !isSelfClosed && !Self.void.contains(name) }

  /// Returns the value of an attribute, ignoring the case of its name; empty if it has only a name.
  ///
  /// - Parameter name: The name in lowercase.
  subscript(name: String) -> String? {
    get { attributes.first { Self.matches($0.name, name) }.map { $0.value ?? "" } }
    set {
      let place = attributes.firstIndex { Self.matches($0.name, name) }
      if let newValue, let place {
        attributes[place].value = newValue
      } else if let newValue {
        attributes.append((name, newValue))
      } else if let place {
        attributes.remove(at: place)
      }
    }
  }

  static func matches(_ written: String, _ name: String) -> Bool {
    written.utf8.count == name.utf8.count
      && zip(written.utf8, name.utf8).allSatisfy { $0.lowercasedASCII == $1 }
  }
}

/// Characters that markup writes by name or number.
enum CharacterReferences {
  /// The named references that are replaced; XML has only the first five.
  private static let named: [Substring: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "middot": "·",
    "ndash": "–",
    "mdash": "—", "hellip": "…", "times": "×", "copy": "©", "larr": "←", "rarr": "→", "uarr": "↑",
    "darr": "↓",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "sect": "§", "para": "¶", "shy": "\u{AD}",
  ]

  /// Returns text in which known references are replaced; others don't change.
  static func read(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      let name = rest[rest.index(after: start)...].prefix { $0 != ";" && $0 != "&" }
      let hasEnd = name.endIndex < rest.endIndex && rest[name.endIndex] == ";"
      if hasEnd, let character = character(named: name) {
        result.append(character)
        rest = rest[rest.index(after: name.endIndex)...]
      } else {
        result.append("&")
        rest = rest[rest.index(after: start)...]
      }
    }
    return result + rest
  }

  private static func character(named name: Substring) -> Character? {
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}

/// Finds the part of a page that differs from page to page.
enum PageFrame {
  /// Returns the range of the element around `<main>`: its parent, or `<main>` itself if the parent is the
  /// body.
  ///
  /// The result is `nil` if the page has no `<main>`.
  static func range(in tokens: [HTMLToken]) -> Range<Int>? {
    var open: [(place: Int, name: String)] = []
    for (place, token) in tokens.enumerated() {
      switch token {
      case .start(let tag):
        if tag.name == "main" {
          guard let parent = open.last else { return nil }
          return element(at: parent.name == "body" ? place : parent.place, in: tokens)
        }
        if tag.isOpen { open.append((place, tag.name)) }
      case .end(let name):
        if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
      default: break
      }
    }
    return nil
  }

  /// Returns the range of the `<main>` element.
  static func main(in tokens: [HTMLToken]) -> Range<Int>? {
    tokens.firstIndex { $0.tag?.name == "main" }.map { element(at: $0, in: tokens) }
  }

  /// Returns the range of an element with all its contents.
  static func element(at start: Int, in tokens: [HTMLToken]) -> Range<Int> {
    guard let tag = tokens[start].tag, tag.isOpen else { return start..<(start + 1) }
    var depth = 0
    for place in start..<tokens.count {
      switch tokens[place] {
      case .start(let inner) where inner.name == tag.name && inner.isOpen: depth += 1
      case .end(tag.name):
        depth -= 1
        if depth == 0 { return start..<(place + 1) }
      default: break
      }
    }
    return start..<tokens.count
  }

  /// Returns the text of the first element with a name.
  static func text(of name: String, in tokens: [HTMLToken]) -> String? {
    guard let start = tokens.firstIndex(where: { $0.tag?.name == name }) else { return nil }
    return text(in: tokens[element(at: start, in: tokens)])
  }

  /// Returns the text of consecutive tokens.
  static func text(in tokens: ArraySlice<HTMLToken>) -> String {
    tokens.reduce(into: "") { text, token in
      if case .text(let bytes) = token {
        text += CharacterReferences.read(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}

/// Writes the tokens of a page.
struct MarkupWriter {
  /// Whether to write XML, which requires a value for each attribute and an end for each element, and has
  /// only five named characters.
  let isXML: Bool
  private(set) var bytes: [UInt8] = []

  init(isXML: Bool = false) {
    self.isXML = isXML
  }

  mutating func write(_ token: HTMLToken) {
    switch token {
    case .start(let tag): write(tag)
    case .end(let name): write("</\(name)>")
    case .text(let text):
      if isXML, text.contains(where: Self.mayNeedEscape) {
        write(XML.escaped(CharacterReferences.read(String(decoding: text, as: UTF8.self))))
      } else {
        bytes += text
      }
    case .raw(let content, _), .declaration(let content): bytes += content
    }
  }

  /// Writes finished markup.
  mutating func write(_ markup: String) { bytes += markup.utf8 }

  /// Returns whether a byte begins something that XML writes differently: a character reference, a control
  /// character, or a character from U+F000 on, two of which XML doesn't allow.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), 0xEF: true
    case 0x09, 0x0A, 0x0D: false
    default: byte < 0x20
    }
  }

  private mutating func write(_ tag: HTMLTag) {
    write("<\(tag.name)")
    for (name, value) in tag.attributes {
      if let value = value ?? (isXML ? name : nil) {
        write(" \(name)=\"\(XML.escaped(value))\"")
      } else {
        write(" \(name)")
      }
    }
    write((isXML && !tag.isOpen) || tag.isSelfClosed ? "/>" : ">")
  }
}

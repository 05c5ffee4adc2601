import Basics
import Cgumbo

/// An element of a web page as browsers parse it.
final class HTMLElement {
  enum Child {
    case element(HTMLElement)
    case text(String)
  }

  let name: String
  let attributes: [String: String]
  let children: [Child]

  fileprivate init(name: String, attributes: [String: String], children: [Child]) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  var elements: some Sequence<HTMLElement> {
    children.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All text inside the element, including hidden text.
  var text: String {
    children.reduce(into: "") {
      switch $1 {
      case .text(let text): $0 += text
      case .element(let element): $0 += element.text
      }
    }
  }

  /// All text inside the element with a space between elements, which keeps neighboring links apart: "Home
  /// About us".
  var spacedText: String {
    children.map {
      switch $0 {
      case .text(let text): text
      case .element(let element): element.spacedText
      }
    }
    .joined(separator: " ").onOneLine
  }

  /// Returns the first element in document order that satisfies a condition, which can be this element.
  func first(where isWanted: (HTMLElement) -> Bool) -> HTMLElement? {
    if isWanted(self) { return self }
    for element in elements { if let found = element.first(where: isWanted) { return found } }
    return nil
  }

  func all(where isWanted: (HTMLElement) -> Bool) -> [HTMLElement] {
    (isWanted(self) ? [self] : []) + elements.flatMap { $0.all(where: isWanted) }
  }
}

/// Parses a web page into a tree, recovering from errors as browsers do.
///
/// The parser accepts any bytes, but its time and stack grow with nesting and with the number of attributes
/// in a tag. Both are limited before it runs.
///
/// Source: WHATWG HTML, section 13.2, through gumbo.
struct HTMLTree {
  enum Refusal: Error, Equatable, CustomStringConvertible {
    case tooLarge
    case tooDeep
    case tooManyAttributes

    var description: String {
      switch self {
      case .tooLarge: "is larger than \(HTMLTree.maximumBytes >> 20) MB"
      case .tooDeep: "nests more than \(HTMLTree.maximumDepth) elements"
      case .tooManyAttributes: "has a tag with more than \(HTMLTree.maximumAttributes) attributes"
      }
    }
  }

  static let maximumBytes = 16 << 20
  static let maximumDepth = 400
  static let maximumAttributes = 400

  static func read(_ text: String) throws(Refusal) -> HTMLElement {
    let bytes = Array(text.utf8)
    guard bytes.count <= maximumBytes else { throw .tooLarge }
    try HTMLBounds.check(bytes)
    var options = kGumboDefaultOptions
    options.max_errors = 0
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let output = gumbo_parse_with_options(&options, characters.baseAddress, characters.count),
          let root = output.pointee.root
        else { return HTMLElement(name: "html", attributes: [:], children: []) }
        defer { gumbo_destroy_output(&options, output) }
        return element(root)
      }
    }
  }

  private static func element(_ node: UnsafeMutablePointer<GumboNode>) -> HTMLElement {
    let element = node.pointee.v.element
    var name = gumbo_normalized_tagname(element.tag).map { String(cString: $0) } ?? ""
    if element.tag == GUMBO_TAG_UNKNOWN {
      var piece = element.original_tag
      gumbo_tag_from_original_text(&piece)
      if let data = piece.data {
        name = data.withMemoryRebound(to: UInt8.self, capacity: piece.length) {
          String(decoding: UnsafeBufferPointer(start: $0, count: piece.length), as: UTF8.self).lowercased()
        }
      }
    }
    var attributes: [String: String] = [:]
    for item in items(element.attributes) {
      let attribute = item.assumingMemoryBound(to: GumboAttribute.self).pointee
      if let key = attribute.name, let value = attribute.value {
        attributes[String(cString: key).lowercased()] = String(cString: value)
      }
    }
    var children: [HTMLElement.Child] = []
    for item in items(element.children) {
      let child = item.assumingMemoryBound(to: GumboNode.self)
      switch child.pointee.type {
      case GUMBO_NODE_ELEMENT: children.append(.element(Self.element(child)))
      case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
        if let text = child.pointee.v.text.text { children.append(.text(String(cString: text))) }
      default: break
      }
    }
    return HTMLElement(name: name, attributes: attributes, children: children)
  }

  private static func items(_ vector: GumboVector) -> [UnsafeMutableRawPointer] {
    (0..<Int(vector.length)).compactMap { vector.data?[$0] }
  }
}

/// Rejects pages that would take too long to parse, by counting tags beforehand.
private enum HTMLBounds {
  static func check(_ bytes: [UInt8]) throws(HTMLTree.Refusal) {
    var depth = 0
    var hasForeign = false
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else {
        index += 1
        continue
      }
      index += 1
      let closes = bytes[index] == UInt8(ascii: "/")
      if closes { index += 1 }
      let start = index
      while index < bytes.count, bytes[index].isASCIILetterOrDigit { index += 1 }
      guard index > start else { continue }
      let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
      let attributes = skipAttributes(bytes, &index)
      guard attributes <= HTMLTree.maximumAttributes else { throw .tooManyAttributes }
      if name == "svg" || name == "math" { hasForeign = true }
      if void.contains(name) || selfClosing.contains(name) || (!hasForeign && cells.contains(name)) {
        continue
      }
      depth = closes ? max(0, depth - 1) : depth + 1
      guard depth <= HTMLTree.maximumDepth else { throw .tooDeep }
    }
  }

  /// Advances to the end of a tag and returns the number of possible attributes.
  private static func skipAttributes(_ bytes: [UInt8], _ index: inout Int) -> Int {
    var count = 0
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        index += 1
        return count
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte.isASCIIWhitespace || byte == UInt8(ascii: "/") {
        if index + 1 < bytes.count, !bytes[index + 1].isASCIIWhitespace { count += 1 }
      }
      index += 1
    }
    return count
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
  ]
  /// Elements that end where another element of the same kind begins.
  private static let selfClosing: Set<String> = ["p", "li", "dt", "dd"]
  private static let cells: Set<String> = ["tr", "td", "th", "option", "tbody", "thead", "tfoot", "colgroup"]
}

/// The position of a tag in a template's markup, which decides what can be written there.
///
/// Source: WHATWG HTML, section 13.2.5 (tokenization), limited to what well-formed templates need.
struct TemplatePlacement: Sendable, Hashable {
  enum State: Sendable, Hashable {
    /// Between tags.
    case content
    /// Inside a tag, outside a value.
    case tag
    /// In a value between quotes.
    case attribute(quote: UInt8)
    /// In a value without quotes, or before its first byte.
    case unquotedAttribute
    /// In a script or a style sheet.
    case rawText
    case comment
  }

  private(set) var state = State.content
  /// The lowercase name of the attribute in the state ``State/attribute(quote:)``.
  private(set) var attribute = ""
  /// Whether the attribute's value begins with `#`.
  private(set) var isAnchor = false
  private var valueIsEmpty = true
  private var element = ""
  private var word: [UInt8] = []

  /// Attributes whose value is an address.
  private static let addressAttributes: Set<String> = [
    "href", "src", "action", "formaction", "poster", "cite", "data", "ping", "srcset", "manifest",
  ]

  var isAddressAttribute: Bool { Self.addressAttributes.contains(attribute) }

  /// Whether the attribute contains a script or a style, which the pages' security policy forbids.
  var isCodeAttribute: Bool { attribute == "style" || attribute.hasPrefix("on") }

  /// Advances past some text of the template.
  mutating func advance(over bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let byte = rest.first {
      switch state {
      case .content: advanceInContent(&rest, byte)
      case .tag: advanceInTag(&rest, byte)
      case .attribute(let quote):
        if byte == quote {
          state = .tag
          attribute = ""
          word = []
        } else if valueIsEmpty {
          isAnchor = byte == UInt8(ascii: "#")
        }
        valueIsEmpty = false
        rest.removeFirst()
      case .unquotedAttribute: advanceInUnquotedAttribute(&rest, byte)
      case .rawText:
        if rest.starts(with: Array("</\(element)".utf8)) { state = .content } else { rest.removeFirst() }
      case .comment:
        if rest.starts(with: Array("-->".utf8)) { state = .content }
        rest.removeFirst()
      }
    }
  }

  /// Records that a value is written here, so that the text after it doesn't begin the attribute's value.
  mutating func passTag() {
    valueIsEmpty = false
  }

  private mutating func advanceInContent(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    if rest.starts(with: Array("<!--".utf8)) {
      state = .comment
      rest.removeFirst(4)
      return
    }
    rest.removeFirst()
    guard byte == UInt8(ascii: "<"), let next = rest.first, next == UInt8(ascii: "/") || isNameByte(next)
    else { return }
    let name = rest.prefix { isNameByte($0) || $0 == UInt8(ascii: "/") }
    element = String(decoding: name, as: UTF8.self).lowercased()
    rest.removeFirst(name.count)
    state = .tag
    word = []
  }

  private mutating func advanceInTag(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    rest.removeFirst()
    switch byte {
    case UInt8(ascii: ">"): state = element == "script" || element == "style" ? .rawText : .content
    case UInt8(ascii: "="):
      attribute = String(decoding: word, as: UTF8.self).lowercased()
      isAnchor = false
      valueIsEmpty = true
      state = .unquotedAttribute
    case let byte where isNameByte(byte): word.append(byte)
    default: word = []
    }
  }

  private mutating func advanceInUnquotedAttribute(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      rest.removeFirst()
      if valueIsEmpty { state = .attribute(quote: byte) }
    case UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
      if byte != UInt8(ascii: ">") { rest.removeFirst() }
      state = .tag
      attribute = ""
      word = []
    default:
      rest.removeFirst()
      valueIsEmpty = false
    }
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

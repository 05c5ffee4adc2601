/// Finished markup, in UTF-8.
///
/// Whoever makes one has escaped every piece of text in it.
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

  /// - Parameter text: Text, whose characters that mean something in markup are escaped.
  init(escaping text: String) {
    bytes = []
    HTML.append(text.utf8, escapedTo: &bytes)
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Appends text with `&`, `<`, `>`, `"` and `'` as character references, so that it is safe both between
  /// tags and in a quoted attribute.
  static func append(_ text: some Sequence<UInt8>, escapedTo bytes: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  /// Text as it stands in markup; the text itself where nothing in it needs escaping.
  static func escaped(_ text: String) -> String {
    let needsEscaping = text.utf8.contains { byte in
      byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
    guard needsEscaping else { return text }
    return String(decoding: HTML(escaping: text).bytes, as: UTF8.self)
  }
}

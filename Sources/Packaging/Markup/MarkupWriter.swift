import Site

/// Writes the pieces of a page.
struct MarkupWriter {
  /// XML wants a value for each attribute, an end for each element, and its own five named characters alone.
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

  /// Whether a byte begins what XML writes otherwise: a character reference, a control character, or one of the
  /// characters from U+F000, of which XML lacks two.
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

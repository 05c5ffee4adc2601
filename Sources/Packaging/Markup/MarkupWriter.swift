import Site

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

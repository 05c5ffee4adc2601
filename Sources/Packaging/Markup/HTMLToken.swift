import Basics

/// A piece of a page.
enum HTMLToken {
  case start(HTMLTag)
  case end(String)
  /// Text as it stands, with its character references.
  case text(ArraySlice<UInt8>)
  /// The content of an element in which a browser reads no markup, and the name of the element.
  case raw(ArraySlice<UInt8>, in: String)
  /// A comment or the document type, as it stands.
  case declaration(ArraySlice<UInt8>)
}

/// The start of an element.
struct HTMLTag {
  var name: String
  /// In their order, with character references read; `nil` for an attribute without a value.
  ///
  /// Names are as they were written, since XML knows `viewBox` and `viewbox` apart.
  var attributes: [(name: String, value: String?)]
  var isSelfClosed = false

  /// The elements that have no end tag.
  ///
  /// Source: HTML Standard, section 13.1.2, void elements.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// Whether an end tag is to come.
  var isOpen: Bool { !isSelfClosed && !Self.void.contains(name) }

  /// The value of an attribute, whatever the case of its name; empty if it has only a name.
  ///
  /// - Parameter name: In lower case.
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

/// A piece of a page.
enum HTMLToken {
  case start(HTMLTag)
  case end(String)
  /// Text as it stands, with its character references.
  case text(ArraySlice<UInt8>)
  /// The content of a script or a style sheet.
  case raw(ArraySlice<UInt8>)
  /// A comment or the document type, as it stands.
  case declaration(ArraySlice<UInt8>)
}

/// The start of an element.
struct HTMLTag {
  var name: String
  /// In their order, with character references read; no value where only a name stands.
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

  /// The value of an attribute, empty where only its name stands.
  subscript(name: String) -> String? {
    get { attributes.first { $0.name == name }.map { $0.value ?? "" } }
    set {
      let place = attributes.firstIndex { $0.name == name }
      if let newValue, let place {
        attributes[place].value = newValue
      } else if let newValue {
        attributes.append((name, newValue))
      } else if let place {
        attributes.remove(at: place)
      }
    }
  }
}

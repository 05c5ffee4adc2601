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

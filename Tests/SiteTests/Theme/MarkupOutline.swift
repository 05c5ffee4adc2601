/// The outline of a page's markup, for tests.
///
/// It's read strictly: an end tag that closes nothing, an element that's left open, and a repeated attribute
/// are problems.
struct MarkupOutline {
  private(set) var problems: [String] = []
  private(set) var ids: [String] = []
  /// The levels of the headings, in order.
  private(set) var headings: [Int] = []
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private var open: [String] = []

  private static let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img", "wbr"]

  init(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      guard let end = rest.firstIndex(of: ">") else {
        problems.append("a tag without an end")
        return
      }
      let tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") { close(String(tag.dropFirst())) } else { add(tag) }
    }
    for name in open { problems.append("<\(name)> is never closed") }
  }

  private mutating func close(_ name: String) {
    if open.last == name {
      open.removeLast()
    } else {
      problems.append("</\(name)> where </\(open.last ?? "nothing")> is due")
    }
  }

  private mutating func add(_ tag: Substring) {
    let isSelfClosed = tag.hasSuffix("/")
    var rest = isSelfClosed ? tag.dropLast() : tag
    let name = String(rest.prefix { !$0.isWhitespace })
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let first = rest.firstIndex(where: { !$0.isWhitespace }) {
      rest = rest[first...]
      let key = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.hasPrefix("=\"") {
        rest = rest.dropFirst(2)
        value = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(value.count + 1)
      }
      if attributes.updateValue(value, forKey: key) != nil { problems.append("\(key) twice in <\(name)>") }
    }
    elements.append((name, attributes))
    if let id = attributes["id"] { ids.append(id) }
    if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) { headings.append(level) }
    if !isSelfClosed, !Self.empty.contains(name) { open.append(name) }
  }
}

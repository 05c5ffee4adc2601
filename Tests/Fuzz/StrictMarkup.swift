/// Reads HTML in the form that the renderer writes for content, and stops the process if it's anything else.
struct StrictMarkup {
  private let html: [UInt8]
  private var index = 0
  private var open: [String] = []

  init(_ html: [UInt8]) {
    self.html = html
  }

  mutating func read() {
    while index < html.count {
      let byte = html[index]
      index += 1
      if byte == UInt8(ascii: "<") { readTag() }
    }
    demand(open.isEmpty, "<\(open.last ?? "")> is closed")
  }

  private mutating func readTag() {
    let omitted = Array("!-- raw HTML omitted -->".utf8)
    if html[index...].starts(with: omitted) {
      index += omitted.count
      return
    }
    let isEnd = take("/")
    let name = readName()
    demand(Self.elements.contains(name), "<\(name)> is an element that content may make")
    if isEnd {
      demand(take(">") && open.popLast() == name, "</\(name)> closes what is open")
      return
    }
    while take(" ") {
      if take("/") { break }
      readAttribute()
    }
    demand(take(">"), "<\(name)> ends")
    if !Self.empty.contains(name) { open.append(name) }
  }

  private mutating func readAttribute() {
    let name = readName()
    demand(
      Self.attributes.contains(name) || name.hasPrefix("data-") || name.hasPrefix("aria-"),
      "'\(name)' is an attribute that content may make")
    guard take("=") else { return }
    demand(take("\""), "the value of '\(name)' is quoted")
    let start = index
    while index < html.count, html[index] != UInt8(ascii: "\"") {
      demand(html[index] != UInt8(ascii: "<"), "a value holds no markup")
      index += 1
    }
    let value = html[start..<index]
    demand(take("\""), "the value of '\(name)' ends")
    if name == "href" || name == "src" { checkAddress(String(decoding: value, as: UTF8.self).lowercased()) }
  }

  private func checkAddress(_ address: String) {
    demand(!address.hasPrefix("//"), "an address has no host without a scheme: \(address)")
    guard let colon = address.firstIndex(of: ":") else { return }
    let scheme = address[..<colon]
    if scheme.contains(where: { "/?#".contains($0) }) { return }
    demand(["http", "https", "mailto", "tel"].contains(scheme), "an address is allowed: \(address)")
  }

  private mutating func readName() -> String {
    let start = index
    while index < html.count, !" =>/\"\n".utf8.contains(html[index]) { index += 1 }
    return String(decoding: html[start..<index], as: UTF8.self)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < html.count, html[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private static let empty: Set<String> = ["br", "hr", "img", "input"]

  private static let elements: Set<String> = [
    "a", "abbr", "aside", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt",
    "em",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "input", "ins",
    "label", "legend", "li", "mark", "ol", "p", "pre", "section", "span", "strong", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
  ]

  private static let attributes: Set<String> = [
    "alt", "class", "colspan", "href", "id", "lang", "name", "role", "scope", "src", "start", "style",
    "tabindex", "title", "type", "value", "disabled", "checked", "rel",
  ]
}

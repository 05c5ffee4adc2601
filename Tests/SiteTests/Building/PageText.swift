/// The text of a page as readers see it, with a line for each block, but only the code's text.
struct PageText {
  private static let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img", "wbr"]
  private static let inline: Set<String> = [
    "ins", "del", "em", "strong", "code", "a", "mark", "b", "q", "span",
  ]
  /// The classes of elements that a page adds to the text of a code.
  private static let added: Set<String> = [
    "provision-meta", "removed-note", "anchor", "editor-comment", "counted", "counted-group", "numbers-note",
    "note-mark", "editor-notes",
  ]

  /// Returns the text of a code and its title.
  ///
  /// - Parameter dropped: The names of elements to leave out, along with their content.
  static func lines(ofCode page: String, without dropped: Set<String> = []) -> [String] {
    var text = ""
    var rest = page[...]
    /// Whether each open element is shown; no element is until the title or the text of the code begins.
    var open: [Bool] = []
    while let start = rest.firstIndex(of: "<") {
      if open.last == true { text += rest[..<start] }
      guard let end = rest[start...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
      if !inline.contains(String(name)) { text += "\n" }
      if tag.hasPrefix("!") || empty.contains(String(name)) { continue }
      if tag.hasPrefix("/") {
        if !open.isEmpty { open.removeLast() }
        continue
      }
      let classes = tag.split(separator: "class=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
      let names = classes.split(separator: " ").map(String.init)
      let begins = name == "h1" || names.contains("code-text")
      let isDropped = dropped.contains(String(name)) || !added.isDisjoint(with: names)
      open.append((begins || open.last == true) && !isDropped)
    }
    return text.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}

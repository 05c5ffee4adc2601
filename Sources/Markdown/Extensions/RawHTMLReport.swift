import Basics

/// Reports raw HTML, once for each element, with the Markdown to write instead.
struct RawHTMLReport {
  /// The elements that were opened in the current text and aren't closed yet.
  private var open: [String] = []

  mutating func add(
    _ index: MarkdownDocument.Index, of document: MarkdownDocument, _ context: inout ParsingContext
  ) {
    let html = document.string(document.nodes[index].literal)
    let element = Self.element(of: html)
    if document.nodes[index].kind == .inlineHTML {
      // A closing tag belongs to the element that was reported.
      if html.hasPrefix("</"), let place = open.lastIndex(of: element) {
        open.remove(at: place)
        return
      }
      if !html.hasPrefix("</") { open.append(element) }
    } else {
      open = []
    }
    let name = html.hasPrefix("<!--") ? "An HTML comment" : "Raw HTML"
    let tag = element.isEmpty ? "" : " '<\(html.hasPrefix("</") ? "/" : "")\(element)>'"
    context.report(
      .error, .rawHTML, "\(name)\(tag) isn't allowed", document.place(of: index),
      help: html.hasPrefix("<!--")
        ? "delete it, or write it in the front matter after '# '"
        : Self.markdown[element] ?? "write it in Markdown; write '\\<' to print a less-than sign")
  }

  /// Returns the name of the element that a tag opens or closes, or an empty string if there is none.
  private static func element(of html: String) -> String {
    let name = html.utf8.drop { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "/") || $0.isASCIIWhitespace }
      .prefix(while: \.isASCIILetterOrDigit)
    return String(decoding: Array(name), as: UTF8.self).lowercased()
  }

  /// What to write instead of an element.
  private static let markdown: [String: String] = {
    var markdown = [
      "br": "end the line with a backslash to break it there",
      "hr": "write '---' between blank lines",
      "img": "write ![what it shows](picture.png)",
      "a":
        "write [text](address); for a place to link to, write {#id} at the end of the heading or paragraph",
      "code": "write `code`",
      "pre": "put three backticks on a line above the text and on one below it",
      "blockquote": "begin each line with '> '",
      "ul": "begin each item with '- '",
      "ol": "begin each item with '1. '",
      "li": "begin the item with '- '",
      "u": "remove it; to mark added text in a code, write {++added++}",
      "ins": "in a code, write {++added++}",
      "sup": "write the character, such as ², or a footnote: [^1]",
      "sub": "write the character, such as ₂",
      "details": "write a call-out: '> [!NOTE] title'",
      "iframe": "link to the page: [title](address)",
      "video": "link to the file: [title](file.mp4)",
      "script": "remove it; pages have only the scripts of the theme",
      "style": "remove it; the theme's style sheet says how pages look",
      "q": "write quotation marks",
    ]
    for name in ["b", "strong"] { markdown[name] = "write **text**" }
    for name in ["i", "em", "cite"] { markdown[name] = "write *text*" }
    for name in ["del", "s", "strike"] { markdown[name] = "in a code, write {--deleted--}" }
    for name in ["table", "tr", "td", "th", "thead", "tbody"] {
      markdown[name] = "write a table with pipes: | a | b |, then |---|---|, then the rows"
    }
    for name in ["p", "div", "span", "center", "font", "section", "small", "big"] {
      markdown[name] = "remove the tags; a blank line begins a new paragraph"
    }
    for level in 1...6 {
      markdown["h\(level)"] = "write '\(String(repeating: "#", count: max(2, level))) ' before the heading"
    }
    return markdown
  }()
}

import Basics
import Site

/// A page of a site as a page of a book: what readers read, as XML, without what only a browser can do.
struct BookPage {
  /// Elements that are left out with all that they hold.
  private static let dropped: Set<String> = [
    "script", "noscript", "form", "button", "nav", "dialog", "template", "input", "select", "textarea",
    "label",
    "iframe", "object", "embed",
  ]
  /// Classes of elements that mean something on a screen alone: tools, the key of a map.
  private static let droppedClasses: Set<Substring> = ["actions", "tools", "status-legend", "screen-only"]
  /// Attributes that mean nothing in a book.
  private static let droppedAttributes: Set<String> = [
    "tabindex", "hidden", "srcset", "loading", "decoding", "focusable",
  ]

  /// A group of a code or a section of a lesson, which the contents lead to.
  struct Section {
    let title: String
    let anchor: String
  }

  let entry: SiteOutline.Entry
  let sections: [Section]
  /// The path in the book.
  let path: String
  /// Whether the page holds a drawing of its own, which a book must say of it.
  let hasDrawing: Bool
  let bytes: [UInt8]

  /// - Parameters:
  ///   - pages: The paths of the site's pages that the book holds.
  ///   - resources: The paths of the site's other files.
  init(
    _ entry: SiteOutline.Entry, tokens: [HTMLToken], language: String, pages: Set<String>,
    resources: Set<String>
  ) {
    self.entry = entry
    path = Self.path(of: entry.path)
    var writer = MarkupWriter(isXML: true)
    let root = String(repeating: "../", count: entry.path.utf8.count { $0 == UInt8(ascii: "/") })
    writer.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="\(XML.escaped(language))" xml:lang="\(XML.escaped(language))">
      <head>
      <title>\(XML.escaped(PageFrame.text(of: "title", in: tokens) ?? entry.title))</title>
      <link rel="stylesheet" type="text/css" href="\(root)book.css"/>
      </head>
      <body>

      """)
    var body = BookBody(path: entry.path, pages: pages, resources: resources)
    if let main = PageFrame.main(in: tokens) { body.write(tokens[main], to: &writer) }
    writer.write("\n</body>\n</html>\n")
    hasDrawing = body.hasDrawing
    sections = body.sections
    bytes = writer.bytes
  }

  /// Where a page of the site stands in the book.
  static func path(of page: String) -> String {
    page.hasSuffix(".html") ? String(page.dropLast(".html".count)) + ".xhtml" : page
  }

  /// Goes through the content of a page.
  private struct BookBody {
    let path: String
    let pages: Set<String>
    let resources: Set<String>
    var hasDrawing = false
    var sections: [Section] = []

    /// What a browser draws between the links or the parts of an element, which many devices don't: by the element's
    /// class, the name of what is in it and the text.
    private static let separators: [Substring: (name: String, text: String)] = [
      "synonyms": ("span", ","), "locations": ("a", ","), "see": ("a", ","), "taught": ("a", ","),
      "prerequisites": ("a", ","), "card-meta": ("span", " ·"), "lesson-meta": ("span", " ·"),
    ]

    mutating func write(_ tokens: ArraySlice<HTMLToken>, to writer: inout MarkupWriter) {
      let all = Array(tokens)
      var links: [Bool] = []
      var open: [HTMLTag] = []
      var place = 0
      while place < all.count {
        let token = all[place]
        switch token {
        case .start(let tag) where isLeftOut(tag):
          place = PageFrame.element(at: place, in: all).upperBound
          continue
        case .start(let tag):
          let kept = bookTag(tag)
          if tag.name == "a" { links.append(kept != nil) }
          if let kept { writer.write(.start(kept)) }
          if tag.isOpen { open.append(tag) }
          noteSection(at: place, in: all)
        case .end(let name):
          if name != "a" || links.popLast() ?? true { writer.write(token) }
          if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
          if let parent = open.last, let separator = Self.separator(in: parent, between: name),
            isSibling(name, next: all[(place + 1)...])
          {
            writer.write(separator)
          }
        case .declaration: break
        default: writer.write(token)
        }
        place += 1
      }
    }

    private static func separator(in parent: HTMLTag, between name: String) -> String? {
      if parent.name == "td", name == "a" { return "," }
      let classes = parent["class"]?.split(separator: " ") ?? []
      return classes.lazy.compactMap { separators[$0] }.first { $0.name == name }?.text
    }

    /// Whether an element of the same name comes next, with nothing but space before it.
    private func isSibling(_ name: String, next tokens: ArraySlice<HTMLToken>) -> Bool {
      for token in tokens {
        switch token {
        case .text(let text) where text.allSatisfy(\.isASCIIWhitespace): continue
        case .start(let tag): return tag.name == name && !isLeftOut(tag)
        default: return false
        }
      }
      return false
    }

    /// Notes a heading of the content; those of the page itself have ids that begin with `_`.
    private mutating func noteSection(at place: Int, in all: [HTMLToken]) {
      guard let tag = all[place].tag, tag.name == "h2", let anchor = tag["id"], !anchor.hasPrefix("_") else {
        return
      }
      var text = ""
      var index = place + 1
      let end = PageFrame.element(at: place, in: all).upperBound
      while index < end {
        if let tag = all[index].tag, isLeftOut(tag) {
          index = PageFrame.element(at: index, in: all).upperBound
          continue
        }
        if case .text(let bytes) = all[index] {
          text += CharacterReferences.read(String(decoding: bytes, as: UTF8.self))
        }
        index += 1
      }
      let title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !title.isEmpty { sections.append(Section(title: title, anchor: anchor)) }
    }

    private func isLeftOut(_ tag: HTMLTag) -> Bool {
      BookPage.dropped.contains(tag.name) || tag["hidden"] != nil
        || tag["aria-hidden"] == "true"
        || tag["class"]?.split(separator: " ").contains(where: BookPage.droppedClasses.contains) == true
    }

    /// A tag as a book has it; nothing for a link to what the book does not hold.
    private mutating func bookTag(_ tag: HTMLTag) -> HTMLTag? {
      var tag = tag
      tag.attributes.removeAll { name, _ in
        BookPage.droppedAttributes.contains(name) || name.hasPrefix("data-") || name == "role"
      }
      // What folds on a small screen alone stays open, for readers whose device can't open it.
      if tag.name == "details", tag["class"] == "fold" { tag["open"] = "open" }
      if tag.name == "svg" {
        hasDrawing = true
        tag["xmlns"] = "http://www.w3.org/2000/svg"
      }
      for name in PageAddress.attributes[tag.name, default: []] {
        guard let text = tag[name], case .file(let file, let anchor) = PackageLink(text, from: path) else {
          continue
        }
        if pages.contains(file) {
          tag[name] = Self.address(of: BookPage.path(of: file), anchor: anchor, from: path)
        } else if tag.name == "a" || !resources.contains(file) {
          return nil
        }
      }
      return tag
    }

    private static func address(of file: String, anchor: String?, from path: String) -> String {
      let fragment = anchor.map { $0.isEmpty ? "" : "#" + Route.encoded($0) } ?? ""
      if file == BookPage.path(of: path), !fragment.isEmpty { return fragment }
      let root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
      return root + Route.encoded(file) + fragment
    }
  }
}

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

  let entry: SiteOutline.Entry
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

    mutating func write(_ tokens: ArraySlice<HTMLToken>, to writer: inout MarkupWriter) {
      let all = Array(tokens)
      var links: [Bool] = []
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
        case .end("a"):
          if links.popLast() ?? true { writer.write(token) }
        case .declaration: break
        default: writer.write(token)
        }
        place += 1
      }
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

import Basics
import Handbook
package import Site

/// A site as a book: EPUB 3 without scripts.
///
/// Source: EPUB 3.3 (W3C Recommendation), with the metadata of EPUB Accessibility 1.1.
package struct Book {
  private static let folder = "EPUB"

  private let outline: SiteOutline
  private let time: PackageTime
  private let pages: [BookPage]
  private let resources: [OutputFile]

  /// - Parameters:
  ///   - files: All files of the site.
  ///   - time: The time of the last change that is recorded in the book.
  package init(of files: [OutputFile], outline: SiteOutline, at time: PackageTime) {
    self.outline = outline
    self.time = time
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let entries = outline.entries.filter { $0.kind != .sheet }
    let held = Set(entries.map(\.path))
    let others = Set(files.map(\.path)).subtracting(held)
    let scanned = entries.concurrentMap { HTMLScanner.tokens(of: byPath[$0.path]?.bytes ?? []) }
    pages = zip(entries, scanned).map { entry, tokens in
      BookPage(entry, tokens: tokens, language: outline.language, pages: held, resources: others)
    }
    var loaded: Set<String> = []
    for (entry, tokens) in zip(entries, scanned) {
      guard let main = PageFrame.main(in: tokens) else { continue }
      for tag in tokens[main].compactMap(\.tag) where tag.name != "a" && tag.name != "form" {
        for address in PageAddress.all(in: tag) {
          if case .file(let file, _) = PackageLink(address.text, from: entry.path), others.contains(file) {
            loaded.insert(file)
          }
        }
      }
    }
    resources = loaded.sorted().compactMap { byPath[$0] }
  }

  /// The files of the book, except `mimetype`.
  package var files: [OutputFile] {
    let inside =
      [
        file("package.opf", packageDocument), file("nav.xhtml", navigation), file("toc.ncx", olderNavigation),
        OutputFile(path: "\(Self.folder)/book.css", bytes: PackageResources.book_css),
      ]
      + pages.map { OutputFile(path: "\(Self.folder)/\($0.path)", bytes: $0.bytes) }
      + resources.map { $0.moved(to: "\(Self.folder)/\($0.path)") }
    let container = """
      <?xml version="1.0" encoding="UTF-8"?>
      <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles>
      <rootfile full-path="\(Self.folder)/package.opf" media-type="application/oebps-package+xml"/>
      </rootfiles>
      </container>

      """
    return inside + [OutputFile(path: "META-INF/container.xml", bytes: Array(container.utf8))]
  }

  /// Packs the book.
  ///
  /// - Parameter write: A function that takes the archive in blocks, in order.
  package func archive(to write: ([UInt8]) throws -> Void) throws {
    let type = OutputFile(path: "mimetype", bytes: Array(MediaType(path: ".epub").name.utf8))
    try ZipArchive.write(files, first: type, at: time, to: write)
  }

  private func file(_ path: String, _ text: String) -> OutputFile {
    OutputFile(path: "\(Self.folder)/\(path)", bytes: Array(text.utf8))
  }

  /// The attribute for the direction of the language.
  static func direction(of language: String) -> String {
    LanguageTag(language)?.isRightToLeft == true ? " dir=\"rtl\"" : ""
  }

  private var packageDocument: String {
    let language = XML.escaped(outline.language)
    let description =
      outline.description.map { "<dc:description>\(XML.escaped($0))</dc:description>\n" } ?? ""
    let features = [
      "tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "displayTransformability",
      "unlocked",
    ]
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="\(language)"\(Self.direction(of: outline.language))>
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="id">\(identifier)</dc:identifier>
      <dc:title>\(XML.escaped(outline.title))</dc:title>
      <dc:language>\(language)</dc:language>
      \(description)<meta property="dcterms:modified">\(time.text)</meta>
      <meta property="schema:accessMode">textual</meta>
      <meta property="schema:accessModeSufficient">textual</meta>
      <meta property="schema:accessibilityHazard">none</meta>
      <meta property="schema:accessibilitySummary">\(XML.escaped(outline.bookAccessibility))</meta>
      \(features.map { "<meta property=\"schema:accessibilityFeature\">\($0)</meta>\n" }.joined())</metadata>
      <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
      <item id="style" href="book.css" media-type="text/css"/>
      \(pageItems)\(resourceItems)</manifest>
      <spine toc="ncx"\(LanguageTag(outline.language)?.isRightToLeft == true ? " page-progression-direction=\"rtl\"" : "")>
      <itemref idref="nav"/>
      \(pages.indices.map { "<itemref idref=\"page-\($0 + 1)\"/>\n" }.joined())</spine>
      </package>

      """
  }

  private var pageItems: String {
    pages.enumerated().map { place, page in
      let properties = page.hasDrawing ? " properties=\"svg\"" : ""
      return item("page-\(place + 1)", page.path, "application/xhtml+xml", properties)
    }.joined()
  }

  private var resourceItems: String {
    resources.enumerated().map { item("file-\($0 + 1)", $1.path, MediaType(path: $1.path).name, "") }.joined()
  }

  private func item(_ id: String, _ path: String, _ type: String, _ properties: String) -> String {
    "<item id=\"\(id)\" href=\"\(XML.escaped(Route.encoded(path)))\" media-type=\"\(type)\"\(properties)/>\n"
  }

  /// An identifier that is different for different content, so that no device shows an older copy of the
  /// book.
  ///
  /// Source: RFC 9562, section 5.8, a UUID with custom bits.
  private var identifier: String {
    let title = [outline.title, outline.language, outline.edition.rawValue]
    let content =
      pages.map { "\($0.path) \(ContentHash.name(of: $0.bytes))" }
      + resources.map {
        "\($0.path) \($0.content.bytesInMemory.map(ContentHash.name) ?? "\($0.content.size)")"
      }
    let name = (title + content).joined(separator: "\n")
    var bytes = Array(SHA256.digest(of: Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined()
    var text = "urn:uuid:"
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { text += "-" }
      text.append(digit)
    }
    return text
  }

  /// An entry of the table of contents.
  private struct Contents {
    let title: String
    let address: String
    var entries: [Contents] = []
  }

  /// The table of contents: the pages with their groups and sections.
  private var contents: [Contents] {
    let byPath = Dictionary(pages.map { ($0.entry.path, $0) }, uniquingKeysWith: { first, _ in first })
    return outline.sections.compactMap { section in
      let entries = section.entries.compactMap { byPath[$0.path] }.map { page in
        let address = Route.encoded(page.path)
        return Contents(
          title: page.entry.title, address: address,
          entries: page.sections.map {
            Contents(title: $0.title, address: "\(address)#\(Route.encoded($0.anchor))")
          })
      }
      guard var first = entries.first else { return nil }
      first.entries += entries.dropFirst()
      return first
    }
  }

  private var navigation: String {
    func list(_ entries: [Contents]) -> String {
      let items = entries.map { entry in
        let link = "<a href=\"\(XML.escaped(entry.address))\">\(XML.escaped(entry.title))</a>"
        return "<li>\(link)\(entry.entries.isEmpty ? "" : "\n\(list(entry.entries))")</li>\n"
      }
      return "<ol>\n\(items.joined())</ol>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="\(outline.language)" xml:lang="\(outline.language)"\(Self.direction(of: outline.language))>
      <head>
      <title>\(XML.escaped(outline.title))</title>
      <link rel="stylesheet" type="text/css" href="book.css"/>
      </head>
      <body>
      <nav epub:type="toc">
      <h1>\(XML.escaped(outline.title))</h1>
      \(list(contents))</nav>
      </body>
      </html>

      """
  }

  /// The table of contents for devices that support only EPUB 2.
  ///
  /// Source: Open Packaging Format 2.0.1, section 2.4.1.
  private var olderNavigation: String {
    var order = 0
    func points(_ entries: [Contents]) -> String {
      entries.map { entry in
        order += 1
        let start = """
          <navPoint id="point-\(order)" playOrder="\(order)">
          <navLabel><text>\(XML.escaped(entry.title))</text></navLabel>
          <content src="\(XML.escaped(entry.address))"/>

          """
        return "\(start)\(points(entry.entries))</navPoint>\n"
      }.joined()
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="\(outline.language)">
      <head>
      <meta name="dtb:uid" content="\(identifier)"/>
      </head>
      <docTitle><text>\(XML.escaped(outline.title))</text></docTitle>
      <navMap>
      \(points(contents))</navMap>
      </ncx>

      """
  }
}

/// A page of a site as a page of a book: its content as XML, without the parts that need a browser.
struct BookPage {
  /// A group of a code or a section of a lesson that the contents link to.
  struct Section {
    let title: String
    let anchor: String
  }

  let entry: SiteOutline.Entry
  let sections: [Section]
  /// The path in the book.
  let path: String
  /// Whether the page contains an SVG drawing, which the book's manifest must declare.
  let hasDrawing: Bool
  let bytes: [UInt8]

  /// - Parameters:
  ///   - pages: The paths of the site's pages that are in the book.
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
      <html xmlns="http://www.w3.org/1999/xhtml" lang="\(XML.escaped(language))" xml:lang="\(XML.escaped(language))"\(Book.direction(of: language))>
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

  /// Returns the path in the book of a page of the site.
  static func path(of page: String) -> String {
    page.hasSuffix(".html") ? String(page.dropLast(".html".count)) + ".xhtml" : page
  }
}

/// Converts the content of a page.
struct BookBody {
  /// Elements that are left out with everything in them.
  private static let dropped: Set<String> = [
    "script", "noscript", "form", "button", "nav", "dialog", "template", "input", "select", "textarea",
    "label",
    "iframe", "object", "embed",
  ]
  /// Classes of elements that are useful only on a screen, such as tools, menus, the key of a map, and the names that cells
  /// have on phones, which a row of the book has too.
  var droppedClasses: Set<Substring> = [
    "actions", "tools", "status-legend", "screen-only", "cell-state", "more",
  ]
  /// Attributes that have no meaning in a book.
  var droppedAttributes: Set<String> = [
    "tabindex", "hidden", "srcset", "loading", "decoding", "focusable",
  ]

  let path: String
  let pages: Set<String>
  let resources: Set<String>
  /// Whether generated sections are kept, such as the list of changes, whose ids begin with `_`.
  var keepsSectionsOfPage = true
  var hasDrawing = false
  var sections: [BookPage.Section] = []

  /// Text between links or around parts of an element, which browsers get from the style sheet and many
  /// devices don't show: the element's class, the name of the elements in it, and the text.
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
      if token.tag?.name == "table", case let range = PageFrame.element(at: place, in: all),
        let table = WideTable(Array(all[range]))
      {
        write(table, to: &writer)
        place = range.upperBound
        continue
      }
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

  /// Writes a table as a list of its rows, so that a narrow page shows all of it.
  private mutating func write(_ table: WideTable, to writer: inout MarkupWriter) {
    if !table.caption.isEmpty {
      writer.write("<p class=\"caption\"\(table.captionID.map { " id=\"\(XML.escaped($0))\"" } ?? "")>")
      write(table.caption[...], to: &writer)
      writer.write("</p>\n")
    }
    for row in table.rows {
      writer.write(
        "<div class=\"row\"\(row.id.map { " id=\"\(XML.escaped($0))\"" } ?? "")>\n<div class=\"row-head\">")
      write(row.cells[0][...], to: &writer)
      writer.write("</div>\n<ul>\n")
      for (head, cell) in zip(table.heads.dropFirst(), row.cells.dropFirst()) {
        writer.write("<li><b>\(XML.escaped(head)):</b> ")
        write(cell[...], to: &writer)
        writer.write("</li>\n")
      }
      writer.write("</ul>\n</div>\n")
    }
  }

  private static func separator(in parent: HTMLTag, between name: String) -> String? {
    if parent.name == "td", name == "a" { return "," }
    let classes = parent["class"]?.split(separator: " ") ?? []
    return classes.lazy.compactMap { separators[$0] }.first { $0.name == name }?.text
  }

  /// Returns whether an element of the same name comes next, with only space before it.
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

  /// Records a heading of the content, unless it was generated and has an id that begins with `_`.
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
    let title = text.onOneLine
    if !title.isEmpty { sections.append(BookPage.Section(title: title, anchor: anchor)) }
  }

  private func isLeftOut(_ tag: HTMLTag) -> Bool {
    if !keepsSectionsOfPage, tag.name == "section", tag["aria-labelledby"]?.hasPrefix("_") == true {
      return true
    }
    return Self.dropped.contains(tag.name) || tag["hidden"] != nil
      || tag["aria-hidden"] == "true"
      || tag["class"]?.split(separator: " ").contains(where: droppedClasses.contains) == true
  }

  /// Returns a tag as it's written in the book, or `nil` for a link to something that the book doesn't
  /// contain.
  private mutating func bookTag(_ tag: HTMLTag) -> HTMLTag? {
    var tag = tag
    tag.attributes.removeAll { name, _ in
      droppedAttributes.contains(name) || name.hasPrefix("data-") || name == "role"
    }
    // Elements that are collapsed only on small screens stay open, because some devices can't open them.
    if tag.name == "details", tag["class"]?.split(separator: " ").contains("fold") == true {
      tag["open"] = "open"
    }
    if tag.name == "svg" {
      hasDrawing = true
      tag["xmlns"] = "http://www.w3.org/2000/svg"
    }
    for name in PageAddress.attributes(of: tag.name) {
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

/// A table with too many columns for a narrow page.
private struct WideTable {
  /// The maximum number of columns of a table in a book.
  static let mostColumns = 3

  let heads: [String]
  let caption: [HTMLToken]
  /// The id of the caption, which names the area around the table.
  let captionID: String?
  let rows: [(id: String?, cells: [[HTMLToken]])]

  /// - Returns: `nil` if the table is narrow, or has cells that span others.
  init?(_ table: [HTMLToken]) {
    func content(of name: String, in range: Range<Int>) -> [Range<Int>] {
      range.filter { table[$0].tag?.name == name }.map { PageFrame.element(at: $0, in: table) }
    }
    func inside(_ range: Range<Int>) -> [HTMLToken] { Array(table[range].dropFirst().dropLast()) }
    let cells = table.indices.compactMap { table[$0].tag }.filter { ["th", "td"].contains($0.name) }
    guard !cells.contains(where: { $0["colspan"] != nil || $0["rowspan"] != nil }),
      table.count(where: { $0.tag?.name == "table" }) == 1,
      let head = content(of: "thead", in: table.indices).first,
      let body = content(of: "tbody", in: table.indices).first
    else { return nil }
    heads = head.filter { table[$0].tag?.name == "th" }.map { start in
      let title = PageFrame.element(at: start, in: table).lazy.compactMap { table[$0].tag?["title"] }.first
      return title ?? PageFrame.text(of: "th", in: Array(table[PageFrame.element(at: start, in: table)]))
        ?? ""
    }
    guard heads.count > Self.mostColumns else { return nil }
    let captions = content(of: "caption", in: table.indices)
    caption = captions.first.map(inside) ?? []
    captionID = captions.first.flatMap { table[$0.lowerBound].tag?["id"] }
    rows = content(of: "tr", in: body).compactMap { row in
      let cells = row.filter { ["th", "td"].contains(table[$0].tag?.name ?? "") }
        .map { inside(PageFrame.element(at: $0, in: table)) }
      return cells.isEmpty ? nil : (table[row.lowerBound].tag?["id"], cells)
    }
    guard rows.allSatisfy({ $0.cells.count == heads.count }) else { return nil }
  }
}

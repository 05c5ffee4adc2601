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
  ///   - time: What the book says that it was last changed at.
  package init(of files: [OutputFile], outline: SiteOutline, at time: PackageTime) {
    self.outline = outline
    self.time = time
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let entries = outline.entries.filter { $0.kind != .signing }
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

  /// The files of the book, but for `mimetype`.
  package var files: [OutputFile] {
    let inside =
      [
        file("package.opf", packageDocument), file("nav.xhtml", navigation), file("toc.ncx", olderNavigation),
        file("book.css", BookStyle.text),
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
  /// - Parameter write: Takes the archive in blocks, in order.
  package func archive(to write: ([UInt8]) throws -> Void) throws {
    let type = OutputFile(path: "mimetype", bytes: Array(MediaType(path: ".epub").name.utf8))
    try ZipArchive.write(files, first: type, at: time, to: write)
  }

  private func file(_ path: String, _ text: String) -> OutputFile {
    OutputFile(path: "\(Self.folder)/\(path)", bytes: Array(text.utf8))
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
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="\(language)">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="id">\(identifier)</dc:identifier>
      <dc:title>\(XML.escaped(outline.title))</dc:title>
      <dc:language>\(language)</dc:language>
      \(description)<meta property="dcterms:modified">\(time.text)</meta>
      <meta property="schema:accessMode">textual</meta>
      <meta property="schema:accessModeSufficient">textual</meta>
      <meta property="schema:accessibilityHazard">none</meta>
      \(features.map { "<meta property=\"schema:accessibilityFeature\">\($0)</meta>\n" }.joined())</metadata>
      <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
      <item id="style" href="book.css" media-type="text/css"/>
      \(pageItems)\(resourceItems)</manifest>
      <spine toc="ncx">
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

  /// A name for the book that every other content has another one than, so that no device shows an older copy for it.
  ///
  /// Source: RFC 9562, section 5.8, a UUID whose bits are the maker's own.
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

  /// An entry of the contents.
  private struct Contents {
    let title: String
    let address: String
    var entries: [Contents] = []
  }

  /// The pages with their groups and sections.
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
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="\(outline.language)" xml:lang="\(outline.language)">
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

  /// The contents for devices that know only EPUB 2.
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

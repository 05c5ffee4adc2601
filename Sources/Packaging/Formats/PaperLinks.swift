import Basics
package import Site

extension PrintedBook {
  /// Returns the files to print, whose links work on paper.
  ///
  /// - Parameter numbers: The page numbers that are known so far.
  package func printableFiles(_ numbers: PageNumbers) -> [OutputFile] {
    let files = files(numbers)
    guard let page = files.first else { return assets }
    var links = PaperLinks(of: page, in: self)
    return [OutputFile(path: page.path, bytes: links.write())] + files.dropFirst() + assets
  }
}

/// Adapts the links of a printed book.
///
/// A link to a page of the site leads to that page's section. A link to something that the book doesn't contain becomes
/// text. The first link to a website is followed by its address, for readers who have only the paper.
private struct PaperLinks {
  private let book: PrintedBook
  private let tokens: [HTMLToken]
  private let ids: Set<String>
  /// The addresses that have been printed.
  private var printed: Set<String> = []

  init(of page: OutputFile, in book: PrintedBook) {
    self.book = book
    tokens = HTMLScanner.tokens(of: page.bytes)
    ids = Set(tokens.compactMap { $0.tag?["id"] })
  }

  mutating func write() -> [UInt8] {
    var writer = MarkupWriter()
    /// For each open link, what is written at its end.
    var ends: [String] = []
    for (place, token) in tokens.enumerated() {
      switch token {
      case .start(var tag) where tag.name == "a" && tag["href"] != nil:
        let words = PageFrame.text(in: tokens[PageFrame.element(at: place, in: tokens)])
        let end = end(of: &tag, words: words)
        ends.append(end ?? "")
        if end != nil { writer.write(.start(tag)) }
      case .end("a"): writer.write(ends.popLast() ?? "</a>")
      default: writer.write(token)
      }
    }
    return writer.bytes
  }

  /// Adapts the address of a link.
  ///
  /// - Parameter words: The text of the link.
  /// - Returns: What is written at its end, or `nil` if it becomes text.
  private mutating func end(of tag: inout HTMLTag, words: String) -> String? {
    guard let address = tag["href"] else { return nil }
    if PackageLink(address, from: "") == .outside {
      let isPrinted =
        address.lowercased().hasPrefix("http") && printed.insert(address).inserted && !words.contains(address)
      return isPrinted ? "</a> " + String(decoding: book.printed(address), as: UTF8.self) : "</a>"
    }
    guard let id = book.id(at: address), ids.contains(id) else { return nil }
    tag["href"] = "#" + Route.encoded(id)
    return "</a>"
  }
}

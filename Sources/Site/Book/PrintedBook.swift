import Basics
import Handbook
import Markdown

/// A handbook as a printed book: a page that a browser prints.
///
/// It has a title page, contents with page numbers, the codes, their comparison by topic, topics, lessons, the glossary,
/// and indexes. They're the values of the site's own pages, which the theme's `print-book` templates render. Because
/// page numbers are known only after printing, the page is printed first without numbers, and then with the numbers
/// from the first print. `0016-printed-book.md` explains why.
package struct PrintedBook: Sendable {
  /// The parts of a handbook that a book contains.
  package enum Selection: Sendable, Hashable {
    case everything
    /// The code with an abbreviation, and its entries in the indexes.
    case code(String)
    /// The lesson with an id, as a handout without contents and indexes.
    case lesson(String)

    func includes(_ document: DocumentKey) -> Bool {
      switch (self, document) {
      case (.everything, _): true
      case (.code(let name), .code(let id, _, _)): id.rawValue == name
      case (.lesson(let name), .lesson(let id)): id.rawValue == name
      default: false
      }
    }
  }

  /// The page numbers of the book by the ids of the elements that begin on them.
  package typealias PageNumbers = [String: Int]

  let site: SiteContext
  let selection: Selection
  let parts: [PrintPart]
  /// The files that the page loads: style sheets, fonts, and pictures.
  package let assets: [OutputFile]
  /// The ids of sections by the paths of the site's pages.
  private let sections: [String: String]
  /// The ids that entries of the indexes can lead to.
  private let anchors: Set<String>

  /// - Returns: `nil` if the book would be empty.
  fileprivate init?(of site: PreparedSite, _ selection: Selection) {
    let context = site.context
    parts =
      PrintPartBuilder(
        site: context, route: Route(Self.path), isForBook: true, includes: selection.includes
      ).parts
    guard !parts.isEmpty else { return nil }
    self.site = context
    self.selection = selection
    assets =
      context.theme.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) }
      + site.contentAssets.filter { MediaType(path: $0.path).name.hasPrefix("image/") }
    sections = Dictionary(
      context.map.planned.compactMap { page in
        InwardAnchor.section(of: page.subject, in: context.handbook).map { (page.route.path, $0) }
      }
    ) { first, _ in first }
    anchors = Set(parts.flatMap(\.sections).flatMap(\.anchors))
  }

  /// The path of the page, next to the paths of its ``assets``.
  static let path = "book.html"

  /// Returns the page and the style sheet with its running heads.
  ///
  /// - Parameter numbers: The page numbers that are known so far.
  package func files(_ numbers: PageNumbers) -> [OutputFile] {
    let (page, heads) = PrintedBookBuilder(book: self, numbers: numbers).build()
    return [
      OutputFile(path: Self.path, bytes: site.theme.render(page)),
      OutputFile(path: RunningHeads.path, bytes: Array(heads.rules.utf8)),
    ]
  }

  /// Returns the id in a book of everything that an address on the print page leads to, or `nil` if it leads to a page
  /// without a section.
  package func id(at address: String) -> String? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 && !parts[1].isEmpty ? PercentCoding.decoded(parts[1]) : nil
    guard let file = parts.first, !file.isEmpty else { return anchor }
    return sections[PercentCoding.decoded(file)].map { section in
      anchor.map { "\(section)--\($0)" } ?? section
    }
  }

  /// Returns the id that an entry of an index leads to, or `nil` if the book doesn't contain it.
  func place(of address: Address) -> String? {
    id(at: address.text).flatMap { anchors.contains($0) ? $0 : nil }
  }
}

extension PreparedSite {
  /// Whether the handbook is small enough to print.
  package var canBePrinted: Bool { context.map.has(.print) }

  /// Returns the handbook, or a part of it, as a printed book in the default language, or `nil` if it would be empty.
  package func printedBook(_ selection: PrintedBook.Selection = .everything) -> PrintedBook? {
    PrintedBook(of: self, selection)
  }
}

/// The pages of a book with their own running heads, which style sheets call named pages.
struct RunningHeads {
  static let path = "heads.css"

  /// The style sheet.
  private(set) var rules = ""

  /// Adds a named page, and returns the style class that puts an element on it.
  ///
  /// - Parameters:
  ///   - id: The id of the first element on the page.
  ///   - left: The text at the top left.
  ///   - right: The text at the top right.
  mutating func add(_ id: String, left: String, right: String) -> String {
    let name = "p-" + id.utf8.map { $0.isASCIILetterOrDigit ? String(UnicodeScalar($0)) : "-" }.joined()
    rules += """
      @page \(name) { @top-left { content: \(Self.quoted(left)); } @top-right { content: \(Self.quoted(right)); } }
      .\(name) { page: \(name); }

      """
    return name
  }

  /// The maximum number of characters of a running head.
  private static let longest = 70

  private static func quoted(_ text: String) -> String {
    let short = text.count > longest ? text.prefix(longest - 1) + "…" : text[...]
    return "\"" + short.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

import Basics
package import Handbook
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

  /// The languages of its text.
  package var languages: [LanguageTag] {
    let own = LanguageTag(site.handbook.configuration.language)
    let originals = parts.flatMap(\.sections).compactMap { site.foreignLanguage(of: $0.document) }
    return Set(originals + [own].compactMap(\.self)).sorted { $0.rawValue < $1.rawValue }
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

  /// Returns the markup that prints the address of a website after a link to it.
  package func printed(_ address: String) -> [UInt8] {
    site.theme.render(BookAddressBlock(address: address))
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

/// A printed book: the front matter, the chapters, and the indexes.
struct PrintedBookPage: PageContext {
  static let template = "print-book"

  var shell: PageShell
  /// The style sheet with the running heads.
  var heads = Address(internal: RunningHeads.path)
  /// The title page and the contents, or `nil` for a handout.
  var front: BookFront?
  var chapters: [BookChapter]
  var indexes: [BookIndex]

  static let fields = TemplateFields<PrintedBookPage>([
    .address("heads", \.heads, "The style sheet with the running heads of the pages."),
    .object("front", optional: \.front, "The title page and the contents, unless the book is a handout."),
    .list("chapters", \.chapters, "The chapters, in order."),
    .list("indexes", \.indexes, "The indexes, in order."),
  ])
}

/// The title page and the contents of a book.
struct BookFront: TemplateContext {
  var subtitle: String?
  /// The sentence with the newest day in the content.
  var date: String?
  var contents: [BookContentsEntry]

  static let fields = TemplateFields<BookFront>([
    .text("subtitle", optional: \.subtitle, "The description of the handbook, or the name of the only code."),
    .text("date", optional: \.date, "The date of the newest code or draft, in a sentence."),
    .list("contents", \.contents, "The table of contents."),
  ])
}

/// An entry of a book's contents.
struct BookContentsEntry: TemplateContext {
  var title: String
  var place: BookPlace
  var entries: [BookContentsEntry] = []

  static let fields = TemplateFields<BookContentsEntry>([
    .text("title", \.title, "The title of a chapter or a section."),
    .object("place", \.place, "Where it begins."),
    .flag("hasEntries", { !$0.entries.isEmpty }, "Whether it has entries below it."),
    .list("entries", \.entries, "The entries below it."),
  ])
}

/// A position in a book, with the number of its page.
struct BookPlace: TemplateContext {
  var address: Address
  /// The number of the page or, in the first print, a number that reserves space for it.
  var number: String
  /// The name of the place in a code, in the comparison.
  var label = ""
  /// The number as a citation in the comparison, with a word for a page.
  var page = ""
  /// Whether another place comes after it in a list.
  var isFollowed = false

  static let fields = TemplateFields<BookPlace>([
    .address("address", \.address, "The link to it."),
    .text("number", \.number, "The number of its page."),
    .text("label", \.label, "The name of the place in a code, in the comparison."),
    .text("page", \.page, "The number as a citation, such as p. 7, in the comparison."),
    .flag("isFollowed", \.isFollowed, "Whether another place comes after it in a list."),
  ])
}

/// A part of the handbook as a chapter of a book.
struct BookChapter: TemplateContext {
  var title: String
  var anchor: String
  /// The style class of the chapter's first page.
  var pageClass: String
  /// Whether the title is printed above the sections.
  var hasHeading: Bool
  var sections: [BookSection]
  /// The codes whose text isn't included.
  var reference: BookReference?
  /// The comparison of codes, which comes after them.
  var comparison: BookComparison?

  static let fields = TemplateFields<BookChapter>([
    .text("title", \.title, "The title."),
    .text("anchor", \.anchor, "Its id."),
    .text("pageClass", \.pageClass, "The style class with the running heads of its first page."),
    .flag("hasHeading", \.hasHeading, "Whether its title is printed."),
    .list("sections", \.sections, "The sections, in order."),
    .object("reference", optional: \.reference, "The codes whose text isn't included."),
    .object("comparison", optional: \.comparison, "The comparison of codes, after the codes."),
  ])
}

/// A page of the handbook as a section of a book.
struct BookSection: TemplateContext {
  var section: PrintSection
  var pageClass: String
  /// Whether it's the only section of its chapter, whose title it then replaces.
  var isAlone: Bool

  static let fields = TemplateFields<BookSection>([
    .object("section", \.section, "The title, the id, and the content."),
    .text("pageClass", \.pageClass, "The style class with the running heads of its pages."),
    .flag("isAlone", \.isAlone, "Whether it's the only section of its chapter."),
  ])
}

/// A self-check in a book, where nothing can be clicked.
struct BookQuestionBlock: TemplateRoot {
  static let template = "print-book-question"

  var question: QuestionBlock

  static let fields = TemplateFields<BookQuestionBlock>([.object("question", \.question, "The self-check.")])
}

/// The address of a website after the first link to it.
struct BookAddressBlock: TemplateRoot {
  static let template = "print-book-address"

  var address: String

  static let fields = TemplateFields<BookAddressBlock>([
    .text("address", \.address, "The address, as text.")
  ])
}

/// An answer key in a book.
struct BookAnswerKeyBlock: TemplateRoot {
  static let template = "print-book-answer-key"

  var answerKey: AnswerKeyBlock

  static let fields = TemplateFields<BookAnswerKeyBlock>([
    .object("answerKey", \.answerKey, "The answer key.")
  ])
}

/// A quotation in a book.
///
/// It isn't a figure, because a PDF file has to describe what a figure shows.
struct BookQuotationBlock: TemplateRoot {
  static let template = "print-book-quotation"

  var quotation: QuotationContext

  static let fields = TemplateFields<BookQuotationBlock>([
    .object("quotation", \.quotation, "The quotation.")
  ])
}

/// A warning in a book that rules have changed.
struct BookSuspectBlock: TemplateRoot {
  static let template = "print-book-suspect"

  var suspect: SuspectBlock

  static let fields = TemplateFields<BookSuspectBlock>([.object("suspect", \.suspect, "The warning.")])
}

/// Builds the page of a printed book.
struct PrintedBookBuilder {
  let book: PrintedBook
  let numbers: PrintedBook.PageNumbers

  private var site: SiteContext { book.site }

  func build() -> (page: PrintedBookPage, heads: RunningHeads) {
    var heads = RunningHeads()
    let indexes = BookIndexBuilder(book: book, numbers: numbers)
    var chapters: [BookChapter] = []
    for part in book.parts {
      var chapter = chapter(part, &heads)
      if part.kind == .codes { chapter.comparison = indexes.comparison(&heads) }
      chapters.append(chapter)
    }
    var page = PrintedBookPage(
      shell: site.shell(ofDocument: title, at: Route(PrintedBook.path)), chapters: chapters, indexes: [])
    page.shell.title = site.handbook.configuration.title.value
    if book.selection == .everything { page.shell.documentTitle = page.shell.title }
    page.shell.edition = site.editionName
    if case .lesson = book.selection { return (page, heads) }
    page.indexes = [indexes.subjects(&heads), indexes.citations(&heads)].compactMap(\.self)
    page.front = front(contents: chapters.flatMap(entries) + page.indexes.map { entry($0.title, $0.anchor) })
    return (page, heads)
  }

  /// The title of the document: that of the only section, or that of the handbook.
  private var title: String { onlySection?.title ?? site.handbook.configuration.title.value }

  private var onlySection: PrintSection? {
    book.selection == .everything ? nil : book.parts.first?.sections.first
  }

  // MARK: Front matter

  private func front(contents: [BookContentsEntry]) -> BookFront {
    BookFront(
      subtitle: book.selection == .everything ? site.handbook.configuration.description : onlySection?.title,
      date: SiteOutline.newestDateInWords(in: site).map { site.words.filled(.bookDate, ["date": $0]) },
      contents: contents)
  }

  private func entry(_ title: String, _ id: String) -> BookContentsEntry {
    BookContentsEntry(title: title, place: BookPlace(id, numbers))
  }

  /// Returns the entry of a chapter and that of the comparison after it.
  private func entries(of chapter: BookChapter) -> [BookContentsEntry] {
    let references = chapter.reference.map { [entry(site.words[.bookReference], $0.anchor)] } ?? []
    let sections = chapter.sections.map(\.section)
    var own = entry(chapter.title, chapter.anchor)
    if sections.count == 1, references.isEmpty {
      own = entry(sections[0].title, sections[0].anchor)
    } else if sections.isEmpty, let only = chapter.reference?.rows.onlyElement {
      own = entry(only.codeTitle, only.anchor)
      own.entries = references
    } else {
      own.entries = sections.map { entry($0.title, $0.anchor) } + references
    }
    return [own] + (chapter.comparison.map { [entry($0.title, $0.anchor)] } ?? [])
  }

  // MARK: Chapters

  private func chapter(_ part: PrintPart, _ heads: inout RunningHeads) -> BookChapter {
    let siteTitle = site.handbook.configuration.title.value
    let isOfCodes = part.kind == .codes
    // Codes and lessons have their own running heads, and sections of other chapters share theirs.
    let hasHeads = isOfCodes || part.kind == .lessons
    let isAlone = part.sections.count == 1
    let texts = part.sections.filter { $0.caution != nil || !isOfCodes }
    var pageClass = ""
    var sections: [BookSection] = []
    for section in texts {
      if hasHeads {
        pageClass = heads.add(section.anchor, left: section.runningHead ?? siteTitle, right: section.title)
      } else if sections.isEmpty {
        pageClass = heads.add(part.choice, left: siteTitle, right: part.title)
      }
      sections.append(BookSection(section: section, pageClass: pageClass, isAlone: isAlone))
    }
    let others = part.sections.filter { $0.caution == nil && isOfCodes }
    let reference = BookReference(others, of: book, &heads)
    return BookChapter(
      title: part.title, anchor: part.choice,
      pageClass: sections.first?.pageClass ?? reference?.pageClass ?? "",
      hasHeading: sections.isEmpty || (book.selection == .everything && !isAlone), sections: sections,
      reference: reference)
  }
}

extension BookPlace {
  init(_ id: String, _ numbers: PrintedBook.PageNumbers) {
    self.init(
      address: Address(internal: "#" + Route.encoded(id)), number: numbers[id].map(String.init) ?? "000")
  }
}

extension Array {
  /// The element of an array with one element, or `nil` for all others.
  fileprivate var onlyElement: Element? { count == 1 ? first : nil }
}

/// The codes whose text the handbook doesn't include: a row for each, and once what they all say.
struct BookReference: TemplateContext {
  let anchor = "codes-without-text"
  var pageClass: String
  var shared: HTML
  var rows: [BookReferenceRow]

  static let fields = TemplateFields<BookReference>([
    .text("anchor", \.anchor, "The id of the section."),
    .text("pageClass", \.pageClass, "The style class with the running heads of its pages."),
    .html("shared", \.shared, "The paragraphs that all codes have."),
    .list("rows", \.rows, "The codes, in order."),
  ])
}

/// A code whose text the handbook doesn't include.
struct BookReferenceRow: TemplateContext {
  /// The title of the code, after that of its state.
  var codeTitle: String
  var anchor: String
  var jurisdiction: String
  var title: String
  var content: HTML

  static let fields = TemplateFields<BookReferenceRow>([
    .text("anchor", \.anchor, "Its id."),
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("title", \.title, "The code's title."),
    .html("content", \.content, "The paragraphs that the other codes don't have."),
  ])
}

extension BookReference {
  /// - Returns: `nil` if there are no such codes.
  init?(_ sections: [PrintSection], of book: PrintedBook, _ heads: inout RunningHeads) {
    guard !sections.isEmpty else { return nil }
    let site = book.site
    pageClass = heads.add(
      anchor, left: site.handbook.configuration.title.value, right: site.words[.bookReference])
    let blocks = sections.map(\.blocks)
    var counts: [HTML: Int] = [:]
    for block in blocks.flatMap(Set.init) { counts[block, default: 0] += 1 }
    let isShared = { (block: HTML) in sections.count > 1 && counts[block] == sections.count }
    shared = HTML(bytes: blocks[0].filter(isShared).flatMap(\.bytes))
    rows = zip(sections, blocks).compactMap { section, blocks in
      guard case .code(let id, _, _) = section.document, let code = site.handbook.code(id) else { return nil }
      return BookReferenceRow(
        codeTitle: section.title, anchor: section.anchor, jurisdiction: site.text.placeName(of: code),
        title: code.current.metadata.title.value,
        content: HTML(bytes: blocks.filter { !isShared($0) }.flatMap(\.bytes)))
    }
  }
}

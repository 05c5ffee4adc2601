import Basics
package import Site

/// A handbook as a printed book: a page that a browser prints.
///
/// It is made from the site's print page and indexes. It has a title page, contents with page numbers, the
/// codes, their comparison by topic, topics, lessons, the glossary, and indexes. Because page numbers are
/// known only after printing, the page is printed first without numbers, and then with the numbers from the
/// first print. `0016-printed-book.md` explains why.
package struct PrintedBook {
  /// The parts of a handbook that a book contains.
  package enum Selection: Sendable, Hashable {
    case everything
    /// The code with an abbreviation, and its entries in the indexes.
    case code(String)
    /// The lesson with an id, as a handout without contents and indexes.
    case lesson(String)

    /// The id of the section if there's only one, or `nil` if the book contains all sections.
    fileprivate var section: String? {
      switch self {
      case .everything: nil
      case .code(let id): "code-\(id)"
      case .lesson(let id): "lesson-\(id.replacing("/", with: "-"))"
      }
    }
  }

  /// The page numbers of the book by the ids of the elements that begin on them.
  package typealias PageNumbers = [String: Int]

  /// A section of the handbook.
  private struct Section {
    let id: String
    let title: String
    /// The running head of the section's pages, if the section is a code.
    let head: String?
    /// Whether the section is a code whose text the handbook includes.
    let isText: Bool
    let content: ArraySlice<HTMLToken>
  }

  private struct Chapter {
    let id: String
    let title: String
    var sections: [Section]
  }

  private let files: [String: [UInt8]]
  private let outline: SiteOutline
  private let selection: Selection
  private var chapters: [Chapter] = []
  /// The ids that links in the book can lead to.
  private var ids: Set<String> = []
  /// The ids of sections by the paths of the site's pages.
  private let sections: [String: String]

  /// - Returns: `nil` if the site has no print page, or if the book would be empty.
  package init?(of files: [OutputFile], outline: SiteOutline, selection: Selection = .everything) {
    let wanted = ["print.html", "index.html", "subjects.html", "citations.html"]
    self.files = Dictionary(
      files.filter { file in wanted.contains(file.path) || file.path.hasSuffix(".css") }.map {
        ($0.path, $0.bytes)
      },
      uniquingKeysWith: { first, _ in first })
    self.outline = outline
    self.selection = selection
    sections = Dictionary(
      outline.entries.compactMap { entry in entry.printAnchor.map { (entry.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard let page = self.files["print.html"] else { return nil }
    read(HTMLScanner.tokens(of: page))
    guard !chapters.isEmpty else { return nil }
    ids.formUnion(chapters.map(\.id) + [Self.reference, Self.comparison, Self.subjects, Self.citations])
    for section in chapters.flatMap(\.sections) {
      ids.insert(section.id)
      ids.formUnion(section.content.compactMap { $0.tag?["id"] })
    }
  }

  private static let reference = "codes-without-text"
  private static let comparison = "comparison"
  private static let subjects = "subjects"
  private static let citations = "citations"

  /// Returns the files that the page loads: fonts.
  package static func fonts(in files: [OutputFile]) -> [OutputFile] {
    files.filter { MediaType(path: $0.path).name.hasPrefix("font/") }
  }

  private mutating func read(_ tokens: [HTMLToken]) {
    var titles: [String: String] = [:]
    for (place, token) in tokens.enumerated() {
      guard let tag = token.tag else { continue }
      if tag.name == "a", let address = tag["href"], address.hasPrefix("#part-") {
        titles[String(address.dropFirst())] = Self.text(of: tokens[PageFrame.element(at: place, in: tokens)])
      } else if let id = tag["id"], id.hasPrefix("part-"), let title = titles[id] {
        chapters.append(Chapter(id: id, title: title, sections: []))
      } else if tag.name == "section", tag.classes.contains("print-section"), let id = tag["id"],
        !chapters.isEmpty,
        selection.section.map({ $0 == id }) ?? true
      {
        let range = PageFrame.element(at: place, in: tokens)
        let heading = tokens[range].firstIndex { $0.tag?.name == "h2" } ?? range.lowerBound
        let element = PageFrame.element(at: heading, in: tokens)
        let head = tokens[range].firstIndex { $0.tag?.classes.contains("running-head") == true }
        chapters[chapters.count - 1].sections.append(
          Section(
            id: id, title: Self.text(of: tokens[element]),
            head: head.map { Self.text(of: tokens[PageFrame.element(at: $0, in: tokens)]) },
            isText: tokens[range].contains { $0.tag?.classes.contains("caution") == true },
            content: tokens[element.upperBound..<(range.upperBound - 1)]))
      }
    }
    chapters.removeAll(where: \.sections.isEmpty)
  }

  /// Returns the text of some elements, with single spaces.
  private static func text(of tokens: ArraySlice<HTMLToken>) -> String {
    let text = tokens.reduce(into: "") { text, token in
      if case .text(let bytes) = token {
        text += CharacterReferences.read(String(decoding: bytes, as: UTF8.self))
      }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var codes: [Section] { chapters.flatMap(\.sections).filter(\.isText) }

  /// Returns the page.
  ///
  /// - Parameter numbers: The page numbers that are known so far.
  package func page(_ numbers: PageNumbers) -> OutputFile {
    var printer = Printer(book: self, numbers: numbers)
    let body = printer.body()
    let language = XML.escaped(outline.language)
    let title =
      selection.section == nil ? outline.title : "\(chapters[0].sections[0].title) – \(outline.title)"
    let text = """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <title>\(XML.escaped(title))</title>
      <style>
      \(fontFaces)\(String(decoding: PackageResources.printed_book_css, as: UTF8.self))\(printer.pageRules)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
    return OutputFile(path: "book.html", bytes: Array(text.utf8))
  }

  /// The theme's font faces, with addresses relative to the page.
  private var fontFaces: String {
    files.filter { $0.key.hasSuffix(".css") }.sorted(byBytesOf: \.key).map { path, bytes in
      let sheet = StyleAddresses.replacing(in: bytes[...]) { address in
        guard case .file(let file, _) = PackageLink(address.text, from: path) else { return nil }
        return Route.encoded(file)
      }
      return String(decoding: sheet, as: UTF8.self).matches(of: /@font-face\s*\{[^{}]*\}\n?/).map {
        String($0.output)
      }
      .joined()
    }.joined()
  }

  /// Returns the id in the book that an address of the site leads to, or `nil` if the book doesn't contain
  /// it.
  private func anchor(of address: String, on page: String) -> String? {
    guard case .file(let file, let place) = PackageLink(address, from: page) else { return nil }
    let part = place.flatMap { $0.isEmpty ? nil : $0 }
    let anchor: String? =
      file == "print.html"
      ? part : sections[file].map { section in part.map { "\(section)--\($0)" } ?? section }
    return anchor.flatMap { ids.contains($0) ? $0 : nil }
  }

  /// Writes the parts of the book, and collects the running heads of its pages.
  private struct Printer {
    let book: PrintedBook
    let numbers: PageNumbers
    /// The named pages, with their running heads.
    private(set) var pageRules = ""
    /// The addresses that have been printed.
    private var printed: Set<String> = []

    init(book: PrintedBook, numbers: PageNumbers) {
      self.book = book
      self.numbers = numbers
    }

    mutating func body() -> String {
      let isHandout = if case .lesson = book.selection { true } else { false }
      var parts: [String] = []
      for chapter in book.chapters {
        parts.append(self.chapter(chapter, isHandout: isHandout))
        if chapter.id == "part-codes", !isHandout { parts.append(comparison()) }
      }
      if isHandout { return parts.joined() }
      let indexes = [
        (id: PrintedBook.subjects, page: "subjects.html", text: subjects()),
        (id: PrintedBook.citations, page: "citations.html", text: citations()),
      ].filter { !$0.text.isEmpty }
      let listed = indexes.map { (id: $0.id, title: Self.title(of: book.files[$0.page] ?? [])) }
      return titlePage() + contents(indexes: listed) + parts.joined() + indexes.map(\.text).joined()
    }

    // MARK: Front matter

    private func titlePage() -> String {
      let home = HTMLScanner.tokens(of: book.files["index.html"] ?? [])
      func element(_ className: String) -> ArraySlice<HTMLToken>? {
        home.firstIndex { $0.tag?.classes.contains(className) == true }
          .map { home[PageFrame.element(at: $0, in: home)] }
      }
      let edition = element("edition").map {
        "<p class=\"edition\">\(XML.escaped(PrintedBook.text(of: $0)))</p>\n"
      }
      let subtitle =
        book.selection.section == nil ? book.outline.description : book.chapters[0].sections[0].title
      let date = book.outline.bookWords.date.map { "<p>\(XML.escaped($0))</p>\n" } ?? ""
      return """
        <section class="title-page">
        <h1>\(XML.escaped(book.outline.title))</h1>
        \(subtitle.map { "<p class=\"subtitle\">\(XML.escaped($0))</p>\n" } ?? "")\(edition ?? "")\(date)\(element("status-legend").map(Self.legend) ?? "")</section>

        """
    }

    /// Returns the statuses of codes with their signs, without text that belongs to the map on the home page.
    private static func legend(_ tokens: ArraySlice<HTMLToken>) -> String {
      var writer = MarkupWriter()
      var index = tokens.startIndex
      let all = Array(tokens)
      index = 0
      while index < all.count {
        if let tag = all[index].tag, tag.name == "li",
          !tag.classes.isDisjoint(with: ["status-held", "status-linked", "status-none"])
        {
          index = PageFrame.element(at: index, in: all).upperBound
          continue
        }
        writer.write(all[index])
        index += 1
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func contents(indexes: [(id: String, title: String)]) -> String {
      func entry(_ id: String, _ title: String, _ inner: String = "") -> String {
        guard book.ids.contains(id) else { return "" }
        return """
          <li><a href="#\(XML.escaped(Route.encoded(id)))"><span>\(XML.escaped(title))</span> <span class="leader"></span> <span class="number">\(number(id))</span></a>\(inner)</li>

          """
      }
      let entries = book.chapters.map { chapter in
        let texts = chapter.sections.filter { $0.isText || chapter.id != "part-codes" }
        var inner = texts.map { entry($0.id, $0.title) }.joined()
        if texts.count < chapter.sections.count {
          inner += entry(PrintedBook.reference, book.outline.bookWords.reference)
        }
        let list = texts.count == 1 && chapter.sections.count == 1 ? "" : "\n<ol>\n\(inner)</ol>\n"
        let title = chapter.sections.count == 1 ? chapter.sections[0].title : chapter.title
        let comparison =
          chapter.id == "part-codes" && hasComparison
          ? entry(PrintedBook.comparison, book.outline.bookWords.comparison) : ""
        return entry(chapter.sections.count == 1 ? chapter.sections[0].id : chapter.id, title, list)
          + comparison
      }
      return """
        <section class="toc">
        <h1>\(XML.escaped(book.outline.bookWords.contents))</h1>
        <ol>
        \(entries.joined())\(indexes.map { entry($0.id, $0.title) }.joined())</ol>
        </section>

        """
    }

    private static func title(of page: [UInt8]) -> String {
      PageFrame.text(of: "h1", in: HTMLScanner.tokens(of: page)) ?? ""
    }

    /// Returns the number of the page on which an element begins or, in the first print, a number that
    /// reserves space for it.
    private func number(_ id: String) -> String { numbers[id].map(String.init) ?? "000" }

    // MARK: Chapters

    /// Makes a named page, and returns the style class that puts an element on it.
    private mutating func pageClass(_ name: String, head: String, title: String) -> String {
      let name = "p-" + name.utf8.map { $0.isASCIILetterOrDigit ? String(UnicodeScalar($0)) : "-" }.joined()
      pageRules += """
        @page \(name) { @top-left { content: \(Self.quoted(head)); } @top-right { content: \(Self.quoted(title)); } }
        .\(name) { page: \(name); }

        """
      return name
    }

    private static func quoted(_ text: String) -> String {
      let short = text.count > 70 ? text.prefix(69) + "…" : text[...]
      return "\""
        + short.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("<", with: "\\3c ")
        + "\""
    }

    private mutating func chapter(_ chapter: Chapter, isHandout: Bool) -> String {
      let isOfCodes = chapter.id == "part-codes"
      let flows = !isOfCodes && chapter.id != "part-lessons"
      var result = ""
      var name = ""
      let texts = chapter.sections.filter { $0.isText || !isOfCodes }
      for (place, section) in texts.enumerated() {
        if place == 0 || !flows {
          name =
            flows
            ? pageClass(chapter.id, head: book.outline.title, title: chapter.title)
            : pageClass(section.id, head: section.head ?? book.outline.title, title: section.title)
        }
        let opening = place == 0 && !isHandout && book.selection.section == nil && chapter.sections.count > 1
        if opening { result += heading(chapter.id, chapter.title, name) }
        let isAlone = chapter.sections.count == 1
        let level = isAlone ? "h1" : "h2"
        result += """
          <section class="\(name)\(isAlone ? " alone" : "")" id="\(section.id)">
          <\(level)>\(XML.escaped(section.title))</\(level)>

          """
        result += content(section.content) + "</section>\n"
      }
      let others = chapter.sections.filter { isOfCodes && !$0.isText }
      if !others.isEmpty { result += referenceTable(others, isAlone: texts.isEmpty, chapter) }
      return result
    }

    private func heading(_ id: String, _ title: String, _ name: String) -> String {
      "<h1 class=\"\(name)\" id=\"\(id)\">\(XML.escaped(title))</h1>\n"
    }

    /// Returns a table of the codes whose text the handbook doesn't include: a row for each, and what they
    /// all share once.
    private mutating func referenceTable(_ sections: [Section], isAlone: Bool, _ chapter: Chapter) -> String {
      let words = book.outline.bookWords
      let name = pageClass(PrintedBook.reference, head: book.outline.title, title: words.reference)
      var counts: [String: Int] = [:]
      let rows = sections.map { section -> (section: Section, paragraphs: [String]) in
        let all = Array(section.content)
        let starts = all.indices.filter { all[$0].tag?.name == "p" }
        let paragraphs = starts.map { content(all[PageFrame.element(at: $0, in: all)]) }
        for paragraph in Set(paragraphs) { counts[paragraph, default: 0] += 1 }
        return (section, paragraphs)
      }
      let shared = rows.first?.paragraphs.filter { sections.count > 1 && counts[$0] == sections.count } ?? []
      let body = rows.map { section, paragraphs in
        let parts = section.title.split(separator: ": ", maxSplits: 1)
        let title = parts.count == 2 ? "<p><b>\(XML.escaped(String(parts[1])))</b></p>\n" : ""
        let rest = paragraphs.filter { !shared.contains($0) }.joined()
        return """
          <tr id="\(section.id)"><th scope="row">\(XML.escaped(String(parts.first ?? "")))</th><td>\(title)\(rest)</td></tr>

          """
      }
      let start = isAlone ? heading(chapter.id, chapter.title, name) : ""
      return """
        \(start)<section class="\(name)" id="\(PrintedBook.reference)">
        <h2>\(XML.escaped(words.reference))</h2>
        \(shared.joined())<table class="reference">
        <tbody>
        \(body.joined())</tbody>
        </table>
        </section>

        """
    }

    // MARK: Content

    private static let dropped: Set<String> = [
      "script", "noscript", "form", "button", "nav", "input", "iframe",
    ]
    private static let droppedClasses: Set<String> = [
      "only", "running-head", "rationale", "question-status", "question-help", "visually-hidden", "anchor",
      "actions",
      "tools", "record",
    ]

    /// Returns the content of a section, with links that lead to parts of the book.
    private mutating func content(_ tokens: ArraySlice<HTMLToken>) -> String {
      let all = Array(tokens)
      var writer = MarkupWriter()
      /// For each open link, its end tag and the text that is printed after it.
      var links: [String] = []
      var index = 0
      while index < all.count {
        let token = all[index]
        switch token {
        case .start(let tag)
        where Self.dropped.contains(tag.name) || !tag.classes.isDisjoint(with: Self.droppedClasses)
          || (tag.name == "summary" && !tag.isOfChoice(in: all, at: index)):
          index = PageFrame.element(at: index, in: all).upperBound
          continue
        case .start(var tag):
          tag.attributes.removeAll { name, _ in
            name.hasPrefix("data-") || ["tabindex", "hidden", "open", "srcset", "rel"].contains(name)
          }
          if tag.name == "a", let address = tag["href"] {
            let words = PrintedBook.text(of: all[PageFrame.element(at: index, in: all)])
            links.append(start(of: &tag, address: address, words: words))
            if tag.name.isEmpty { break }
          } else if tag.name == "details" || tag.name == "summary" {
            tag.name = "div"
          }
          writer.write(.start(tag))
        case .end("a"): writer.write(links.popLast() ?? "</a>")
        case .end("details"), .end("summary"): writer.write("</div>")
        case .declaration: break
        default: writer.write(token)
        }
        index += 1
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Turns a link into one of the book, or into text if the book doesn't contain its target.
    ///
    /// - Returns: The text that ends it: its end tag, and the address if that hasn't been printed yet.
    private mutating func start(of tag: inout HTMLTag, address: String, words: String) -> String {
      switch PackageLink(address, from: "print.html") {
      case .outside:
        guard address.lowercased().hasPrefix("http"), printed.insert(address).inserted,
          !words.contains(address)
        else { return "</a>" }
        return "</a> <span class=\"address\">&lt;\(XML.escaped(address))&gt;</span>"
      default:
        guard let anchor = book.anchor(of: address, on: "print.html") else {
          tag.name = ""
          return ""
        }
        tag["href"] = "#" + Route.encoded(anchor)
        return "</a>"
      }
    }

    // MARK: Tables and indexes

    /// An entry of the subject index.
    private struct Subject {
      let title: String
      /// The address of the subject's own page, or `nil` if it has none.
      let address: String?
      let locations: [(text: String, address: String)]
      /// The text that lists other subjects to look under.
      let see: String?
    }

    private func entries() -> [(letter: String, subjects: [Subject])] {
      let tokens = HTMLScanner.tokens(of: book.files["subjects.html"] ?? [])
      var result: [(letter: String, subjects: [Subject])] = []
      for (place, token) in tokens.enumerated() {
        guard let tag = token.tag else { continue }
        if tag.name == "h2", tag["id"]?.hasPrefix("letter-") == true {
          result.append((PrintedBook.text(of: tokens[PageFrame.element(at: place, in: tokens)]), []))
        } else if tag.name == "li", !result.isEmpty {
          let entry = Array(tokens[PageFrame.element(at: place, in: tokens)])
          guard let subject = entry.firstIndex(where: { $0.tag?.classes.contains("subject") == true }) else {
            continue
          }
          func links(_ className: String) -> [(text: String, address: String)] {
            guard let start = entry.firstIndex(where: { $0.tag?.classes.contains(className) == true }) else {
              return []
            }
            return PageFrame.element(at: start, in: entry).compactMap { index in
              guard entry[index].tag?.name == "a", let address = entry[index].tag?["href"] else { return nil }
              return (PrintedBook.text(of: entry[PageFrame.element(at: index, in: entry)]), address)
            }
          }
          let see = entry.firstIndex { $0.tag?.classes.contains("see") == true }.map { start in
            let word = entry[start...].firstIndex { $0.tag?.name == "i" }.map {
              PrintedBook.text(of: entry[PageFrame.element(at: $0, in: entry)])
            }
            return "<i>\(XML.escaped(word ?? ""))</i> "
              + XML.escaped(links("see").map(\.text).joined(separator: "; "))
          }
          let title = PrintedBook.text(of: entry[PageFrame.element(at: subject, in: entry)])
          result[result.count - 1].subjects.append(
            Subject(
              title: title, address: entry[subject].tag?["href"], locations: links("locations"), see: see))
        }
      }
      return result
    }

    /// Returns the topics of the subject index, with the provisions of each.
    private func topics() -> [Subject] {
      entries().flatMap(\.subjects).filter { subject in
        guard let address = subject.address, let anchor = book.sections[address] else { return false }
        return anchor.hasPrefix("topic-")
      }
    }

    private var hasComparison: Bool {
      book.selection.section == nil && book.codes.count > 1 && !topics().isEmpty
    }

    /// The maximum number of codes that have their own column.
    private static let mostColumns = 4

    private mutating func comparison() -> String {
      guard hasComparison else { return "" }
      let words = book.outline.bookWords
      let codes = book.codes
      let name = pageClass(PrintedBook.comparison, head: book.outline.title, title: words.comparison)
      func cell(_ subject: Subject, _ code: Section) -> String {
        let places = subject.locations.compactMap { text, address -> String? in
          guard let anchor = book.anchor(of: address, on: "subjects.html"),
            anchor == code.id || anchor.hasPrefix(code.id + "--")
          else { return nil }
          let label = text.split(separator: ", ", maxSplits: 1).last.map(String.init) ?? text
          return """
            <a href="#\(XML.escaped(Route.encoded(anchor)))">\(XML.escaped(label)), <span class="number">\(XML.escaped(words.page.replacing("{page}", with: number(anchor))))</span></a>
            """
        }
        return places.isEmpty
          ? "<span class=\"none\">\(XML.escaped(words.none))</span>" : places.joined(separator: "; ")
      }
      func title(_ code: Section) -> String {
        XML.escaped(code.title.split(separator: ": ").first.map(String.init) ?? code.title)
      }
      let isWide = codes.count <= Self.mostColumns
      let rows = topics().map { subject in
        if isWide {
          let cells = codes.map { "<td>\(cell(subject, $0))</td>" }.joined()
          return "<tr><th scope=\"row\">\(XML.escaped(subject.title))</th>\(cells)</tr>\n"
        }
        let lines = codes.map { "<p><b>\(title($0)):</b> \(cell(subject, $0))</p>" }.joined()
        return "<tr><th scope=\"row\">\(XML.escaped(subject.title))</th><td>\(lines)</td></tr>\n"
      }
      let heads =
        isWide
        ? codes.map { "<th scope=\"col\">\(title($0))</th>" }.joined()
        : "<th scope=\"col\">\(XML.escaped(words.provisions))</th>"
      return """
        \(heading(PrintedBook.comparison, words.comparison, name))<table class="comparison \(name)">
        <thead><tr><th scope="col">\(XML.escaped(words.topic))</th>\(heads)</tr></thead>
        <tbody>
        \(rows.joined())</tbody>
        </table>

        """
    }

    /// Returns links to the pages of some elements, each page once.
    private func pages(_ anchors: [String]) -> String {
      var known: Set<Int> = []
      let places = anchors.enumerated().map { (anchor: $1, page: numbers[$1] ?? 0, place: $0) }
        .sorted { ($0.page, $0.place) < ($1.page, $1.place) }
      return places.filter { $0.page == 0 || known.insert($0.page).inserted }.map { anchor, _, _ in
        "<a href=\"#\(XML.escaped(Route.encoded(anchor)))\">\(number(anchor))</a>"
      }.joined(separator: ", ")
    }

    private mutating func subjects() -> String {
      let letters = entries().compactMap { letter, subjects -> String? in
        let lines = subjects.compactMap { subject -> String? in
          let own = subject.address.map { [$0] } ?? []
          let anchors = (own + subject.locations.map(\.address)).compactMap {
            book.anchor(of: $0, on: "subjects.html")
          }
          let see = book.selection.section == nil ? subject.see : nil
          guard !anchors.isEmpty || see != nil else { return nil }
          let parts = [anchors.isEmpty ? nil : pages(anchors), see].compactMap(\.self).joined(separator: "; ")
          return "<p>\(XML.escaped(subject.title)) &#160;\(parts)</p>\n"
        }
        return lines.isEmpty ? nil : "<h2>\(XML.escaped(letter))</h2>\n\(lines.joined())"
      }
      guard !letters.isEmpty, let page = book.files["subjects.html"] else { return "" }
      return index(PrintedBook.subjects, Self.title(of: page), letters.joined())
    }

    private mutating func index(_ id: String, _ title: String, _ content: String) -> String {
      let name = pageClass(id, head: book.outline.title, title: title)
      return """
        \(heading(id, title, name))<div class="index \(name)">
        \(content)</div>

        """
    }

    private mutating func citations() -> String {
      guard let page = book.files["citations.html"] else { return "" }
      let tokens = HTMLScanner.tokens(of: page)
      guard let main = PageFrame.main(in: tokens) else { return "" }
      var result = ""
      var pending = ""
      for place in main {
        guard let tag = tokens[place].tag else { continue }
        if tag.name == "h2" {
          pending =
            "<h2>\(XML.escaped(PrintedBook.text(of: tokens[PageFrame.element(at: place, in: tokens)])))</h2>\n"
        } else if tag.name == "div", tag["id"]?.hasPrefix("cite-") == true {
          let entry = Array(tokens[PageFrame.element(at: place, in: tokens)])
          let anchors = entry.indices.compactMap { index -> String? in
            guard entry[index].tag?.name == "a", let address = entry[index].tag?["href"] else { return nil }
            return book.anchor(of: address, on: "citations.html")
          }
          guard !anchors.isEmpty, let title = PageFrame.text(of: "dt", in: entry) else { continue }
          result += pending + "<p>\(XML.escaped(title)) &#160;\(pages(anchors))</p>\n"
          pending = ""
        }
      }
      return result.isEmpty ? "" : index(PrintedBook.citations, Self.title(of: page), result)
    }
  }
}

extension HTMLTag {
  fileprivate var classes: Set<String> {
    Set((self["class"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Returns whether a summary is the text of a choice, rather than the label of a collapsed part.
  fileprivate func isOfChoice(in tokens: [HTMLToken], at index: Int) -> Bool {
    tokens[..<index].lastIndex { $0.tag?.name == "details" }.map {
      tokens[$0].tag?.classes.contains("choice") == true
    }
      ?? false
  }
}

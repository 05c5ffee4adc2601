import Basics
import Handbook
import Markdown

/// A table of the provisions of all codes by topic.
struct BookComparison: TemplateContext {
  let anchor = "comparison"
  var title: String
  var pageClass: String
  /// Whether each code has its own column.
  var isWide: Bool
  var columns: [PhraseContext]
  var rows: [BookComparisonRow]

  static let fields = TemplateFields<BookComparison>([
    .text("anchor", \.anchor, "Its id."),
    .text("title", \.title, "The title."),
    .text("pageClass", \.pageClass, "The style class with the running heads of its pages."),
    .flag("isWide", \.isWide, "Whether each code has its own column."),
    .list("columns", \.columns, "The codes."),
    .list("rows", \.rows, "The topics, in order."),
  ])
}

/// A topic in the comparison of a book.
struct BookComparisonRow: TemplateContext {
  var title: String
  var cells: [BookComparisonCell]

  static let fields = TemplateFields<BookComparisonRow>([
    .text("title", \.title, "The topic."),
    .list("cells", \.cells, "The codes, in the order of the columns."),
  ])
}

/// What a code has on a topic.
struct BookComparisonCell: TemplateContext {
  var code: String
  var places: [BookPlace]

  static let fields = TemplateFields<BookComparisonCell>([
    .text("code", \.code, "The state of the code."),
    .list("places", \.places, "The provisions and groups."),
  ])
}

/// An index of a book.
struct BookIndex: TemplateContext {
  var title: String
  var anchor: String
  var pageClass: String
  var sections: [BookIndexSection]

  static let fields = TemplateFields<BookIndex>([
    .text("title", \.title, "The title."),
    .text("anchor", \.anchor, "Its id."),
    .text("pageClass", \.pageClass, "The style class with the running heads of its pages."),
    .list("sections", \.sections, "The letters, or the series of citations."),
  ])
}

/// The entries of an index with the same letter, or of the same series of citations.
struct BookIndexSection: TemplateContext {
  var title: String
  var entries: [BookIndexEntry]

  static let fields = TemplateFields<BookIndexSection>([
    .text("title", \.title, "The letter or the series."),
    .list("entries", \.entries, "The entries, in order."),
  ])
}

/// An entry of an index.
struct BookIndexEntry: TemplateContext {
  var title: String
  var places: [BookPlace]
  /// The titles of other subjects, which replace this one or are related to it.
  var see: String?
  var isRelated = false

  static let fields = TemplateFields<BookIndexEntry>([
    .text("title", \.title, "The subject or the citation."),
    .flag("hasPlaces", { !$0.places.isEmpty }, "Whether the book has pages about it."),
    .list("places", \.places, "Those pages, in order."),
    .text("see", optional: \.see, "Other subjects to look under."),
    .flag("isRelated", \.isRelated, "Whether those subjects are only related to it."),
  ])
}

/// Builds the indexes of a book and the comparison of its codes, from the values of the site's indexes.
struct BookIndexBuilder {
  let book: PrintedBook
  let numbers: PrintedBook.PageNumbers
  /// The A–Z index of the site; empty if it has none.
  private let letters: [IndexLetter]

  init(book: PrintedBook, numbers: PrintedBook.PageNumbers) {
    self.book = book
    self.numbers = numbers
    let site = book.site
    letters =
      site.map.has(.subjectIndex)
      ? SubjectIndexBuilder(
        site: site, page: Page(subject: .subjectIndex, route: site.map.route(of: .subjectIndex))
      ).allLetters : []
  }

  private var site: SiteContext { book.site }

  /// Adds the running heads of a part, and returns the style class of its pages.
  private func pageClass(_ id: String, _ title: String, _ heads: inout RunningHeads) -> String {
    heads.add(id, left: site.handbook.configuration.title.value, right: title)
  }

  // MARK: The comparison

  /// The maximum number of codes that have their own columns.
  private static let mostColumns = 4

  /// Returns the comparison, or `nil` if there's nothing to compare.
  func comparison(_ heads: inout RunningHeads) -> BookComparison? {
    let codes = book.parts.flatMap(\.sections).filter { $0.caution != nil }
    let topics = letters.flatMap(\.entries).filter { entry in
      entry.address.flatMap { book.id(at: $0.text) }?.hasPrefix("topic-") == true
    }
    guard book.selection == .everything, codes.count > 1, !topics.isEmpty else { return nil }
    let names = codes.map { $0.title.split(separator: ": ").first.map(String.init) ?? $0.title }
    let title = site.words[.bookComparison]
    var comparison = BookComparison(
      title: title, pageClass: "", isWide: codes.count <= Self.mostColumns,
      columns: names.map { PhraseContext(text: $0) },
      rows: topics.map { topic in
        BookComparisonRow(
          title: topic.title,
          cells: zip(codes, names).map { code, name in
            BookComparisonCell(code: name, places: places(on: topic, in: code))
          })
      })
    comparison.pageClass = pageClass(comparison.anchor, title, &heads)
    return comparison
  }

  private func places(on topic: IndexEntry, in code: PrintSection) -> [BookPlace] {
    let places = topic.locations.compactMap { location -> BookPlace? in
      guard let id = book.place(of: location.address),
        id == code.anchor || id.hasPrefix(code.anchor + "--")
      else { return nil }
      var place = BookPlace(id, numbers)
      // The name of the code is in the column or in front of the places.
      place.label =
        location.title.split(separator: ", ", maxSplits: 1).last.map(String.init) ?? location.title
      place.page = site.words.filled(.bookPage, ["page": place.number])
      return place
    }
    return Self.list(Self.withoutRepeatedGroups(places))
  }

  /// Removes the name of a group from places that follow another place in the same group.
  private static func withoutRepeatedGroups(_ places: [BookPlace]) -> [BookPlace] {
    var last = ""
    return places.map { place in
      var place = place
      let words = place.label.split(separator: ", ")
      let group = words.dropLast().joined(separator: ", ")
      if !group.isEmpty, group == last, let position = words.last { place.label = String(position) }
      last = group
      return place
    }
  }

  private static func list(_ places: [BookPlace]) -> [BookPlace] {
    places.enumerated().map { index, place in
      var place = place
      place.isFollowed = index + 1 < places.count
      return place
    }
  }

  // MARK: The indexes

  /// Returns the index of subjects, or `nil` if it would be empty.
  func subjects(_ heads: inout RunningHeads) -> BookIndex? {
    let sections = letters.map { letter in
      BookIndexSection(title: letter.letter, entries: letter.entries.compactMap(entry))
    }
    return index("subjects", site.name(of: .subjectIndex), sections, &heads)
  }

  private func entry(_ subject: IndexEntry) -> BookIndexEntry? {
    let addresses = (subject.address.map { [$0] } ?? []) + subject.locations.map(\.address)
    var entry = BookIndexEntry(title: subject.title, places: pages(of: addresses))
    if book.selection == .everything {
      entry.isRelated = subject.see.isEmpty
      let others = entry.isRelated ? subject.seeAlso : subject.see
      entry.see = others.isEmpty ? nil : others.map(\.title).joined(separator: "; ")
    }
    return entry.places.isEmpty && entry.see == nil ? nil : entry
  }

  /// Returns the index of citations, or `nil` if it would be empty.
  func citations(_ heads: inout RunningHeads) -> BookIndex? {
    guard site.map.has(.citationIndex) else { return nil }
    let page = Page(subject: .citationIndex, route: site.map.route(of: .citationIndex))
    let sections = CitationsPageBuilder(site: site, page: page).build().series.map { series in
      BookIndexSection(
        title: series.name + (series.abbreviation.map { " (\($0))" } ?? ""),
        entries: series.citations.compactMap { citation in
          let places = pages(of: citation.places.map(\.address))
          return places.isEmpty ? nil : BookIndexEntry(title: citation.text, places: places)
        })
    }
    return index("citations", site.name(of: .citationIndex), sections, &heads)
  }

  private func index(
    _ id: String, _ title: String, _ sections: [BookIndexSection], _ heads: inout RunningHeads
  ) -> BookIndex? {
    let sections = sections.filter { !$0.entries.isEmpty }
    guard !sections.isEmpty else { return nil }
    return BookIndex(title: title, anchor: id, pageClass: pageClass(id, title, &heads), sections: sections)
  }

  /// Returns the pages that addresses lead to, each page once.
  private func pages(of addresses: [Address]) -> [BookPlace] {
    let ids = addresses.compactMap(book.place)
    let places = ids.enumerated().map { order, id in (id: id, page: numbers[id] ?? 0, order: order) }
      .sorted { ($0.page, $0.order) < ($1.page, $1.order) }
    var known: Set<Int> = []
    return Self.list(
      places.filter { $0.page == 0 || known.insert($0.page).inserted }.map { BookPlace($0.id, numbers) })
  }
}

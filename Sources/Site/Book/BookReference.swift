import Basics
import Handbook
import Markdown

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

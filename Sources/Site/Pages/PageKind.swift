import Handbook

/// A kind of page, with everything that the site needs to know about it.
///
/// Each kind is a value in the file of its page, next to its template context and its builder. All properties
/// are required, so the compiler reports any that a new kind is missing.
struct PageKind: Sendable {
  /// The input of a page, which decides when a preview renders it again.
  enum Source: Sendable {
    /// A record's own file and those that it refers to; for some pages, also the outlines of all documents.
    case record(showsOthers: @Sendable (Page.Subject, Handbook) -> Bool)
    /// The outlines of all documents, which appear on other pages.
    case outlines
    /// The text of all documents.
    case everything
  }

  /// The section of the outline that a page is in, in reading order.
  enum OutlineSection: Int, Sendable, CaseIterable {
    case home, lessons, codes, topics, comparison, glossary, indexes
    /// A separate section for each page.
    case alone
  }

  /// The contexts whose templates render the pages.
  let roots: [any PageContext.Type]
  /// The pages of this kind in a handbook, in reading order.
  let pages: @Sendable (Handbook) -> [Page]
  /// The text of links to a page, in navigation, breadcrumbs, and redirects.
  let name: @Sendable (Page.Subject, SiteNames) -> String
  /// The record that a page shows, or `nil` for a generated page.
  let record: @Sendable (Page.Subject, Handbook) -> PageRecord?
  let source: Source
  /// Whether a page grows with the handbook, so that it's rendered first and no core waits for it at the end.
  let growsWithHandbook: Bool
  /// The entry page of the part of the site that contains a page, which the navigation highlights.
  let section: Page.Subject?
  let outlineSection: OutlineSection?
  let outlineKind: SiteOutline.Entry.Kind
  /// The title of a page in the outline.
  let outlineTitle: @Sendable (Page.Subject, SiteContext) -> String
  /// Whether search engines should index a page, because it doesn't duplicate others.
  let isIndexed: @Sendable (Page.Subject, SiteMap) -> Bool
  let render: @Sendable (Page, SiteContext) -> [UInt8]
}

/// The record that a page shows.
struct PageRecord: Sendable {
  let document: DocumentKey
  /// The path of its file.
  let path: String
  /// Whether it can be published; a preview also shows pages that can't.
  let isPublished: Bool

  init(_ document: DocumentKey, _ path: String, _ isPublished: Bool) {
    self.document = document
    self.path = path
    self.isPublished = isPublished
  }
}

extension PageKind {
  /// All kinds, in the order in which their pages are planned.
  static let all: [PageKind] = [
    .home, .notFound, .search, .lessons, .lesson, .practice, .codes, .code, .frozen, .difference, .history,
    .parallel, .sheet, .topics, .topic, .comparison, .sideBySide, .moves, .moving,
    .glossary, .subjectIndex, .subjectLetter,
    .citationIndex, .objectiveIndex, .changes, .versions, .print, .plain,
  ]

  /// Returns the kind of a page that's generated from the whole handbook and exists at most once.
  ///
  /// - Parameters:
  ///   - path: The path of the page, or `nil` for a handbook without it.
  ///   - name: The text of links to it.
  static func generated<Root: PageContext>(
    _ root: Root.Type, _ subject: Page.Subject, at path: @escaping @Sendable (Handbook) -> String?,
    name: ThemePhrase, growsWithHandbook: Bool, section: Page.Subject?, outline: OutlineSection?,
    source: Source = .outlines, isIndexed: Bool, build: @escaping @Sendable (Page, SiteContext) -> Root
  ) -> PageKind {
    PageKind(
      roots: [root], pages: { handbook in path(handbook).map { [Page(subject, at: $0)] } ?? [] },
      name: { _, names in names.words[name] }, record: { _, _ in nil }, source: source,
      growsWithHandbook: growsWithHandbook, section: section, outlineSection: outline, outlineKind: .page,
      outlineTitle: { _, site in site.words[name] }, isIndexed: { _, _ in isIndexed },
      render: { page, site in site.theme.render(build(page, site)) })
  }
}

extension Page.Subject {
  var kind: PageKind {
    switch self {
    case .home: .home
    case .codes: .codes
    case .code: .code
    case .frozen: .frozen
    case .difference: .difference
    case .history: .history
    case .parallel: .parallel
    case .sheet: .sheet
    case .topics: .topics
    case .topic: .topic
    case .comparison: .comparison
    case .sideBySide: .sideBySide
    case .moves: .moves
    case .moving: .moving
    case .lessons: .lessons
    case .lesson: .lesson
    case .practice: .practice
    case .glossary: .glossary
    case .plain: .plain
    case .subjectIndex: .subjectIndex
    case .subjectLetter: .subjectLetter
    case .citationIndex: .citationIndex
    case .objectiveIndex: .objectiveIndex
    case .changes: .changes
    case .versions: .versions
    case .search: .search
    case .print: .print
    case .notFound: .notFound
    }
  }
}

/// The records that a subject names. Each kind reads only those that its pages have.
extension Page.Subject {
  /// The code that a page shows or is about.
  var codeID: CodeID {
    switch self {
    case .code(let id, _, _), .frozen(let id, _, _), .difference(let id, _, _), .history(let id),
      .parallel(let id, _), .sheet(let id, _, _):
      id
    default: mismatch()
    }
  }

  /// The edition of a code that a page shows, in a view.
  var edition: (code: CodeID, place: Int, view: CodeView) {
    switch self {
    case .code(let id, let edition, let view), .frozen(let id, let edition, let view): (id, edition, view)
    case .difference(let id, let edition, _), .sheet(let id, let edition, _), .parallel(let id, let edition):
      (id, edition, .proposed)
    default: mismatch()
    }
  }

  var sheetKind: SheetKind { if case .sheet(_, _, let kind) = self { kind } else { mismatch() } }

  /// The older of the two editions that a page compares.
  var earlierEdition: Int { if case .difference(_, _, let earlier) = self { earlier } else { mismatch() } }

  var topicID: TopicID { if case .topic(let id) = self { id } else { mismatch() } }

  var lessonID: LessonID { if case .lesson(let id) = self { id } else { mismatch() } }

  var pageID: PageID { if case .plain(let id) = self { id } else { mismatch() } }

  /// The letter of the subjects on a page.
  var letter: String { if case .subjectLetter(let letter) = self { letter } else { mismatch() } }

  /// The codes of a person who moves from one state to another.
  var move: (from: CodeID, to: CodeID) {
    if case .moving(let from, let to) = self { (from, to) } else { mismatch() }
  }

  private func mismatch() -> Never { preconditionFailure("a page's kind matches its subject, not \(self)") }
}

extension SiteContext {
  /// Returns the text of links to a page.
  func name(of subject: Page.Subject) -> String { names.name(of: subject) }

  /// Returns the file of a page.
  func render(_ page: Page) -> OutputFile {
    OutputFile(path: folder + page.route.path, bytes: page.subject.kind.render(page, self))
  }
}

/// Returns the record that a page was planned for.
///
/// - Precondition: The record exists, because the plan is for the handbook that the pages are built from.
func required<Record>(_ record: Record?, _ subject: Page.Subject) -> Record {
  guard let record else { preconditionFailure("the plan was made for this handbook, which has \(subject)") }
  return record
}

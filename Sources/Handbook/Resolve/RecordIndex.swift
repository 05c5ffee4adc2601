import Basics

/// The places of a manuscript's records by their ids.
///
/// Places are kept rather than records, which are expensive to copy. The first of two records with one id counts.
struct RecordIndex: Sendable {
  private let codes: [CodeID: Int]
  private let topics: [TopicID: Int]
  private let lessons: [LessonID: Int]
  private let pages: [PageID: Int]
  private let terms: [TermID: Int]

  init(_ manuscript: Manuscript) {
    codes = Self.places(of: manuscript.codes.lazy.map(\.id))
    topics = Self.places(of: manuscript.topics.lazy.map(\.id))
    lessons = Self.places(of: manuscript.lessons.lazy.map(\.id))
    pages = Self.places(of: manuscript.pages.lazy.map(\.id))
    terms = Self.places(of: (manuscript.glossary?.terms ?? []).lazy.map(\.id.value))
  }

  /// The place in ``Manuscript/codes``.
  func place(of id: CodeID) -> Int? { codes[id] }

  /// The place in ``Manuscript/topics``.
  func place(of id: TopicID) -> Int? { topics[id] }

  /// The place in ``Manuscript/lessons``.
  func place(of id: LessonID) -> Int? { lessons[id] }

  /// The place in ``Manuscript/pages``.
  func place(of id: PageID) -> Int? { pages[id] }

  /// The place in ``Glossary/terms``.
  func place(of id: TermID) -> Int? { terms[id] }

  /// The document that references name by its kind's folder and a name in that, as in `topics/gifts`.
  func document(_ kind: RecordKind, named name: String) -> DocumentKey? {
    switch kind {
    case .topic: topics[TopicID(name)].map { _ in .topic(TopicID(name)) }
    case .lesson: lessons[LessonID(name)].map { _ in .lesson(LessonID(name)) }
    case .page: pages[PageID(name)].map { _ in .page(PageID(name)) }
    case .code, .glossary: nil
    }
  }

  /// The names by which references can name records of a kind.
  func names(of kind: RecordKind) -> [String] {
    switch kind {
    case .code: codes.keys.map(\.rawValue)
    case .topic: topics.keys.map(\.rawValue)
    case .lesson: lessons.keys.map(\.rawValue)
    case .page: pages.keys.map(\.rawValue)
    case .glossary: terms.keys.map(\.rawValue)
    }
  }

  private static func places<ID: Hashable>(of ids: some Sequence<ID>) -> [ID: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}

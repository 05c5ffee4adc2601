import Basics

/// The indices of a manuscript's records, by their ids.
///
/// Indices are stored because records are expensive to copy. If two records have the same id, the first one
/// counts.
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

  /// Returns the index in ``Manuscript/codes``.
  func place(of id: CodeID) -> Int? { codes[id] }

  /// Returns the index in ``Manuscript/topics``.
  func place(of id: TopicID) -> Int? { topics[id] }

  /// Returns the index in ``Manuscript/lessons``.
  func place(of id: LessonID) -> Int? { lessons[id] }

  /// Returns the index in ``Manuscript/pages``.
  func place(of id: PageID) -> Int? { pages[id] }

  /// Returns the index in ``Glossary/terms``.
  func place(of id: TermID) -> Int? { terms[id] }

  /// Returns the document that references name by a folder and a path below it, as in `topics/gifts`.
  func document(_ kind: RecordKind, named name: String) -> DocumentKey? {
    switch kind {
    case .topic: topics[TopicID(name)].map { _ in .topic(TopicID(name)) }
    case .lesson: lessons[LessonID(name)].map { _ in .lesson(LessonID(name)) }
    case .page: pages[PageID(name)].map { _ in .page(PageID(name)) }
    case .code, .glossary: nil
    }
  }

  /// Returns the names that references can use for records of a kind.
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

/// All targets that references can have, by the names that authors use.
struct TargetIndex: Sendable {
  /// The kind of file at a path of the source, for links written as paths.
  enum File: Sendable {
    case document(DocumentKey)
    case asset
  }

  let records: RecordIndex
  let codes: [CodeOfEthics]
  let hasGlossary: Bool
  private(set) var files: [String: File] = [:]
  /// The paths of the files that are left out of this handbook, by the citations and paths of their records.
  private(set) var withheld: [String: String] = [:]
  /// The names as in `Manuscript.unreadable`.
  let unreadable: Set<String>
  /// The anchors on each page that links can use.
  private(set) var anchors: [DocumentKey: Set<String>] = [:]

  /// - Parameters:
  ///   - records: The indices of the manuscript's records.
  ///   - documents: The documents of the manuscript.
  init(_ manuscript: Manuscript, _ records: RecordIndex, _ documents: [HandbookDocument]) {
    self.records = records
    codes = manuscript.codes
    hasGlossary = manuscript.glossary != nil
    unreadable = manuscript.unreadable
    for document in documents where !document.isOtherView {
      files[document.path] = .document(document.key)
      // Links are written as in the original, and lead to the page in the same language.
      if let original = manuscript.language?.originals[document.path] {
        files[original] = .document(document.key)
      }
    }
    for asset in manuscript.assets { files[asset] = .asset }
    withheld = manuscript.withheld
    // The page of a code has only the anchors of its groups and provisions.
    let prose = documents.filter { if case .code = $0.key { false } else { true } }
    for (key, names) in prose.concurrentMap({ ($0.key, $0.document.anchorNames) }) {
      anchors[key] = names
    }
    for code in manuscript.codes {
      for (place, edition) in code.editions.enumerated() {
        for view in edition.views {
          let key = DocumentKey.code(code.id, edition: place, view: view)
          anchors[key, default: []].formUnion(edition.text.provisions.map(\.id.value.rawValue))
          anchors[key, default: []].formUnion(edition.text.groups.map(\.anchor))
        }
      }
    }
    for lesson in manuscript.lessons {
      anchors[.lesson(lesson.id), default: []].formUnion(lesson.metadata.objectives.map(\.id.value.rawValue))
    }
  }

  /// Returns the code with an id.
  func code(_ id: CodeID) -> CodeOfEthics? { records.place(of: id).map { codes[$0] } }

  /// Returns the target for an anchor of a document, or for the whole document if there is no anchor.
  ///
  /// - Returns: The target, or `nil` if the document has no such anchor.
  func target(in key: DocumentKey, anchor: String?) -> ReferenceTarget? {
    if let anchor, anchors[key]?.contains(anchor) != true { return nil }
    switch key {
    case .code(let id, let edition, _):
      guard let anchor else { return .code(id, edition: edition) }
      guard let text = code(id)?.editions[edition].text else { return nil }
      if text.place(of: ProvisionID(anchor)) != nil {
        return .provision(id, edition: edition, ProvisionID(anchor))
      }
      return .group(id, edition: edition, GroupID(anchor))
    case .topic(let id): return .topic(id, anchor: anchor)
    case .lesson(let id): return .lesson(id, anchor: anchor)
    case .page(let id): return .page(id, anchor: anchor)
    case .glossary:
      guard let anchor else { return .glossary }
      let term = TermID(anchor)
      return records.place(of: term) == nil ? .anchor(.glossary, anchor) : .term(term)
    }
  }
}

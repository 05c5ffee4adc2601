import Markup

/// Everything that a reference can lead to, by the names that authors use.
struct TargetIndex: Sendable {
  /// What a path of the source is, for links written as paths.
  enum File: Sendable {
    case document(DocumentKey)
    case asset
  }

  private(set) var files: [String: File] = [:]
  private(set) var codes: [CodeID: CodeOfEthics] = [:]
  private(set) var topics: Set<TopicID> = []
  private(set) var lessons: Set<LessonID> = []
  private(set) var terms: Set<TermID> = []
  private(set) var pages: Set<PageID> = []
  private(set) var hasGlossary = false
  /// What is there, but left out of this handbook, by citation and by path.
  private(set) var withheld: Set<String> = []
  /// The places on each page that a link can lead to.
  private(set) var anchors: [DocumentKey: Set<String>] = [:]

  /// - Parameter documents: Those of the manuscript.
  init(_ manuscript: Manuscript, _ documents: [HandbookDocument]) {
    for document in documents where !document.isOtherView { files[document.path] = .document(document.key) }
    for asset in manuscript.assets { files[asset] = .asset }
    for code in manuscript.codes { codes[code.id] = code }
    topics = Set(manuscript.topics.map(\.id))
    lessons = Set(manuscript.lessons.map(\.id))
    terms = Set(manuscript.glossary?.terms.map(\.id.value) ?? [])
    pages = Set(manuscript.pages.map(\.id))
    hasGlossary = manuscript.glossary != nil
    withheld = manuscript.withheld
    // The page of a code has the anchors of its groups and provisions alone.
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
      anchors[.lesson(lesson.id), default: []].formUnion(lesson.metadata.objectives.map(\.id.value))
    }
  }

  /// The target for an anchor of a document, or for the document where there is no anchor.
  ///
  /// - Returns: Nothing where the document has no such anchor.
  func target(in key: DocumentKey, anchor: String?) -> ReferenceTarget? {
    if let anchor, anchors[key]?.contains(anchor) != true { return nil }
    switch key {
    case .code(let id, let edition, _):
      guard let anchor else { return .code(id, edition: edition) }
      guard let text = codes[id]?.editions[edition].text else { return nil }
      if text.place(of: ProvisionID(anchor)) != nil {
        return .provision(id, edition: edition, ProvisionID(anchor))
      }
      return .group(id, edition: edition, anchor: anchor)
    case .topic(let id): return .topic(id, anchor: anchor)
    case .lesson(let id): return .lesson(id, anchor: anchor)
    case .page(let id): return .page(id, anchor: anchor)
    case .glossary:
      guard let anchor else { return .glossary }
      return terms.contains(TermID(anchor)) ? .term(TermID(anchor)) : .anchor(.glossary, anchor)
    }
  }
}

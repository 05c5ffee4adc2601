import Basics

/// Everything that a reference can lead to, by the names that authors use.
struct TargetIndex: Sendable {
  /// What a path of the source is, for links written as paths.
  enum File: Sendable {
    case document(DocumentKey)
    case asset
  }

  let records: RecordIndex
  let codes: [CodeOfEthics]
  let hasGlossary: Bool
  private(set) var files: [String: File] = [:]
  /// What is there, but left out of this handbook, by citation and by path.
  private(set) var withheld: Set<String> = []
  /// As `Manuscript.unreadable`.
  let unreadable: Set<String>
  /// The places on each page that a link can lead to.
  private(set) var anchors: [DocumentKey: Set<String>] = [:]

  /// - Parameters:
  ///   - records: The places of the manuscript's records.
  ///   - documents: The documents of the manuscript.
  init(_ manuscript: Manuscript, _ records: RecordIndex, _ documents: [HandbookDocument]) {
    self.records = records
    codes = manuscript.codes
    hasGlossary = manuscript.glossary != nil
    unreadable = manuscript.unreadable
    for document in documents where !document.isOtherView { files[document.path] = .document(document.key) }
    for asset in manuscript.assets { files[asset] = .asset }
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
      anchors[.lesson(lesson.id), default: []].formUnion(lesson.metadata.objectives.map(\.id.value.rawValue))
    }
  }

  /// The code with an id.
  func code(_ id: CodeID) -> CodeOfEthics? { records.place(of: id).map { codes[$0] } }

  /// The target for an anchor of a document, or for the document where there is no anchor.
  ///
  /// - Returns: `nil` if the document has no such anchor.
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

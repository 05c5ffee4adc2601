package import Basics
package import Markdown

/// A handbook in which every reference has its target and every target has its references.
package struct Handbook: Sendable {
  package let manuscript: Manuscript
  /// All documents of the manuscript, as ``Manuscript/documents`` lists them.
  package private(set) var documents: [HandbookDocument]
  /// The targets of each document's references, in the order of its `MarkdownDocument.references`.
  ///
  /// A target is `nil` if it doesn't exist, which a diagnostic reports.
  package let targets: [DocumentKey: [ReferenceTarget?]]
  /// The references to each target, in the order of their documents.
  package private(set) var backReferences: [ReferenceTarget: [CrossReference]]
  /// The references to each cited law, in the order of their documents.
  package private(set) var citations: [LegalCitation: [CrossReference]]
  /// The passages of the codes on each topic, in the order of the codes.
  package private(set) var passagesByTopic: [TopicID: [Passage]]
  let records: RecordIndex
  /// The handbook in its other languages, in the order of `languages` in the configuration.
  package internal(set) var translations: [Handbook] = []
  /// The codes that have pages, in the order of the manuscript.
  package private(set) var codes: [CodeOfEthics]
  /// The state that the handbook is limited to, or `nil` for all states.
  package private(set) var state: String?

  /// - Parameter documents: The documents of the manuscript, as `Manuscript.documents` lists them.
  init(
    manuscript: Manuscript, records: RecordIndex, documents: [HandbookDocument],
    targets: [DocumentKey: [ReferenceTarget?]],
    backReferences: [ReferenceTarget: [CrossReference]], citations: [LegalCitation: [CrossReference]],
    passagesByTopic: [TopicID: [Passage]]
  ) {
    self.manuscript = manuscript
    self.records = records
    self.documents = documents
    self.targets = targets
    self.backReferences = backReferences
    self.citations = citations
    self.passagesByTopic = passagesByTopic
    codes = manuscript.codes
  }

  /// The documents as readers see them: for a code, only the current edition, with all changes accepted.
  package var currentDocuments: [HandbookDocument] {
    documents.filter { document in
      guard case .code(let id, let edition, let view) = document.key else { return true }
      return view == .proposed && edition == code(id)?.currentIndex
    }
  }

  package var topics: [Topic] { manuscript.topics }
  package var lessons: [Lesson] { manuscript.lessons }
  package var configuration: HandbookConfiguration { manuscript.configuration }

  /// What a handbook in another language knows about its originals, or `nil` in the default language.
  package var language: ManuscriptLanguage? { manuscript.language }

  /// Returns whether a document is shown in the default language because it isn't translated.
  package func isUntranslated(_ document: HandbookDocument) -> Bool {
    language.map { !$0.isTranslation(document.path) } ?? false
  }

  /// Returns the front matter that every kind of record has, or `nil` if there is no such document.
  package func metadata(of key: DocumentKey) -> (any RecordMetadata)? {
    switch key {
    case .code(let id, let edition, _): code(id)?.editions[edition].metadata
    case .topic(let id): topic(id)?.metadata
    case .lesson(let id): lesson(id)?.metadata
    case .glossary: manuscript.glossary?.metadata
    case .page(let id): page(id)?.metadata
    }
  }

  /// Returns the code with an id, even if it has no pages because it's another state's.
  package func code(_ id: CodeID) -> CodeOfEthics? { records.place(of: id).map { manuscript.codes[$0] } }

  /// Returns the topic with an id.
  package func topic(_ id: TopicID) -> Topic? { records.place(of: id).map { topics[$0] } }

  /// Returns the lesson with an id.
  package func lesson(_ id: LessonID) -> Lesson? { records.place(of: id).map { lessons[$0] } }

  /// Returns the index of a lesson in ``lessons``.
  package func place(of id: LessonID) -> Int? { records.place(of: id) }

  /// Returns the page with an id.
  package func page(_ id: PageID) -> StandalonePage? { records.place(of: id).map { manuscript.pages[$0] } }
}

extension Handbook {
  /// Returns the handbook of one state, or `nil` if there is no code of that state.
  ///
  /// It has the state's codes and all lessons, topics, terms, and pages. Other states' codes have no pages and are on
  /// no list, but lessons can still cite and quote them.
  ///
  /// - Parameter name: The name of the state, its abbreviation, or the abbreviation of one of its codes.
  package func ofState(_ name: String) -> Handbook? {
    let wanted = name.trimmed.lowercased()
    let own = codes.first { $0.id.rawValue.lowercased() == wanted }
    let state = own?.current.metadata.jurisdiction.value ?? Jurisdiction.name(of: name)
    guard
      let code = codes.first(where: {
        $0.current.metadata.jurisdiction.value.lowercased() == state.lowercased()
      })
    else { return nil }
    return limited(to: code.current.metadata.jurisdiction.value)
  }

  private func limited(to state: String) -> Handbook {
    var handbook = self
    handbook.state = state
    handbook.codes = codes.filter {
      $0.current.metadata.jurisdiction.value.lowercased() == state.lowercased()
    }
    let kept = Set(handbook.codes.map(\.id))
    func keeps(_ key: DocumentKey) -> Bool {
      if case .code(let id, _, _) = key { kept.contains(id) } else { true }
    }
    func keptReferences(_ references: [CrossReference]) -> [CrossReference]? {
      let references = references.filter { keeps($0.source) }
      return references.isEmpty ? nil : references
    }
    handbook.documents = documents.filter { keeps($0.key) }
    handbook.backReferences = backReferences.compactMapValues(keptReferences)
    handbook.citations = citations.compactMapValues(keptReferences)
    handbook.passagesByTopic = passagesByTopic.compactMapValues { passages in
      let passages = passages.filter { kept.contains($0.code) }
      return passages.isEmpty ? nil : passages
    }
    handbook.translations = translations.map { $0.limited(to: state) }
    return handbook
  }

  /// Returns whether a code has no pages, because it's another state's.
  package func omits(_ id: CodeID) -> Bool { state != nil && !codes.contains { $0.id == id } }

  /// Returns whether a reference's target has no page, because it's in another state's code.
  package func omits(_ target: ReferenceTarget) -> Bool {
    guard state != nil, case .code(let id, _, _)? = target.document else { return false }
    return omits(id)
  }
}

/// One document of a manuscript, with its key and path.
///
/// It is a class, because its contents never change and many stages go through all documents.
package final class HandbookDocument: Sendable {
  /// Whether the document is another view of a text instead of its main view.
  package var isOtherView: Bool {
    if case .code(_, _, let view) = key { view != .proposed } else { false }
  }

  package let key: DocumentKey
  package let path: String
  package let document: MarkdownDocument

  init(key: DocumentKey, path: String, document: MarkdownDocument) {
    self.key = key
    self.path = path
    self.document = document
  }
}

extension Manuscript {
  /// All documents: codes with all their editions and views, topics, lessons, the glossary, and pages.
  ///
  /// All work on the documents of a handbook begins with this list, so a missing kind would have no
  /// references, no search, and no page in print.
  package var documents: [HandbookDocument] {
    var documents: [HandbookDocument] = []
    for code in codes {
      for (place, edition) in code.editions.enumerated() {
        for view in edition.views {
          documents.append(
            HandbookDocument(
              key: .code(code.id, edition: place, view: view), path: edition.path,
              document: edition.text(of: view).document))
        }
      }
    }
    documents += topics.map { HandbookDocument(key: .topic($0.id), path: $0.path, document: $0.document) }
    documents += lessons.map { HandbookDocument(key: .lesson($0.id), path: $0.path, document: $0.document) }
    if let glossary {
      documents.append(HandbookDocument(key: .glossary, path: glossary.path, document: glossary.document))
    }
    documents += pages.map { HandbookDocument(key: .page($0.id), path: $0.path, document: $0.document) }
    return documents
  }
}

/// Finds the target of every reference in a manuscript, and the references to every target.
package enum HandbookResolver {
  /// Resolves a manuscript.
  ///
  /// - Returns: The handbook, and a diagnostic for each reference whose target doesn't exist.
  package static func resolve(_ manuscript: Manuscript) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    return resolve(manuscript, reusing: &none)
  }

  /// Resolves a manuscript, but only the documents whose references may have changed.
  ///
  /// - Parameter cache: The cache with which the manuscript was read; `nil` to remember nothing.
  package static func resolve(
    _ manuscript: Manuscript, reusing cache: inout HandbookCache?
  ) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    var (handbook, diagnostics) = resolveAlone(manuscript, reusing: &cache)
    for translated in manuscript.translations {
      guard let language = translated.language else { continue }
      var known = cache?.translations[language.tag]
      let (other, found) = resolveAlone(translated, reusing: &known)
      if let known { cache?.translations[language.tag] = known }
      handbook.translations.append(other)
      // Problems in an original are reported only once.
      diagnostics += found.filter { language.isTranslation($0.path) }
    }
    return (handbook, diagnostics)
  }

  /// Resolves a manuscript in one language.
  private static func resolveAlone(
    _ manuscript: Manuscript, reusing cache: inout HandbookCache?
  ) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    cache?.use(manuscript.referenceWords)
    let documents = manuscript.documents
    let records = RecordIndex(manuscript)
    let index = cache?.knownIndex ?? TargetIndex(manuscript, records, documents)
    let resolutions = resolutions(of: documents, in: manuscript, records, index, reusing: cache)
    var targets: [DocumentKey: [ReferenceTarget?]] = [:]
    var diagnostics: [Diagnostic] = []
    var backReferences: [ReferenceTarget: [CrossReference]] = [:]
    var citations: [LegalCitation: [CrossReference]] = [:]
    targets.reserveCapacity(documents.count)
    for (document, resolution) in zip(documents, resolutions) {
      if !resolution.targets.isEmpty { targets[document.key] = resolution.targets }
      guard !document.isOtherView else { continue }
      diagnostics += resolution.diagnostics
      for (target, reference) in resolution.found.references {
        backReferences[target, default: []].append(reference)
      }
      for (citation, reference) in resolution.found.citations {
        citations[citation, default: []].append(reference)
      }
    }
    cache?.replace(with: Dictionary(zip(documents.map(\.key), resolutions)) { first, _ in first }, index)
    let handbook = Handbook(
      manuscript: manuscript, records: records, documents: documents, targets: targets,
      backReferences: backReferences,
      citations: citations, passagesByTopic: passagesByTopic(manuscript.codes))
    return (handbook, diagnostics)
  }

  private static func resolutions(
    of documents: [HandbookDocument], in manuscript: Manuscript, _ records: RecordIndex, _ index: TargetIndex,
    reusing cache: HandbookCache?
  ) -> [HandbookCache.Resolution] {
    let text = ReferenceText(manuscript, records, words: manuscript.referenceWords)
    let series = manuscript.configuration.citationSeries.map(\.abbreviation.value)
    return documents.concurrentMap { document in
      if let known = cache?.resolution(of: document) { return known }
      var resolver = ReferenceResolver(index: index, document: document)
      let targets = resolver.resolve()
      let found =
        document.isOtherView
        ? BackReferences.Found()
        : BackReferences(document: document, targets: targets, text: text, series: series).collect()
      return HandbookCache.Resolution(
        version: cache?.version(of: document.path) ?? 0, targets: targets,
        diagnostics: resolver.diagnostics, found: found)
    }
  }

  private static func passagesByTopic(_ codes: [CodeOfEthics]) -> [TopicID: [Passage]] {
    var passages: [TopicID: [Passage]] = [:]
    for code in codes {
      for (topic, parts) in code.current.text.partsByTopic {
        passages[topic, default: []] += parts.map { Passage(code: code.id, part: $0) }
      }
    }
    return passages
  }
}

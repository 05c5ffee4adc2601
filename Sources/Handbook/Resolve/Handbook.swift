import Markup

/// A handbook in which every reference has its target, and every target knows who refers to it.
package struct Handbook: Sendable {
  package let manuscript: Manuscript
  /// All documents of the manuscript: codes, topics, lessons, the glossary, pages.
  package let documents: [HandbookDocument]
  /// The targets of each document's references, in the order of its `MarkdownDocument.references`; nothing where
  /// a reference leads nowhere, which a diagnostic says.
  package let targets: [DocumentKey: [ReferenceTarget?]]
  /// The references to each target, in the order of their documents.
  package let backReferences: [ReferenceTarget: [CrossReference]]
  /// The places that cite the law, in the order of their documents.
  package let citations: [LegalCitation: [CrossReference]]
  /// What the codes say on each topic, in the order of the codes.
  package let passagesByTopic: [TopicID: [Passage]]
  private let codePlaces: [CodeID: Int]
  private let topicPlaces: [TopicID: Int]
  private let lessonPlaces: [LessonID: Int]
  private let pagePlaces: [PageID: Int]

  /// - Parameter documents: Those of the manuscript, as `Manuscript.documents` lists them.
  init(
    manuscript: Manuscript, documents: [HandbookDocument], targets: [DocumentKey: [ReferenceTarget?]],
    backReferences: [ReferenceTarget: [CrossReference]], citations: [LegalCitation: [CrossReference]],
    passagesByTopic: [TopicID: [Passage]]
  ) {
    self.manuscript = manuscript
    self.documents = documents
    self.targets = targets
    self.backReferences = backReferences
    self.citations = citations
    self.passagesByTopic = passagesByTopic
    codePlaces = Self.places(of: manuscript.codes.map(\.id))
    topicPlaces = Self.places(of: manuscript.topics.map(\.id))
    lessonPlaces = Self.places(of: manuscript.lessons.map(\.id))
    pagePlaces = Self.places(of: manuscript.pages.map(\.id))
  }

  package var codes: [CodeOfEthics] { manuscript.codes }
  package var topics: [Topic] { manuscript.topics }
  package var lessons: [Lesson] { manuscript.lessons }
  package var configuration: HandbookConfiguration { manuscript.configuration }

  /// The code with an id.
  package func code(_ id: CodeID) -> CodeOfEthics? { codePlaces[id].map { codes[$0] } }

  /// The topic with an id.
  package func topic(_ id: TopicID) -> Topic? { topicPlaces[id].map { topics[$0] } }

  /// The lesson with an id.
  package func lesson(_ id: LessonID) -> Lesson? { lessonPlaces[id].map { lessons[$0] } }

  /// The place of a lesson in ``lessons``.
  package func place(of id: LessonID) -> Int? { lessonPlaces[id] }

  /// The page with an id.
  package func page(_ id: PageID) -> StandalonePage? { pagePlaces[id].map { manuscript.pages[$0] } }

  private static func places<ID: Hashable>(of ids: [ID]) -> [ID: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}

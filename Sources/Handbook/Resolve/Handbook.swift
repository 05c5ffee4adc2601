package import Markup

/// A handbook in which every reference has its target, and every target knows who refers to it.
package struct Handbook: Sendable {
  package let manuscript: Manuscript
  /// The targets of each document's references, in the order of its ``MarkdownDocument/references``; nothing where
  /// a reference leads nowhere, which a diagnostic says.
  package let targets: [DocumentKey: [ReferenceTarget?]]
  /// The references to each target, in the order of their documents.
  package let backReferences: [ReferenceTarget: [CrossReference]]
  /// Where each code's provisions stand that carry a topic, in the order of the codes.
  package let provisionsByTopic: [TopicID: [ProvisionPlace]]

  package var codes: [CodeOfEthics] { manuscript.codes }
  package var topics: [Topic] { manuscript.topics }
  package var lessons: [Lesson] { manuscript.lessons }
  package var configuration: HandbookConfiguration { manuscript.configuration }
}

/// A provision of a code's current edition.
package struct ProvisionPlace: Sendable, Hashable {
  package let code: CodeID
  /// The place in the edition's ``CodeText/provisions``.
  package let index: Int
}

extension Handbook {
  /// The code with an id.
  package func code(_ id: CodeID) -> CodeOfEthics? {
    codes.first { $0.id == id }
  }
}

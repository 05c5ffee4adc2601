package import Markup

/// One document of a manuscript with its name and path.
///
/// A reference to what never changes, since many stages go through all documents.
package final class HandbookDocument: Sendable {
  /// Whether the document is one of several ways to read a text, and not the one that counts.
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
  /// All documents: codes, topics, lessons, the glossary, pages.
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

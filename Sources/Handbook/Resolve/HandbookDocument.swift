package import Markup

/// One document of a manuscript with its name and path.
package struct HandbookDocument: Sendable {
  package let key: DocumentKey
  package let path: String
  package let document: MarkdownDocument
}

extension Manuscript {
  /// All documents: codes, topics, lessons, the glossary, pages.
  package var documents: [HandbookDocument] {
    var documents: [HandbookDocument] = []
    for code in codes {
      for (place, edition) in code.editions.enumerated() {
        documents.append(
          HandbookDocument(
            key: .code(code.id, edition: place, view: .proposed), path: edition.path,
            document: edition.text.document))
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

import Markup

/// One jurisdiction's code of ethics, with all its editions.
package struct CodeOfEthics: Sendable {
  package let id: CodeID
  /// The name of the file or folder without its ending: `washington`.
  package let slug: String
  /// From the newest to the oldest; at least one.
  package let editions: [Edition]
  /// The place in ``editions`` of the one that readers get when they ask for the code.
  package let currentIndex: Int

  package init(id: CodeID, slug: String, editions: [Edition], currentIndex: Int) {
    precondition(editions.indices.contains(currentIndex), "a code has a current edition")
    self.id = id
    self.slug = slug
    self.editions = editions
    self.currentIndex = currentIndex
  }

  package var current: Edition { editions[currentIndex] }
}

/// One edition of a code: what one file holds.
package struct Edition: Sendable {
  package let path: String
  /// The name of the edition's file without its ending where the code has several, otherwise nothing.
  package let slug: String?
  package let metadata: CodeMetadata
  /// The text that counts: with a draft's changes accepted.
  package let text: CodeText

  package init(path: String, slug: String?, metadata: CodeMetadata, text: CodeText) {
    self.path = path
    self.slug = slug
    self.metadata = metadata
    self.text = text
  }
}

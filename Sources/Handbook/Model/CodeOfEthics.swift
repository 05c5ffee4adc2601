import Basics
package import Redline

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

  /// Whether an edition can be compared with the one before it: both texts are held.
  package func hasDifference(at index: Int) -> Bool {
    index + 1 < editions.count && editions[index].metadata.text == .full
      && editions[index + 1].metadata.text == .full
  }
}

/// One edition of a code: what one file holds.
package struct Edition: Sendable {
  package let path: String
  /// The name of the edition's file without its ending where the code has several, otherwise nothing.
  package let slug: String?
  package let metadata: CodeMetadata
  /// The text that counts: with a draft's changes accepted.
  package let text: CodeText
  /// The other ways to read a text with marks; nothing where it has none.
  package let redline: CodeRedline?

  /// The text of a view; the text itself where the edition has no other.
  package func text(of view: CodeView) -> CodeText {
    switch view {
    case .proposed: text
    case .redline: redline?.marked ?? text
    case .current: redline?.current ?? text
    }
  }

  /// The title in a view; in the redline that of the text that counts.
  package func title(of view: CodeView) -> String {
    view == .current ? redline?.title?.current ?? metadata.title.value : metadata.title.value
  }

  /// The views that readers can choose from.
  package var views: [CodeView] { redline == nil ? [.proposed] : [.redline, .proposed, .current] }

  /// The view that readers get when they ask for the edition.
  package var mainView: CodeView { redline == nil ? .proposed : .redline }
}

/// What a draft's marks make of a code's text, beside the text with all changes accepted.
package struct CodeRedline: Sendable {
  /// With the marks.
  package let marked: CodeText
  /// With all changes rejected.
  package let current: CodeText
  /// Nothing where the title has no marks.
  package let title: RedlinedTitle?
}

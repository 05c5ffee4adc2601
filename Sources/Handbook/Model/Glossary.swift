package import Basics
package import Markdown

/// The terms that the handbook explains.
package struct Glossary: Sendable {
  package let path: String
  package let metadata: PageMetadata
  package let document: MarkdownDocument
  package let terms: [Term]
}

/// A word with its explanation.
package struct Term: Sendable, Equatable {
  package let id: Located<TermID>
  package let title: String
  package let heading: MarkdownDocument.Index
  /// The nodes from after the heading to the next.
  package let body: Range<MarkdownDocument.Index>
}

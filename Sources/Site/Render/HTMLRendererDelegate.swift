package import Markdown

/// What only the site knows of a document that is rendered: where references lead, and the markup around
/// blocks that templates shape.
///
/// Each function has a default, plain markup that needs nothing else.
package protocol HTMLRendererDelegate {
  /// Where a reference, internal link, internal picture or quotation leads.
  ///
  /// - Parameter reference: The place in `MarkdownDocument.references`.
  /// - Returns: Nothing where there is no such target: a link or picture then keeps the address that was
  ///   written, and a citation or quotation is text alone.
  func target(ofReference reference: Int) -> LinkTarget?

  /// The text of a reference whose author gave none.
  ///
  /// - Parameter reference: The place in `MarkdownDocument.references` of one that has a target.
  func text(ofReference reference: Int) -> String

  /// The number of an editor's comment whose text is in a note below, and the address of the note; `nil` for a comment
  /// that is written where it is.
  func note(ofComment comment: MarkdownDocument.Index) -> NoteTarget?

  /// Whether a block is left out, with its descendants.
  func leavesOut(_ block: MarkdownDocument.Index) -> Bool

  /// Writes a call-out, question or quotation around its content.
  ///
  /// - Parameters:
  ///   - block: The node.
  ///   - content: The HTML of its children; of a call-out's, without the title.
  ///   - title: The HTML of a call-out's title, where the author wrote one.
  /// - Returns: Whether it was written; the plain markup is otherwise.
  func write(
    _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
  ) -> Bool

  /// Writes what stands after the text of a heading, before its end tag.
  ///
  /// - Parameter anchor: The heading's id as UTF-8.
  func writeHeadingEnd(
    _ heading: MarkdownDocument.Index, anchor: UnsafeBufferPointer<UInt8>, to html: inout HTMLBuffer)

  /// Writes what stands between a heading and the text under it.
  func writeAfterHeading(_ heading: MarkdownDocument.Index, to html: inout HTMLBuffer)
}

/// Where the marker of an editor's comment leads.
package struct NoteTarget: Sendable, Hashable {
  /// From 1.
  package var number: Int
  /// The id of the note, and the beginning of the marker's own.
  package var anchor: String
  /// What the marker is, for people who hear it.
  package var name: String
}

/// Where a reference leads.
package struct LinkTarget: Sendable, Hashable {
  /// The address, relative to the page.
  package var address: String
  /// What a pointer over the link tells.
  package var title: String?
  /// Whether it leads to the explanation of a word, so that style sheets can tell it from other links.
  package var isTerm: Bool

  package init(address: String, title: String? = nil, isTerm: Bool = false) {
    self.address = address
    self.title = title
    self.isTerm = isTerm
  }
}

extension HTMLRendererDelegate {
  package func target(ofReference reference: Int) -> LinkTarget? { nil }
  package func text(ofReference reference: Int) -> String { "" }
  package func note(ofComment comment: MarkdownDocument.Index) -> NoteTarget? { nil }
  package func leavesOut(_ block: MarkdownDocument.Index) -> Bool { false }
  package func write(
    _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
  ) -> Bool { false }
  package func writeHeadingEnd(
    _ heading: MarkdownDocument.Index, anchor: UnsafeBufferPointer<UInt8>, to html: inout HTMLBuffer
  ) {}
  package func writeAfterHeading(_ heading: MarkdownDocument.Index, to html: inout HTMLBuffer) {}
}

/// Renders with plain markup alone: references as their text, links as they were written.
package struct PlainHTML: HTMLRendererDelegate {
  package init() {}
}

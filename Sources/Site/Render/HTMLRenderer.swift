package import Markdown

/// Writes a `MarkdownDocument`, or a part of it, as HTML.
///
/// For plain CommonMark, the output is identical to that of `cmark_render_html`. The walk iterates over the
/// nodes without recursion, so that deep nesting can't overflow the stack.
package struct HTMLRenderer<Delegate: HTMLRendererDelegate> {
  package let document: MarkdownDocument
  package let options: HTMLOptions
  package let delegate: Delegate

  package init(_ document: MarkdownDocument, options: HTMLOptions = HTMLOptions(), delegate: Delegate) {
    self.document = document
    self.options = options
    self.delegate = delegate
  }

  /// Writes the whole document, with its footnotes at the end.
  package func render(to html: inout HTMLBuffer) {
    render(document.subtree(of: 0), to: &html)
    renderFootnotes(to: &html)
  }

  /// Writes the children of a node, without its own tags.
  package func renderChildren(of index: MarkdownDocument.Index, to html: inout HTMLBuffer) {
    render((index + 1)..<Int(document.nodes[index].end), to: &html)
  }

  /// Writes consecutive nodes, whose descendants must all be in the range.
  ///
  /// It doesn't write definitions of footnotes: see ``renderFootnotes(to:)``.
  package func render(_ range: Range<MarkdownDocument.Index>, to html: inout HTMLBuffer) {
    document.nodes.withUnsafeBufferPointer { nodes in
      document.literals.withUnsafeBufferPointer { literals in
        var walk = HTMLWalk(renderer: self, nodes: nodes, literals: literals)
        walk.write(range, to: &html)
      }
    }
  }

  /// Writes the footnotes that have references, in the order of their numbers.
  package func renderFootnotes(to html: inout HTMLBuffer) {
    let definitions = document.nodes.indices
      .filter { document.nodes[$0].kind == .footnoteDefinition && document.nodes[$0].footnoteNumber > 0 }
      .sorted { document.nodes[$0].footnoteNumber < document.nodes[$1].footnoteNumber }
    guard !definitions.isEmpty else { return }
    var references = [Int](repeating: 0, count: definitions.count + 1)
    for node in document.nodes where node.kind == .footnoteReference {
      let number = node.footnoteNumber
      if references.indices.contains(number) { references[number] += 1 }
    }
    html.endLine()
    html.append("<section class=\"footnotes\">\n<ol>\n")
    document.nodes.withUnsafeBufferPointer { nodes in
      document.literals.withUnsafeBufferPointer { literals in
        for definition in definitions {
          var walk = HTMLWalk(renderer: self, nodes: nodes, literals: literals)
          let number = nodes[definition].footnoteNumber
          walk.writeFootnote(
            definition, references: number < references.count ? references[number] : 0, to: &html)
        }
      }
    }
    html.append("</ol>\n</section>\n")
  }
}

extension HTMLRenderer where Delegate == PlainHTML {
  package init(_ document: MarkdownDocument, options: HTMLOptions = HTMLOptions()) {
    self.init(document, options: options, delegate: PlainHTML())
  }
}

/// The source of what only the site knows about a document: the targets of references, and the markup of
/// blocks that have templates.
///
/// Each function has a default implementation, which results in plain markup.
package protocol HTMLRendererDelegate {
  /// Returns the target of a reference, internal link, internal picture, or quotation.
  ///
  /// - Parameter reference: The index in `MarkdownDocument.references`.
  /// - Returns: The target, or `nil` if it doesn't exist. Then a link or picture keeps the address that the
  ///   author wrote, and a citation or quotation is only text.
  func target(ofReference reference: Int) -> LinkTarget?

  /// Returns the text of a reference without text from the author.
  ///
  /// - Parameter reference: The index in `MarkdownDocument.references` of a reference that has a target.
  func text(ofReference reference: Int) -> String

  /// Returns whether a reference is written as plain text, because readers can't go to its target.
  func isPlainText(_ reference: Int) -> Bool

  /// Returns the number and anchor of the note below that has the text of an editor's comment, or `nil` for a
  /// comment that's written in place.
  func note(ofComment comment: MarkdownDocument.Index) -> NoteTarget?

  /// Returns whether a block is left out, with its descendants.
  func leavesOut(_ block: MarkdownDocument.Index) -> Bool

  /// Writes a call-out, question, or quotation around its content.
  ///
  /// - Parameters:
  ///   - block: The node.
  ///   - content: The HTML of its children; for a call-out, without the title.
  ///   - title: The HTML of a call-out's title, or `nil` if the author didn't write one.
  /// - Returns: Whether it was written; otherwise, plain markup is.
  func write(
    _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
  ) -> Bool

  /// Writes markup after the text of a heading, before its end tag.
  ///
  /// - Parameter anchor: The heading's id as UTF-8.
  func writeHeadingEnd(
    _ heading: MarkdownDocument.Index, anchor: UnsafeBufferPointer<UInt8>, to html: inout HTMLBuffer)

  /// Writes markup between a heading and the text under it.
  func writeAfterHeading(_ heading: MarkdownDocument.Index, to html: inout HTMLBuffer)
}

/// The target of an editor's comment marker.
package struct NoteTarget: Sendable, Hashable {
  /// The number of the note, starting from 1.
  package var number: Int
  /// The id of the note, which is also the prefix of the marker's id.
  package var anchor: String
  /// The name of the marker for people who use screen readers.
  package var name: String
}

/// The target of a reference.
package struct LinkTarget: Sendable, Hashable {
  /// The address, relative to the page.
  package var address: String
  /// The popover's text, or `nil` if the link has no popover.
  package var preview: Preview?
  /// Whether it leads to the explanation of a term, so that style sheets can distinguish it from other links.
  package var isTerm: Bool

  /// The text that a link shows in a popover.
  package struct Preview: Sendable, Hashable {
    package var name: String
    package var text: String
    /// The language of the text, or `nil` if it's the language of the surrounding page.
    package var language: String?

    package init(name: String, text: String, language: String? = nil) {
      self.name = name
      self.text = text
      self.language = language
    }
  }

  package init(address: String, preview: Preview? = nil, isTerm: Bool = false) {
    self.address = address
    self.preview = preview
    self.isTerm = isTerm
  }
}

extension HTMLRendererDelegate {
  package func target(ofReference reference: Int) -> LinkTarget? { nil }
  package func text(ofReference reference: Int) -> String { "" }
  package func isPlainText(_ reference: Int) -> Bool { false }
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

/// A delegate that results in plain markup: references as text, and links as the author wrote them.
package struct PlainHTML: HTMLRendererDelegate {
  package init() {}
}

/// The options of an ``HTMLRenderer``.
package struct HTMLOptions: Sendable, Hashable {
  /// The number of levels by which headings are lowered, at most to level 6.
  package var headingShift = 0
  /// Whether headings have their anchors, and other blocks the ids from their authors, as `id`.
  package var writesIDs = true
  /// The prefix of ids, for pages with several documents.
  package var idPrefix = ""
  /// The prefix of the ids of footnotes, for pages with several documents.
  package var footnotePrefix = ""
  /// The address of the page with the footnotes; empty if it's this page.
  package var footnoteAddress = ""
  /// Whether references to footnotes have ids, which they can't if their text is on the page twice.
  package var writesFootnoteIDs = true
  /// Whether a space that's in neither text separates a deletion from the insertion that replaces it, for
  /// readers who copy the text.
  package var separatesReplacements = false
  /// Whether call-outs for facilitators are left out.
  package var leavesOutFacilitatorNotes = false
  /// The path of the document's file if blocks include their positions, as in the preview; otherwise `nil`.
  package var sourcePath: String?
  /// The language of the text, or `nil` if it's the language of the surrounding page.
  package var language: String?
  /// Whether raw HTML is passed through; otherwise, a comment replaces it.
  package var allowsRawHTML = false

  package init() {}
}

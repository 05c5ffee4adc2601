package import Markdown

/// Writes a `MarkdownDocument`, or a part of it, as HTML.
///
/// Plain CommonMark gives the bytes that `cmark_render_html` gives. The walk counts upward through the nodes,
/// so that no depth of nesting can overflow the stack.
package struct HTMLRenderer<Delegate: HTMLRendererDelegate> {
  package let document: MarkdownDocument
  package let options: HTMLOptions
  package let delegate: Delegate

  package init(_ document: MarkdownDocument, options: HTMLOptions = HTMLOptions(), delegate: Delegate) {
    self.document = document
    self.options = options
    self.delegate = delegate
  }

  /// Writes the whole document, its footnotes at the end.
  package func render(to html: inout HTMLBuffer) {
    render(document.subtree(of: 0), to: &html)
    renderFootnotes(to: &html)
  }

  /// Writes the children of a node, without tags of its own.
  package func renderChildren(of index: MarkdownDocument.Index, to html: inout HTMLBuffer) {
    render((index + 1)..<Int(document.nodes[index].end), to: &html)
  }

  /// Writes a run of nodes: the descendants of each are in the run.
  ///
  /// Definitions of footnotes are not written: see ``renderFootnotes(to:)``.
  package func render(_ range: Range<MarkdownDocument.Index>, to html: inout HTMLBuffer) {
    document.nodes.withUnsafeBufferPointer { nodes in
      document.literals.withUnsafeBufferPointer { literals in
        var walk = HTMLWalk(renderer: self, nodes: nodes, literals: literals)
        walk.write(range, to: &html)
      }
    }
  }

  /// Writes the footnotes that something refers to, in the order of their numbers.
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

/// What only the site knows of a document that is rendered: where references lead, and the markup around
/// blocks that templates shape.
///
/// Each function has a default, plain markup that needs nothing else.
package protocol HTMLRendererDelegate {
  /// Where a reference, internal link, internal picture or quotation leads.
  ///
  /// - Parameter reference: The place in `MarkdownDocument.references`.
  /// - Returns: `nil` if there is no such target: a link or picture then keeps the address that was
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
  /// What the page shows of the target in place; `nil` if it shows nothing.
  package var preview: Preview?
  /// Whether it leads to the explanation of a word, so that style sheets can tell it from other links.
  package var isTerm: Bool

  /// What the page shows of the target before anyone follows the link.
  package struct Preview: Sendable, Hashable {
    package var name: String
    package var text: String
    /// The language of the text, if it isn't that of the page around it; otherwise `nil`.
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

/// How a ``HTMLRenderer`` writes.
package struct HTMLOptions: Sendable, Hashable {
  /// How many levels lower headings become; none becomes lower than 6.
  package var headingShift = 0
  /// Whether headings have their anchors, and other blocks the ids of their authors, as `id`.
  package var writesIDs = true
  /// What ids begin with, where several documents stand on one page.
  package var idPrefix = ""
  /// What the ids of footnotes begin with, where several documents stand on one page.
  package var footnotePrefix = ""
  /// The page that footnotes stand on, where it is another; empty for the page itself.
  package var footnoteAddress = ""
  /// Whether the references to footnotes have ids; those of a text that stands on its page twice may not.
  package var writesFootnoteIDs = true
  /// Whether a space in neither text stands between a deletion and the insertion that replaces it, for readers who copy.
  package var separatesReplacements = false
  /// Whether call-outs for facilitators are left out.
  package var leavesOutFacilitatorNotes = false
  /// The path of the document's file if each block names it and its line, as the preview needs it; otherwise `nil`.
  package var sourcePath: String?
  /// The language of the text, if it isn't that of the page around it; otherwise `nil`.
  package var language: String?
  /// Whether raw HTML is passed through; a comment stands in its place otherwise.
  package var allowsRawHTML = false

  package init() {}
}

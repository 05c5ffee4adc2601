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

/// Makes references of `[[target]]` and `[[target|text]]`, and quotations of `![[target]]` alone in a paragraph.
///
/// The brackets of a pair stand in text of the same parent, and the target has no markup, bracket or end of
/// line in it; what else looks alike stays text. Nothing is found in code, links or pictures.
enum ReferenceExtension {
  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var edits: [InlineEdit] = []
    var quotations: [(paragraph: Int, quotation: Node)] = []
    document.literals.withUnsafeBufferPointer { literals in
      var finder = ReferenceFinder(document: document, literals: literals)
      finder.findAll(&context)
      edits = finder.edits
      quotations = finder.quotations
    }
    for (paragraph, quotation) in quotations { document.nodes[paragraph] = quotation }
    document.apply(edits)
  }
}

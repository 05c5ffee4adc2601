package import Basics
package import Markdown
import Redline

/// The terms that the handbook defines.
package struct Glossary: Sendable {
  package let path: String
  package let metadata: PageMetadata
  package let document: MarkdownDocument
  package let terms: [Term]
}

/// A term and its definition.
package struct Term: Sendable, Equatable {
  package let id: Located<TermID>
  package let title: String
  package let heading: MarkdownDocument.Index
  /// The nodes from the end of the heading to the next term.
  package let body: Range<MarkdownDocument.Index>
}

/// Reads the glossary: its metadata and its terms, each of which is a second-level heading and the text after
/// it.
enum GlossaryReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    var (metadata, diagnostics) = parsed.metadata(as: PageMetadata.self, isOptional: true)
    let (terms, found) = terms(of: parsed.document, path: parsed.path)
    diagnostics += found + MisplacedMarks.diagnostics(in: parsed)
    if metadata?.title.value.isEmpty == true { metadata?.title.value = "Glossary" }
    let glossary = metadata.map {
      Glossary(path: parsed.path, metadata: $0, document: parsed.document, terms: terms)
    }
    return (glossary.map(Record.Content.glossary), diagnostics)
  }

  static func terms(
    of document: MarkdownDocument, path: String
  ) -> (terms: [Term], diagnostics: [Diagnostic]) {
    let blocks = Array(document.children(of: 0))
    var terms: [Term] = []
    for (place, block) in blocks.enumerated() where isTerm(block, document) {
      let end = blocks[(place + 1)...].first { isTerm($0, document) } ?? document.nodes.count
      let range = document.attributes(of: block)?.id?.range ?? document.nodes[block].range
      terms.append(
        Term(
          id: Located(TermID(document.anchor(of: block) ?? ""), range), title: document.plainText(of: block),
          heading: block, body: Int(document.nodes[block].end)..<end))
    }
    return (terms.alphabetized(by: \.title), duplicates(terms, path: path))
  }

  private static func isTerm(_ block: MarkdownDocument.Index, _ document: MarkdownDocument) -> Bool {
    document.nodes[block].kind == .heading && document.nodes[block].level == 2
  }

  private static func duplicates(_ terms: [Term], path: String) -> [Diagnostic] {
    var first: [TermID: SourceRange] = [:]
    var diagnostics: [Diagnostic] = []
    for term in terms {
      if let earlier = first[term.id.value] {
        diagnostics.append(
          Diagnostic(
            .error, .duplicateID, "Id '\(term.id.value)' of this term is given twice in the glossary",
            path: path, range: term.id.range, help: "give each its own id",
            notes: [Diagnostic.Note("it is given first here", path: path, range: earlier)]))
      } else {
        first[term.id.value] = term.id.range
      }
    }
    return diagnostics
  }
}

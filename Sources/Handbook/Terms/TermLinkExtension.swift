import Basics
import Markdown

/// Links the first use of each glossary term in running text to the glossary.
///
/// Headings, links, code, quotations, and self-checks aren't changed. Neither is a term that the author
/// already refers to on the same page.
struct TermLinkExtension: Sendable {
  private let targets: [String]
  private let terms: TermAutomaton

  /// - Parameter glossary: The glossary, or `nil` if the handbook has none and no text is changed.
  init(_ glossary: Glossary?) {
    let terms = glossary?.terms ?? []
    targets = terms.map { "glossary#\($0.id.value)" }
    self.terms = TermAutomaton(terms.map(\.title))
  }

  /// Whether there are no terms, so that nothing is ever changed.
  var isEmpty: Bool { terms.isEmpty }

  /// Links the terms in a document to the glossary.
  func apply(to document: inout MarkdownDocument) {
    guard terms.mayOccur(in: document.literals) else { return }
    var isReferredTo = termsOfAuthor(in: document)
    var edits: [InlineEdit] = []
    for run in TextRuns(document, leavingOut: Self.isLeftOut).runs {
      var matches: [TermAutomaton.Match] = []
      for match in terms.matches(in: run.bytes(in: document)) where !isReferredTo[match.term] {
        isReferredTo[match.term] = true
        matches.append(match)
      }
      let places = run.places(of: matches.map(\.range), in: document)
      for (match, place) in zip(matches, places) {
        edits += self.edits(for: match, at: place, in: run, of: &document)
      }
    }
    document.apply(edits)
  }

  private func edits(
    for match: TermAutomaton.Match, at place: SourceRange, in run: TextRun,
    of document: inout MarkdownDocument
  ) -> [InlineEdit] {
    let reference = Node.foundTerm(
      reference: document.references.count, target: document.appendLiteral(targets[match.term].utf8))
    document.references.append(Reference(form: .term, target: targets[match.term], range: place))
    return run.wrap(match.range, in: reference)
  }

  /// Returns, for each term, whether the author refers to it.
  private func termsOfAuthor(in document: MarkdownDocument) -> [Bool] {
    var written: Set<String> = []
    for node in document.nodes where node.kind != .quotation {
      guard let reference = node.referenceIndex else { continue }
      let target = document.references[reference].target
      let name = String(target.split(separator: "/").last ?? "")
      if name.hasPrefix("glossary") { written.insert(name.replacing(".md#", with: "#")) }
    }
    return targets.map(written.contains)
  }

  /// Returns whether a block isn't running text: a heading, a table's header row, a title, a quotation, a
  /// footnote, or a self-check.
  private static func isLeftOut(_ index: MarkdownDocument.Index, of document: MarkdownDocument) -> Bool {
    let node = document.nodes[index]
    switch node.kind {
    case .heading, .blockQuote, .question, .footnoteDefinition: return true
    case .tableCell: return node.flags.contains(.head)
    case .paragraph:
      return document.nodes[index - 1].kind == .callout && document.nodes[index - 1].flags.contains(.titled)
    default: return false
    }
  }
}

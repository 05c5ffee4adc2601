import Markup

/// Makes references to the glossary of the first use of each of its terms in running text.
///
/// Headings, links, code, quotations and self-checks are left as they are, and so is a term that the author
/// refers to on the same page.
struct TermLinkExtension: Sendable {
  private let targets: [String]
  private let phrases: TermPhrases

  /// - Parameter glossary: Nothing where the handbook has none: no text is changed then.
  init(_ glossary: Glossary?) {
    let terms = glossary?.terms ?? []
    targets = terms.map { "glossary#\($0.id.value)" }
    phrases = TermPhrases(terms.map(\.title))
  }

  /// Whether there are no terms, so that nothing is ever changed.
  var isEmpty: Bool { phrases.isEmpty }

  /// Refers to the glossary from the terms of a document.
  func apply(to document: inout MarkdownDocument) {
    guard phrases.mayOccur(in: document.literals) else { return }
    var isReferredTo = termsOfAuthor(in: document)
    var edits: [InlineEdit] = []
    for run in TextRuns(document, leavingOut: Self.isLeftOut).runs {
      for match in phrases.matches(in: run.bytes(in: document)) where !isReferredTo[match.term] {
        isReferredTo[match.term] = true
        edits += self.edits(for: match, in: run, of: &document)
      }
    }
    document.apply(edits)
  }

  private func edits(
    for match: TermPhrases.Match, in run: TextRun, of document: inout MarkdownDocument
  ) -> [InlineEdit] {
    var reference = Node(kind: .reference, flags: .found, value: Int32(document.references.count))
    let start = document.literals.count
    document.literals += targets[match.term].utf8
    reference.literal = Node.Slice(
      start: UInt32(start), count: UInt32(document.literals.count - start))
    document.references.append(
      Reference(form: .term, target: targets[match.term], range: run.place(of: match.range, in: document))
    )
    return run.wrap(match.range, in: reference)
  }

  /// Which terms the author refers to.
  private func termsOfAuthor(in document: MarkdownDocument) -> [Bool] {
    var written: Set<String> = []
    for node in document.nodes where node.kind == .reference || node.flags.contains(.internal) {
      let target = document.references[Int(node.value)].target
      let name = String(target.split(separator: "/").last ?? "")
      if name.hasPrefix("glossary") { written.insert(name.replacing(".md#", with: "#")) }
    }
    return targets.map(written.contains)
  }

  /// Whether a block is not running text: a heading, the head of a table, a title, a quotation, a footnote, a
  /// self-check.
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

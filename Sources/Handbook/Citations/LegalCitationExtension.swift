import Markup

/// Makes links of the legal citations in running text.
///
/// Only text is looked at that stands in no link, reference or code. A citation may run over a line's end, but
/// not into emphasis or a draft's mark.
struct LegalCitationExtension: Sendable {
  private let patterns: [LegalCitationPattern]

  init(_ series: [LegalCitationSeries]) {
    patterns = series.compactMap(LegalCitationPattern.init)
  }

  /// Links the citations of a document.
  func apply(to document: inout MarkdownDocument) {
    let candidates = patterns.filter { $0.mayOccur(in: document.literals) }
    guard !candidates.isEmpty else { return }
    var edits: [InlineEdit] = []
    for run in TextRuns(document).runs {
      edits += self.edits(for: run, candidates, document: &document)
    }
    document.apply(edits)
  }

  private func edits(
    for run: TextRun, _ candidates: [LegalCitationPattern], document: inout MarkdownDocument
  ) -> [InlineEdit] {
    let text = run.text(in: document)
    var taken: [Range<String.Index>] = []
    var found: [(match: LegalCitationPattern.Match, pattern: LegalCitationPattern)] = []
    for pattern in candidates {
      for match in pattern.matches(in: text) where !taken.contains(where: { $0.overlaps(match.range) }) {
        taken.append(match.range)
        found.append((match, pattern))
      }
    }
    found.sort { $0.match.range.lowerBound < $1.match.range.lowerBound }
    return found.flatMap { match, pattern in
      let start = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
      let citation = document.appendLiteral("\(match.citation.series) \(match.citation.number)")
      var link = Node(kind: .legalCitation)
      link.literal = document.appendLiteral(pattern.address(of: match.citation) ?? "")
      link.secondary = citation
      return run.wrap(start..<end, in: link)
    }
  }
}

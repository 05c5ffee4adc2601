import Markdown

/// Makes links of the legal citations in running text.
///
/// Only text is looked at that stands in no link, reference or code. A citation may run over a line's end, but
/// not into emphasis or a draft's mark.
struct LegalCitationExtension: Sendable {
  private let patterns: [LegalCitationPattern]

  init(_ series: [LegalCitationSeries]) {
    patterns = series.enumerated().compactMap { LegalCitationPattern($0.element, place: $0.offset) }
  }

  /// Links the citations of a document.
  func apply(to document: inout MarkdownDocument) {
    let candidates = patterns.filter { $0.mayOccur(in: document.literals) }
    guard !candidates.isEmpty else { return }
    let runs = TextRuns(document).runs
    let texts = runs.map { $0.text(in: document) }
    let matches = candidates.map { $0.matches(in: texts) }
    var edits: [InlineEdit] = []
    for (place, run) in runs.enumerated() {
      let found = zip(candidates, matches).flatMap { pattern, matches in matches[place].map { ($0, pattern) }
      }
      edits += self.edits(for: run, text: texts[place], found: found, document: &document)
    }
    document.apply(edits)
  }

  /// The edits for one run's matches; of two that overlap, the one that begins first counts, then the longer.
  private func edits(
    for run: TextRun, text: String,
    found: [(match: LegalCitationPattern.Match, pattern: LegalCitationPattern)],
    document: inout MarkdownDocument
  ) -> [InlineEdit] {
    let sorted = found.sorted { left, right in
      let (left, right) = (left.match.range, right.match.range)
      return (left.lowerBound, right.upperBound) < (right.lowerBound, left.upperBound)
    }
    var edits: [InlineEdit] = []
    var end = text.startIndex
    for (match, pattern) in sorted where match.range.lowerBound >= end {
      end = match.range.upperBound
      let bytes =
        text.utf8.distance(
          from: text.startIndex, to: match.range.lowerBound)..<text.utf8.distance(
          from: text.startIndex, to: match.range.upperBound)
      let destination = document.appendLiteral(pattern.address(of: match.citation) ?? "")
      let number = document.appendLiteral(match.citation.number)
      let link = Node.legalCitation(series: pattern.place, destination: destination, number: number)
      edits += run.wrap(bytes, in: link)
    }
    return edits
  }
}

extension MarkdownDocument {
  /// Adds a text that nodes can point at.
  fileprivate mutating func appendLiteral(_ text: String) -> Node.Slice {
    let start = literals.count
    literals += text.utf8
    return Node.Slice(start: UInt32(start), count: UInt32(literals.count - start))
  }
}

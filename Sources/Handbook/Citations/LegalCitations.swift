import Basics
import Markdown

/// A place in the law that a text cites.
package struct LegalCitation: Sendable, Hashable, Comparable {
  /// The abbreviation of the series: `RCW`.
  package let series: String
  /// The number within the series: `18.420`.
  package let number: String

  package static func < (left: Self, right: Self) -> Bool {
    (left.series, left.numberKey, left.number) < (right.series, right.numberKey, right.number)
  }

  /// The number's runs of digits, so that `9.2` comes before `18.420`.
  private var numberKey: NumberKey {
    NumberKey(parts: number.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? Int.max })
  }

  private struct NumberKey: Comparable {
    let parts: [Int]
    static func < (left: Self, right: Self) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
  }
}

/// The forms of one series' citations, ready to be looked for.
package struct LegalCitationPattern: Sendable {
  /// A citation in a text.
  package struct Match {
    package let citation: LegalCitation
    package let range: Range<String.Index>
  }

  /// The place of the series in the handbook's configuration.
  let place: Int
  private let abbreviation: String
  private let addressTemplate: String?
  /// The regular expression of all forms.
  ///
  /// It is compiled anew for each document that may hold a citation, since a compiled one can't be shared
  /// between threads.
  private let expression: String
  /// The longest word of each form; a text that holds none of them holds no citation.
  private let needles: [[UInt8]]

  /// - Returns: `nil` if the number's pattern is not a regular expression.
  package init?(_ series: LegalCitationSeries, place: Int = 0) {
    self.place = place
    abbreviation = series.abbreviation.value
    addressTemplate = series.address?.value
    needles = series.forms.map { form in
      let words = form.value.replacing("{n}", with: " ").split(separator: " ")
      return Array((words.max { $0.utf8.count < $1.utf8.count } ?? "").utf8)
    }
    let number = series.number.value
    guard (try? Regex(number)) != nil else { return nil }
    // Longer forms first, so that "chapter 18.420 RCW" is not taken for "18.420 RCW".
    let forms = series.forms.map(\.value).sorted { ($1.count, $0) < ($0.count, $1) }
    let alternatives = forms.map { form in
      form.split(separator: "{n}", omittingEmptySubsequences: false)
        .map { Self.literal($0) }.joined(separator: "(\(number))")
    }
    expression = alternatives.joined(separator: "|")
    guard (try? Regex(expression)) != nil else { return nil }
  }

  /// Whether a text can hold a citation of the series, told without looking closely.
  func mayOccur(in text: [UInt8]) -> Bool {
    needles.contains { $0.isEmpty || text.holds($0) }
  }

  /// The address of a cited text, where the series has one.
  package func address(of citation: LegalCitation) -> String? {
    addressTemplate?.replacing("{n}", with: citation.number)
  }

  /// The citations in each of several texts, from left to right.
  package func matches(in texts: [String]) -> [[Match]] {
    guard let expression = try? Regex(expression) else { return texts.map { _ in [] } }
    return texts.map { text in
      Self.stretches(of: text).flatMap { matches(of: expression, in: text, $0) }
    }
  }

  /// The longest word of a citation, and the most white space in one, in Unicode scalars.
  ///
  /// A regular expression may go through a run from each of its places, and what an author hands in may be one run of
  /// megabytes.
  private static let longestRun = 200

  private enum RunKind { case space, word, other }

  /// What a scalar makes runs of.
  ///
  /// Letters beyond ASCII make none: some scripts have no space between words.
  private static func kind(of scalar: Unicode.Scalar) -> RunKind {
    if scalar.isASCII { return UInt8(scalar.value).isASCIIWhitespace ? .space : .word }
    if scalar.properties.isWhitespace { return .space }
    return scalar.properties.numericType != nil ? .word : .other
  }

  /// The parts of a text that no longer run of one kind is in.
  private static func stretches(of text: String) -> [Range<String.Index>] {
    var stretches: [Range<String.Index>] = []
    var start = text.startIndex
    var run = (start: text.startIndex, count: 0, kind: RunKind.other)
    func end(at place: String.Index) {
      guard run.count > longestRun, run.kind != .other else { return }
      if start < run.start { stretches.append(start..<run.start) }
      start = place
    }
    for place in text.unicodeScalars.indices {
      let kind = kind(of: text.unicodeScalars[place])
      if kind != run.kind {
        end(at: place)
        run = (place, 0, kind)
      }
      run.count += 1
    }
    end(at: text.endIndex)
    if start < text.endIndex { stretches.append(start..<text.endIndex) }
    return stretches
  }

  private func matches(
    of expression: Regex<AnyRegexOutput>, in text: String, _ stretch: Range<String.Index>
  ) -> [Match] {
    text[stretch].matches(of: expression).compactMap { match in
      guard isWhole(match.range, in: text) else { return nil }
      let numbers = match.output.dropFirst()
      guard let number = numbers.lazy.compactMap(\.substring).first else { return nil }
      let citation = LegalCitation(series: abbreviation, number: String(number))
      return Match(citation: citation, range: match.range)
    }
  }

  /// Whether no letter or digit touches a range.
  private func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
    func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    if range.lowerBound > text.startIndex, isWord(text[text.index(before: range.lowerBound)]) { return false }
    return range.upperBound == text.endIndex || !isWord(text[range.upperBound])
  }

  /// A regular expression for a text itself, in which a space stands for any white space.
  private static func literal(_ text: Substring) -> String {
    var pattern = ""
    for character in text {
      if character == " " {
        pattern += "\\s+"
      } else if character.isLetter || character.isNumber {
        pattern.append(character)
      } else {
        pattern += "\\\(character)"
      }
    }
    return pattern
  }
}

/// Makes links of the legal citations in running text.
///
/// Text in links, references, and code is skipped. A citation may run over a line's end, but
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

import Basics
import Markdown

/// A citation of a law, such as `RCW 18.420`.
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

/// The citation forms of one series, compiled for searching.
package struct LegalCitationPattern: Sendable {
  /// A citation in a text.
  package struct Match {
    package let citation: LegalCitation
    package let range: Range<String.Index>
  }

  /// The index of the series in the handbook's configuration.
  let place: Int
  private let series: LegalCitationSeries
  /// A regular expression that matches all forms.
  ///
  /// It is compiled again for each document that may contain a citation, because a compiled one can't be
  /// shared between threads.
  private let expression: String
  /// The words of each form; a text without all words of a form has no citation in it.
  private let needles: [[[UInt8]]]

  /// - Returns: `nil` if the number's pattern is not a regular expression.
  package init?(_ series: LegalCitationSeries, place: Int = 0) {
    self.place = place
    self.series = series
    needles = series.forms.map { form in
      form.value.replacing("{n}", with: " ").split(separator: " ").map { Array($0.utf8) }
    }
    let number = series.number.value
    guard (try? Regex(number)) != nil else { return nil }
    // Longer forms come first, so that "chapter 18.420 RCW" isn't matched as "18.420 RCW".
    let forms = series.forms.map(\.value).sorted { ($1.count, $0) < ($0.count, $1) }
    let alternatives = forms.map { form in
      form.split(separator: "{n}", omittingEmptySubsequences: false)
        .map { Self.literal($0) }.joined(separator: "(\(number))")
    }
    expression = alternatives.joined(separator: "|")
    guard (try? Regex(expression)) != nil else { return nil }
  }

  /// Returns whether a text may contain a citation of the series, which is a quick test.
  func mayOccur(in text: [UInt8]) -> Bool {
    needles.contains { $0.allSatisfy(text.holds) }
  }

  /// Returns the address of a cited law, or `nil` if the series has no addresses.
  func address(of citation: LegalCitation) -> String? { series.address(of: citation) }

  /// Returns the citations in each of several texts, from left to right.
  package func matches(in texts: [String]) -> [[Match]] {
    guard let expression = try? Regex(expression) else { return texts.map { _ in [] } }
    return texts.map { text in
      Self.stretches(of: text).flatMap { matches(of: expression, in: text, $0) }
    }
  }

  /// The longest word, and the longest run of white space, that a citation can contain, in Unicode scalars.
  ///
  /// The regular expression may scan a run again from each position in it, and an author's text may be a
  /// single run of megabytes.
  private static let longestRun = 200

  private enum RunKind { case space, word, other }

  /// Returns the kind of run that a scalar belongs to.
  ///
  /// Letters outside ASCII form no runs, because some scripts don't put spaces between words.
  private static func kind(of scalar: Unicode.Scalar) -> RunKind {
    if scalar.isASCII { return UInt8(scalar.value).isASCIIWhitespace ? .space : .word }
    if scalar.properties.isWhitespace { return .space }
    return scalar.properties.numericType != nil ? .word : .other
  }

  /// Returns the parts of a text that contain no overlong run.
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
      let citation = LegalCitation(series: series.abbreviation.value, number: String(number))
      return Match(citation: citation, range: match.range)
    }
  }

  /// Returns whether a range neither follows nor precedes a letter or digit directly.
  private func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
    func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    if range.lowerBound > text.startIndex, isWord(text[text.index(before: range.lowerBound)]) { return false }
    return range.upperBound == text.endIndex || !isWord(text[range.upperBound])
  }

  /// Returns a regular expression that matches a text literally, except that a space matches any white space.
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

/// Turns legal citations in running text into links.
///
/// Text in links, references, and code is skipped. A citation may continue on the next line, but
/// not into emphasis or a draft's marks.
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

  /// Returns the edits for one run's matches.
  ///
  /// When two matches overlap, the one that begins first wins, then the longer one.
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
  /// Adds a text that nodes can refer to.
  fileprivate mutating func appendLiteral(_ text: String) -> Node.Slice {
    let start = literals.count
    literals += text.utf8
    return Node.Slice(start: UInt32(start), count: UInt32(literals.count - start))
  }
}

/// Adjacent pieces of text with the same parent, with the line breaks between them.
struct TextRun: Sendable {
  /// Text and soft breaks, in order.
  var nodes: [MarkdownDocument.Index]
  /// The offset of each node in the run's text, and the end of the last node.
  ///
  /// A text node has the bytes of its literal, and a break has one byte.
  private var starts: [Int]

  init() {
    nodes = []
    starts = [0]
  }

  mutating func append(_ index: MarkdownDocument.Index, of document: MarkdownDocument) {
    let node = document.nodes[index]
    nodes.append(index)
    starts.append((starts.last ?? 0) + (node.kind == .text ? Int(node.text.count) : 1))
  }

  /// Returns the text, with a space for each line break.
  func text(in document: MarkdownDocument) -> String {
    String(decoding: bytes(in: document), as: UTF8.self)
  }

  /// Returns the text as UTF-8, with a space for each line break.
  func bytes(in document: MarkdownDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in nodes {
      let node = document.nodes[index]
      if node.kind == .text { bytes += document.bytes(node.text) } else { bytes.append(UInt8(ascii: " ")) }
    }
    return bytes
  }

  /// Returns the source ranges of parts of the text, each cut at the end of the node in which it begins.
  ///
  /// - Parameter ranges: In bytes of the run's text, ascending, each beginning in text.
  func places(of ranges: [Range<Int>], in document: MarkdownDocument) -> [SourceRange] {
    document.literals.withUnsafeBufferPointer { literals in
      var cursor: TextCursor?
      var cursorPosition = -1
      return ranges.map { range in
        let position = position(of: range.lowerBound)
        let node = nodes[position]
        if position != cursorPosition {
          cursor = TextCursor(node, of: document, literals)
          cursorPosition = position
        }
        let start = range.lowerBound - starts[position]
        let end = min(range.upperBound, starts[position + 1]) - starts[position]
        guard let first = cursor?.sourceOffset(ofByte: start), let last = cursor?.sourceOffset(ofByte: end)
        else {
          return document.place(of: node)
        }
        return document.lines.range(first..<last, near: document.nodes[node].startLine)
      }
    }
  }

  /// Returns the edits that put a part of the text inside a node.
  ///
  /// - Parameter range: In bytes of the run's text; both ends are in text, not in a break.
  func wrap(_ range: Range<Int>, in node: Node) -> [InlineEdit] {
    let first = position(of: range.lowerBound)
    let last = position(of: range.upperBound - 1)
    let start = range.lowerBound - starts[first]
    let end = range.upperBound - starts[last]
    return [
      InlineEdit(nodes[first], start..<start, .open(node)), InlineEdit(nodes[last], end..<end, .close),
    ]
  }

  /// Returns the index in ``nodes`` of the node that contains a byte of the text.
  private func position(of byte: Int) -> Int {
    var low = 0
    var high = nodes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle } else { high = middle }
    }
    return low
  }
}

/// The runs of text in a document that aren't in a link, a reference, or code.
struct TextRuns {
  private(set) var runs: [TextRun] = []

  /// - Parameter isLeftOut: Whether to skip a node's text and that of its descendants.
  init(
    _ document: MarkdownDocument,
    leavingOut isLeftOut: (MarkdownDocument.Index, MarkdownDocument) -> Bool = { _, _ in false }
  ) {
    var run = TextRun()
    var runParent = -1
    var parents: [(index: MarkdownDocument.Index, end: Int)] = []
    var index = 0
    func isOfRun(_ kind: Node.Kind) -> Bool { kind == .text || kind == .softBreak }
    while index < document.nodes.count {
      let node = document.nodes[index]
      while let last = parents.last, last.end <= index { parents.removeLast() }
      let parent = parents.last?.index ?? -1
      if isOfRun(node.kind), parent == runParent || run.nodes.isEmpty {
        runParent = parent
        run.append(index, of: document)
      } else {
        if !run.nodes.isEmpty { runs.append(run) }
        run = TextRun()
        if isOfRun(node.kind) {
          runParent = parent
          run.append(index, of: document)
        }
      }
      switch node.kind {
      case .link, .image, .reference, .legalCitation, .footnoteReference, .editorComment:
        index = Int(node.end)
        continue
      default:
        if isLeftOut(index, document) {
          index = Int(node.end)
          continue
        }
      }
      if Int(node.end) > index + 1 { parents.append((index, Int(node.end))) }
      index += 1
    }
    if !run.nodes.isEmpty { runs.append(run) }
  }
}

import Basics
import Markdown
import Redline

/// Checks that a code file has exactly the words of its source, in order, in each version.
struct Completeness {
  /// A passage that differs.
  struct Gap: Equatable {
    var isMissing: Bool
    var words: String
    /// The position, as in ``DraftBlock/source``; for an extra passage, the position of the words before it.
    var source: Int?
    var note: String?
    var isProposed: Bool
  }

  private struct Word {
    var text: Substring
    var source: Int?
  }

  /// Compares the stories of a source with a file.
  ///
  /// - Parameters:
  ///   - leftOut: The paragraphs of the source that were left out and reported, and the title's paragraph.
  ///   - body: The text written below the front matter.
  ///   - title: The title, if it must be compared as the beginning of the body.
  static func gaps(
    in file: SourceFile, stories: [SourceStory], leftOut: Set<Int>, body: CodeBodyWriter.Result,
    title: (proposed: String, current: String)?
  ) -> [Gap] {
    let parsed = DocumentParser(allowsRawHTML: false).parse(file).document
    let document = parsed.redlined?.redline ?? parsed.document
    var gaps: [Gap] = []
    for isProposed in [true, false] {
      var written = words(of: document, isProposed: isProposed, body)
      if let title {
        let words = words(of: isProposed ? title.proposed : title.current)
        written.body = words.map { Word(text: $0, source: nil) } + written.body
      }
      for story in stories {
        // A footnote is in the same versions as its reference.
        if let note = story.note, body.noteChanges[note] == (isProposed ? .deleted : .inserted) { continue }
        let source = story.paragraphs.filter { story.note != nil || !leftOut.contains($0.source) }
          .flatMap { paragraph in
            words(of: isProposed ? paragraph.proposed : paragraph.current)
              .map { Word(text: $0, source: paragraph.source) }
          }
        let found = story.note.map { written.notes[$0] ?? [] } ?? written.body
        gaps += difference(source, found, note: story.note, isProposed: isProposed)
      }
    }
    return gaps
  }

  // MARK: Words

  /// Returns the runs of letters and of digits in a word, because a label can be joined to the word after it.
  private static func runs(_ word: Substring.UnicodeScalarView) -> [Substring] {
    var runs: [Substring] = []
    var rest = word
    while let first = rest.first {
      let isNumber = first.properties.numericType != nil
      let run = rest.prefix { ($0.properties.numericType != nil) == isNumber }
      runs.append(Substring(run))
      rest = rest[run.endIndex...]
    }
    return runs
  }

  /// Returns the words of a text: runs of letters or digits, with superscript digits as ordinary digits.
  static func words(of text: String) -> [Substring] {
    let plain = text.unicodeScalars.contains { $0.value > 0x7F } ? folded(text) : text
    return plain.unicodeScalars.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
      .flatMap(runs)
  }

  private static func folded(_ text: String) -> String {
    String(text.inNFC.map { plainCharacters[$0] ?? $0 })
  }

  private static let plainCharacters = Dictionary(
    uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ⁿ", "01234567890123456789n").map { ($0, $1) })

  private static func words(
    of document: MarkdownDocument, isProposed: Bool, _ written: CodeBodyWriter.Result
  ) -> (body: [Word], notes: [String: [Word]]) {
    var body: [Word] = []
    var notes: [String: [Word]] = [:]
    let options: MarkdownDocument.PlainTextOptions = isProposed ? .withoutDeletions : .withoutInsertions
    var index = 1
    while index < document.nodes.count {
      let node = document.nodes[index]
      switch node.kind {
      case .paragraph, .heading, .tableCell, .codeBlock:
        let line = Int(node.startLine)
        var own = words(of: document.plainText(of: index, options: options))
        if let label = written.labels[line] {
          let inSource = isProposed ? label.inSource.proposed : label.inSource.current
          own = words(of: inSource) + own.dropFirst(words(of: label.inText).count)
        }
        body += own.map { Word(text: $0, source: line) }
        index = Int(node.end)
      case .footnoteDefinition:
        notes[document.string(node.footnoteLabel), default: []] +=
          words(of: document.plainText(of: index, options: options)).map { Word(text: $0, source: nil) }
        index = Int(node.end)
      default: index += 1
      }
    }
    return (body, notes)
  }

  // MARK: Difference

  private static func difference(
    _ source: [Word], _ written: [Word], note: String?, isProposed: Bool
  ) -> [Gap] {
    var vocabulary: [Substring: Int] = [:]
    func numbers(_ words: [Word]) -> [Int] {
      words.map { word in
        if let number = vocabulary[word.text] { return number }
        vocabulary[word.text] = vocabulary.count
        return vocabulary.count - 1
      }
    }
    let (old, new) = (numbers(source), numbers(written))
    if old == new { return [] }
    let matches = SequenceDiff.matches(old, new)
    var gaps: [Gap] = []
    var (oldPlace, newPlace) = (0, 0)
    for match in matches + [(old.count, new.count)] {
      if oldPlace < match.old {
        let passage = source[oldPlace..<match.old]
        gaps.append(
          Gap(
            isMissing: true, words: passage.map { String($0.text) }.joined(separator: " "),
            source: passage.first?.source, note: note, isProposed: isProposed))
      }
      if newPlace < match.new {
        let passage = written[newPlace..<match.new]
        gaps.append(
          Gap(
            isMissing: false, words: passage.map { String($0.text) }.joined(separator: " "),
            source: source.indices.contains(oldPlace - 1) ? source[oldPlace - 1].source : nil, note: note,
            isProposed: isProposed))
      }
      (oldPlace, newPlace) = (match.old + 1, match.new + 1)
    }
    return gaps
  }
}

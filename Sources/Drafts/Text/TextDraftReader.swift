import Basics

/// Reads a draft in plain text, with unmarked paragraphs that are either one line each or wrapped.
struct TextDraftReader {
  private struct Line {
    var text: String
    /// The number of columns before the text.
    var indent: Int
    var number: Int
    var startsPage: Bool
    var width: Int { indent + text.count }
    var isEmpty: Bool { text.isEmpty }
  }

  private let lines: [Line]
  /// The width at which lines are wrapped, or `nil` if each line is a paragraph.
  private let wrapWidth: Int?
  /// How often each word is in the text, which helps to decide whether a hyphen at the end of a line belongs to
  /// the word.
  private let words: [String: Int]
  /// The words that a hyphen divided at the end of a line, as they are written now.
  private var divided: [(word: String, line: Int)] = []
  private var draft = Draft()
  private var open: [Line] = []
  private var followsGap = true

  static func read(_ text: String) -> Draft {
    var reader = Self(PageColumns.inOrder(text))
    reader.readLines()
    return reader.draft
  }

  private init(_ text: String) {
    var lines: [Line] = []
    for (index, source) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let startsPage = source.unicodeScalars.contains("\u{0C}")
      let visible = PlainCharacters.visible(String(source))
      var indent = 0
      for character in visible {
        if character == "\t" {
          indent += 4
        } else if character == " " || character == "\u{A0}" {
          indent += 1
        } else {
          break
        }
      }
      let content = visible.split { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }.joined(separator: " ")
      lines.append(
        Line(
          text: content.trimmingNoBreakSpaces, indent: indent, number: index + 1, startsPage: startsPage))
    }
    self.lines = lines
    wrapWidth = Self.wrapWidth(of: lines)
    words = text.lowercased().split { !$0.isLetter && $0 != "-" }
      .reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    draft.unit = "line"
  }

  /// Returns the width at which lines are wrapped: most lines that another line follows are nearly that wide.
  private static func wrapWidth(of lines: [Line]) -> Int? {
    let widths = lines.filter { !$0.isEmpty }.map(\.width).sorted()
    guard widths.count > 3 else { return nil }
    let width = widths[widths.count * 19 / 20]
    guard width <= 140, width >= 40 else { return nil }
    let followed = zip(lines, lines.dropFirst()).filter { !$0.isEmpty && !$1.isEmpty }
    let full = followed.count { $0.0.width * 4 >= width * 3 }
    return followed.count >= 3 && full * 2 >= followed.count ? width : nil
  }

  private mutating func readLines() {
    for line in lines {
      if line.isEmpty {
        finish()
        followsGap = true
      } else if isRule(line.text) {
        finish()
        draft.blocks.append(DraftBlock(.rule, source: line.number))
      } else if let last = open.last, !beginsParagraph(line, after: last) {
        open.append(line)
      } else {
        finish()
        open = [line]
      }
    }
    finish()
    reportDivided()
    draft.stories = [
      SourceStory(
        paragraphs: draft.blocks.map { block in
          SourceParagraph(source: block.source, proposed: block.runs.proposed, current: block.runs.current)
        })
    ]
  }

  private func isRule(_ text: String) -> Bool {
    let signs = text.filter { $0 != " " }
    guard signs.count >= 3, let first = signs.first, "-*=–—".contains(first) else { return false }
    return signs.allSatisfy { $0 == first }
  }

  /// Returns whether a line without a gap before it begins a paragraph.
  private func beginsParagraph(_ line: Line, after last: Line) -> Bool {
    if line.startsPage, !continues(line, last) { return true }
    let firstWord = line.text.prefix { $0 != " " }.count
    let isFull = wrapWidth.map { last.width + 1 + firstWord > $0 * 17 / 20 } ?? false
    let endsSentence = last.text.last.map { ".;:!?—”\"".contains($0) } ?? false
    let endsClause = endsSentence || last.text.hasSuffix("; and") || last.text.hasSuffix("; or")
    if let label = PrintedLabel(line.text) {
      if label.isBullet { return label.readings[0].style != "•o" || !isFull }
      if isNumberInWords(before: label, last) { return false }
      return endsClause || !isFull
    }
    if isFull { return false }
    return !continues(line, last) || (wrapWidth != nil && !(line.text.first?.isLowercase ?? false))
  }

  /// Returns whether a line continues the sentence of the previous line.
  private func continues(_ line: Line, _ last: Line) -> Bool {
    guard let first = line.text.first, let end = last.text.last else { return false }
    return first.isLowercase && !".;:!?".contains(end)
  }

  /// Returns whether a label repeats a number word in digits, as in `eighteen (18)`.
  private func isNumberInWords(before label: PrintedLabel, _ last: Line) -> Bool {
    guard label.text.hasPrefix("("), let word = last.text.split(separator: " ").last else { return false }
    return NumberFormat.value(ofWords: String(word)) == label.readings[0].value
  }

  private mutating func finish() {
    guard let first = open.first else { return }
    var text = ""
    for line in open {
      if text.isEmpty {
        text = line.text
      } else {
        text = joined(text, line)
      }
    }
    open = []
    var block = DraftBlock(.paragraph, [DraftRun(text)], source: first.number)
    block.indent = first.indent
    block.followsGap = followsGap
    block.startsPage = first.startsPage
    followsGap = false
    draft.blocks.append(block)
  }

  /// Joins two lines.
  ///
  /// The hyphen at the end of the first line stays if it belongs to the word: the rest of the text has the word
  /// with a hyphen, or its two parts as words, or its first part is one that begins compounds.
  private mutating func joined(_ text: String, _ next: Line) -> String {
    guard text.hasSuffix("-"), text.dropLast().last?.isLetter ?? false else { return "\(text) \(next.text)" }
    guard next.text.first?.isLowercase ?? false else { return text + next.text }
    let before = String(text.dropLast().reversed().prefix { $0.isLetter || $0 == "-" }.reversed())
    let after = String(next.text.prefix { $0.isLetter })
    let (first, second) = (before.lowercased(), after.lowercased())
    if words[first + second] != nil { return text.dropLast() + next.text }
    if words["\(first)-\(second)"] != nil { return text + next.text }
    // Each part of the divided word is in the text once already.
    let isCompound =
      first.contains("-") || Self.openings.contains(first)
      || (words[first] != nil && words[second] ?? 0 > 1)
    divided.append((before + (isCompound ? "-" : "") + after, next.number))
    return (isCompound ? text : String(text.dropLast())) + next.text
  }

  /// Words that begin compounds with a hyphen.
  private static let openings: Set = [
    "self", "non", "co", "well", "full", "part", "long", "short", "high", "low", "cross", "peer", "face",
    "half", "ex", "all", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "first", "second", "third",
  ]

  private mutating func reportDivided() {
    guard let first = divided.first else { return }
    let shown = divided.prefix(8).map { "'\($0.word)'" }
    let more = divided.count - shown.count
    let list = more > 0 ? "\(shown.joined(separator: ", ")), and \(more) more" : shown.joinedAsList
    draft.doubts.append(
      DraftDoubt(
        .importStructure,
        "A hyphen at the end of a line divides \(list)",
        help: "check whether each word has a hyphen", source: first.line))
  }
}

extension String {
  fileprivate var trimmingNoBreakSpaces: String {
    var text = Substring(trimmed)
    while let first = text.first, first == "\u{A0}" || first == " " { text.removeFirst() }
    while let last = text.last, last == "\u{A0}" || last == " " { text.removeLast() }
    return String(text)
  }
}

/// Arranges the columns of a page in reading order, one below the other.
enum PageColumns {
  /// Returns a text whose pages are separated by form feeds, with the columns of each page in order.
  static func inOrder(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{0C}") else { return text }
    let pages = text.unicodeScalars.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    return pages.map { inOrder(page: String(Substring($0))) }.joined(separator: "\u{0C}")
  }

  private static func inOrder(page: String) -> String {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    guard let gutter = Gutter(of: lines) else { return page }
    // Text before the right column, such as a title, goes above both columns. Centered text at the end, such
    // as a page number, goes below both.
    let first = lines.firstIndex { gutter.hasRightText($0) } ?? 0
    let last = lines.lastIndex { gutter.hasRightText($0) || gutter.isOnLeft($0) } ?? first
    let body = lines[first...last]
    let left = outdented(body.map { $0.prefix(gutter.column) })
    let right = outdented(body.map { $0.dropFirst(gutter.column) })
    // A sentence can continue in the next column.
    let goesOn = right.first?.first { $0 != " " }?.isLowercase ?? false
    let parts = lines[..<first].map { String($0) } + [""] + left + (goesOn ? [] : [""]) + right
    return (parts + lines[(last + 1)...].map { String($0) }).joined(separator: "\n")
  }

  /// Returns the lines of a column without its margin, and without blank lines at both ends.
  ///
  /// Both columns lose their margins, so that equal indents mean equal levels.
  private static func outdented(_ lines: [ArraySlice<Character>]) -> [String] {
    let margin = lines.compactMap {
      $0.firstIndex { $0 != " " }.map { [start = $0.startIndex] in $0 - start }
    }.min()
    var column = lines.map { String($0.dropFirst(margin ?? 0)) }[...]
    while column.last?.isBlank ?? false { column.removeLast() }
    return Array(column.drop(while: \.isBlank))
  }
}

/// The vertical white space between the two columns of a page.
private struct Gutter {
  /// The last column of the white space, from 0.
  let column: Int
  /// Whether the white space is only one column wide, because at least one line on the left is full.
  let isNarrow: Bool

  /// Finds the gutter, or returns `nil` if the page has one column.
  init?(of lines: [[Character]]) {
    let written = lines.filter { $0.contains { $0 != " " } }
    guard written.count >= 8, let width = written.map(\.count).max(), width >= 60 else { return nil }
    // Finds the columns in which the fewest lines have text. Centered lines cross all of them.
    let middle = (width * 3 / 10)..<(width * 7 / 10)
    let crossings = middle.map { column in written.count { $0.count > column && $0[column] != " " } }
    guard let fewest = crossings.min() else { return nil }
    var best = 0..<0
    var start: Int?
    for (column, count) in zip(middle, crossings) {
      if count > fewest {
        start = nil
      } else {
        let run = (start ?? column)..<(column + 1)
        start = run.lowerBound
        if run.count > best.count { best = run }
      }
    }
    column = best.upperBound - 1
    isNarrow = best.count == 1
    // In a single column of text, most lines have no white space at the same position. In a table of facts,
    // the right side is short.
    let lefts = written.count { [column] in $0.prefix(column).contains { $0 != " " } }
    let rights = written.filter(hasRightText).map { [column] in $0.count - column }.sorted()
    guard lefts * 10 >= written.count * 3, rights.count * 10 >= written.count * 3,
      written.count(where: crosses) * 4 <= written.count, rights[rights.count / 2] >= 20
    else { return nil }
  }

  /// Returns whether a line has text in the gutter.
  func crosses(_ line: [Character]) -> Bool {
    guard line.count > column else { return false }
    if line[column] != " " { return true }
    guard line.count > column + 1, line[column - 1] != " ", line[column + 1] != " " else { return false }
    // A single space between two words is the gutter if the gutter is that narrow and the line is full on the
    // left. A line in the middle of the page, such as a title, can have a space there too.
    return !isNarrow || (line.firstIndex { $0 != " " } ?? 0) > column / 4
  }

  /// Returns whether a line has text in the right column.
  func hasRightText(_ line: [Character]) -> Bool {
    line.count > column && !crosses(line) && line[column...].contains { $0 != " " }
  }

  /// Returns whether a line's text begins in the left half of the left column and ends in that column.
  func isOnLeft(_ line: [Character]) -> Bool {
    guard let start = line.firstIndex(where: { $0 != " " }) else { return false }
    return start < column / 2 && line.count <= column
  }
}

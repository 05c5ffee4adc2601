import Basics
package import Handbook
import Markdown
import Redline

/// The words of a code's captured source: what the issuer published, without formatting.
package struct SourceWords: Sendable {
  /// A word, or a run of its digits or letters, and its tracked change.
  struct Word: Sendable, Hashable {
    let text: String
    let change: RedlineRun.Kind
    /// The line or paragraph of the source.
    let line: Int
  }

  let words: [Word]
  /// The unit of positions in the source: `line` or `paragraph`.
  package let unit: String

  /// Reads a source.
  ///
  /// - Throws: ``DraftImporter/Unreadable`` if the source is damaged or is a different kind of file.
  package init(reading source: DraftImporter.Source) throws(DraftImporter.Unreadable) {
    let draft = try DraftImporter.read(source)
    var words: [Word] = []
    func add(_ runs: [DraftRun], at line: Int) {
      for run in runs where run.isText {
        let change: RedlineRun.Kind =
          switch run.change {
          case .kept: .kept
          case .inserted: .inserted
          case .deleted: .deleted
          }
        words += Completeness.words(of: run.text).map { Word(text: String($0), change: change, line: line) }
      }
    }
    for block in draft.blocks where !block.isContentsEntry {
      if let label = block.list?.label {
        words += Completeness.words(of: label).map {
          Word(text: String($0), change: .kept, line: block.source)
        }
      }
      switch block.kind {
      case .table(let rows): for cell in rows.flatMap(\.self) { add(cell, at: block.source) }
      case .verbatim(let lines): for line in lines { add(line, at: block.source) }
      case .heading, .paragraph, .rule: add(block.runs, at: block.source)
      }
    }
    for note in draft.notes { add(note.runs, at: draft.blocks.last?.source ?? 0) }
    self.words = words
    unit = draft.unit
  }

  /// Returns the words in a view: all of them in the redline; all but the deleted or inserted ones in the
  /// other views.
  func words(in view: CodeView) -> [Word] {
    switch view {
    case .redline: words
    case .proposed: words.filter { $0.change != .deleted }
    case .current: words.filter { $0.change != .inserted }
    }
  }
}

/// A comparison of a code with its captured source: the code must have exactly the source's words, in order,
/// in each view.
///
/// Punctuation, white space, and formatting don't count. Intentional differences are declared in the front
/// matter under `source: differences:`.
package struct SourceProof: Sendable {
  /// A passage that differs.
  package struct Gap: Sendable, Hashable {
    /// The citation of the provision or group, or `nil` for the title.
    package let place: String?
    /// The words that only the source has here.
    package let inSource: String
    /// The words that only the code has here.
    package let inCode: String
    /// The line or paragraph of the source.
    package let sourceLine: Int?
    /// The line of the code's file.
    package let codeLine: Int
    /// Whether the source has the same words in another place.
    package fileprivate(set) var isMoved = false
    /// The views in which the passage differs.
    package fileprivate(set) var views: [CodeView]

    /// The entry of `differences` in the front matter that declares the passage as intentional.
    package var declaration: String {
      let sides = [("in-source", inSource), ("in-code", inCode)].filter { !$0.1.isEmpty }
      return "{ \(sides.map { "\($0.0): \(CodeFrontMatterWriter.scalar($0.1))" }.joined(separator: ", ")) }"
    }
  }

  package let gaps: [Gap]
  /// The unit of positions in the source: `line` or `paragraph`.
  package let unit: String
  /// The number of words in the code.
  package let wordCount: Int
  /// The views that were compared.
  package let views: [CodeView]

  /// Whether the code has the same words as its source.
  package var holds: Bool { gaps.isEmpty }

  package init(of edition: Edition, _ code: CodeID, in source: SourceWords) {
    views = edition.views
    unit = source.unit
    var gaps: [Gap] = []
    var count = 0
    for view in edition.views {
      let written = CodeWords(of: edition, code, in: view).words
      count = max(count, written.count)
      for gap in Self.gaps(source.words(in: view), written, edition.metadata.source?.differences ?? [], view)
      {
        let known = gaps.firstIndex {
          ($0.inSource, $0.inCode, $0.codeLine, $0.sourceLine, $0.isMoved)
            == (gap.inSource, gap.inCode, gap.codeLine, gap.sourceLine, gap.isMoved)
        }
        if let known { gaps[known].views.append(view) } else { gaps.append(gap) }
      }
    }
    self.gaps = gaps
    wordCount = count
  }

  private static func gaps(
    _ source: [SourceWords.Word], _ written: [CodeWords.Word], _ declared: [SourceDifference],
    _ view: CodeView
  ) -> [Gap] {
    // In the redline, words match only if their changes do.
    func key(_ text: String, _ change: RedlineRun.Kind) -> String {
      view == .redline ? "\(change.rawValue)\(text)" : text
    }
    let matches = WordNumbers.matches(
      source.map { key($0.text, $0.change) }, written.map { key($0.text, $0.change) })
    var gaps: [Gap] = []
    var (old, new) = (0, 0)
    for match in atLineStarts(matches, written) + [(old: source.count, new: written.count)] {
      let missing = source[old..<match.old]
      let extra = written[new..<match.new]
      let place = extra.first ?? (new > 0 ? written[new - 1] : written.first)
      let gap = Gap(
        place: place?.place, inSource: missing.map(\.text).joined(separator: " "),
        inCode: extra.map(\.text).joined(separator: " "),
        sourceLine: missing.first?.line ?? (old > 0 ? source[old - 1].line : nil), codeLine: place?.line ?? 1,
        views: [view])
      if !missing.isEmpty || !extra.isEmpty,
        !declared.explain(missing.map(\.text)[...], extra.map(\.text)[...])
      {
        gaps.append(gap)
      }
      (old, new) = (match.old + 1, match.new + 1)
    }
    return joiningMoves(in: gaps).filter { !($0.isMoved && declared.explainMove(of: $0.inSource)) }
  }

  /// Returns the same matches, except that a passage that only the code has begins with a line if it can.
  ///
  /// If a heading repeats the end of the title, its words could just as well be missing at the end of the title.
  private static func atLineStarts(
    _ matches: [(old: Int, new: Int)], _ written: [CodeWords.Word]
  ) -> [(old: Int, new: Int)] {
    var matches = matches
    for next in matches.indices {
      let start = next == 0 ? 0 : matches[next - 1].new + 1
      let count = matches[next].new - start
      guard count > 0 else { continue }
      // The passage can begin later by each word after it that is the same as its first.
      var steps = 0
      while next + steps < matches.count, matches[next + steps].new == start + count + steps,
        matches[next + steps].old == matches[next].old + steps,
        written[start + steps].text == written[start + count + steps].text,
        written[start + steps].change == written[start + count + steps].change,
        steps == 0 || written[start + steps].line == written[start + steps - 1].line
      {
        steps += 1
      }
      guard steps > 0, written[start + steps].line != written[start + steps - 1].line else { continue }
      for step in 0..<steps { matches[next + step].new -= count }
    }
    return matches
  }

  /// Returns the passages with each one that is only in the source joined to the one that is only in the code
  /// and has the same words.
  private static func joiningMoves(in gaps: [Gap]) -> [Gap] {
    var gaps = gaps
    for missing in gaps.filter({ $0.inCode.isEmpty }) {
      guard let extra = gaps.firstIndex(where: { $0.inSource.isEmpty && $0.inCode == missing.inSource }),
        let old = gaps.firstIndex(of: missing)
      else { continue }
      gaps[extra] = Gap(
        place: gaps[extra].place, inSource: missing.inSource, inCode: gaps[extra].inCode,
        sourceLine: missing.sourceLine, codeLine: gaps[extra].codeLine, isMoved: true, views: missing.views)
      gaps.remove(at: old)
    }
    return gaps
  }
}

extension [SourceDifference] {
  /// Returns whether one of the differences declares that a passage moved: it has the same words on both sides.
  fileprivate func explainMove(of passage: String) -> Bool {
    contains { difference in
      let sides = [difference.inSource, difference.inCode].map { side in
        Completeness.words(of: side ?? "").joined(separator: " ")
      }
      return sides == [passage, passage]
    }
  }

  /// Returns whether the declared differences, one after another, explain a passage completely.
  fileprivate func explain(_ inSource: ArraySlice<String>, _ inCode: ArraySlice<String>) -> Bool {
    if inSource.isEmpty, inCode.isEmpty { return true }
    return contains { difference in
      let source = Completeness.words(of: difference.inSource ?? "").map(String.init)
      let code = Completeness.words(of: difference.inCode ?? "").map(String.init)
      guard !source.isEmpty || !code.isEmpty, inSource.starts(with: source), inCode.starts(with: code) else {
        return false
      }
      return explain(inSource.dropFirst(source.count), inCode.dropFirst(code.count))
    }
  }
}

/// The issuer's changes between two captured copies, by provision.
package struct SourceChanges: Sendable {
  package struct Change: Sendable, Hashable {
    /// The citation of the provision or group, or `nil` for the text before all of them.
    package let place: String?
    /// The words of the passage in CriticMarkup.
    package let marked: String
  }

  package let changes: [Change]

  package init(of edition: Edition, _ code: CodeID, from old: SourceWords, to new: SourceWords) {
    let before = old.words(in: .proposed)
    let after = new.words(in: .proposed)
    let places = Self.places(of: before, CodeWords(of: edition, code, in: .proposed).words)
    let matches = Self.atBoundaries(
      WordNumbers.matches(before.map(\.text), after.map(\.text)), after.map(\.text), places)
    // The runs of each provision or group, in the order of the old copy.
    var order: [String?] = []
    var runs: [String?: [RedlineRun]] = [:]
    func add(_ kind: RedlineRun.Kind, _ words: [String], at place: String?) {
      guard !words.isEmpty else { return }
      if runs[place] == nil { order.append(place) }
      runs[place, default: []] += words.map { RedlineRun(kind, $0) }
    }
    var (oldIndex, newIndex) = (0, 0)
    for match in matches + [(old: before.count, new: after.count)] {
      for index in oldIndex..<match.old { add(.deleted, [before[index].text], at: places[index]) }
      // Inserted words belong to the place of the words that they replace, or of those that they follow.
      let place =
        oldIndex < match.old
        ? places[match.old - 1] : oldIndex > 0 ? places[oldIndex - 1] : places.first ?? nil
      add(.inserted, after[newIndex..<match.new].map(\.text), at: place)
      if match.old < before.count { add(.kept, [before[match.old].text], at: places[match.old]) }
      (oldIndex, newIndex) = (match.old + 1, match.new + 1)
    }
    changes = order.compactMap { place in
      guard let words = runs[place], words.contains(where: { $0.kind != .kept }) else { return nil }
      return Change(place: place, marked: Self.marked(words))
    }
  }

  /// Returns the same matches, except that each passage added at the boundary of two provisions is between
  /// them.
  ///
  /// "I keep records. I ask." has the words of "I ask." and three more, which can be "I keep records" or
  /// "keep records I".
  private static func atBoundaries(
    _ matches: [(old: Int, new: Int)], _ words: [String], _ places: [String?]
  ) -> [(old: Int, new: Int)] {
    var matches = matches
    for next in matches.indices.dropFirst() {
      let added = matches[next].new - matches[next - 1].new - 1
      guard added > 0, matches[next].old == matches[next - 1].old + 1 else { continue }
      // Finds the words of the passage's provision that could just as well come after the passage.
      var first = next
      while first > 0, places[matches[first - 1].old] == places[matches[next].old],
        words[matches[first - 1].new] == words[matches[first - 1].new + added],
        first == next || matches[first - 1].old + 1 == matches[first].old
      {
        first -= 1
      }
      guard first < next, first == 0 || places[matches[first - 1].old] != places[matches[next].old] else {
        continue
      }
      for index in first..<next { matches[index].new += added }
    }
    return matches
  }

  /// Returns the provision that each word of a copy belongs to.
  private static func places(of copy: [SourceWords.Word], _ written: [CodeWords.Word]) -> [String?] {
    var places = [String?](repeating: nil, count: copy.count)
    var last = -1
    for match in WordNumbers.matches(copy.map(\.text), written.map(\.text)) {
      let place = written[match.new].place
      // Words that only the copy has belong to the provision around or before them.
      let between = last >= 0 ? places[last] : place
      for index in (last + 1)..<match.old { places[index] = between }
      places[match.old] = place
      last = match.old
    }
    for index in (last + 1)..<max(copy.count, last + 1) { places[index] = last >= 0 ? places[last] : nil }
    return places
  }

  /// Returns words in CriticMarkup, separated by spaces.
  private static func marked(_ words: [RedlineRun]) -> String {
    var joined: [RedlineRun] = []
    for word in words {
      if let last = joined.last, last.kind == word.kind {
        joined[joined.count - 1].text += " \(word.text)"
      } else {
        joined.append(word)
      }
    }
    return joined.map { [$0].marked }.joined(separator: " ")
  }
}

/// The words of a code in one view, each with its provision.
struct CodeWords {
  struct Word {
    let text: String
    let change: RedlineRun.Kind
    let place: String?
    let line: Int
  }

  private(set) var words: [Word] = []
  private let text: CodeText
  private let code: CodeID
  private let view: CodeView

  init(of edition: Edition, _ code: CodeID, in view: CodeView) {
    text = edition.text(of: view)
    self.code = code
    self.view = view
    let line = edition.metadata.title.range.start.line
    if view == .redline, let title = edition.redline?.title {
      add(title.runs, at: nil, line)
    } else {
      add([RedlineRun(.kept, edition.title(of: view))], at: nil, line)
    }
    for group in text.groups {
      let place = "\(code)#\(group.anchor)"
      if let heading = group.heading {
        add(group.label, at: place, Int(text.document.nodes[heading].startLine))
        add(heading, at: place)
      }
      add(group.content, at: place)
    }
  }

  /// The recursion is as deep as lists are nested, which the parser limits.
  private mutating func add(_ content: [CodeElement], at place: String) {
    for element in content {
      switch element {
      case .prose(let node), .leadIn(let node): add(node, at: place)
      case .provisions(let places):
        for index in places {
          let provision = text.provisions[index]
          let place = "\(code)#\(provision.id.value)"
          add(provision.label, at: place, Int(text.document.nodes[provision.node].startLine))
          add(provision.content, at: place)
        }
      }
    }
  }

  private mutating func add(_ label: String?, at place: String, _ line: Int) {
    guard let label else { return }
    add([RedlineRun(.kept, label)], at: place, line)
  }

  private mutating func add(_ node: MarkdownDocument.Index, at place: String) {
    let runs =
      view == .redline
      ? text.document.redlineRuns(of: node) : [RedlineRun(.kept, text.document.plainText(of: node))]
    add(runs, at: place, Int(text.document.nodes[node].startLine))
  }

  private mutating func add(_ runs: [RedlineRun], at place: String?, _ line: Int) {
    for run in runs {
      words += Completeness.words(of: run.text).map {
        Word(text: String($0), change: run.kind, place: place, line: line)
      }
    }
  }
}

/// Finds the words that two texts have in common, in order.
private enum WordNumbers {
  static func matches(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
    var vocabulary: [String: Int] = [:]
    func numbers(_ words: [String]) -> [Int] {
      words.map { word in
        if let number = vocabulary[word] { return number }
        vocabulary[word] = vocabulary.count
        return vocabulary.count - 1
      }
    }
    return SequenceDiff.matches(numbers(old), numbers(new))
  }
}

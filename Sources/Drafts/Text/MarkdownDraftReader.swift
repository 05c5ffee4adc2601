import Basics
import Redline

/// Reads a draft in Markdown that people or converters wrote, with its tracked changes.
///
/// The reader goes line by line and keeps the Markdown unchanged. A converter's output is often malformed, so
/// a parser would misinterpret it.
struct MarkdownDraftReader {
  private var draft = Draft()
  private let lines: [Substring]
  /// The indents of the open items, in columns.
  private var indents: [Int] = []
  /// The lines of the current paragraph or item.
  private var text: [String] = []
  private var pending = DraftBlock(source: 1)
  private var isAfterBlank = true

  static func read(_ text: String) -> Draft {
    var reader = Self(lines: text.split(omittingEmptySubsequences: false) { $0.isNewline })
    reader.draft.unit = "line"
    reader.draft.marks = ConvertedMarks.areIn(text) && !ConvertedMarks.exactAreIn(text) ? .converted : .exact
    reader.readLines()
    return reader.draft
  }

  /// Returns whether a text looks like Markdown: it has a converter's changes, headings with `#`, or links.
  static func looksRight(for text: String) -> Bool {
    ConvertedMarks.areIn(text) || ConvertedMarks.exactAreIn(text) || text.contains("](")
      || text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("# ") || $0.hasPrefix("## ") }
  }

  private init(lines: [Substring]) {
    self.lines = lines
  }

  // MARK: Lines

  private mutating func readLines() {
    var index = skipFrontMatter()
    while index < lines.count {
      let line = lines[index]
      let number = index + 1
      index += 1
      let content = String(line).trimmed
      if content.isEmpty {
        finish()
        isAfterBlank = true
        continue
      }
      let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      if let fence = fence(content) {
        var kept = [String(line)]
        while index < lines.count {
          kept.append(String(lines[index]))
          index += 1
          if String(lines[index - 1]).trimmed.hasPrefix(fence) { break }
        }
        append(kept.map { [DraftRun($0, style: .markdown)] }, number)
      } else if content.hasPrefix("|") || content.hasPrefix(">") || content.hasPrefix("[^") {
        let sign = content.hasPrefix("[^") ? "[^" : String(content.prefix(1))
        var kept = [content]
        while index < lines.count, String(lines[index]).trimmed.hasPrefix(sign) {
          kept.append(String(lines[index]).trimmed)
          index += 1
        }
        append(kept.map { ConvertedMarks($0).runs }, number)
      } else {
        read(content, indent: indent, number)
      }
      isAfterBlank = false
    }
    finish()
  }

  private func skipFrontMatter() -> Int {
    guard lines.first.map({ String($0).trimmed == "---" }) ?? false,
      let end = lines.dropFirst().firstIndex(where: { String($0).trimmed == "---" })
    else { return 0 }
    return lines[1..<end].contains { $0.contains(":") } ? end + 1 : 0
  }

  private func fence(_ content: String) -> String? {
    if content.hasPrefix("~~~") { return "~~~" }
    return content.hasPrefix("```") && !content.drop { $0 == "`" }.contains("`") ? "```" : nil
  }

  private mutating func append(_ lines: [[DraftRun]], _ number: Int) {
    finish()
    draft.blocks.append(DraftBlock(.verbatim(lines), source: number))
  }

  private mutating func read(_ content: String, indent: Int, _ number: Int) {
    if isRule(content) {
      if !text.isEmpty, pending.isParagraph, pending.list == nil,
        content.allSatisfy({ $0 == "-" || $0 == "=" })
      {
        pending.kind = .heading(level: content.hasPrefix("=") ? 1 : 2)
        finish()
        return
      }
      finish()
      if !content.hasPrefix("=") { draft.blocks.append(DraftBlock(.rule, source: number)) }
      return
    }
    if let (level, heading) = atxHeading(content) {
      finish()
      begin(.heading(level: level), heading, number)
      finish()
    } else if let (label, width) = marker(of: content) {
      finish()
      while let last = indents.last, last > indent { indents.removeLast() }
      let level = indents.count
      indents.append(indent + width)
      pending = DraftBlock(source: number)
      pending.list = DraftBlock.ListPlace(list: 0, level: level, label: label)
      pending.indent = indent
      text = [String(content.unicodeScalars.dropFirst(width).map(Character.init)).trimmed]
    } else if !text.isEmpty {
      text.append(content)
    } else if isAfterBlank, indent > 0, indents.contains(where: { $0 <= indent }) {
      // Another paragraph of an item.
      while let last = indents.last, last > indent { indents.removeLast() }
      pending = DraftBlock(source: number)
      pending.indent = indent
      text = [content]
    } else {
      begin(.paragraph, content, number)
    }
  }

  /// Returns an item's marker and its width in columns: a bullet, or a number that doesn't belong to a word.
  private func marker(of content: String) -> (label: String, width: Int)? {
    let first = content.prefix(1)
    if "*+".contains(first), content.dropFirst().first == " " {
      return ("•", 1 + content.dropFirst().prefix { $0 == " " }.count)
    }
    guard let label = PrintedLabel(content), !label.text.hasPrefix("("), label.keyword == nil,
      label.path.isEmpty,
      label.parents.isEmpty
    else { return nil }
    let space = content.unicodeScalars.dropFirst(label.count).prefix { $0.properties.isWhitespace }.count
    guard space > 0 || label.isBullet else { return nil }
    return (label.isBullet ? "•" : label.text, label.count + space)
  }

  private mutating func begin(_ kind: DraftBlock.Kind, _ content: String, _ number: Int) {
    indents = []
    pending = DraftBlock(kind, source: number)
    text = [content]
  }

  private mutating func finish() {
    guard !text.isEmpty else { return }
    let content = text.joined(separator: " ")
    text = []
    var block = pending
    let marks = ConvertedMarks(content)
    block.runs = marks.runs
    if block.isParagraph, block.list == nil, let inner = Self.boldLine(content) {
      block.kind = .heading(level: 2)
      block.runs = ConvertedMarks(inner).runs
    }
    for problem in marks.problems {
      draft.doubts.append(DraftDoubt(.importUnreadableMark, problem, source: block.source))
    }
    draft.blocks.append(block)
  }

  /// Returns the words of a line that is entirely bold and isn't a lead-in.
  private static func boldLine(_ text: String) -> String? {
    guard text.hasPrefix("**"), text.hasSuffix("**"), text.utf8.count > 4 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    return inner.contains("**") || inner.hasSuffix(":") ? nil : String(inner)
  }

  private func isRule(_ content: String) -> Bool {
    let signs = content.filter { $0 != " " }
    guard signs.count >= 3, let first = signs.first else { return false }
    return (first == "-" || first == "*" || first == "_" || first == "=") && signs.allSatisfy { $0 == first }
  }

  private func atxHeading(_ content: String) -> (Int, String)? {
    let level = content.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let rest = content.dropFirst(level)
    guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
    var heading = String(rest).trimmed
    while heading.hasSuffix("#") { heading.removeLast() }
    return (level, heading.trimmed)
  }
}

/// Reads the tracked changes in one block of Markdown: `~~deleted~~` and `[inserted](#)` as some converters
/// write them, `[text]{.insertion}` and `[text]{.deletion}` as pandoc writes them, and CriticMarkup.
struct ConvertedMarks {
  private(set) var runs: [DraftRun] = []
  /// The problems found, in text order.
  private(set) var problems: [String] = []
  private let bytes: [UInt8]
  private let codeSpans: CodeSpans
  /// The offset of each opening bracket's closing bracket.
  private var closingBrackets: [Int: Int] = [:]
  /// The CriticMarkup marks, by their start offsets.
  private var criticMarks: [Int: RedlineMark] = [:]
  /// The number of marks around this text.
  private let depth: Int

  /// The maximum nesting depth of marks.
  ///
  /// Each level is read again.
  private static let maximumDepth = 16

  /// - Parameter text: The inline Markdown of the block.
  init(_ text: String) {
    self.init(text, depth: 0)
  }

  private init(_ text: String, depth: Int) {
    bytes = Array(text.utf8)
    codeSpans = CodeSpans(bytes, in: bytes.indices)
    self.depth = depth
    guard depth < Self.maximumDepth else {
      add(MarkdownEscaping.escapeMarks(text), .kept)
      problems.append("marks are nested more than \(Self.maximumDepth) deep, and the inner ones stay as text")
      return
    }
    findClosingBrackets()
    findCriticMarks()
    var index = 0
    var keptStart = 0
    func keep(upTo end: Int) {
      add(MarkdownEscaping.escapeMarks(string(keptStart..<end)), .kept)
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += 2
      case UInt8(ascii: "`"):
        index = codeSpans.end(ofSpanAt: index)
      case UInt8(ascii: "~") where isTildes(at: index):
        guard let close = closingTildes(after: index + 2) else {
          problems.append("'~~' has no second '~~' in the same block, and stays as text")
          index += 2
          continue
        }
        keep(upTo: index)
        append((index + 2)..<close, .deleted)
        index = close + 2
        keptStart = index
      case UInt8(ascii: "["):
        guard let close = closingBrackets[index], let (kind, end) = change(behind: close) else {
          index += 1
          continue
        }
        keep(upTo: index)
        if let kind { append((index + 1)..<close, kind) }
        index = end
        keptStart = index
      case UInt8(ascii: "{"):
        guard let mark = criticMarks[index] else {
          index += 1
          continue
        }
        keep(upTo: index)
        append(mark)
        index = mark.extent.upperBound
        keptStart = index
      default:
        index += 1
      }
    }
    keep(upTo: bytes.count)
  }

  /// Returns whether a text has a converter's marks, some of which can be lost.
  static func areIn(_ text: String) -> Bool {
    text.utf8.count > 3 && (text.contains("](#)") || text.contains("~~"))
  }

  /// Returns whether a text has pandoc or CriticMarkup marks, which are complete.
  static func exactAreIn(_ text: String) -> Bool {
    ["{.insertion", "{.deletion", "{++", "{--", "{~~"].contains { text.contains($0) }
  }

  private mutating func add(_ text: String, _ change: DraftRun.Change) {
    runs.add(DraftRun(text, change, style: .markdown))
  }

  private mutating func remark(_ text: String) {
    guard !text.isBlank else { return }
    runs.append(DraftRun(PlainMarkdown.text(of: text), style: .comment))
  }

  /// Adds deleted or inserted text.
  ///
  /// Text that is both is in neither version.
  private mutating func append(_ range: Range<Int>, _ change: DraftRun.Change) {
    let inner = ConvertedMarks(string(range), depth: depth + 1)
    for run in inner.runs {
      if run.style.contains(.comment) {
        runs.append(run)
      } else if run.change == .kept || run.change == change {
        add(run.text, change)
      } else {
        remark("Inserted and struck in the source: \(run.text)")
      }
    }
    problems += inner.problems
  }

  // MARK: Links and spans

  /// Returns the meaning of a pair of brackets based on what follows them: an insertion, a deletion, or no
  /// text.
  ///
  /// - Returns: `nil` if it's something else.
  private func change(behind close: Int) -> (change: DraftRun.Change?, end: Int)? {
    let rest = bytes[(close + 1)...]
    if rest.starts(with: "(#)".utf8) { return (.inserted, close + 4) }
    guard rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
      return nil
    }
    let classes = string((close + 2)..<end).split(separator: " ").map(String.init)
    if classes.contains(".insertion") { return (.inserted, end + 1) }
    if classes.contains(".deletion") { return (.deleted, end + 1) }
    let isMark = classes.contains {
      [".paragraph-insertion", ".paragraph-deletion", ".comment-end"].contains($0)
    }
    return isMark ? (nil, end + 1) : nil
  }

  private mutating func findCriticMarks() {
    guard RedlineScanner.mayHoldMarks(bytes[...]) else { return }
    let scan = RedlineScanner.scan(bytes, stretches: [bytes.indices], path: "", lines: SourceLines(of: bytes))
    for mark in scan.marks { criticMarks[mark.extent.lowerBound] = mark }
  }

  private mutating func append(_ mark: RedlineMark) {
    switch mark.kind {
    case .insertion: append(mark.body, .inserted)
    case .deletion: append(mark.body, .deleted)
    case .substitution:
      append(mark.deleted ?? mark.body, .deleted)
      append(mark.inserted ?? mark.body, .inserted)
    case .highlight: add(string(mark.body), .kept)
    case .comment: remark(string(mark.body))
    }
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  private func isTildes(at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "~")
  }

  private func closingTildes(after start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = codeSpans.end(ofSpanAt: index)
      case UInt8(ascii: "~") where isTildes(at: index) && index > start: return index
      default: index += 1
      }
    }
    return nil
  }

  /// Finds all pairs of brackets in one pass.
  ///
  /// A separate search for each end would take quadratic time.
  private mutating func findClosingBrackets() {
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): index = codeSpans.end(ofSpanAt: index) - 1
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"): if let start = open.popLast() { closingBrackets[start] = index }
      default: break
      }
      index += 1
    }
  }
}

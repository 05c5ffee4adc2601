import Basics
import Redline

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

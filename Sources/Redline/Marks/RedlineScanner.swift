package import Basics
package import Markdown

/// Finds the marks of a redline in source bytes, before any Markdown is parsed.
///
/// After parsing, `\{++` and `{++` look alike, and the `--` of `{--` may have become a heading's underline or
/// a dash. For this reason, escapes and delimiters are read in the source. The scanner visits each byte once.
///
/// Source: CriticMarkup (criticmarkup.com/spec.php). This scanner is stricter: a mark must be within one
/// block, and a mark can't contain another, except that a comment can be inside any other mark.
package struct RedlineScanner {
  /// The result of a scan.
  package struct Result: Sendable {
    /// The marks in the order of their first bytes.
    ///
    /// A comment inside another mark follows that mark.
    package var marks: [RedlineMark] = []
    package var diagnostics: [Diagnostic] = []
  }

  private let bytes: [UInt8]
  private let path: String
  private let lines: SourceLines
  private var result = Result()
  /// The diagnostics to report once the open mark is closed.
  ///
  /// Until then, the mark itself could be the mistake.
  private var pending: [Diagnostic] = []

  /// Scans the inline text of each block.
  ///
  /// - Parameters:
  ///   - bytes: The text after the front matter.
  ///   - stretches: Ranges of bytes, from 0; see ``stretches(of:in:lines:)``. Nothing outside them is
  ///     scanned.
  package static func scan(
    _ bytes: [UInt8], stretches: [Range<Int>], path: String, lines: SourceLines
  ) -> Result {
    var scanner = Self(bytes: bytes, path: path, lines: lines)
    for stretch in stretches { scanner.scan(stretch) }
    return scanner.result
  }

  /// Returns whether a text could contain a mark: whether it has one of `{++`, `{--`, `{~~`, `{==`, and
  /// `{>>`.
  package static func mayHoldMarks(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let brace = UInt8(ascii: "{")
      var rest = buffer[...]
      while let index = rest.firstIndex(of: brace) {
        guard index + 2 < buffer.endIndex else { return false }
        if RedlineMark.Kind(opening: buffer[index + 1], buffer[index + 2]) != nil { return true }
        rest = buffer[(index + 1)...]
      }
      return false
    }
  }

  private init(bytes: [UInt8], path: String, lines: SourceLines) {
    self.bytes = bytes
    self.path = path
    self.lines = lines
  }

  /// A mark that isn't closed yet.
  private struct OpenMark {
    var kind: RedlineMark.Kind
    var start: Int
    var separator: Int?
    /// The start of an open comment inside the mark.
    var comment: Int?
    /// The index that the mark will have among the marks.
    var place: Int
  }

  private mutating func scan(_ stretch: Range<Int>) {
    let codeSpans = CodeSpans(bytes, in: stretch)
    let closers = Closers(bytes, in: stretch)
    var open: OpenMark?
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += index + 1 < stretch.upperBound && bytes[index + 1].isASCIIPunctuation ? 2 : 1
      case UInt8(ascii: "`"):
        index = codeSpans.end(ofSpanAt: index)
      case UInt8(ascii: "{"):
        guard let kind = opening(at: index, before: stretch.upperBound) else {
          index += 1
          continue
        }
        let isClosed = closers.follows(kind, after: index + RedlineMark.delimiterLength)
        if !isClosed, open == nil || kind == .comment {
          reportUnclosed(kind, at: index)
        } else {
          begin(kind, at: index, in: &open)
        }
        index += RedlineMark.delimiterLength
      case UInt8(ascii: "~") where separates(open, at: index, before: stretch.upperBound):
        open?.separator = index
        index += RedlineMark.separatorLength
      default:
        index += closes(&open, at: index, before: stretch.upperBound) ? RedlineMark.delimiterLength : 1
      }
    }
    if let open {
      // For an unclosed mark, its content can't be distinguished from what follows it.
      result.marks.removeSubrange(open.place...)
      reportUnclosed(open.comment == nil ? open.kind : .comment, at: open.comment ?? open.start)
      pending = []
    }
  }

  private func opening(at index: Int, before end: Int) -> RedlineMark.Kind? {
    index + 2 < end ? RedlineMark.Kind(opening: bytes[index + 1], bytes[index + 2]) : nil
  }

  private mutating func begin(_ kind: RedlineMark.Kind, at index: Int, in open: inout OpenMark?) {
    guard let outer = open else {
      open = OpenMark(kind: kind, start: index, place: result.marks.count)
      return
    }
    if kind == .comment, outer.kind != .comment, outer.comment == nil {
      open?.comment = index
    } else {
      pending.append(nested(kind, at: index, in: outer))
    }
  }

  private func separates(_ open: OpenMark?, at index: Int, before end: Int) -> Bool {
    guard let open, open.kind == .substitution, open.separator == nil, open.comment == nil else {
      return false
    }
    return index + 1 < end && bytes[index + 1] == UInt8(ascii: ">")
  }

  /// Closes the innermost open mark if its closing delimiter is at an index.
  private mutating func closes(_ open: inout OpenMark?, at index: Int, before end: Int) -> Bool {
    guard var mark = open, index + 2 < end, bytes[index + 2] == UInt8(ascii: "}") else { return false }
    let closing = (mark.comment == nil ? mark.kind : .comment).closingByte
    guard bytes[index] == closing, bytes[index + 1] == closing else { return false }
    let end = index + RedlineMark.delimiterLength
    if let comment = mark.comment {
      append(.comment, comment..<end)
      mark.comment = nil
      open = mark
      return true
    }
    open = nil
    result.diagnostics += pending
    pending = []
    let extent = mark.start..<end
    if mark.kind == .substitution, mark.separator == nil {
      result.marks.removeSubrange(mark.place...)
      result.diagnostics.append(
        Diagnostic(
          .error, .redlineSeparator, "A substitution has two halves with '~>' between them", path: path,
          range: lines.range(extent),
          help: "write {~~old~>new~~}; one half may be empty, or use {--old--}"))
      return true
    }
    append(mark.kind, extent, separator: mark.separator, at: mark.place)
    return true
  }

  private mutating func append(
    _ kind: RedlineMark.Kind, _ extent: Range<Int>, separator: Int? = nil, at place: Int? = nil
  ) {
    let mark = RedlineMark(
      kind: kind, extent: extent, separator: separator, range: lines.range(extent))
    result.marks.insert(mark, at: place ?? result.marks.count)
    let size = mark.body.count - (separator == nil ? 0 : RedlineMark.separatorLength)
    if size == 0 {
      result.diagnostics.append(
        Diagnostic(
          .warning, .redlineEmpty, "The mark '\(kind.opening)' contains no text", path: path,
          range: mark.range))
    }
  }

  private mutating func reportUnclosed(_ kind: RedlineMark.Kind, at index: Int) {
    result.diagnostics.append(
      Diagnostic(
        .error, .redlineUnclosed, "'\(kind.opening)' has no '\(kind.closing)' in the same block",
        path: path, range: lines.range(index..<(index + RedlineMark.delimiterLength)),
        help: "close it before the paragraph, heading, item or cell ends, "
          + "or write \\\(kind.opening) to print it"))
  }

  private func nested(_ kind: RedlineMark.Kind, at index: Int, in outer: OpenMark) -> Diagnostic {
    let outerStart = outer.comment ?? outer.start
    let outerKind = outer.comment == nil ? outer.kind : .comment
    return Diagnostic(
      .error, .redlineNested, "'\(kind.opening)' can't be inside '\(outerKind.opening)'", path: path,
      range: lines.range(index..<(index + RedlineMark.delimiterLength)),
      help: "close '\(outerKind.opening)' with '\(outerKind.closing)' first",
      notes: [
        Diagnostic.Note(
          "'\(outerKind.opening)' was opened here", path: path,
          range: lines.range(outerStart..<(outerStart + RedlineMark.delimiterLength)))
      ])
  }
}

extension RedlineScanner {
  /// Returns the ranges of the source in which marks are searched for, each the inline text of one block.
  ///
  /// Code blocks are left out. A range consists of whole lines, because no two blocks share a line, except
  /// for the cells of a table, which get ranges of their own. The parsed document, which accounts for
  /// containers, lazy lines, and link definitions, determines where blocks begin. Marks can't affect this,
  /// because no delimiter at the start of a line opens a block.
  ///
  /// - Parameters:
  ///   - document: The source parsed unchanged, including delimiters.
  ///   - bytes: The text after the front matter.
  package static func stretches(
    of document: MarkdownDocument, in bytes: [UInt8], lines: SourceLines
  ) -> [Range<Int>] {
    let roles = LineRoles(document, lines)
    var stretches: [Range<Int>] = []
    var current: Range<Int>?
    func finish() {
      if let stretch = current, !stretch.isEmpty { stretches.append(stretch) }
      current = nil
    }
    for line in lines.starts.indices {
      let range = lines.bytes(ofLine: line, count: bytes.count)
      if roles.code[line] || isBlank(bytes[range]) {
        finish()
      } else if roles.table[line] {
        finish()
        stretches += cells(in: range, of: bytes)
      } else {
        if roles.begins[line] { finish() }
        current = (current?.lowerBound ?? range.lowerBound)..<range.upperBound
      }
    }
    finish()
    return stretches
  }

  /// The role of each line.
  ///
  /// Indices are lines of the text, from 0.
  private struct LineRoles {
    var begins: [Bool]
    var code: [Bool]
    var table: [Bool]

    init(_ document: MarkdownDocument, _ lines: SourceLines) {
      begins = Array(repeating: false, count: lines.starts.count + 1)
      code = begins
      table = begins
      let lastLine = lines.starts.count - 1
      for node in document.nodes where node.kind.isBlock && node.startLine > 0 {
        let first = min(max(Int(node.startLine) - lines.firstLine, 0), lastLine)
        let last = min(max(Int(node.endLine) - lines.firstLine, first), lastLine)
        begins[first] = true
        begins[last + 1] = true
        guard node.kind == .codeBlock || node.kind == .table else { continue }
        for line in first...last {
          if node.kind == .table { table[line] = true } else { code[line] = true }
        }
      }
    }
  }

  /// Returns whether a line is empty, or has only block quote markers.
  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == UInt8(ascii: ">") }
  }

  /// Returns the cells of a row: the ranges between unescaped pipes.
  private static func cells(in row: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    var index = start
    while index < row.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "|") {
        cells.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    cells.append(min(start, row.upperBound)..<row.upperBound)
    return cells.filter { !$0.isEmpty }
  }
}

/// The code spans of one block's text, found from left to right.
///
/// Source: CommonMark 0.30, section 6.1: a span ends at the next run of exactly as many backticks, and a run
/// without a match is literal.
package struct CodeSpans {
  private let bytes: [UInt8]
  private let end: Int
  /// The last run of each length, so that a search that would fail is never started.
  private var lastRun: [Int: Int] = [:]

  /// - Parameter stretch: The range of the block's inline text, in bytes from 0.
  package init(_ bytes: [UInt8], in stretch: Range<Int>) {
    self.bytes = bytes
    end = stretch.upperBound
    var index = stretch.lowerBound
    while index < end {
      let run = lengthOfRun(at: index)
      if run > 0 { lastRun[run] = index }
      index += max(run, 1)
    }
  }

  /// Returns the offset after the code span that begins with the run of backticks at an offset, or after the
  /// run if it doesn't begin a span.
  package func end(ofSpanAt start: Int) -> Int {
    let length = lengthOfRun(at: start)
    var index = start + length
    guard let last = lastRun[length], last > start else { return index }
    while index < end {
      let run = lengthOfRun(at: index)
      if run == length { return index + run }
      index += max(run, 1)
    }
    return start + length
  }

  private func lengthOfRun(at start: Int) -> Int {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: "`") { index += 1 }
    return index - start
  }
}

/// The last closing delimiter of each kind in one block's text, which shows whether a mark will be closed
/// when it opens.
struct Closers {
  private var last = [Int](repeating: -1, count: RedlineMark.Kind.allCases.count)

  /// - Parameter stretch: The range of the block's inline text, in bytes from 0.
  init(_ bytes: [UInt8], in stretch: Range<Int>) {
    guard stretch.count >= RedlineMark.delimiterLength else { return }
    for index in (stretch.lowerBound + 2)..<stretch.upperBound
    where bytes[index] == UInt8(ascii: "}") && bytes[index - 1] == bytes[index - 2] {
      for kind in RedlineMark.Kind.allCases where kind.closingByte == bytes[index - 1] {
        last[Int(kind.rawValue)] = index - 2
      }
    }
  }

  /// Returns whether a delimiter that could close a kind of mark begins at or after an offset.
  func follows(_ kind: RedlineMark.Kind, after offset: Int) -> Bool {
    last[Int(kind.rawValue)] >= offset
  }
}

/// One change that an author marked in the source, in CriticMarkup notation.
///
/// All ranges are in bytes of the source, from 0.
package struct RedlineMark: Sendable, Hashable {
  /// The meaning of a mark.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// `{++new++}`
    case insertion
    /// `{--old--}`
    case deletion
    /// `{~~old~>new~~}`
    case substitution
    /// `{==text==}`
    case highlight
    /// `{>>text<<}`
    case comment
  }

  package var kind: Kind
  /// The whole mark, including delimiters.
  package var extent: Range<Int>
  /// The offset of `~>`; only a substitution has one.
  package var separator: Int?
  /// The range from the first byte of the opening delimiter to the byte after the closing one.
  package var range: SourceRange

  package init(kind: Kind, extent: Range<Int>, separator: Int? = nil, range: SourceRange) {
    self.kind = kind
    self.extent = extent
    self.separator = separator
    self.range = range
  }

  /// The opening delimiter.
  package var opening: Range<Int> { extent.lowerBound..<(extent.lowerBound + Self.delimiterLength) }
  /// The closing delimiter.
  package var closing: Range<Int> { (extent.upperBound - Self.delimiterLength)..<extent.upperBound }
  /// The content between the delimiters, including both halves of a substitution and its separator.
  package var body: Range<Int> { opening.upperBound..<closing.lowerBound }

  /// The text that the draft deletes: a deletion's body, or a substitution's first half.
  package var deleted: Range<Int>? {
    switch kind {
    case .deletion: body
    case .substitution: separator.map { body.lowerBound..<$0 }
    case .insertion, .highlight, .comment: nil
    }
  }

  /// The text that the draft inserts: an insertion's body, or a substitution's second half.
  package var inserted: Range<Int>? {
    switch kind {
    case .insertion: body
    case .substitution: separator.map { ($0 + Self.separatorLength)..<body.upperBound }
    case .deletion, .highlight, .comment: nil
    }
  }

  /// The length in bytes of `{++` and of every other opening or closing delimiter.
  package static let delimiterLength = 3
  /// The length of `~>` in bytes.
  package static let separatorLength = 2
}

extension RedlineMark.Kind {
  /// Creates the kind of mark that `{` followed by two bytes opens.
  init?(opening first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (UInt8(ascii: "+"), UInt8(ascii: "+")): self = .insertion
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): self = .deletion
    case (UInt8(ascii: "~"), UInt8(ascii: "~")): self = .substitution
    case (UInt8(ascii: "="), UInt8(ascii: "=")): self = .highlight
    case (UInt8(ascii: ">"), UInt8(ascii: ">")): self = .comment
    default: return nil
    }
  }

  /// The byte that occurs twice before the closing `}`.
  var closingByte: UInt8 {
    switch self {
    case .insertion: UInt8(ascii: "+")
    case .deletion: UInt8(ascii: "-")
    case .substitution: UInt8(ascii: "~")
    case .highlight: UInt8(ascii: "=")
    case .comment: UInt8(ascii: "<")
    }
  }

  /// The opening delimiter that authors write.
  package var opening: String {
    switch self {
    case .insertion: "{++"
    case .deletion: "{--"
    case .substitution: "{~~"
    case .highlight: "{=="
    case .comment: "{>>"
    }
  }

  /// The closing delimiter that authors write.
  package var closing: String {
    switch self {
    case .insertion: "++}"
    case .deletion: "--}"
    case .substitution: "~~}"
    case .highlight: "==}"
    case .comment: "<<}"
    }
  }
}

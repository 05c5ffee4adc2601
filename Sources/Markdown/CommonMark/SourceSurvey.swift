import Basics

/// The result of one scan over a text before libcmark sees it: its lines, and which extensions could apply.
///
/// A text that would take libcmark too long has no survey, and ``TreeConverter``, the only caller of
/// libcmark's parser, requires one.
struct SourceSurvey {
  /// The marks that an extension can't apply without.
  struct Triggers: OptionSet {
    let rawValue: UInt16

    /// A bracket and a caret, as in a footnote.
    static let footnote = Triggers(rawValue: 2)
    /// A bracket and an exclamation mark, as in a call-out.
    static let callout = Triggers(rawValue: 4)
    /// A brace, as in attributes.
    static let brace = Triggers(rawValue: 8)
    /// A pipe, as in a table.
    static let pipe = Triggers(rawValue: 16)
    /// A bracket and a colon, as in a link reference definition.
    static let definition = Triggers(rawValue: 64)
  }

  /// The reason a text isn't parsed.
  ///
  /// Lines are counted from 0.
  enum Problem: Error, Hashable {
    /// A line begins with more list and quotation markers than containers may be nested.
    case depth(line: Int)
    /// A run of lines without a blank line has so many brackets that libcmark's time would grow
    /// quadratically.
    case brackets(line: Int)
  }

  private(set) var lineStarts: [UInt32] = []
  private(set) var triggers: Triggers = []
  private var problem: Problem?
  /// The positions of two brackets in a row, as in a reference.
  private(set) var references = SourceMarks()
  /// The positions of characters that every address or phone number in running text has: `@`, `://`, `www.`,
  /// `+1`, or a hyphen or a period between digits.
  private(set) var addresses = SourceMarks()

  /// The limit for a run's length in bytes times its number of opening brackets.
  ///
  /// At this limit, the worst text takes libcmark 0.30.2 about 0.05 s.
  private static let maximumWork = 1 << 31

  // State of the current run of lines without a blank line.
  private var runStart = 0
  private var runLine = 0
  private var runBrackets = 0

  /// Whether each line is a block, so that brackets are counted for each line.
  private let hasOneLineBlocks: Bool

  /// Surveys a text.
  ///
  /// - Parameters:
  ///   - maximumDepth: The most containers that a line can open.
  ///   - hasOneLineBlocks: Whether each line is known to be a block by itself.
  /// - Throws: The first reason not to parse the text.
  init(
    _ source: UnsafeBufferPointer<UInt8>, maximumDepth: Int, hasOneLineBlocks: Bool = false
  ) throws(Problem) {
    self.hasOneLineBlocks = hasOneLineBlocks
    lineStarts.reserveCapacity(source.count / 40 + 4)
    beginLine(at: 0, in: source, maximumDepth: maximumDepth)
    var index = 0
    while index < source.count {
      let byte = source[index]
      index += 1
      guard Self.isOfInterest(byte) else { continue }
      switch byte {
      case UInt8(ascii: "\n"):
        beginLine(at: index, in: source, maximumDepth: maximumDepth)
      case UInt8(ascii: "\r"):
        guard index == source.count || source[index] != UInt8(ascii: "\n") else { continue }
        beginLine(at: index, in: source, maximumDepth: maximumDepth)
      case UInt8(ascii: "["):
        runBrackets += 1
        guard index < source.count else { continue }
        switch source[index] {
        case UInt8(ascii: "["): references.append(index - 1)
        case UInt8(ascii: "^"): triggers.insert(.footnote)
        case UInt8(ascii: "!"): triggers.insert(.callout)
        default: break
        }
      case UInt8(ascii: "<"): runBrackets += 1
      case UInt8(ascii: "{"): triggers.insert(.brace)
      case UInt8(ascii: "|"): triggers.insert(.pipe)
      case UInt8(ascii: "@"): addresses.append(index - 1)
      default: surveyMark(byte, before: index, in: source)
      }
    }
    endRun(at: source.count)
    if let problem { throw problem }
  }

  /// Returns whether the survey examines a byte.
  ///
  /// The masks have one bit for each ASCII character.
  @inline(__always)
  private static func isOfInterest(_ byte: UInt8) -> Bool {
    // LF, CR, then + - . : < @ [ { |
    let low: UInt64 = 1 << 10 | 1 << 13 | 1 << 43 | 1 << 45 | 1 << 46 | 1 << 58 | 1 << 60
    let high: UInt64 = 1 << (64 - 64) | 1 << (91 - 64) | 1 << (123 - 64) | 1 << (124 - 64)
    guard byte < 128 else { return false }
    return (byte < 64 ? low : high) & (1 << UInt64(byte & 63)) != 0
  }

  /// Checks whether a colon, period, hyphen, or plus sign could belong to an address, a phone number, or a
  /// definition.
  private mutating func surveyMark(
    _ byte: UInt8, before index: Int, in source: UnsafeBufferPointer<UInt8>
  ) {
    let place = index - 1
    if byte == UInt8(ascii: "+") {
      if index < source.count, source[index] == UInt8(ascii: "1") { addresses.append(place) }
      return
    }
    guard place > 0, index < source.count else { return }
    if byte == UInt8(ascii: ":") {
      if source[place - 1] == UInt8(ascii: "]") {
        triggers.insert(.definition)
      } else if source[index] == UInt8(ascii: "/") {
        addresses.append(place)
      }
      return
    }
    if source[place - 1].isASCIIDigit, source[index].isASCIIDigit {
      addresses.append(place)
    } else if byte == UInt8(ascii: "."), source[place - 1].lowercasedASCII == UInt8(ascii: "w") {
      addresses.append(place)
    }
  }

  /// Records where a line begins, how many containers it can open, and whether it's blank.
  private mutating func beginLine(
    at start: Int, in source: UnsafeBufferPointer<UInt8>, maximumDepth: Int
  ) {
    lineStarts.append(UInt32(truncatingIfNeeded: start))
    var index = start
    var depth = 0
    var isBlank = true
    // A thematic break such as `- - -` repeats a single kind of mark.
    var ruleMark = source.indices.contains(start) ? source[start] : 0
    scan: while index < source.count {
      switch source[index] {
      case 0x20, 0x09: break
      case UInt8(ascii: ">"):
        ruleMark = 0
        depth += 1
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        isBlank = false
        if source[index] != ruleMark { ruleMark = 0 }
        guard index + 1 < source.count, source[index + 1].isASCIIWhitespace else {
          ruleMark = 0
          break scan
        }
        depth += 1
      case 0x30...0x39:
        isBlank = false
        ruleMark = 0
        let digits = index
        while index < source.count, source[index].isASCIIDigit { index += 1 }
        guard index - digits < 10, index + 1 < source.count, source[index + 1].isSpaceOrTab,
          source[index] == UInt8(ascii: ".") || source[index] == UInt8(ascii: ")")
        else { break scan }
        depth += 1
      case 0x0A, 0x0D: break scan
      default:
        isBlank = false
        ruleMark = 0
        break scan
      }
      index += 1
    }
    if depth > maximumDepth, ruleMark == 0, problem == nil { problem = .depth(line: lineStarts.count - 1) }
    guard isBlank || hasOneLineBlocks else { return }
    endRun(at: start)
    runStart = start
    runLine = isBlank ? lineStarts.count : lineStarts.count - 1
  }

  /// Checks a run of lines against the limit when the run ends.
  private mutating func endRun(at end: Int) {
    let work = (end - runStart).multipliedReportingOverflow(by: runBrackets)
    if problem == nil, work.overflow || work.partialValue > Self.maximumWork {
      problem = .brackets(line: runLine)
    }
    runBrackets = 0
  }
}

/// The offsets of the marks that an extension looks for, so that it reads only text that has one.
package struct SourceMarks: Sendable, Hashable {
  /// The offsets of the marks, ascending.
  private var offsets: [UInt32] = []

  var isEmpty: Bool { offsets.isEmpty }

  mutating func append(_ offset: Int) {
    offsets.append(UInt32(truncatingIfNeeded: offset))
  }

  /// Returns whether a text could contain a mark.
  ///
  /// A text that doesn't appear verbatim in the source always could.
  ///
  /// - Parameters:
  ///   - text: A slice of the document's literals.
  ///   - sourceCount: How many of the literals' bytes are the source.
  func mayOccur(in text: Node.Slice, sourceCount: Int) -> Bool {
    if Int(text.start) >= sourceCount { return true }
    let place = offsets.partition { $0 >= text.start }
    return place < offsets.count && offsets[place] < text.start + text.count
  }
}

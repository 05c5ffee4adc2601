import Basics
import Markdown

/// A marked source with sentinels in place of its marks' delimiters, which cmark parses for the redline.
struct RedlineView {
  /// One delimiter of a mark.
  struct Delimiter {
    enum Role { case opening, separator, closing }

    var role: Role
    /// The index of the delimiter's mark.
    var mark: Int
    /// The delimiter's range in the source.
    var range: Range<Int>
  }

  /// The text with sentinels.
  ///
  /// It has the same length, lines, and columns as the source.
  private(set) var bytes: [UInt8]
  /// The delimiters in source order.
  let delimiters: [Delimiter]

  init(_ source: [UInt8], _ marks: [RedlineMark]) {
    var delimiters: [Delimiter] = []
    delimiters.reserveCapacity(marks.count * 2)
    for (index, mark) in marks.enumerated() {
      delimiters.append(Delimiter(role: .opening, mark: index, range: mark.opening))
      delimiters.append(Delimiter(role: .closing, mark: index, range: mark.closing))
      if let separator = mark.separator {
        let range = separator..<(separator + RedlineMark.separatorLength)
        delimiters.append(Delimiter(role: .separator, mark: index, range: range))
      }
    }
    delimiters.sort { $0.range.lowerBound < $1.range.lowerBound }
    self.delimiters = delimiters
    bytes = source
    for (number, delimiter) in delimiters.enumerated() {
      let sentinel = RedlineSentinel.bytes(
        number, isSeparator: delimiter.role == .separator,
        isPunctuation: Self.isPunctuation(delimiter, of: marks[delimiter.mark], in: source))
      bytes.replaceSubrange(delimiter.range, with: sentinel)
    }
  }

  /// Returns whether the sentinel must be punctuation for cmark.
  ///
  /// That is the case if `_` or `*` is just inside the mark and no letter is just outside it; otherwise the
  /// emphasis mark couldn't open or close emphasis as it does once the mark is resolved.
  private static func isPunctuation(
    _ delimiter: Delimiter, of mark: RedlineMark, in source: [UInt8]
  ) -> Bool {
    let before = mark.extent.lowerBound > 0 ? source[mark.extent.lowerBound - 1] : 0x0A
    let after = mark.extent.upperBound < source.count ? source[mark.extent.upperBound] : 0x0A
    switch delimiter.role {
    case .opening:
      return isEmphasis(source[delimiter.range.upperBound]) && !isWordlike(before)
    case .closing:
      return isEmphasis(source[delimiter.range.lowerBound - 1]) && !isWordlike(after)
    case .separator:
      let opens = isEmphasis(source[delimiter.range.upperBound])
      let closes = isEmphasis(source[delimiter.range.lowerBound - 1])
      return (opens || closes) && !(opens && isWordlike(before)) && !(closes && isWordlike(after))
    }
  }

  private static func isEmphasis(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*")
  }

  private static func isWordlike(_ byte: UInt8) -> Bool {
    !byte.isASCIIPunctuation && !byte.isASCIIWhitespace
  }
}

/// The sentinels that replace the delimiters of marks for cmark, so that it doesn't see their punctuation and
/// all columns stay the same.
///
/// A sentinel has as many bytes as the delimiter that it replaces. The noncharacters U+FDD0 to U+FDEE, and
/// the control character U+0091 for `~>`, are neither white space nor punctuation, so that
/// `un{--*frigging*--}believable` and `*{++new++}*` have the same emphasis as after the mark is resolved.
/// Next to a `_` inside a mark, as in `{++_new_++}`, such a sentinel would prevent emphasis that the resolved
/// text has. The sentinels there are punctuation that no code of ethics uses: the New Testament editorial
/// symbols from U+2E00, and the Syriac Harklean asteriscus.
///
/// Source: CommonMark 0.30, section 6.2, on flanking.
enum RedlineSentinel {
  /// The modulus for the delimiter's number in the document, which the sentinels of opening and closing
  /// delimiters carry.
  ///
  /// It makes a sentinel that an address swallowed detectable from its neighbors.
  static let cycle = 14

  /// Returns the bytes of a sentinel.
  ///
  /// - Parameters:
  ///   - number: The delimiter's index among all delimiters of the document.
  ///   - isSeparator: Whether it replaces `~>`.
  ///   - isPunctuation: Whether cmark must see punctuation.
  static func bytes(_ number: Int, isSeparator: Bool, isPunctuation: Bool) -> [UInt8] {
    if isSeparator { return isPunctuation ? [0xDC, 0x8D] : [0xC2, 0x91] }
    let low = UInt8(number % cycle)
    return isPunctuation ? [0xE2, 0xB8, 0x80 + low] : [0xEF, 0xB7, 0x90 + low]
  }

  /// A sentinel found in a text.
  struct Occurrence {
    /// The delimiter's number modulo ``RedlineSentinel/cycle``, or `nil` for `~>`.
    var residue: Int?
    /// The sentinel's range in the text.
    var range: Range<Int>
  }

  /// Returns the first sentinel in a text.
  ///
  /// The placeholder counts as one.
  static func first(in text: ArraySlice<UInt8>) -> Occurrence? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] >= 0xC2, let found = occurrence(at: index, in: text) { return found }
      index += 1
    }
    return nil
  }

  private static func occurrence(at index: Int, in text: ArraySlice<UInt8>) -> Occurrence? {
    guard index + 1 < text.endIndex else { return nil }
    switch (text[index], text[index + 1]) {
    case (0xC2, 0x91), (0xDC, 0x8D):
      return Occurrence(residue: nil, range: index..<(index + 2))
    case (0xEF, 0xB7), (0xE2, 0xB8):
      guard index + 2 < text.endIndex else { return nil }
      let base: UInt8 = text[index] == 0xEF ? 0x90 : 0x80
      let third = text[index + 2]
      let isPlaceholder = text[index] == 0xEF && third == 0xAF
      guard third >= base, isPlaceholder || third < base + UInt8(cycle) else { return nil }
      return Occurrence(residue: Int(third - base), range: index..<(index + 3))
    default:
      return nil
    }
  }
}

/// A marked source with its changes accepted or rejected.
///
/// It's the source without delimiters, comments, and one side of each change. The remaining parts are simply
/// joined, and white space isn't adjusted.
package struct RedlineResolution: Sendable {
  /// Which side of the changes is kept.
  package enum Side: UInt8, Sendable, Hashable, CaseIterable {
    /// All changes accepted.
    case proposed
    /// All changes rejected.
    case current
  }

  /// The remaining text.
  package let bytes: [UInt8]

  /// The ranges removed from the source, in bytes from 0, ascending and not touching each other.
  package let dropped: [Range<Int>]

  /// The source offsets at which placeholders were inserted.
  private let placeholders: [Int]

  /// Returns the text with all changes accepted.
  package static func proposed(_ source: [UInt8], _ marks: [RedlineMark]) -> [UInt8] {
    Self(source, marks, side: .proposed).bytes
  }

  /// Returns the text with all changes rejected.
  package static func current(_ source: [UInt8], _ marks: [RedlineMark]) -> [UInt8] {
    Self(source, marks, side: .current).bytes
  }

  /// - Parameters:
  ///   - source: The source that the marks' ranges refer to.
  ///   - marks: The marks in the order in which the scanner returns them.
  ///   - placeholders: Offsets of dropped bytes, in ascending order, at which `placeholder` is inserted, so
  ///     that a block that the resolution leaves empty is still parsed as a block.
  package init(_ source: [UInt8], _ marks: [RedlineMark], side: Side, placeholders: [Int] = []) {
    dropped = Self.dropped(by: marks, side: side)
    self.placeholders = placeholders
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + placeholders.count * Self.placeholder.count)
    var kept = 0
    var waiting = placeholders[...]
    for range in dropped {
      bytes += source[kept..<range.lowerBound]
      kept = range.upperBound
      while let first = waiting.first, first < range.upperBound {
        bytes += Self.placeholder
        waiting.removeFirst()
      }
    }
    bytes += source[kept...]
    self.bytes = bytes
  }

  /// The content of a block that would otherwise be empty: the noncharacter U+FDEF.
  static let placeholder: [UInt8] = [0xEF, 0xB7, 0xAF]

  private static func dropped(by marks: [RedlineMark], side: Side) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    for mark in marks {
      let removed = side == .proposed ? mark.deleted : mark.inserted
      if mark.kind == .comment || (removed != nil && mark.kind != .substitution) {
        pieces.append(mark.extent)
        continue
      }
      pieces.append(mark.opening)
      if let separator = mark.separator {
        let kept = side == .proposed ? separator + RedlineMark.separatorLength : mark.body.lowerBound
        let end = side == .proposed ? mark.body.upperBound : separator
        pieces[pieces.count - 1] = mark.extent.lowerBound..<kept
        pieces.append(end..<mark.extent.upperBound)
      } else {
        pieces.append(mark.closing)
      }
    }
    pieces.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var merged: [Range<Int>] = []
    for piece in pieces {
      if let last = merged.last, piece.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
      } else {
        merged.append(piece)
      }
    }
    return merged
  }
}

extension RedlineResolution {
  /// Converts offsets in the resolved text to offsets in the source.
  package struct Origins: Sendable {
    /// The start of each run of kept bytes, in the resolved text and in the source, in ascending order.
    private var runs: [(resolved: Int, source: Int)] = [(0, 0)]

    init(_ resolution: RedlineResolution) {
      var resolved = 0
      var kept = 0
      var waiting = resolution.placeholders[...]
      for range in resolution.dropped {
        resolved += range.lowerBound - kept
        kept = range.upperBound
        while let first = waiting.first, first < range.upperBound {
          runs.append((resolved, range.lowerBound))
          resolved += RedlineResolution.placeholder.count
          waiting.removeFirst()
        }
        runs.append((resolved, kept))
      }
    }

    /// Returns the source offset of a byte of the resolved text.
    package func offset(of resolved: Int) -> Int {
      var low = 0
      var high = runs.count
      while low < high {
        let middle = (low + high) / 2
        if runs[middle].resolved <= resolved { low = middle + 1 } else { high = middle }
      }
      let run = runs[low - 1]
      return run.source + resolved - run.resolved
    }
  }

  /// The source offsets of the resolved text.
  package var origins: Origins { Origins(self) }
}

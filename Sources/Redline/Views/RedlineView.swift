import Basics
import Markdown

/// A marked source with sentinels in place of its marks' delimiters: what cmark parses for the redline.
struct RedlineView {
  /// One delimiter of a mark.
  struct Delimiter {
    enum Role { case opening, separator, closing }

    var role: Role
    /// The place of its mark among the marks.
    var mark: Int
    /// Its bytes in the source.
    var range: Range<Int>
  }

  /// As many bytes as the source, every line and column unmoved.
  private(set) var bytes: [UInt8]
  /// In the order of the source.
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

  /// Whether cmark should see punctuation: where `_` or `*` stands just inside the mark, and no letter just
  /// outside, beside which it could not open or close emphasis once the mark is resolved.
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

/// What stands for the delimiters of marks while cmark parses, so that it sees neither their punctuation nor
/// a change of any column.
///
/// A sentinel has as many bytes as the delimiter that it replaces. The noncharacters U+FDD0 to U+FDEE, and the
/// control U+0091 for `~>`, are neither white space nor punctuation, so that `un{--*frigging*--}believable`
/// and `*{++new++}*` are emphasis as they will be once the mark is resolved. Beside `_` inside a mark that
/// would hinder emphasis, which `{++_new_++}` is once it is resolved; there a sentinel is punctuation that no
/// code of ethics uses, the editors' signs of the New Testament from U+2E00 and of the Harklean version.
///
/// Source: CommonMark 0.30, section 6.2, on flanking.
enum RedlineSentinel {
  /// The sentinels of opening and closing delimiters carry the delimiter's number in the document, modulo
  /// this, so that one that an address swallowed is known from its neighbours.
  static let cycle = 14

  /// The bytes of a sentinel.
  ///
  /// - Parameters:
  ///   - number: The delimiter's place among all delimiters of the document.
  ///   - isSeparator: Whether it stands for `~>`.
  ///   - isPunctuation: Whether cmark is to see punctuation.
  static func bytes(_ number: Int, isSeparator: Bool, isPunctuation: Bool) -> [UInt8] {
    if isSeparator { return isPunctuation ? [0xDC, 0x8D] : [0xC2, 0x91] }
    let low = UInt8(number % cycle)
    return isPunctuation ? [0xE2, 0xB8, 0x80 + low] : [0xEF, 0xB7, 0x90 + low]
  }

  /// A sentinel found in a text.
  struct Occurrence {
    /// The number modulo ``RedlineSentinel/cycle``; `nil` if it stands for `~>`.
    var residue: Int?
    /// Its bytes in the text.
    var range: Range<Int>
  }

  /// The first sentinel in a text, and the placeholder counts as one.
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

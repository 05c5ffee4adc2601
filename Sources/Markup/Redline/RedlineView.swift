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

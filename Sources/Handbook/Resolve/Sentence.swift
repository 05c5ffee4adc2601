import Basics

/// Cuts the sentence around a place out of a text.
enum Sentence {
  /// The longest sentence that is shown whole, in Unicode scalars; a longer one is cut at a word.
  static let longest = 320
  /// How far to look for the ends of a sentence on each side, in bytes: anything farther away is never shown.
  private static let reach = 4 * 2 * longest

  /// Returns the sentence around a range of a text, without white space at its ends.
  ///
  /// Marks inside the range don't end a sentence.
  ///
  /// - Parameters:
  ///   - range: In bytes.
  ///   - text: In UTF-8.
  static func around(_ range: Range<Int>, in text: [UInt8]) -> String {
    let first = max(0, range.lowerBound - reach)
    let start = (first..<range.lowerBound).reversed().lazy.compactMap { mark in
      SentenceEnds.english.end(ofMarkAt: mark, in: text).flatMap { $0 <= range.lowerBound ? $0 : nil }
    }.first
    let last = min(text.count, range.upperBound + reach)
    let end = (range.upperBound..<last).lazy.compactMap { mark in
      SentenceEnds.english.end(ofMarkAt: mark, in: text)
    }.first
    return cut(trim((start ?? first)..<(end ?? last), in: text), around: range, in: text)
  }

  private static func trim(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isASCIIWhitespace { range = range.dropFirst() }
    while let last = range.last, text[last].isASCIIWhitespace { range = range.dropLast() }
    return range
  }

  private static func cut(_ range: Range<Int>, around focus: Range<Int>, in text: [UInt8]) -> String {
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    func beginsScalar(_ index: Int) -> Bool { text[index] & 0xC0 != 0x80 }
    guard range.count(where: beginsScalar) > longest else { return string(range) }
    let margin = max(0, (longest - focus.count(where: beginsScalar)) / 2)
    var start = focus.lowerBound
    var before = 0
    while start > range.lowerBound, before < margin || !text[start - 1].isASCIIWhitespace {
      start -= 1
      if beginsScalar(start) { before += 1 }
    }
    var end = focus.upperBound
    var behind = 0
    while end < range.upperBound, behind < margin || !text[end].isASCIIWhitespace {
      if beginsScalar(end) { behind += 1 }
      end += 1
    }
    return (start > range.lowerBound ? "… " : "") + string(start..<end) + (end < range.upperBound ? " …" : "")
  }
}

/// Finds the sentence around a place in a text.
enum Sentence {
  /// The longest sentence that is shown whole, in Unicode scalars; a longer one is cut at a word.
  static let longest = 320
  /// How far the ends of a sentence are looked for on each side: what lies further off is never shown.
  private static let reach = 2 * longest

  /// The sentence around a range of a text, without white space at its ends.
  ///
  /// A sentence ends at a full stop, question or exclamation mark that white space and a capital, a digit or
  /// a quotation mark follow, or the end. Marks within the range itself end nothing.
  static func around(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> String {
    var start = range.lowerBound
    let first = max(0, start - reach)
    while start > first, !endsSentence(at: start - 1, in: scalars) { start -= 1 }
    var end = range.upperBound
    let last = min(scalars.count, end + reach)
    while end < last, !endsSentence(at: end, in: scalars) { end += 1 }
    end = min(scalars.count, end + 1)
    let trimmed = trim(start..<end, in: scalars)
    return cut(trimmed, around: range, in: scalars)
  }

  private static func endsSentence(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index >= 0, index < scalars.count else { return false }
    guard scalars[index] == "." || scalars[index] == "?" || scalars[index] == "!" else { return false }
    guard index + 1 < scalars.count else { return true }
    guard isWhitespace(scalars[index + 1]) else { return false }
    guard let next = scalars[(index + 1)...].first(where: { !isWhitespace($0) }) else { return true }
    return beginsSentence(next) && !isAbbreviation(before: index, in: scalars)
  }

  private static func beginsSentence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "0"..."9", "\"", "'", "“", "‘", "(", "[": true
    case "a"..."z": false
    default: scalar.properties.isUppercase || scalar.properties.numericType != nil
    }
  }

  /// Whether a scalar is white space; the common ones are told without the tables of Unicode.
  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\n": true
    case "!"..."~": false
    default: scalar.properties.isWhitespace
    }
  }

  /// Whether a full stop closes a short form such as "e.g." or an initial rather than a sentence.
  private static func isAbbreviation(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index] == "." else { return false }
    var start = index
    while start > 0, !isWhitespace(scalars[start - 1]) {
      start -= 1
      if scalars[start] == "." { return true }
    }
    guard index - start <= longestAbbreviation else { return false }
    return index - start == 1 || abbreviations.contains(text(scalars[start..<index]).lowercased())
  }

  private static let abbreviations: Set = ["wash", "dr", "mr", "mrs", "ms", "no", "sec", "vs", "cf", "etc"]
  /// In Unicode scalars.
  private static let longestAbbreviation = 4

  private static func trim(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    var range = range
    while let first = range.first, isWhitespace(scalars[first]) { range = (first + 1)..<range.upperBound }
    while let last = range.last, isWhitespace(scalars[last]) { range = range.lowerBound..<last }
    return range
  }

  private static func cut(_ range: Range<Int>, around focus: Range<Int>, in scalars: [Unicode.Scalar])
    -> String
  {
    guard range.count > longest else { return text(scalars[range]) }
    let margin = max(0, (longest - focus.count) / 2)
    var start = max(range.lowerBound, focus.lowerBound - margin)
    var end = min(range.upperBound, focus.upperBound + margin)
    while start > range.lowerBound, !isWhitespace(scalars[start - 1]) { start -= 1 }
    while end < range.upperBound, !isWhitespace(scalars[end]) { end += 1 }
    return (start > range.lowerBound ? "… " : "") + text(scalars[start..<end])
      + (end < range.upperBound ? " …" : "")
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Finds the sentence around a place in a text.
enum Sentence {
  /// The longest sentence that is shown whole, in Unicode scalars; a longer one is cut at a word.
  static let longest = 320

  /// The sentence around a range of a text, without white space at its ends.
  ///
  /// A sentence ends at a full stop, question or exclamation mark that white space and a capital, a digit or
  /// a quotation mark follow, or the end. Marks within the range itself end nothing.
  static func around(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> String {
    var start = range.lowerBound
    while start > 0, !endsSentence(at: start - 1, in: scalars) { start -= 1 }
    var end = range.upperBound
    while end < scalars.count, !endsSentence(at: end, in: scalars) { end += 1 }
    end = min(scalars.count, end + 1)
    let trimmed = trim(start..<end, in: scalars)
    return cut(trimmed, around: range, in: scalars)
  }

  private static func endsSentence(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index >= 0, index < scalars.count else { return false }
    guard scalars[index] == "." || scalars[index] == "?" || scalars[index] == "!" else { return false }
    guard index + 1 < scalars.count else { return true }
    guard scalars[index + 1].properties.isWhitespace else { return false }
    guard let next = scalars[(index + 1)...].first(where: { !$0.properties.isWhitespace }) else {
      return true
    }
    let opens =
      next.properties.isUppercase || next.properties.numericType != nil
      || "\"'“‘([".unicodeScalars.contains(next)
    return opens && !isAbbreviation(before: index, in: scalars)
  }

  /// Whether a full stop closes a short form such as "e.g." or an initial rather than a sentence.
  private static func isAbbreviation(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index] == "." else { return false }
    var start = index
    while start > 0, !scalars[start - 1].properties.isWhitespace { start -= 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<index])).lowercased()
    return word.contains(".") || word.unicodeScalars.count == 1
      || ["wash", "dr", "mr", "mrs", "ms", "no", "sec", "vs", "cf", "etc"].contains(word)
  }

  private static func trim(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
    var range = range
    while let first = range.first, scalars[first].properties.isWhitespace {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, scalars[last].properties.isWhitespace { range = range.lowerBound..<last }
    return range
  }

  private static func cut(_ range: Range<Int>, around focus: Range<Int>, in scalars: [Unicode.Scalar])
    -> String
  {
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    guard range.count > longest else { return text(range) }
    let margin = max(0, (longest - focus.count) / 2)
    var start = max(range.lowerBound, focus.lowerBound - margin)
    var end = min(range.upperBound, focus.upperBound + margin)
    while start > range.lowerBound, !scalars[start - 1].properties.isWhitespace { start -= 1 }
    while end < range.upperBound, !scalars[end].properties.isWhitespace { end += 1 }
    return (start > range.lowerBound ? "… " : "") + text(start..<end) + (end < range.upperBound ? " …" : "")
  }
}

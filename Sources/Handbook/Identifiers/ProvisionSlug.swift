import Markup

/// Makes ids of the words of provisions: "Do not make unwarranted promises" gives `unwarranted-promises`.
struct ProvisionSlug {
  /// How many words an id has, as long as another has not taken it.
  private static let usualCount = 3
  /// The most words that tell an id from another before a number does.
  private static let greatestCount = 6
  /// Where a longer word is cut, in Unicode scalars.
  private static let longestWord = 24

  /// The number that the next id of the same words tries first.
  private var nextNumbers: [String: Int] = [:]

  /// An id for a text: its first words that mean something, more of them where that is taken, then a number.
  ///
  /// - Parameters:
  ///   - fallback: The id of a text without words.
  ///   - isTaken: Whether an id can't be given.
  mutating func id(for text: String, fallback: String, isTaken: (String) -> Bool) -> String {
    let words = Self.significantWords(of: text)
    var count = min(Self.usualCount, words.count)
    while count > 0, count <= words.count {
      let id = words.prefix(count).joined(separator: "-")
      if !isTaken(id) { return id }
      count += 1
    }
    let base = words.isEmpty ? fallback : words.prefix(Self.usualCount).joined(separator: "-")
    guard isTaken(base) else { return base }
    var number = nextNumbers[base] ?? 2
    while isTaken("\(base)-\(number)") { number += 1 }
    nextNumbers[base] = number + 1
    return "\(base)-\(number)"
  }

  /// The first words that say what a text is about, in lower case; where none does, its first words.
  private static func significantWords(of text: String) -> [String] {
    let words = text.inNFC.lowercased().replacing("\u{2019}", with: "'")
      .unicodeScalars.split { !isOfWord($0) }
      .map { word in String(word).replacing("'s", with: "").replacing("'", with: "") }
      .filter { !$0.isEmpty }
      .map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(longestWord))) }
    let significant = words.filter { !insignificant.contains($0) }
    return Array((significant.isEmpty ? words : significant).prefix(greatestCount))
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Words that most provisions have: of grammar, of duty, and the verbs that stand for others.
  private static let insignificant = Set(
    """
    a about all also an and any are as at avoid be been before being both but by can cannot could do does doing
    during each either every for from had has have he her him his i if in inside into is it its make may me must
    my neither never no nor not of on one only onto or other others our out outside over own perform provide she
    shall should so such take than that the their them themselves then there these they this those through to
    under until up upon use was we were what when where whether which while who whom whose will with within
    without would you your
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

import Markup

/// Makes ids from the words of a text that tell it from others.
struct SignificantWords {
  private var taken: Set<String> = []
  /// The number that the next id of the same words tries first.
  private var nextNumbers: [String: Int] = [:]

  init() {}

  /// An id that no text before has.
  ///
  /// - Parameters:
  ///   - text: What the provision or heading says, without markup.
  ///   - count: How many words it should have; it has more where those alone are taken.
  mutating func id(for text: String, words count: Int = 3) -> String {
    let slugs = HeadingAnchors.slug(of: Array(text.utf8)).split(separator: "-").map(String.init)
    var words = slugs.filter { !Self.insignificant.contains($0) && $0.utf8.count > 1 }
    if words.isEmpty { words = slugs }
    for length in min(count, words.count)...max(min(count + 3, words.count), 1) {
      let id = words.prefix(length).joined(separator: "-")
      if taken.insert(id).inserted { return id }
    }
    let base = words.prefix(count).joined(separator: "-")
    var number = nextNumbers[base] ?? 2
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    nextNumbers[base] = number + 1
    return "\(base)-\(number)"
  }

  /// An id for a heading: all of it where it is short.
  mutating func id(forHeading text: String) -> String {
    let slug = HeadingAnchors.slug(of: Array(text.utf8))
    if slug.utf8.count <= 40, taken.insert(slug).inserted { return slug }
    return id(for: text, words: 4)
  }

  /// Words that provisions share.
  private static let insignificant: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "them", "their", "theirs", "he",
    "she", "his", "her", "him", "who", "whom", "whose", "which", "what", "any", "all", "each", "every",
    "both",
    "no", "not", "never", "nor", "or", "and", "but", "if", "when", "where", "while", "as", "than", "then",
    "so",
    "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "within", "into", "onto", "upon",
    "about", "against", "between", "through", "during", "under", "over", "out", "up", "down", "off", "is",
    "are",
    "was", "were", "be", "been", "being", "am", "do", "does", "did", "has", "have", "had", "having", "will",
    "would", "shall", "should", "may", "might", "can", "could", "must", "other", "others", "such", "own",
    "same",
    "also", "only", "very", "more", "most", "one", "ones", "make", "makes", "take", "takes", "provide",
    "provides", "client", "clients", "peer", "peers", "specialist", "specialists", "certified", "i", "we",
    "our",
    "you", "your", "there", "here", "because", "including", "include", "s",
  ]
}

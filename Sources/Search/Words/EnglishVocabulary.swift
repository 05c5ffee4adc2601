import Basics

/// The words of English that a reader may type, with their stems.
///
/// Search uses them for three things. A word among them is real, so it's never corrected. Those with the stem of a
/// word of the handbook find it. And the others may be related to one; see ``WordRelations``.
struct EnglishVocabulary: Sendable {
  /// The words in order.
  let words: [[UInt8]]

  /// The stem of each word.
  let stems: [[UInt8]]

  /// The indexes in ``words`` of the words with a stem.
  let indexesByStem: [[UInt8]: [Int]]

  /// The vocabulary for a language, or `nil` for languages other than English.
  static func of(_ language: String) -> EnglishVocabulary? {
    language == "en" || language.hasPrefix("en-") ? shared : nil
  }

  private static let shared = EnglishVocabulary()

  private init() {
    let words = Self.decoded(EnglishWords.text)
    self.words = words
    stems = evenRanges(of: words.count, in: 16).concurrentMap { range in
      let stemmer = Stemmer(language: "en")
      return range.map { stemmer.stem(of: words[$0]) }
    }.flatMap(\.self)
    indexesByStem = Dictionary(grouping: words.indices, by: { [stems] in stems[$0] })
  }

  private static func decoded(_ text: StaticString) -> [[UInt8]] {
    text.withUTF8Buffer { bytes in
      var words: [[UInt8]] = []
      var word: [UInt8] = []
      for byte in bytes {
        if byte >= UInt8(ascii: "a") {
          word.append(byte)
        } else {
          if !word.isEmpty { words.append(word) }
          word.removeLast(word.count - Int(byte - UInt8(ascii: "A")))
        }
      }
      words.append(word)
      return words
    }
  }
}

/// Tells whether a word is so close to a form of the lexicon that the client might take it for a misspelling.
///
/// Two words are at most one edit apart only if they're equal after leaving out at most one letter of each; two
/// edits, two letters. The test may say yes for a word that is farther away, never no for one that is close.
struct SpellingReach {
  /// The hashes of all forms with up to one letter left out, and with up to two.
  private var oneLess: Set<UInt64> = []
  private var twoLess: Set<UInt64> = []

  init(of forms: [[UInt8]]) {
    for form in forms where form.count >= 3 && form.allSatisfy({ $0 >= UInt8(ascii: "a") }) {
      Self.forEachRest(of: form, without: form.count >= 6 ? 2 : 1) { hash, omitted in
        if omitted < 2 { oneLess.insert(hash) }
        if form.count >= 6 { twoLess.insert(hash) }
      }
    }
  }

  /// Whether a word is close to a form.
  ///
  /// Words of four letters and more are corrected, by two edits from eight on.
  func contains(_ word: [UInt8]) -> Bool {
    guard word.count >= 4 else { return false }
    var isClose = false
    Self.forEachRest(of: word, without: word.count >= 8 ? 2 : 1) { hash, omitted in
      if !isClose { isClose = word.count >= 8 ? twoLess.contains(hash) : oneLess.contains(hash) }
    }
    return isClose
  }

  private static func forEachRest(
    of word: [UInt8], without limit: Int, _ body: (_ hash: UInt64, _ omitted: Int) -> Void
  ) {
    func hash(skipping first: Int, _ second: Int) -> UInt64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in word.indices where index != first && index != second {
        hash = (hash ^ UInt64(word[index])) &* 0x0000_0100_0000_01B3
      }
      return hash
    }
    body(hash(skipping: -1, -1), 0)
    for first in word.indices {
      body(hash(skipping: first, -1), 1)
      guard limit > 1 else { continue }
      for second in word.indices.dropFirst(first + 1) { body(hash(skipping: first, second), 2) }
    }
  }
}

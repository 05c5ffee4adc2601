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

/// Tells whether a word is so close to a form of the lexicon that the client would take it for a misspelling.
///
/// Two words are at most one edit apart only if they're equal after leaving out at most one letter of each; two
/// edits, two letters. So the forms that a word is compared with are found by what is left of them.
struct SpellingReach {
  /// A form that leaves something, and the index of the next one that leaves the same, or -1.
  private struct Link {
    var form: Int32
    var next: Int32
  }

  private let forms: [[UInt8]]
  /// For the hash of what is left of forms, the index of the first one in ``links``.
  private var firstLinks: [UInt64: Int32] = [:]
  private var links: [Link] = []

  init(of forms: [[UInt8]]) {
    self.forms = forms.filter { $0.count >= 3 && $0.allSatisfy { $0 >= UInt8(ascii: "a") } }
    for (number, form) in self.forms.enumerated() {
      Self.forEachRest(of: form, without: form.count >= 6 ? 2 : 1) { hash in
        links.append(Link(form: Int32(number), next: firstLinks[hash] ?? -1))
        firstLinks[hash] = Int32(links.count - 1)
        return true
      }
    }
  }

  /// Whether a word is close to a form.
  ///
  /// Words of four letters and more are corrected, by two edits from eight on.
  func contains(_ word: [UInt8]) -> Bool {
    guard word.count >= 4 else { return false }
    let limit = word.count >= 8 ? 2 : 1
    var isClose = false
    Self.forEachRest(of: word, without: limit) { hash in
      var next = firstLinks[hash] ?? -1
      while next >= 0, !isClose {
        let link = links[Int(next)]
        isClose = Self.edits(word, forms[Int(link.form)]) <= limit
        next = link.next
      }
      return !isClose
    }
    return isClose
  }

  /// Calls a function with the hash of a word and of each rest of it, as long as it returns `true`.
  private static func forEachRest(of word: [UInt8], without limit: Int, _ body: (_ hash: UInt64) -> Bool) {
    func hash(skipping first: Int, _ second: Int) -> UInt64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in word.indices where index != first && index != second {
        hash = (hash ^ UInt64(word[index])) &* 0x0000_0100_0000_01B3
      }
      return hash
    }
    guard body(hash(skipping: -1, -1)) else { return }
    for first in word.indices {
      guard body(hash(skipping: first, -1)) else { return }
      guard limit > 1 else { continue }
      for second in word.indices.dropFirst(first + 1) {
        guard body(hash(skipping: first, second)) else { return }
      }
    }
  }

  /// The insertions, deletions, replacements, and swaps of neighbors between two words, as the client counts them.
  private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        var least = min(previous[column + 1], current[column]) + 1
        least = min(least, previous[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, beforePrevious[column - 1] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}

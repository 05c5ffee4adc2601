import Basics

/// The English words that a reader may type, with their stems.
///
/// Search uses them in three ways. A word in the vocabulary is never corrected. Words with the same stem as a
/// word in the handbook find it. The others may be related to a word in the handbook; see ``WordRelations``.
struct EnglishVocabulary: Sendable {
  /// The words in order.
  let words: [[UInt8]]

  /// The stem of each word.
  let stems: [[UInt8]]

  /// The indices in ``words`` of the words with each stem.
  let indexesByStem: [[UInt8]: [Int]]

  /// Returns the vocabulary for a language, or `nil` for languages other than English.
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

/// Determines whether a word is so close to a form in the lexicon that the client would treat it as a
/// misspelling.
///
/// Two words are at most one edit apart only if they become equal when at most one letter is removed from
/// each; for two edits, two letters. So the candidates for comparison are the forms with which a word shares
/// such a rest.
struct SpellingReach {
  /// A form that has a rest with a given hash, and the index of the next such link in the same bucket, or -1.
  private struct Link {
    var hash: UInt64
    var form: Int32
    var next: Int32
  }

  private let forms: [[UInt8]]
  /// A bit for the highest bits of each hash that has a link, small enough to stay in a processor's cache.
  private var isLinked: [UInt64]
  /// The index in ``links`` of the first link for the highest bits of each hash, or -1.
  private var buckets: [Int32]
  private let shift: UInt64
  private var links: [Link] = []

  init(of forms: [[UInt8]]) {
    self.forms = forms.filter { $0.count >= 3 && $0.allSatisfy { $0 >= UInt8(ascii: "a") } }
    // About as many buckets as rests: a form of seven letters has 29 with at most two letters removed.
    let bits = max(10, 64 - UInt64((self.forms.count * 24).leadingZeroBitCount))
    shift = 64 - bits
    buckets = [Int32](repeating: -1, count: 1 << bits)
    isLinked = [UInt64](repeating: 0, count: 1 << (bits + Self.extraBits - 6))
    for (number, form) in self.forms.enumerated() {
      Self.forEachRest(of: form, without: form.count >= 6 ? 2 : 1) { hash in
        let bucket = Int(hash >> shift)
        let bit = hash >> (shift - Self.extraBits)
        isLinked[Int(bit >> 6)] |= 1 << (bit & 63)
        links.append(Link(hash: hash, form: Int32(number), next: buckets[bucket]))
        buckets[bucket] = Int32(links.count - 1)
        return true
      }
    }
  }

  /// Returns whether a word is close to a form.
  ///
  /// Words of four letters or more are corrected by one edit, and those of eight or more by two.
  func contains(_ word: [UInt8]) -> Bool {
    guard word.count >= 4 else { return false }
    let limit = word.count >= 8 ? 2 : 1
    var isClose = false
    Self.forEachRest(of: word, without: limit) { hash in
      let bit = hash >> (shift - Self.extraBits)
      guard isLinked[Int(bit >> 6)] & 1 << (bit & 63) != 0 else { return true }
      var next = buckets[Int(hash >> shift)]
      while next >= 0, !isClose {
        let link = links[Int(next)]
        isClose = link.hash == hash && Self.edits(word, forms[Int(link.form)]) <= limit
        next = link.next
      }
      return !isClose
    }
    return isClose
  }

  /// How many bits of a hash decide about a bit of ``isLinked``, in addition to those of a bucket.
  private static let extraBits: UInt64 = 4

  /// Calls a closure with the hash of a word and of each of its rests, as long as the closure returns `true`.
  ///
  /// A hash is a polynomial of the letters, so that the hash of a rest follows from those of its parts.
  @inline(__always)
  private static func forEachRest(of word: [UInt8], without limit: Int, _ body: (_ hash: UInt64) -> Bool) {
    let base: UInt64 = 0x0000_0100_0000_01B3
    let end = word.count
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * (end + 1)) { memory in
      // The hash of the letters from each index on, and the power of the base for so many letters.
      let endings = UnsafeMutableBufferPointer(rebasing: memory[...end])
      let powers = UnsafeMutableBufferPointer(rebasing: memory[(end + 1)...])
      var power: UInt64 = 1
      endings[end] = 0
      powers[end] = 1
      for index in stride(from: end - 1, through: 0, by: -1) {
        endings[index] = endings[index + 1] &+ UInt64(word[index]) &* power
        power = power &* base
        powers[index] = power
      }
      /// Returns the hash of some letters and those from an index on, spread over all bits.
      func hash(_ beginning: UInt64, from index: Int) -> UInt64 {
        (beginning &* powers[index] &+ endings[index]) &* 0x9E37_79B9_7F4A_7C15
      }
      var beginning: UInt64 = 1
      guard body(hash(beginning, from: 0)) else { return }
      for first in 0..<end {
        guard body(hash(beginning, from: first + 1)) else { return }
        if limit > 1 {
          var middle = beginning
          for second in first + 1..<end {
            guard body(hash(middle, from: second + 1)) else { return }
            middle = middle &* base &+ UInt64(word[second])
          }
        }
        beginning = beginning &* base &+ UInt64(word[first])
      }
    }
  }

  /// Returns the number of insertions, deletions, replacements, and swaps of neighbors between two words, as
  /// the client counts them.
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

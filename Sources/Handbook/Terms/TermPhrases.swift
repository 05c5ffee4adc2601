import Markup

/// The phrases of all terms, found in a text in one pass.
struct TermPhrases: Sendable {
  /// A term in a text.
  struct Match: Sendable, Equatable {
    /// The place of the term in the glossary's ``Glossary/terms``.
    let term: Int
    /// In bytes of the text.
    let range: Range<Int>
  }

  /// The phrases by their first two bytes, those that fall together the longest first.
  private let buckets: [[TermPhrase]]
  /// Whether a bucket holds a phrase, which turns most words of a text away.
  private let isUsed: [Bool]

  /// Whether there is nothing to be found.
  var isEmpty: Bool { !isUsed.contains(true) }

  init(_ titles: [String]) {
    var buckets = [[TermPhrase]](repeating: [], count: 1024)
    for (place, title) in titles.enumerated() {
      guard let phrase = TermPhrase(title: title, term: place) else { continue }
      let small = String(String.UnicodeScalarView(phrase.scalars))
      // Outside ASCII a capital can differ from its small letter in the bits that a bucket is told by.
      let capital = small.prefix(1).uppercased() + small.dropFirst()
      for bucket in Set([small, capital].map { Self.bucket(of: Array($0.utf8)) }) {
        buckets[bucket].append(phrase)
      }
    }
    for bucket in buckets.indices {
      buckets[bucket].sort { ($1.scalars.count, $0.term) < ($0.scalars.count, $1.term) }
    }
    self.buckets = buckets
    isUsed = buckets.map { !$0.isEmpty }
  }

  /// Whether a text can hold a term, told by the first words of terms.
  func mayOccur(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      var offset = 0
      while let start = nextCandidate(in: text, from: offset) {
        if candidates(at: start, of: text).contains(where: { $0.begins(in: text, at: start) }) { return true }
        offset = start + 1
      }
      return false
    }
  }

  /// The terms in a text from left to right, none overlapping another; of those that begin together the
  /// longest.
  func matches(in text: [UInt8]) -> [Match] {
    text.withUnsafeBufferPointer { text in
      var matches: [Match] = []
      var offset = 0
      while let start = nextCandidate(in: text, from: offset) {
        offset = start + 1
        for phrase in candidates(at: start, of: text) {
          guard let length = phrase.length(in: text, at: start) else { continue }
          matches.append(Match(term: phrase.term, range: start..<(start + length)))
          offset = start + length
          break
        }
      }
      return matches
    }
  }

  /// The next place where a word begins with two bytes that a phrase may begin with.
  private func nextCandidate(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    isUsed.withUnsafeBufferPointer { isUsed in
      var offset = start
      while offset + 1 < text.count {
        if isUsed[Self.bucket(text[offset], text[offset + 1])], WordBoundary.isStart(text, at: offset) {
          return offset
        }
        offset += 1
      }
      return nil
    }
  }

  private func candidates(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> [TermPhrase] {
    buckets[Self.bucket(text[offset], text[offset + 1])]
  }

  private static func bucket(of bytes: [UInt8]) -> Int { bucket(bytes[0], bytes[1]) }

  /// Case leaves the last five bits of a letter as they are.
  @inline(__always)
  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }
}

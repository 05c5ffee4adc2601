import Testing

@testable import Search

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite("The vocabulary of English")
struct EnglishVocabularyTests {
  @Test("English in any region has a vocabulary, and other languages have none")
  func languages() {
    #expect(EnglishVocabulary.of("en") != nil)
    #expect(EnglishVocabulary.of("en-US") != nil)
    #expect(EnglishVocabulary.of("es") == nil)
    #expect(EnglishVocabulary.of("enm") == nil)
  }

  @Test("The words are distinct, consist of letters, and are in order")
  func words() throws {
    let words = try #require(EnglishVocabulary.of("en")).words
    #expect(words.count > 30_000)
    #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 >= UInt8(ascii: "a") } })
    #expect(zip(words, words.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  @Test(
    "The everyday words that readers type are included",
    arguments: [
      "rape", "wife", "police", "consent", "violence", "silence", "naloxone", "venmo", "texted", "seattle",
      "costa",
      "comp", "para", "modi", "dong", "messi", "zhang", "favours",
    ])
  func everydayWord(word: String) throws {
    #expect(try #require(EnglishVocabulary.of("en")).words.contains(bytes(word)))
  }

  @Test("All words with a given stem are found")
  func stems() throws {
    let vocabulary = try #require(EnglishVocabulary.of("en"))
    let words = vocabulary.indexesByStem[bytes("gift"), default: []].map { vocabulary.words[$0] }
    #expect(Set(words).isSuperset(of: ["gift", "gifts", "gifted"].map(bytes)))
    #expect(vocabulary.stems.count == vocabulary.words.count)
  }
}

@Suite("The reach of spelling correction")
struct SpellingReachTests {
  private static let letters = bytes("abcdefghijklmnopqrstuvwxyz")

  /// Returns all words that one edit makes from a word: a letter removed, inserted, or replaced, or two
  /// neighbors swapped.
  private static func edits(of word: [UInt8], withSwaps: Bool = true) -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    for index in 0...word.count {
      let (before, after) = (word.prefix(index), word.dropFirst(index))
      for letter in letters {
        found.insert(Array(before + [letter] + after))
        found.insert(Array(before + [letter] + after.dropFirst()))
      }
      found.insert(Array(before + after.dropFirst()))
      if withSwaps, after.count > 1 {
        let rest = Array(after)
        found.insert(Array(before + [rest[1], rest[0]] + rest.dropFirst(2)))
      }
    }
    return found
  }

  @Test("Every word of four or more letters that is one edit away from a form is in reach")
  func oneEdit() {
    for form in ["gift", "race", "content", "relationship"].map(bytes) {
      let reach = SpellingReach(of: [form])
      let missed = Self.edits(of: form).filter { $0.count >= 4 && !reach.contains($0) }
      #expect(missed.map { String(decoding: $0, as: UTF8.self) } == [])
    }
  }

  @Test("Every word of eight or more letters that is two edits away from a form is in reach")
  func twoEdits() {
    let form = bytes("coercion")
    let reach = SpellingReach(of: [form])
    // The client doesn't check for an edit between two swapped letters.
    let words = Self.edits(of: form, withSwaps: false).reduce(into: Self.edits(of: form)) { words, word in
      if word.count >= 7 { words.formUnion(Self.edits(of: word, withSwaps: false)) }
    }
    let missed = words.filter { $0.count >= 8 && !reach.contains($0) }
    #expect(missed.map { String(decoding: $0, as: UTF8.self) } == [])
  }

  @Test(
    "Words that are too short or too distant aren't in reach",
    arguments: [
      ("gift", "gif"), ("gift", "grand"), ("content", "silence"), ("confidential", "conference"),
      // Both leave the same rest without one letter, or without two, but not at the same position.
      ("stop", "tops"), ("abcdefgh", "cdefghba"),
    ])
  func outOfReach(form: String, word: String) {
    #expect(!SpellingReach(of: [bytes(form)]).contains(bytes(word)))
  }
}

@Suite("Related words")
struct WordRelationsTests {
  private static func relations(of word: String, to stems: [String]) throws -> [String] {
    let vocabulary = try #require(EnglishVocabulary.of("en"))
    let relations = WordRelations(to: stems.map(bytes), vocabulary).byWord[bytes(word), default: []]
    return relations.map { "\($0.kind) \(String(decoding: $0.stem, as: UTF8.self))" }
  }

  @Test(
    "A word leads to the words that the handbook uses instead",
    arguments: [
      ("children", "child", "irregular child"),
      ("lent", "lend", "irregular lend"),
      ("twelve", "12", "irregular 12"),
      ("behaviour", "behavior", "irregular behavior"),
      ("centre", "center", "irregular center"),
      ("husband", "spous", "everyday spous"),
      ("doctor", "medic", "everyday medic"),
      ("therapist", "therapi", "everyday therapi"),
    ])
  func relation(word: String, stem: String, expected: String) throws {
    #expect(try Self.relations(of: word, to: [stem]).contains(expected))
  }

  @Test("Related words are in the handbook, and never have the word's own stem")
  func absent() throws {
    #expect(try Self.relations(of: "husband", to: ["gift"]) == [])
    #expect(try Self.relations(of: "gifts", to: ["gift"]) == [])
  }

  @Test("Words are a family if they share all but a suffix", arguments: ["therapist", "therapi"])
  func family(stem: String) {
    #expect(WordRelations.family(of: bytes(stem)) == bytes("therap"))
  }

  @Test("The closest relations come first")
  func order() throws {
    let found = try Self.relations(of: "children", to: ["child", "youth"])
    #expect(found == found.sorted { $0.hasPrefix("irregular") && !$1.hasPrefix("irregular") })
  }
}

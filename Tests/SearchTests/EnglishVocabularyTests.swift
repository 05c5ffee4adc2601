import Testing

@testable import Search

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite("The vocabulary of English")
struct EnglishVocabularyTests {
  @Test("is known for English in any region and for no other language")
  func languages() {
    #expect(EnglishVocabulary.of("en") != nil)
    #expect(EnglishVocabulary.of("en-US") != nil)
    #expect(EnglishVocabulary.of("es") == nil)
    #expect(EnglishVocabulary.of("enm") == nil)
  }

  @Test("has distinct words of letters, in order")
  func words() throws {
    let words = try #require(EnglishVocabulary.of("en")).words
    #expect(words.count > 30_000)
    #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 >= UInt8(ascii: "a") } })
    #expect(zip(words, words.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  @Test(
    "has the everyday words that readers type",
    arguments: [
      "rape", "wife", "police", "consent", "violence", "silence", "naloxone", "venmo", "texted", "seattle",
      "costa",
      "comp", "para", "modi", "dong", "messi", "zhang", "favours",
    ])
  func everydayWord(word: String) throws {
    #expect(try #require(EnglishVocabulary.of("en")).words.contains(bytes(word)))
  }

  @Test("finds all words with a stem")
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

  /// Every word that one edit makes of another: a letter left out, put in, or replaced, or two neighbors swapped.
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

  @Test("contains every word of four letters and more that is one edit from a form")
  func oneEdit() {
    for form in ["gift", "race", "content", "relationship"].map(bytes) {
      let reach = SpellingReach(of: [form])
      let missed = Self.edits(of: form).filter { $0.count >= 4 && !reach.contains($0) }
      #expect(missed.map { String(decoding: $0, as: UTF8.self) } == [])
    }
  }

  @Test("contains every word of eight letters and more that is two edits from a form")
  func twoEdits() {
    let form = bytes("coercion")
    let reach = SpellingReach(of: [form])
    // The client doesn't look for an edit between two letters that were swapped.
    let words = Self.edits(of: form, withSwaps: false).reduce(into: Self.edits(of: form)) { words, word in
      if word.count >= 7 { words.formUnion(Self.edits(of: word, withSwaps: false)) }
    }
    let missed = words.filter { $0.count >= 8 && !reach.contains($0) }
    #expect(missed.map { String(decoding: $0, as: UTF8.self) } == [])
  }

  @Test(
    "leaves out words that are too short or too far away",
    arguments: [
      ("gift", "gif"), ("gift", "grand"), ("content", "silence"), ("confidential", "conference"),
      // Both leave the same without a letter, or without two, but it isn't the same position.
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
    "lead from a word to what the handbook says instead",
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

  @Test("lead only to words that the handbook has, and never from a word to its own stem")
  func absent() throws {
    #expect(try Self.relations(of: "husband", to: ["gift"]) == [])
    #expect(try Self.relations(of: "gifts", to: ["gift"]) == [])
  }

  @Test("take words for a family if they share all but an ending", arguments: ["therapist", "therapi"])
  func family(stem: String) {
    #expect(WordRelations.family(of: bytes(stem)) == bytes("therap"))
  }

  @Test("put the closest first")
  func order() throws {
    let found = try Self.relations(of: "children", to: ["child", "youth"])
    #expect(found == found.sorted { $0.hasPrefix("irregular") && !$1.hasPrefix("irregular") })
  }
}

import Testing

@testable import Search

@Suite("The lexicon")
struct LexiconTests {
  private static func lexicon(_ texts: String...) -> Lexicon {
    let runs = texts.map { text in
      TokenizedRecords(
        [SearchRecord(.page, address: "", title: "", text: Array(text.utf8))], of: SearchCorpus())
    }
    return Lexicon(of: runs, language: "en")
  }

  @Test("The forms of all runs are kept under their stems, in order")
  func forms() {
    let lexicon = Self.lexicon("gifts borrow", "gifted gift borrowing")
    #expect(lexicon.stems == ["borrow", "gift"].map { Array($0.utf8) })
    #expect(lexicon.forms == ["borrow", "borrowing", "gift", "gifted", "gifts"].map { Array($0.utf8) })
    #expect(lexicon.formRanges == [0..<2, 2..<5])
    #expect(lexicon.number(of: 0, inRun: 0) == 1)
    #expect(lexicon.number(of: 0, inRun: 1) == nil)
  }

  @Test("The lexicon is in UTF-16 order, in which the client compares")
  func order() {
    let words = ["\u{FF41}", "𐐨", "\u{E9}", "z", "漢"]
    let stems = Self.lexicon(words.joined(separator: " ")).stems.map { String(decoding: $0, as: UTF8.self) }
    #expect(stems == stems.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) })
    #expect(stems.count == words.count)
  }

  @Test(
    "Inflections that occur in no text are added",
    arguments: [
      ("borrow", ["borrowed", "borrower", "borrowing", "borrows"]),
      ("share", ["shared", "shares", "sharing"]),
      ("plan", ["planned", "planning", "plans"]),
      ("planned", ["plan", "planning", "plans"]),
      ("policy", ["policies"]),
      ("policies", ["policy"]),
      ("carry", ["carried", "carries", "carrying"]),
      ("assess", ["assessed", "assesses", "assessing"]),
      ("borrowing", ["borrow", "borrowed", "borrower", "borrows"]),
      ("motivated", ["motivate", "motivates", "motivating"]),
      ("services", ["service", "serviced", "servicing"]),
      ("18.420", []), ("iv", []), ("λόγος", []), ("漢字漢字", []),
    ] as [(String, [String])])
  func inflections(word: String, expected: [String]) {
    let lexicon = Self.lexicon(word)
    let added = Inflections.forms(
      of: lexicon.stems[0], occurring: lexicon.forms[...], Stemmer(language: "en"))
    let forms = Set(added.map { String(decoding: $0, as: UTF8.self) })
    #expect(forms.isSuperset(of: expected), "\(forms)")
    #expect(expected.isEmpty ? forms.isEmpty : !forms.contains(word))
  }

  @Test("The forms of a word have one stem, and a number is its own stem", arguments: ["en", "en-US"])
  func stems(language: String) {
    let stemmer = Stemmer(language: language)
    #expect(stemmer.stem(of: Array("relationships".utf8)) == stemmer.stem(of: Array("relationship".utf8)))
    #expect(stemmer.stem(of: Array("2s".utf8)) == Array("2s".utf8))
    #expect(Stemmer(language: "tlh").stem(of: Array("gifts".utf8)) == Array("gifts".utf8))
  }
}
